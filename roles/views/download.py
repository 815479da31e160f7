from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import downloads, evidence, structured
from roles.caching import public_page
from roles.models import Basis, Component, ListedTitle, Period, Source
from roles.models.pay_lists import MOST_COUNTED
from roles.titles import Index, KnownTitle

LISTS = [
    ("component", Component.choices),
    ("basis", Basis.choices),
    ("period", Period.choices),
    ("evidence", [(each.name, each.words) for each in evidence.CLASSES]),
]


@require_safe
@public_page
def data(request):
    context = {
        "downloads": downloads,
        "most": MOST_COUNTED,
        "lists": LISTS,
        "sources": Source.objects.cited().with_licence(),
    }
    return render(request, "roles/data.html", context)


@require_safe
@public_page
def roles_json(request):
    titles = ListedTitle.objects.current().with_role().with_moment()
    by_role = together(titles, lambda title: title.listing.slug)
    return as_json("roles", [role_record(request, *own) for own in by_role])


def together(titles, slug_of):
    """The titles of each slug, by the alphabet, each in the order it comes in."""
    by_slug = {}
    for title in titles:
        by_slug.setdefault(slug_of(title), []).append(title)
    return [by_slug[slug] for slug in sorted(by_slug)]


def role_record(request, name, *aliases):
    """A role, of which the first title is its name."""
    listing = name.listing
    return {
        "slug": listing.slug,
        "name": listing.name,
        "line": listing.line,
        "address": request.build_absolute_uri(listing.get_absolute_url()),
        "is_neighbour": listing.is_neighbour,
        "aliases": sorted(alias.title for alias in aliases),
        "published_at": name.published_at.isoformat(),
    }


@require_safe
@public_page
def titles_json(request):
    titles = list(ListedTitle.objects.current().with_role())
    index = Index(KnownTitle(title.title, title.listing.slug) for title in titles)
    by_slug = together(titles, lambda title: title.slug)
    return as_json("titles", [title_record(request, same, index) for same in by_slug])


def title_record(request, same, index):
    """A title that leads to one page, which it has once for each role that names it so."""
    title = same[0]
    # As the page of the title has it, which knows other spellings of the same words.
    roles = {*index.look_up(title.title).roles, *(each.listing.slug for each in same)}
    return {
        "slug": title.slug,
        "title": title.title,
        "kind": kind_of(same),
        "roles": sorted(roles),
        "address": request.build_absolute_uri(title.get_absolute_url()),
    }


def kind_of(same):
    if any(title.title == title.listing.name for title in same):
        return "name"
    return "acronym" if same[0].is_acronym else "alias"


def as_json(name, records):
    response = HttpResponse(structured.in_script({name: records}), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response
