"""Draws the pictures of what is public, now and at each moment for which something waits."""

import logging

from django.db import transaction
from django.utils import timezone

from roles.models import Edition, ListedTitle, Listing, Picture
from roles.social import drawing, facts

log = logging.getLogger(__name__)


def make_pictures():
    """Whatever lacks a picture gets one, and old ones go. Returns how many were drawn."""
    now = timezone.now()
    waiting = Edition.objects.waiting().order_by("published_at")
    moments = [now, *waiting.values_list("published_at", flat=True).distinct()]
    with transaction.atomic():
        # What waits may have come to be another picture, or none.
        Picture.objects.ahead(now).delete()
        drawn = sum(_make(moment) for moment in moments)
        Picture.objects.outdated(now).delete()
    return drawn


def make_pictures_quietly():
    """For the end of publishing, which never fails because of a picture."""
    try:
        make_pictures()
    except Exception:
        log.exception("Pictures for sharing were not made; make_pictures makes them again.")


def _make(moment):
    shown = {}
    rows = Picture.objects.shown(moment).values_list("kind", "slug", "digest", "is_drawn")
    for kind, slug, digest, is_drawn in rows:
        shown.setdefault((kind, slug), is_drawn and digest)
    missing = [
        (kind, slug, picture)
        for (kind, slug), picture in wanted(moment).items()
        if shown.get((kind, slug)) != facts.digest(picture)
    ]
    Picture.objects.bulk_create([_row(*each, moment) for each in missing])
    return len(missing)


def _row(kind, slug, picture, moment):
    try:
        png = drawing.png(picture)
    except Exception:
        log.exception("The picture of %s %s could not be drawn.", kind, slug)
        png = b""
    return Picture(
        kind=kind,
        slug=slug,
        digest=facts.digest(picture),
        png=png,
        is_drawn=bool(png),
        shown_from=moment,
    )


def wanted(at):
    """What each picture shows of what is public at a moment, by kind and slug."""
    editions = Edition.objects.current(at)
    roles = {role.slug: role for role in editions.of("role").subjects()}
    comparisons = editions.of("comparison").subjects()
    outline = editions.outline()
    return {
        **_site(roles, comparisons, at),
        **{("role", slug): facts.role(role, outline) for slug, role in roles.items()},
        **_comparisons(roles, comparisons, outline),
        **_titles(roles, at),
    }


def _site(roles, comparisons, at):
    widest = Listing.objects.current(at).of("comparison").with_roles().widest()
    edited = next((each for each in comparisons if widest and each.slug == widest.slug), None)
    about = [roles[slug] for slug in edited.roles if slug in roles] if edited else []
    return {("site", "site"): facts.site(about, edited)} if about else {}


def _comparisons(roles, comparisons, outline):
    return {
        ("comparison", each.slug): facts.compared(
            [roles[slug] for slug in sorted(each.roles)], outline, each.company
        )
        for each in comparisons
        if roles.keys() >= set(each.roles)
    }


def _titles(roles, at):
    meanings = {}
    for title in ListedTitle.objects.current(at).with_role():
        meanings.setdefault(title.slug, (title.title, {}))[1][title.listing.slug] = None
    return {
        ("title", slug): facts.title(text, [roles[each] for each in slugs if each in roles])
        for slug, (text, slugs) in meanings.items()
        if slugs.keys() & roles.keys()
    }
