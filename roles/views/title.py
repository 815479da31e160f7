from dataclasses import dataclass
from itertools import chain, zip_longest

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import comparison, content, salaries
from roles.addresses import comparison_address_of
from roles.advert_title import title_told
from roles.caching import public_page
from roles.figure_rows import CURRENCY
from roles.forms import TitleForm
from roles.models import Edition, ListedTitle, Listing, SalaryFigure, Source
from roles.slugs import comparison_slug
from roles.title_reader import Reader
from roles.title_words import OTHER_TITLES, fold, words_of
from roles.titles import KnownTitle

# As many stand side by side on the narrowest phone; a third meaning is told in a line.
CARDS = 2
# What is asked of product work says nothing to somebody who looks up “barista”.
OUR_FIELD = OTHER_TITLES | {"agile", "delivery", "lead", "scrum", "technical"}


@dataclass(frozen=True)
class Meaning:
    """A role that a title may be: `alias` says who uses it so, None for the role's own name.

    `text` is its work in a line, which `line` states: the contrast of a comparison, else the role.
    """

    role: content.Role
    text: str
    line: content.Statement
    alias: content.Alias | None
    articles: int

    @property
    def signs(self):
        """What in an advert speaks for it, the short ones first."""
        telltales = [point for point in self.role.points if point.kind == "telltale"]
        return [(point, self) for point in sorted(telltales, key=lambda point: not point.label)]


@require_safe
@public_page(*TitleForm.base_fields)
def title_search(request):
    form = TitleForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    # All of them in any case: the page lists them, and the look-up needs each.
    titles = list(ListedTitle.objects.current().with_role())
    template = "roles/title_search.html"
    if request.htmx:
        template += "#answer"
    context = {"form": form, "titles": titles, "acronyms": acronyms(titles)}
    return render(request, template, {**context, **explanation(query, titles)})


@require_safe
@public_page
def title_detail(request, slug):
    titles = list(ListedTitle.objects.current().with_role())
    title = next((title for title in titles if title.slug == slug), None)
    if title is None:
        raise Http404
    context = {"title": title, "titles": titles, **explanation(title.title, titles)}
    return render(request, "roles/title_detail.html", context)


def acronyms(titles):
    """One of each spelling, those that several roles go by first."""
    by_spelling = {}
    for title in titles:
        if title.is_acronym:
            by_spelling.setdefault(fold(title.title), []).append(title)
    # False comes before True.
    ordered = sorted(by_spelling.values(), key=lambda same: not is_ambiguous(same))
    return [same[0] for same in ordered]


def is_ambiguous(titles):
    return len({title.listing_id for title in titles}) > 1


def reader_of(titles):
    return Reader(KnownTitle(row.title, row.listing.slug) for row in titles)


def explanation(query, titles):
    """The answer, and what the page says beside it."""
    if not query:
        return {"query": query}
    reader = reader_of(titles)
    answer = reader.read(query)
    context = {
        "query": query,
        "answer": answer,
        "is_reworded": fold(query) not in map(fold, answer.titles),
        "jobs": len(answer.roles) + len(answer.others),
        # Else one of them is short for several.
        "is_each_named": len(answer.roles) == len(answer.titles),
        "turned": rows_of(answer.turned, titles),
        "each_title": list({title.slug: title for title in titles}.values()),
        "longer": longer_titles(answer, titles),
    }
    if answer.similar:
        return {**context, "similar": rows_of(answer.similar, titles)}
    if answer.roles:
        return {**context, **meanings_of(answer, titles)}
    # As in an advert: what is another job by its name is asked nothing.
    if title_told(query, reader).is_of_another_job:
        return {**context, "is_another_job": True}
    return {**context, **questions_about(query)}


def longer_titles(answer, titles):
    """Those that hold what is set aside beside the title that was found, and more: “AI/ML Product
    Manager” where “AI Product Manager” was asked for."""
    if not (answer.extra and answer.titles):
        return []
    sought = folded_words(f"{answer.extra} {answer.titles[0]}")
    return list(dict.fromkeys(row.title for row in titles if sought < folded_words(row.title)))


def folded_words(title):
    return {word.folded for word in words_of(title)}


