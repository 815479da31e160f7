"""The working copy of a subject on the page where readers will find it, for staff."""

from django.http import Http404

from roles.models import Edition
from roles.views.comparison import render_comparison
from roles.views.dispute import render_disputes
from roles.views.role import render_role
from roles.views.route import render_route


def render_preview(request, kind, subject):
    request.is_preview = True
    return PAGES[kind](request, subject)


def _comparison(request, comparison):
    roles = Edition.objects.current().roles_in_order(sorted(comparison.roles))
    return render_comparison(request, _some(roles), comparison, comparison.company)


def _outline(request, outline):
    roles = Edition.objects.current().of("role").subjects()
    compared = [role for role in roles if not role.is_neighbour]
    return render_comparison(request, _some(compared[:3]), None, outline=outline)


def _some(roles):
    if not roles:
        raise Http404("none of its roles is published yet")
    return roles


PAGES = {
    "role": render_role,
    "comparison": _comparison,
    "dispute": lambda request, dispute: render_disputes(request, [dispute]),
    "route": render_route,
    "outline": _outline,
}
