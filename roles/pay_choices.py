"""What the public figures of pay offer to choose among."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from roles.models import Company, Listing, Place, Source

MOST_COMPANIES = 200


@dataclass(frozen=True)
class PayChoices:
    """Pairs of a value and its label, as a list of choices shows them.

    `compared` are the roles that are compared. `years` goes from the newest figure to the oldest.
    Of very many companies the first by name are offered, and the one asked for: then
    `has_more_companies`.
    """

    roles: list
    compared: list
    countries: list
    states: list
    metros: list
    industries: list
    companies: list
    sources: list
    levels: list
    years: list

    @property
    def has_more_companies(self):
        return len(self.companies) > MOST_COMPANIES


def pay_choices(figures, company=""):
    """What these figures offer; `company` is the slug of one that is asked for."""
    found = _pairs_by_name(_offers(figures, company))
    dates = [date for date, _ in found.pop("date", [])]
    names = set(PayChoices.__dataclass_fields__) - {"years"}
    return PayChoices(**{name: found.get(name, []) for name in names}, years=years_between(dates))


def _offers(figures, company):
    """By the name of what it offers, the query for it: rows of that name, a rank, value, label."""
    companies = Company.objects.with_figures().first_and(MOST_COMPANIES + 1, company)
    roles = Listing.objects.current().of("role")
    dated = figures.dated()
    return [
        _offer("roles", roles, "slug", "name", rank="is_neighbour"),
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
