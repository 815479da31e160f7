from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from roles import advert_shown, comparison, decoding, profile
from roles.amount_form import AmountForm
from roles.caching import public_page
from roles.figure_rows import chart_of
from roles.filters import RoleFilter
from roles.models import Edition, ListedTitle, Listing
from roles.slugs import MOST, is_comparable, joined

MOST_AT_A_GLANCE = 12


@require_safe
@public_page(*RoleFilter.base_filters)
def role_list(request):
    roles = Listing.objects.current().of("role")
    role_filter = RoleFilter(request.GET, roles)
    template = "roles/role_list.html"
    if request.htmx:
        template += "#results"
    found = role_filter.qs
    # Fewer are looked over at a glance; a form before them would only be in the way.
    count = len(found) if not role_filter.query else roles.count()
    context = {"filter": role_filter, "roles": found, "has_filter": count > MOST_AT_A_GLANCE}
    return render(request, template, context)


@require_safe
@public_page
def role_detail(request, slug):
    role = next(iter(Edition.objects.current().of("role").named(slug).subjects()), None)
    # The role first: an alias of another may be spelt like its slug.
    return by_title(slug) if role is None else render_role(request, role)


def render_role(request, role):
    editions = Edition.objects.current()
    outline, disputes = editions.outline_and_disputes(role.slug)
    names, book = names_and_book()
    pages = Listing.objects.current().about(role.slug).with_roles()
    compared = compared_with(role, pages, names)
    near = () if role.is_neighbour else editions.of("role").of_neighbours().subjects()
    general, *local = portions(role, names, near, outline, disputes)
    pay = chart_of([role])
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
        # What search engines are told is what the page shows.
        "figures": [drawing.row.figure for row in pay.rows for drawing in row.drawings],
        "pay": pay,
        "amount_form": AmountForm.of_role(role),
        **leading_on(pages),
        "disputes": disputes,
        "adverts": in_adverts(role, names, book),
    }
    return render(request, "roles/role_detail.html", context)


def names_and_book():
    """The roles by their slugs, and by what adverts are read, if anything, in one query."""
    listed = Listing.objects.current().of("role", "signals").with_light_edition()
    signals = next((row for row in listed if row.kind == "signals"), None)
    names = {row.slug: row for row in listed if row.kind == "role"}
    return names, signals and decoding.of_edition(signals.edition)


def in_adverts(role, names, book):
    """What adverts say of such work, as published, and the roles that share it; None of nothing."""
    found = book and advert_shown.spoken_for(role.slug, book)
    return found and {
        "signals": found,
        "shared": [names[slug] for slug in found.others if slug in names],
    }


def leading_on(pages):
    """The pages about a role that its own leads to, by kind."""
    return {
        "company_pages": [page for page in pages if page.kind == "comparison" and page.company],
        "routes": [page for page in pages if page.kind == "route"],
        "inquiries": [page for page in pages if page.kind == "inquiry"],
    }


def compared_with(role, pages, names):
    """The roles that stand side by side, itself among them: those of the widest comparison that is
    about it, and the first others where that leaves room."""
    if role.is_neighbour:
        return []
    widest = pages.widest()
    others = (slug for slug, one in names.items() if not one.is_neighbour and slug != role.slug)
    first = widest.roles_of("about") if widest else [role.slug]
    slugs = sorted(list(dict.fromkeys([*first, *others]))[:MOST])
    found = Edition.objects.current().roles_in_order(slugs)
    # As it is shown here: a preview shows what no edition has yet.
    beside = {one.slug: one for one in found} | {role.slug: role}
    return [beside[slug] for slug in slugs if slug in beside]


def portions(role, names, near, outline, disputes):
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
            "moves": public(part.transitions, names, "to_role"),
            "contrasts": public(part.contrasts, names, "role"),
            "neighbours": neighbours(role, near, company),
        }


def public(parts, names, field):
    """The parts with the role that each names; one may be withdrawn after an edition named it."""
    slugs = [(part, getattr(part, field)) for part in parts]
    return [(part, names[slug]) for part, slug in slugs if slug in names]


def neighbours(role, near, company):
    """The light roles that say how they differ from this one, each with what they say."""
    return [
        (neighbour, line)
        for neighbour in near
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