def rows_of(similar, titles):
    """The titles to ask about, each once with all the roles that it may be."""
    slugs = [row.slug for title in similar for row in titles if row.title == title.title]
    rows = {slug: [row for row in titles if row.slug == slug] for slug in slugs}
    return [(same[0], [row.listing for row in same]) for same in rows.values()]


def meanings_of(answer, titles):
    """The roles that the title may be, and what tells them from each other or from another."""
    slugs = list(answer.roles)
    shared, other = ("", "") if len(slugs) > 1 else look_alike(slugs[0], titles)
    compared = [*slugs, other][:CARDS] if other else slugs[:CARDS]
    edited = edited_comparison(compared)
    roles = Edition.objects.current().roles_in_order([*slugs, *filter(None, [other])])
    articles = set(Source.objects.cited().of_kind("article").values_list("slug", flat=True))
    found = [meaning(role, answer.titles, edited, articles) for role in roles]
    sides = [each for each in found if each.role.slug in compared]
    listings = [row.listing for row in titles if row.listing.slug in compared]
    return {
        "meanings": [each for each in found if each.role.slug in slugs],
        "shared": shared,
        "sides": sides,
        "edited": edited,
        "asked": together([edited, *(side.line for side in sides)]) if edited else None,
        "has_short_names": len({side.role.emphasis for side in sides} - {""}) == len(sides),
        # They tell apart who shares an acronym; of another pair they would tell what is not so.
        "signs": signs_of(sides) if shared or len(slugs) > 1 else [],
        "comparison": comparison_address_of(listings),
        # Who leads those of a role is paid otherwise.
        **({"pay": pay_of(slugs[0])} if len(slugs) == 1 and answer.kind != "leads" else {}),
    }


def together(statements):
    """One statement in place of several that are said in one breath."""
    sources = chain(*(statement.sources for statement in statements))
    return content.Statement(sources=tuple(dict.fromkeys(sources)))


def meaning(role, titles, edited, articles):
    [(_, text, line)] = comparison.contrasts([role], edited)
    alias = alias_of(role, titles)
    count = len(articles.intersection(alias.sources)) if alias else 0
    return Meaning(role, text, line, alias, count)


def alias_of(role, titles):
    # Folded: another role may spell the same title otherwise.
    wanted = set(map(fold, titles))
    return next((alias for alias in role.aliases if fold(alias.title) in wanted), None)


def look_alike(slug, titles):
    """A title that the role shares with another and the slug of that one, or without a title one
    that it is compared with; both empty when there is none."""
    # A neighbour that goes by the same letters at one employer is nobody's usual mistake.
    main = [row for row in titles if not row.listing.is_neighbour]
    own = {row.slug for row in main if row.listing.slug == slug}
    for row in main:
        if row.slug in own and row.listing.slug != slug:
            return row.title, row.listing.slug
    for pair in Listing.objects.current().of("comparison").about(slug).with_roles():
        others = [each for each in pair.roles_of("about") if each != slug]
        if len(others) == 1 and not pair.company:
            return "", others[0]
    return "", ""


def edited_comparison(slugs):
    slug = comparison_slug(slugs)
    return next(iter(Edition.objects.current().of("comparison").named(slug).subjects()), None)


def pay_of(slug):
    return salaries.PayCard.of(SalaryFigure.objects.overview(slug), CURRENCY)


def signs_of(sides):
    """Those of each in turn; of one alone they would tell it from nothing."""
    columns = [side.signs for side in sides]
    return in_turn(columns) if all(columns) else []


def in_turn(columns):
    return [sign for sign in chain(*zip_longest(*columns)) if sign]


def questions_about(query):
    """What tells the main roles apart, for a title of which nothing else is known."""
    if not OUR_FIELD & {word.folded for word in words_of(query)}:
        return {}
    main = Listing.objects.current().of("comparison").with_roles().widest()
    if main is None:
        return {}
    slugs = main.roles_of("about")
    edited = edited_comparison(slugs)
    roles = Edition.objects.current().roles_in_order(slugs)
    return {"edited": edited, "sides": [meaning(role, (), edited, set()) for role in roles]}
