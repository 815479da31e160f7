from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.filters import RouteFilter
from roles.models import Edition, Listing
from roles.routes import table, ways


@require_safe
@public_page("to", "from")
def route_list(request):
    roles = Listing.objects.current().of("role").by_slug()
    routes = Listing.objects.current().of("route").with_roles()
    route_filter = RouteFilter(request.GET, routes, ways=list(ways(routes, roles)))
    found = list(ways(route_filter.qs.with_edition(), roles))
    context = {
        "filter": route_filter,
        "has_ways": found,
        "inquiries": inquiries_from(route_filter.form.cleaned_data.get("from"), found, roles),
        **table_context(found, roles, route_filter),
    }
    return render(request, "roles/route_list.html", context)


def inquiries_from(start, found, roles):
    """The questions about the role one starts from, and those that the ways from there name."""
    slugs = {slug for way in found for slug in way.questions} if start else ()
    if not slugs and start not in roles:
        return ()
    return Listing.objects.current().of("inquiry").about_or_named(start, slugs)


def table_context(found, roles, route_filter):
    """The table of what leads to the roles that are compared, and the other ways."""
    asked = route_filter.form.cleaned_data.get("to")
    compared = [role for role in roles.values() if not role.is_neighbour]
    columns = [role for role in compared if not asked or role.slug == asked]
    # What one company asks for would stand beside what holds everywhere.
    general = [way for way in found if way.target in columns and not way.route.company]
    # Unasked, each role has a row, so that it shows what nobody tells of.
    origins = () if route_filter.query else compared
    return {
        "columns": columns,
        "rows": table(general, columns, origins),
        "others": [way for way in found if way not in general],
    }


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
    context = {
        "route": route,
        "target": target,
        "origin": origin,
        "move": move(origin, route),
        "has_tests": any(step.done_when for step in route.steps),
    }
    return render(request, "roles/route_detail.html", context)


def move(origin, route):
    """What the role one leaves says of the move, None when it says nothing."""
    moves = origin.transitions if origin else ()
    return next((move for move in moves if move.to_role == route.to_role), None)
