from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.addresses import comparison_address_of
from roles.caching import public_page
from roles.models import Edition, Listing


@require_safe
@public_page
def dispute_list(request):
    return render_disputes(request, Edition.objects.current().of("dispute").subjects())


def render_disputes(request, disputes):
    roles = Listing.objects.current().of("role").by_slug()
    rows = []
    # The page shows its first three in full: those that are answered in the most ways.
    for dispute in sorted(disputes, key=lambda each: (-len(each.claims), each.question)):
        about = [roles[slug] for slug in dispute.roles if slug in roles]
        rows.append((dispute, about, comparison_address_of(about)))
    return render(request, "roles/dispute_list.html", {"rows": rows})
