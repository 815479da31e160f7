from dataclasses import dataclass
from urllib.parse import urlencode

from babel.numbers import get_currency_name
from django.forms import HiddenInput, IntegerField
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from roles import pay_choices
from roles.models import Component, Period, Source
from roles.routes import by_target, starts

# A page repeats what it does not know, and no choice is longer.
LONGEST = 100
# More than these, and "any", are no list of links but a field of a form.
MOST_LINKS = 31


class PublicFilter(FilterSet):
    """Filters of a public list: a value that is no choice is named and ignored."""

    def __init__(self, data, rows):
        # Of a name that is sent twice the last value counts.
        super().__init__({name: value[:LONGEST] for name, value in data.items()}, rows)

    @property
    def unknown(self):
        """(label, value sent) pairs."""
        return [(self.form[name].label, self.data.get(name, "")) for name in self.form.errors]

    @property
    def query(self):
        """The choices made, as the query that makes them again."""
        return urlencode({name: value for name, value in self.form.cleaned_data.items() if value})


class IntoFilter(ChoiceFilter):
    def __init__(self, ways):
        choices = [(role.slug, role.name) for role, _ in by_target(ways)]
        super().__init__(label="I want to become", empty_label="Any role", choices=choices)

    def filter(self, routes, value):
        return routes.into(value) if value else routes


class FromFilter(ChoiceFilter):
    def __init__(self, ways):
        places = starts(ways)
        # Backgrounds are words and have no row: an address names them by a slug of these.
        self.backgrounds = {way.start_slug: way.start for way in places if not way.origin}
        choices = [(way.start_slug, way.start) for way in places]
        super().__init__(label="I am now", empty_label="Anything", choices=choices)

    def filter(self, routes, value):
        if value in self.backgrounds:
            return routes.from_background(self.backgrounds[value])
        return routes.out_of(value) if value else routes


class RouteFilter(PublicFilter):
    def __init__(self, data, routes, *, ways):
        super().__init__(data, routes)
        # Made for each request, since what can be chosen is what is public now.
        self.filters["to"] = IntoFilter(ways)
        self.filters["from"] = FromFilter(ways)


class SourceFilter(PublicFilter):
    kind = ChoiceFilter(label="Kind", empty_label="All kinds", choices=Source.Kind.choices)


class RoleFilter(PublicFilter):
    KINDS = [("compared", "Compared here"), ("neighbour", "Neighbours")]

    q = CharFilter(label="Name or title", method="named_like", max_length=LONGEST)
    kind = ChoiceFilter(label="Kind", empty_label="All roles", choices=KINDS, method="of_one_kind")

    def named_like(self, roles, name, value):
        return roles.named_like(value)

    def of_one_kind(self, roles, name, value):
        return roles.neighbours() if value == "neighbour" else roles.compared()


class NarrowingFilter(ChoiceFilter):
    """Narrows by the method of the queryset that it is given the name of."""

    def __init__(self, narrow, **more):
        super().__init__(**more)
        self.narrow = narrow

    def filter(self, rows, value):
        return getattr(rows, self.narrow)(value) if value else rows


class DisplayFilter(ChoiceFilter):
    """Chooses how the rows are shown, not which."""

    def filter(self, rows, value):
        return rows


class PageFilter(Filter):
    field_class = IntegerField

    def filter(self, rows, value):
        return rows


@dataclass(frozen=True)
class ChipLink:
    """One value of a filter: the query that makes it and keeps what else is chosen, and how many
    figures that leaves, where it is known."""

    label: str
    query: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Removal:
    """A choice that narrows the list: the query without it, and how many figures that leaves."""

    label: str
    query: str
    count: int


@dataclass(frozen=True)
class Chip:
    """A filter as a list of links; `chosen` says which of them holds."""

    name: str
    label: str
    chosen: str
    is_used: bool
    links: list


