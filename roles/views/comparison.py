from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles import comparison
from roles.caching import public_page
from roles.figure_rows import chart_of
from roles.ladders import ladders
from roles.models import Edition, ListedTitle, Listing, SalaryFigure, Source
from roles.slugs import FEWEST, MOST, canonical, company_slug, comparison_slug, joined, parse
from roles.spreadsheet import to_csv


@require_safe
@public_page("roles")
def comparison_picker(request):
    slugs = canonical(filter(None, request.GET.getlist("roles")))
    if len(slugs) > MOST:
        raise BadRequest("more roles than can be compared")
    listings = Listing.objects.current()
    roles = list(listings.compared())
    # What is ticked and known stays ticked; the page names the rest.
    choice = [role.slug for role in roles if role.slug in slugs]
    unknown = sorted(set(slugs) - set(choice))
    if len(choice) >= FEWEST and not unknown:
        return redirect("comparison_detail", joined(choice))
    context = {"roles": roles, "choice": choice, "unknown": unknown}
    comparisons = listings.of("comparison")
    return render(request, "roles/comparison_picker.html", {**context, "comparisons": comparisons})


def of_published_roles(view):
    """Hands the view the roles its address names, once it names them in the one right way."""

    @wraps(view)
    def page(request, path, **more):
        slugs = parse(path)
        names = canonical(slugs)
        # Before anything is read: an address may name hundreds.
        if len(names) > MOST:
            raise BadRequest("more roles than can be compared")
        editions = Edition.objects.current().of("role").named(*names).subjects()
        roles = {role.slug: role for role in editions if not role.is_neighbour}
        if len(roles) < len(names):
            return by_title(request, slugs, roles)
        if len(names) < FEWEST:
            return redirect(f"{reverse('comparison_picker')}?roles={names[0]}")
        if path != joined(slugs):
            # For ever, unlike by a title: whatever is published, one set of roles has one address.
            return redirect(same_page(request, names), permanent=True)
        return view(request, [roles[slug] for slug in names], **more)

    return page


def by_title(request, slugs, roles):
    """Where an address leads that names a role by a title or an acronym."""
    meanings = ListedTitle.objects.current().meanings(set(slugs) - set(roles))
    names = list(roles)
    for slug in slugs:
        if slug not in roles:
            listings = meanings.get(slug, [])
            if len(listings) > 1:
                return redirect("title_detail", slug)
            # A role that cannot be read is found by its own name, and would lead here for ever.
            if not listings or listings[0].is_neighbour or listings[0].slug == slug:
                raise Http404
            names.append(listings[0].slug)
    return redirect(same_page(request, names))


def same_page(request, slugs):
    # The view that was asked for, so that a table stays a table.
    match = request.resolver_match
    address = reverse(match.view_name, kwargs={**match.kwargs, "path": joined(slugs)})
    return address + query_of(show_of(request))


def show_of(request):
    """The choice of rows that was sent; "" where none was, or one that is not a choice."""
    show = request.GET.get("show", "")
    # Addresses get copied and cut: the page says which choice it did not know.
    return show if show in comparison.SHOWS else ""


def query_of(show):
    return f"?show={show}" if show else ""


def edited_comparison(roles, place=""):
    slug = comparison_slug([role.slug for role in roles], place)
    return next(iter(Edition.objects.current().of("comparison").named(slug).subjects()), None)


def choice_address(slugs, show):
    """The address that compares these roles, or where a second one is picked."""
    if len(slugs) < FEWEST:
        return f"{reverse('comparison_picker')}?roles={slugs[0]}"
    return reverse("comparison_detail", args=[joined(slugs)]) + query_of(show)


def fewer(roles, show):
    """Each role with the address that leaves it out."""
    slugs = [role.slug for role in roles]
    return [
        (role, choice_address([slug for slug in slugs if slug != role.slug], show))
        for role in roles
    ]


def more(roles, others, show):
    """Each role that could be added, with the address that does."""
    slugs = [role.slug for role in roles]
    if len(slugs) == MOST:
        return []
    return [(other, choice_address([*slugs, other.slug], show)) for other in others]


@require_safe
@public_page("show")
@of_published_roles
def comparison_detail(request, roles):
    return render_comparison(request, roles, edited_comparison(roles))


@require_safe
@public_page("show")
@of_published_roles
def company_comparison(request, roles, company):
    edited = edited_comparison(roles, company)
    names = {company_slug(name): name for name in comparison.companies(roles)}
    if edited:
        # An edited page may be of a company of which no role has a cell.
        names[company] = edited.company
    if company not in names:
        raise Http404
    return render_comparison(request, roles, edited, names[company])


@require_safe
@public_page("show")
@of_published_roles
def comparison_table(request, roles):
    # A file is for working on: all rows, unless somebody asked for fewer.
    table = comparison.narrow(
        comparison.blocks(Edition.objects.current().outline(), roles), show_of(request) or "all"
    )
    # All in one query, whichever of them the table names.
    names = {source.slug: source.name for source in Source.objects.all()}
    text = to_csv(comparison.lines(table, roles, names))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = joined(role.slug for role in roles)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def render_comparison(request, roles, edited, company="", outline=None):
    slugs = [role.slug for role in roles]
    listings = Listing.objects.current()
    context = {
        "roles": roles,
        "path": joined(slugs),
        "company": company,
        "companies": comparison.companies(roles),
        "edited": edited,
        "contrasts": comparison.contrasts(roles, edited),
        "ladders": ladders(roles),
        **table_context(request, roles, company, outline),
        **choice_of_roles(roles, listings.compared(), show_of(request)),
        "pay": pay_of(roles, company),
        "routes": listings.of("route").about(*slugs),
    }
    template = "roles/comparison_detail.html"
    if request.htmx:
        template += "#comparison"
    return render(request, template, context)


def table_context(request, roles, company, outline):
    """The rows to show of the table, how many there are, and the disputes that they lead to."""
    slugs = [role.slug for role in roles]
    published, disputes = Edition.objects.current().outline_and_disputes(*slugs)
    # The database finds what is about any of these roles; one alone is no dispute between them.
    disputes = [each for each in disputes if comparison.concerns(each, slugs)]
    table = comparison.blocks(outline or published, roles, disputes=disputes, company=company)
    counts = comparison.counts(table)
    # Where no row is marked as telling, all of them are what there is to see.
    show = show_of(request) or ("telling" if counts["telling"] else "all")
    return {
        "disputes": disputes,
        "show": show,
        "is_unknown_show": bool(request.GET.get("show")) and not show_of(request),
        "sent_show": request.GET.get("show", ""),
        "counts": counts,
        "table": comparison.glance(table) if show == "telling" else comparison.narrow(table, show),
    }


def choice_of_roles(roles, compared, show):
    """The addresses that leave a role out or add one."""
    slugs = [role.slug for role in roles]
    others = [role for role in compared if role.slug not in slugs]
    return {
        "fewer": fewer(roles, show),
        "more": more(roles, others, show),
        "is_full": len(slugs) == MOST,
    }


def pay_of(roles, company):
    """The chart of their pay, of one company alone where the page is about that."""
    slugs = [role.slug for role in roles]
    return chart_of(roles, SalaryFigure.objects.overview(*slugs, company=company))
