from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.filters import RouteFilter
from roles.models import Edition, Listing
from roles.routes import by_target, ways


@require_safe
@public_page
def route_list(request):
    roles = Listing.objects.current().of("role").by_slug()
    routes = Listing.objects.current().of("route").with_roles()
    route_filter = RouteFilter(request.GET, routes, ways=list(ways(routes, roles)))
    template = "roles/route_list.html"
    if request.htmx:
        template += "#results"
    context = {"filter": route_filter, "groups": by_target(ways(route_filter.qs, roles))}
    return render(request, template, context)


@require_safe
@public_page
def route_detail(request, slug):
    route = next(iter(Edition.objects.current().of("route").named(slug).subjects()), None)
    if route is None:
        raise Http404
    ends = Edition.objects.current().roles_in_order([route.to_role, route.from_role])
    roles = {role.slug: role for role in ends}
    # A way into nothing that readers can see is no way; one from there still is.
    if route.to_role not in roles:
        raise Http404
    return render_route(request, route, roles[route.to_role], roles.get(route.from_role))


def render_route(request, route, target, origin):
    context = {"route": route, "target": target, "origin": origin, "move": move(origin, route)}
    return render(request, "roles/route_detail.html", context)


def move(origin, route):
    """What the role one leaves says of the move, None when it says nothing."""
    moves = origin.transitions if origin else ()
    return next((move for move in moves if move.to_role == route.to_role), None)
