from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from roles import comparison, salaries
from roles.caching import public_page
from roles.filters import RoleFilter
from roles.models import Edition, ListedTitle, Listing, SalaryFigure
from roles.models.pay import MOST_IN_OVERVIEW

DEPTHS = ("deep", "working", "aware")


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
    names = Listing.objects.current().of("role").by_slug()
    pages = list(Listing.objects.current().about(role.slug).with_roles())
    # A role may be withdrawn after an edition has named it.
    moves = [(move, names[move.to_role]) for move in role.transitions if move.to_role in names]
    figures = list(SalaryFigure.objects.overview(role.slug))
    context = {
        "role": role,
        "of_role": [role],
        "figures": figures,
        "pay": salaries.overview(figures, MOST_IN_OVERVIEW),
        "blocks": comparison.blocks(outline, [role]),
        "needs": needs(role, outline),
        "moves": moves,
        "contrasts": [(line, names[line.role]) for line in role.contrasts if line.role in names],
        "neighbours": neighbours(role, editions),
        "comparisons": [page for page in pages if page.kind == "comparison"],
        "routes": [page for page in pages if page.kind == "route"],
        "disputes": editions.of("dispute").about(role.slug).subjects(),
    }
    return render(request, "roles/role_detail.html", context)


def by_title(slug):
    """Where an address leads that names a role by a title or an acronym."""
    title = slug.lower()
    meanings = ListedTitle.objects.current().meanings([title]).get(title, [])
    # A role that cannot be read is found by its own name, and would lead here for ever.
    if not meanings or meanings[0].slug == slug:
        raise Http404
    return redirect(meanings[0]) if len(meanings) == 1 else redirect("title_detail", title)


def needs(role, outline):
    """What the role needs of each skill, each with the skill, deepest first."""
    skills = {skill.key: skill for skill in outline.skills}
    pairs = [(need, skills[need.skill]) for need in role.skills if need.skill in skills]
    by_level = {level: [pair for pair in pairs if pair[0].level == level] for level in DEPTHS}
    return [(level, pairs) for level, pairs in by_level.items() if pairs]


def neighbours(role, editions):
    """The light roles that say how they differ from this one, each with what they say."""
    if role.is_neighbour:
        return []
    return [
        (neighbour, line)
        for neighbour in editions.of("role").of_neighbours().subjects()
        for line in neighbour.contrasts
        if line.role == role.slug
    ]
