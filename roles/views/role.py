from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from roles import comparison, profile, salaries
from roles.caching import public_page
from roles.filters import RoleFilter
from roles.models import Edition, ListedTitle, Listing, SalaryFigure
from roles.models.pay import MOST_IN_OVERVIEW
from roles.slugs import is_comparable, joined


@require_safe
@public_page
def role_list(request):
    role_filter = RoleFilter(request.GET, Listing.objects.current().of("role"))
    template = "roles/role_list.html"
    if request.htmx:
        template += "#results"
    return render(request, template, {"filter": role_filter, "roles": role_filter.qs})


@require_safe
@public_page
def role_detail(request, slug):
    role = next(iter(Edition.objects.current().of("role").named(slug).subjects()), None)
    # The role first: an alias of another may be spelt like its slug.
    return by_title(slug) if role is None else render_role(request, role)


def render_role(request, role):
    editions = Edition.objects.current()
    outline = editions.outline()
    roles = {each.slug: each for each in editions.of("role").subjects()} | {role.slug: role}
    compared = [] if role.is_neighbour else [one for one in roles.values() if not one.is_neighbour]
    disputes = editions.of("dispute").about(role.slug).subjects()
    pages = list(Listing.objects.current().about(role.slug))
    general, *local = portions(role, roles, outline, disputes)
    figures = list(SalaryFigure.objects.overview(role.slug))
    context = {
        "role": role,
        "of_role": [role],
        "compared": compared,
        "comparison_path": comparison_path(compared),
        "rivals": rivals(role, compared, editions),
        "facts": profile.facts(general["blocks"]),
        "stairs": profile.stairs(role.levels),
        "skill_rows": profile.skill_rows(outline, compared) if role.skills else (),
        "general": general,
        "local": local,
        "figures": figures,
        "pay": salaries.overview(figures, MOST_IN_OVERVIEW),
        "company_pages": [page for page in pages if page.kind == "comparison" and page.company],
        "routes": [page for page in pages if page.kind == "route"],
        "disputes": disputes,
    }
    return render(request, "roles/role_detail.html", context)


def portions(role, roles, outline, disputes):
    """What lists show of the role: what holds in general, then at each single company."""
    for company, count in [("", 0), *profile.companies(role)]:
        part = profile.at_company(role, company)
        yield {
            "company": company,
            "count": count,
            "role": part,
            "work": [point for point in part.points if point.kind in profile.WORK],
            "hiring": [point for point in part.points if point.kind not in profile.WORK],
            "blocks": comparison.blocks(outline, [part], disputes=disputes, company=company),
            "needs": profile.needs_by_depth(outline, part),
            "moves": public(part.transitions, roles, "to_role"),
            "contrasts": public(part.contrasts, roles, "role"),
            "neighbours": [] if role.is_neighbour else neighbours(role, roles.values(), company),
        }


def public(parts, roles, field):
    """The parts with the role that each names; one may be withdrawn after an edition named it."""
    slugs = [(part, getattr(part, field)) for part in parts]
    return [(part, roles[slug]) for part, slug in slugs if slug in roles]


def neighbours(role, roles, company):
    """The light roles that say how they differ from this one, each with what they say."""
    return [
        (neighbour, line)
        for neighbour in roles
        if neighbour.is_neighbour
        for line in profile.at_company(neighbour, company).contrasts
        if line.role == role.slug
    ]


def rivals(role, compared, editions):
    """Each other role with one line on it and one on this, and the address of the two."""
    others = [other for other in compared if other.slug != role.slug]
    paths = {other.slug: joined([role.slug, other.slug]) for other in others}
    found = editions.of("comparison").named(*paths.values()).subjects()
    edited = {page.slug: page for page in found}
    return [
        (path, *comparison.contrasts([other, role], edited.get(path)))
        for other in others
        for path in [paths[other.slug]]
    ]


def comparison_path(roles):
    slugs = [role.slug for role in roles]
    return joined(slugs) if is_comparable(slugs) else ""


def by_title(slug):
    """Where an address leads that names a role by a title or an acronym."""
    title = slug.lower()
    meanings = ListedTitle.objects.current().meanings([title]).get(title, [])
    # A role that cannot be read is found by its own name, and would lead here for ever.
    if not meanings or meanings[0].slug == slug:
        raise Http404
    return redirect(meanings[0]) if len(meanings) == 1 else redirect("title_detail", title)