class SalaryFilter(PublicFilter):
    """Filters of pay, which offer what the `choices` of pay are."""

    # The euro and what the European Central Bank has a rate of; the most asked for come first.
    # fmt: off
    CURRENCIES = [
        "USD", "EUR", "GBP", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "HKD", "HUF", "IDR",
        "ILS", "INR", "ISK", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK",
        "SGD", "THB", "TRY", "ZAR",
    ]
    # fmt: on
    # The year first, which is usual. What is paid once has no other period.
    PERIODS = [choice for choice in reversed(Period.choices) if choice[0] != Period.ONCE]
    SORTS = [
        ("newest", "Newest first"),
        ("oldest", "Oldest first"),
        ("highest", "Highest first"),
        ("lowest", "Lowest first"),
    ]
    MAIN = ["role", "country", "level", "period", "currency"]
    MORE = ["company", "component", "state", "metro", "industry", "source", "year", "sort"]
    # What is of a part of a country alone, or of one industry, is left out unless one is named.
    NARROW = frozenset({"state", "metro", "industry"})
    USUAL = {"currency": "USD", "period": "year", "sort": ""}

    role = NarrowingFilter("for_role", label="Role", empty_label="Any role")
    country = NarrowingFilter("in_country", label="Country", empty_label="Any country")
    level = NarrowingFilter("at_level", label="Level", empty_label="Any level")
    company = NarrowingFilter("at_company", label="Company", empty_label="Any company")
    component = NarrowingFilter(
        "of_component", label="Part of pay", empty_label="Any part", choices=Component.choices
    )
    state = NarrowingFilter("at_place", label="State", empty_label="The whole country")
    metro = NarrowingFilter("at_place", label="Metropolitan area", empty_label="No single one")
    industry = NarrowingFilter("of_industry", label="Industry", empty_label="All industries")
    source = NarrowingFilter("from_source", label="Source", empty_label="Any source")
    year = NarrowingFilter("of_year", label="Year", empty_label="The newest of each")
    currency = DisplayFilter(label="Show in", empty_label=None)
    period = DisplayFilter(label="Show for", empty_label=None, choices=PERIODS)
    sort = DisplayFilter(label="Order", empty_label="Surest first", choices=SORTS)
    # A filter only so that a page that is none is named like any other choice that is none.
    page = PageFilter(label="Page", min_value=1, widget=HiddenInput)

    def __init__(self, data, figures, *, choices):
        # A form sends blank what nobody chose: that means the usual, as if it were not sent.
        sent = {name: value for name, value in data.items() if value}
        super().__init__({**self.USUAL, **sent}, figures)
        offers = {
            "role": choices.roles,
            "country": choices.countries,
            "level": choices.levels,
            "company": choices.companies,
            "state": choices.states,
            "metro": choices.metros,
            "industry": choices.industries,
            "source": choices.sources,
            "year": choices.years,
        }
        # Any other choice that there is can be made by its address, and finds nothing.
        self._held = {
            "role": {slug for slug, _ in choices.paid},
            "component": {value for value, _ in choices.components},
            "year": {year for year, _ in choices.held_years},
        }
        self._counts = {}
        for name, pairs in offers.items():
            # Of this request alone: django-filter copies the filters for each.
            self.filters[name].extra["choices"] = pairs
        if choices.has_more_companies:
            first = f"Any company (the first {pay_choices.MOST_COMPANIES} are listed)"
            self.filters["company"].extra["empty_label"] = first
        self.filters["currency"].extra["choices"] = currency_choices(self.CURRENCIES)

    def offer(self, counts, currencies):
        """Offers of the filters that are not in use only what the list has, by the name of the
        filter, and of the currencies those that any of it comes to."""
        self._counts = {name: each for name, each in counts.items() if name not in self.narrowing}
        self._held["currency"] = set(currencies)

    def filter_queryset(self, figures):
        return super().filter_queryset(self._unless_asked(figures, self.narrowing))

    def _unless_asked(self, figures, narrowing):
        # Who asks for a year wants what was said then, whether or not it was superseded.
        figures = figures if "year" in narrowing else figures.latest()
        return figures.wide() if self.NARROW.isdisjoint(narrowing) else figures

    @property
    def narrowing(self):
        """Which figures are asked for, by the name of the filter."""
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value and name in self.names}

    @property
    def is_narrow(self):
        """Whether a part of a country or one industry is asked for."""
        return not self.NARROW.isdisjoint(self.narrowing)

    @property
    def names(self):
        return [name for name, each in self.filters.items() if isinstance(each, NarrowingFilter)]

    def narrow(self, facts):
        """Other facts of pay, narrowed like the figures."""
        for name, value in self.narrowing.items():
            facts = self.filters[name].filter(facts, value)
        return facts

    @property
    def removals(self):
        """Each choice that narrows the list, with what is left where it alone is taken back."""
        for name, value in self.narrowing.items():
            query = urlencode(self._unusual({**self._kept(name), **self.display}))
            count = self.figures_without(name).capped_count()
            yield Removal(dict(self._pairs(name))[value], query, count)

    def figures_without(self, name):
        """Those that all choices but this one leave."""
        kept = self._kept(name)
        figures = self._unless_asked(self.queryset, kept)
        for other, each in kept.items():
            figures = self.filters[other].filter(figures, each)
        return figures

    def _kept(self, without):
        return {name: each for name, each in self.narrowing.items() if name != without}

    @property
    def display(self):
        """The currency, period and order asked for, or what they are unless asked."""
        cleaned = self.form.cleaned_data
        return {name: cleaned.get(name) or usual for name, usual in self.USUAL.items()}

    @property
    def chips(self):
        """The filters most asked for that are short enough for a list of links."""
        return [self._chip(name) for name in self.MAIN if self._is_list(name)]

    @property
    def more_chips(self):
        """The other filters that are short enough for it."""
        return [self._chip(name) for name in self.MORE if self._is_list(name)]

    @property
    def long_fields(self):
        """The fields of the filters with too many choices for that."""
        long = [name for name in [*self.MAIN, *self.MORE] if len(self._pairs(name)) > MOST_LINKS]
        return [self.form[name] for name in long]

    @property
    def kept(self):
        """What a form of the long fields sends along, so that no other choice is lost."""
        long = {field.name for field in self.long_fields}
        return [(name, value) for name, value in self.asked.items() if name not in long]

    @property
    def has_more(self):
        """Whether one of the folded filters is in use."""
        folded = {*self.MORE, *(field.name for field in self.long_fields)}
        return not folded.isdisjoint(self.asked)

    def _pairs(self, name):
        """What is offered: what any figure has, and what is chosen."""
        pairs, chosen = self.form.fields[name].choices, self.asked.get(name)
        held = self._counts.get(name, self._held.get(name))
        usual = ("", self.USUAL.get(name), chosen)
        return [pair for pair in pairs if held is None or pair[0] in usual or pair[0] in held]

    def _is_list(self, name):
        # A filter with one outcome is none, but tells what amounts are in.
        count = len(self._pairs(name))
        return count <= MOST_LINKS and (count > 1 or name in {*self.asked, "currency"})

    def _chip(self, name):
        pairs, value = self._pairs(name), self.asked.get(name, self.USUAL.get(name, ""))
        counts = self._counts.get(name, {})
        links = [
            ChipLink(label, self._query_with(name, each), each == value, counts.get(each))
            for each, label in pairs
        ]
        chosen = value if name == "currency" else dict(pairs)[value]
        return Chip(name, self.form[name].label, chosen, name in self.asked, links)

    def _query_with(self, name, value):
        return urlencode(self._unusual({**self.asked, name: value}))

    @property
    def unit(self):
        return self.display["currency"], self.display["period"]

    @property
    def asked(self):
        """What is chosen by name, but for the usual, so that one choice has one address."""
        return self._unusual({**self.narrowing, **self.display})

    def _unusual(self, values):
        # In one order, however they were chosen.
        sent = {name: values.get(name, "") for name in [*self.MAIN, *self.MORE]}
        return {name: sent[name] for name in sent if sent[name] not in ("", self.USUAL.get(name))}

    @property
    def query(self):
        return urlencode(self.asked)

    @property
    def page_number(self):
        return self.form.cleaned_data.get("page") or 1


def currency_choices(codes):
    return [(code, f"{get_currency_name(code, locale='en')} ({code})") for code in codes]
