from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.models import Edition, Listing

# So many words are read at once; more stand in folds.
MOST_OPEN = 150


@require_safe
@public_page
def inquiry_list(request):
    inquiries = Edition.objects.current().of("inquiry").subjects()
    in_order = sorted(inquiries, key=lambda each: (each.place == 0, each.place, each.question))
    context = {
        "choosing": [each for each in in_order if not each.for_hiring],
        "hiring": [each for each in in_order if each.for_hiring],
    }
    return render(request, "roles/inquiry_list.html", context)


@require_safe
@public_page
def inquiry_detail(request, slug):
    inquiry = next(iter(Edition.objects.current().of("inquiry").named(slug).subjects()), None)
    if inquiry is None:
        raise Http404
    return render_inquiry(request, inquiry)


def render_inquiry(request, inquiry):
    linked = {"role": inquiry.roles, "dispute": inquiry.disputes, "inquiry": inquiry.related}
    slugs = {slug for each in linked.values() for slug in each}
    # One that is withdrawn since is left out.
    found = {(row.kind, row.slug): row for row in Listing.objects.current().filter(slug__in=slugs)}
    about, disputes, related = (
        [found[kind, slug] for slug in slugs if (kind, slug) in found]
        for kind, slugs in linked.items()
    )
    context = {
        "inquiry": inquiry,
        "about": about,
        "disputes": disputes,
        "related": related,
        "is_short": sum(len(part.body.split()) for part in inquiry.parts) <= MOST_OPEN,
    }
    return render(request, "roles/inquiry_detail.html", context)
