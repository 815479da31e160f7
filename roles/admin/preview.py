"""The working copy of a subject on the page where readers will find it, for staff."""

from django.http import Http404
from django.shortcuts import render

from roles import advert_trial, decoding, publishing, slugs
from roles.advert_phrases import PhraseError
from roles.advert_signals import PhraseBook
from roles.models import Edition, Listing
from roles.views.comparison import edited_comparison, render_comparison
from roles.views.dispute import render_disputes
from roles.views.glossary import render_glossary
from roles.views.inquiry import render_inquiry
from roles.views.role import render_role
from roles.views.route import render_route


def render_preview(request, kind, subject):
    request.is_preview = True
    return PAGES[kind](request, subject)


def _comparison(request, comparison):
    roles = [_role(slug) for slug in sorted(comparison.roles)]
    if not slugs.is_comparable(comparison.roles):
        raise Http404("not two or three roles")
    return render_comparison(request, roles, comparison, comparison.company)


def _route(request, route):
    origin = _role(route.from_role) if route.from_role else None
    return render_route(request, route, _role(route.to_role), origin)


def _role(slug):
    """A role that is not public yet is shown as its working copy says."""
    public = Edition.objects.current().roles_in_order([slug])
    return public[0] if public else publishing.from_tables("role", slug)


def _outline(request, outline):
    """Rows show in a comparison alone: in the one that the site is about, as readers have it."""
    listings = Listing.objects.current()
    widest = listings.of("comparison").with_roles().widest()
    roles = [role.slug for role in listings.of("role") if not role.is_neighbour]
    shown = sorted(widest.roles_of("about") if widest else roles)[: slugs.MOST]
    if not slugs.is_comparable(shown):
        raise Http404("no two roles are published yet")
    compared = Edition.objects.current().roles_in_order(shown)
    return render_comparison(request, compared, edited_comparison(compared), outline=outline)


def _signals(request, signals):
    """What the draft makes of its examples, beside what readers get."""
    published = decoding.phrase_book()
    context = {"is_published": published is not None}
    try:
        draft = PhraseBook(signals)
        found = advert_trial.trials(draft, published, decoding.reader())
    except PhraseError as error:
        return render(request, "admin/roles/signals_preview.html", {**context, "fault": error})
    context |= {
        "book": draft,
        "trials": found,
        "changed": sum(each.is_changed for each in found),
        "wrong": sum(not each.is_as_meant for each in found),
    }
    return render(request, "admin/roles/signals_preview.html", context)


PAGES = {
    "role": render_role,
    "comparison": _comparison,
    "dispute": lambda request, dispute: render_disputes(request, [dispute]),
    "route": _route,
    "inquiry": render_inquiry,
    "glossary": render_glossary,
    "signals": _signals,
    "outline": _outline,
}
