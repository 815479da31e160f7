"""What the public figures of pay offer to choose among."""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Value, When
from django.db.models.functions import Substr

from roles.models import Company, Component, Listing, Place, Source

MOST_COMPANIES = 200
# So many of the newest are looked through for what only some years and parts of pay have.
MOST_LOOKED_THROUGH = 1_000


@dataclass(frozen=True)
class PayChoices:
    """Pairs of a value and its label, as a list of choices shows them.

    `compared` are the roles that are compared, `paid` those that a figure is of, and `components`
    the parts of pay of which there is any. `years` goes from the newest figure to the oldest, and
    `held_years` are those of them that a figure is of.
    Of very many companies the first by name are offered, and the one asked for: then
    `has_more_companies`.
    """

    roles: list
    paid: list
    compared: list
    components: list
    countries: list
    states: list
    metros: list
    industries: list
    companies: list
    sources: list
    levels: list
    years: list
    held_years: list

    @property
    def has_more_companies(self):
        return len(self.companies) > MOST_COMPANIES


def pay_choices(figures, company=""):
    """What these figures offer; `company` is the slug of one that is asked for."""
    found = _pairs_by_name(_offers(figures, company))
    dates = [date for date, _ in found.pop("date", [])]
    names = set(PayChoices.__dataclass_fields__) - {"years", "held_years"}
    years, newest = years_between(dates), found.pop("newest", [])
    return PayChoices(
        **{name: found.get(name, []) for name in names if name not in ("components", "held_years")},
        components=_components(newest, years),
        years=years,
        held_years=_held(newest, years),
    )


def _components(newest, years):
    """The parts of pay that figures are of; all, where not all figures were looked through."""
    found = {component for _, component in newest}
    is_whole = not years or years[-1][0] in dict(newest)
    return [each for each in Component.choices if each[0] in found or not is_whole]


def _held(newest, years):
    """The years that figures are of, and those before what was looked through."""
    found = {year for year, _ in newest if year}
    return [each for each in years if each[0] in found or each[0] < min(found)]


def _offers(figures, company):
    """By the name of what it offers, the query for it: rows of that name, a rank, value, label."""
    companies = Company.objects.with_figures().first_and(MOST_COMPANIES + 1, company)
    roles = Listing.objects.current().of("role")
    dated, newest = figures.dated(), figures.newest_first().first_ones(MOST_LOOKED_THROUGH)
    paid = roles.filter(Exists(figures.filter(role__slug=OuterRef("slug"))))
    return [
        _offer("roles", roles, "slug", "name", rank="is_neighbour"),
        _offer("paid", paid, "slug", "name", rank="is_neighbour"),
        _offer("compared", roles.compared(), "slug", "name"),
        _offer("countries", Place.objects.with_figures(), "code", "name"),
        _offer("states", Place.objects.states().with_own_figures(), "code", "name"),
        _offer("metros", Place.objects.metros().with_own_figures(), "code", "name"),
        _offer("industries", figures.with_industry(), "industry", "industry"),
        _offer("companies", companies, "slug", "name"),
        _offer("sources", Source.objects.with_figures(), "slug", "title"),
        _offer("levels", figures.with_level(), "level", "level"),
        _offer("date", dated.newest_first().first_ones(1), "as_of", "as_of"),
        _offer("date", dated.oldest_first().first_ones(1), "as_of", "as_of"),
        # The database leaves out the doubles, as of any union.
        _offer("newest", newest, Substr("as_of", 1, 4), "component"),
    ]


def _offer(name, rows, value, label, *, rank=""):
    is_later = Case(When(**{rank: True}, then=1), default=0) if rank else Value(0)
    return rows.order_by().values_list(Value(name), is_later, value, label)


def _pairs_by_name(offers):
    """By name the pairs of all offers, in one query: each query of its own would be another way
    to the database and back, on a page that every choice of a filter asks for again."""
    rows = {}
    for name, rank, value, label in offers[0].union(*offers[1:]):
        rows.setdefault(name, []).append((rank, label or f"Untitled ({value})", value))
    return {name: [(value, label) for _, label, value in sorted(rows[name])] for name in rows}


def years_between(dates):
    """Every year from the newest to the oldest of these dates, as choices."""
    years = [int(date[:4]) for date in dates]
    every = range(max(years), min(years) - 1, -1) if years else []
    return [(str(year), str(year)) for year in every]
