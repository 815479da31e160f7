from collections import Counter

from django.shortcuts import render
from django.views.decorators.http import require_safe

from roles import comparison, salaries
from roles.addresses import comparison_address_of
from roles.caching import public_page
from roles.figure_rows import CURRENCY
from roles.models import Edition, ListedTitle, Listing, SalaryFigure, Source
from roles.routes import starts, ways
from roles.views.title import acronyms, edited_comparison

CARDS = 3
DATA_SETS = ("data_set", "statistic", "survey")


@require_safe
@public_page
def home(request):
    # Everything public in one query; the page tells a little of each kind.
    listings = Listing.objects.current().with_roles().with_moment()
    roles = {row.slug: row for row in listings if row.kind == "role"}
    routes = [row for row in listings if row.kind == "route"]
    main = main_roles(listings.widest(), roles)
    slugs = [role.slug for role in main]
    pay = dict(salaries.by_role(SalaryFigure.objects.overview(*slugs), slugs))
    cards = Edition.objects.current().roles_in_order(slugs)
    titles = ListedTitle.objects.current().with_role()
    context = {
        "acronyms": acronyms(title for title in titles if title.listing.slug in slugs),
        "roles": cards,
        "cards": [
            (role, text, salaries.PayCard.of(pay[role.slug], CURRENCY))
            for role, text, _ in comparison.contrasts(cards, edited_comparison(slugs))
        ],
        "comparison": comparison_address_of(main),
        "starts": starts(ways(routes, roles)),
        "disputes": disputes(),
        "has_signals": any(row.kind == "signals" for row in listings),
        "has_questions": any(row.kind == "inquiry" for row in listings),
        **counts_of_sources(),
        "updated_at": max((row.published_at for row in listings), default=None),
    }
    return render(request, "roles/home.html", context)


def main_roles(comparison, roles):
    """The roles of the main comparison, or the first ones when there is none yet."""
    in_order = [slug for slug, row in roles.items() if not row.is_neighbour]
    slugs = comparison.roles_of("about") if comparison else in_order
    return [roles[slug] for slug in slugs if slug in roles][:CARDS]


def disputes():
    """Those with most answers first."""
    found = Edition.objects.current().of("dispute").subjects()
    return sorted(found, key=lambda dispute: -len(dispute.claims))


def counts_of_sources():
    kinds = Counter(Source.objects.cited().values_list("kind", flat=True))
    return {"articles": kinds["article"], "data_sets": sum(kinds[kind] for kind in DATA_SETS)}
