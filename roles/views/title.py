from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import content
from roles.addresses import comparison_address_of
from roles.caching import public_page
from roles.forms import TitleForm
from roles.models import Edition, ListedTitle, Listing
from roles.title_words import fold
from roles.titles import Index, KnownTitle


@dataclass(frozen=True)
class Meaning:
    """A role that a title stands for; `alias` says who uses it so, None for the role's own name."""

    role: content.Role
    alias: content.Alias | None

    @property
    def telltales(self):
        return [point for point in self.role.points if point.kind == "telltale"]


@require_safe
@public_page
def title_search(request):
    form = TitleForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    # All of them in any case: the page lists them, and the look-up needs each.
    titles = list(ListedTitle.objects.current().with_role())
    answer = look_up(query, titles) if query else None
    template = "roles/title_search.html"
    if request.htmx:
        template += "#answer"
    context = {"form": form, "query": query, "titles": titles, "answer": answer}
    return render(request, template, {**context, **explanation(answer, titles)})


@require_safe
@public_page
def title_detail(request, slug):
    titles = list(ListedTitle.objects.current().with_role())
    title = next((title for title in titles if title.slug == slug), None)
    if title is None:
        raise Http404
    answer = look_up(title.title, titles)
    context = {"title": title, "answer": answer, **explanation(answer, titles)}
    return render(request, "roles/title_detail.html", context)


def look_up(query, titles):
    return Index(KnownTitle(row.title, row.listing.slug) for row in titles).look_up(query)


def explanation(answer, titles):
    """What a page says beside the answer: the roles meant, or the titles to ask about."""
    if answer is None:
        return {}
    if answer.similar:
        pairs = {(title.title, title.role) for title in answer.similar}
        rows = [row for row in titles if (row.title, row.listing.slug) in pairs]
        return {"similar": list({row.slug: row for row in rows}.values())}
    # Of a title that is unknown, the page tells how to ask which of the main roles is meant.
    slugs = answer.roles or the_main_roles()
    listings = [row.listing for row in titles if row.listing.slug in slugs]
    return {
        "meanings": meanings(answer.title, slugs),
        "comparison": comparison_address_of(listings),
    }


def the_main_roles():
    comparison = Listing.objects.current().of("comparison").with_roles().widest()
    return comparison.roles_of("about") if comparison else []


def meanings(title, slugs):
    roles = Edition.objects.current().roles_in_order(slugs)
    return [Meaning(role, alias_of(role, title)) for role in roles]


def alias_of(role, title):
    # Folded: another role may spell the same title otherwise.
    same = (alias for alias in role.aliases if fold(alias.title) == fold(title))
    return next(same, None)
