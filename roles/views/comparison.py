from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roles import comparison, salaries
from roles.caching import public_page
from roles.models import Edition, ListedTitle, Listing, SalaryFigure, Source
from roles.models.pay import MOST_IN_OVERVIEW
from roles.slugs import FEWEST, MOST, canonical, company_slug, comparison_slug, joined, parse
from roles.spreadsheet import to_csv


@require_safe
@public_page
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
    show = request.GET.get("show")
    # Addresses get copied and cut: what is none shows everything, and the page says so.
    return show if show in comparison.SHOWS else "all"


def query_of(show):
    return "" if show == "all" else f"?show={show}"


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
@public_page
@of_published_roles
def comparison_detail(request, roles):
    return render_comparison(request, roles, edited_comparison(roles))


@require_safe
@public_page
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
@public_page
@of_published_roles
def comparison_table(request, roles):
    table = comparison.narrow(
        comparison.blocks(Edition.objects.current().outline(), roles), show_of(request)
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
        **table_context(request, roles, company, outline or Edition.objects.current().outline()),
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
    disputes = Edition.objects.current().of("dispute").about(*slugs).subjects()
    # The database finds what is about any of these roles; one alone is no dispute between them.
    disputes = [each for each in disputes if comparison.concerns(each, slugs)]
    table = comparison.blocks(outline, roles, disputes=disputes, company=company)
    show = show_of(request)
    return {
        "disputes": disputes,
        "show": show,
        "sent_show": request.GET.get("show", ""),
        "query": query_of(show),
        "counts": comparison.counts(table),
        "table": comparison.narrow(table, show),
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
    """Each role with what is known of its pay, of one company alone where it is about that."""
    names = {role.slug: role.name for role in roles}
    figures = SalaryFigure.objects.overview(*names, company=company)
    by_role = salaries.by_role(figures, names)
    return [
        (slug, names[slug], salaries.overview(part, MOST_IN_OVERVIEW)) for slug, part in by_role
    ]
