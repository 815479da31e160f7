"""Pay in the currency and period that a reader asks for.

What is computed here never takes the place of what was published; it stands beside it, with the
rate and the hours that it rests on, and with no more digits than the published amounts have.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from roles import dates, money
from roles.money import Pay, Rate, Terms

Rates = Mapping[dt.date, Mapping[str, Rate]]


class Figure(Protocol):
    """What this module reads of a salary figure."""

    currency: str
    period: str
    as_of: str

    @property
    def pay(self) -> Pay: ...

    @property
    def terms(self) -> Terms: ...


@dataclass(frozen=True)
class Conversion:
    """From one currency to another, by the rates that both have on one day."""

    rate: Rate
    to_rate: Rate

    @property
    def days(self) -> list[dt.date]:
        """Those that the two are of; the euro, which both are told in, has none."""
        rates = (self.rate, self.to_rate)
        return sorted({rate.day for rate in rates if rate.currency != "EUR"})

    @property
    def day(self) -> dt.date:
        """The older of them, which the conversion is as old as."""
        return self.days[0]

    @property
    def factor(self) -> Decimal:
        """Units of the currency asked for, for one of the published, to four digits."""
        return money.round_to(self.to_rate.per_euro / self.rate.per_euro, 4)

    @property
    def factor_written_out(self) -> str:
        """Without noughts at its end and without an exponent, which 1.7E+4 rupiahs would have."""
        return f"{self.factor.normalize():f}"


@dataclass(frozen=True)
class Equivalent:
    """The pay of a figure in the currency and period asked for, as far as it can be said there.

    `has_new_period` and `conversion` tell what was computed, `hours_a_year` by how many hours,
    when hours came into it. `obstacle` tells why it stayed in its own currency: "undated" or
    "no rate".
    """

    pay: Pay
    currency: str
    period: str
    has_new_period: bool = False
    conversion: Conversion | None = None
    obstacle: str = ""
    hours_a_year: int | None = None

    @property
    def is_computed(self) -> bool:
        return self.has_new_period or self.conversion is not None


def rates_by_day(rates: Iterable[Rate], days: Iterable[dt.date]) -> Rates:
    """For each day the rates it is converted by; a day without any is left out."""
    published: dict[dt.date, list[Rate]] = {}
    for rate in rates:
        published.setdefault(rate.day, []).append(rate)
    by_day = {}
    for day in set(days):
        reach = [day - dt.timedelta(back) for back in range(money.OLDEST_RATE.days + 1)]
        near = [rate for each in reach for rate in published.get(each, ())]
        if near:
            by_day[day] = money.rates_on(near, day)
    return by_day


def days_of(figures: Iterable[Figure]) -> set[dt.date]:
    """The days whose rates they are converted by: the last one that the date of each may mean."""
    return {day for figure in figures if (day := dates.last_day(figure.as_of))}


def equivalent(figure: Figure, currency: str, period: str, rates: Rates) -> Equivalent:
    """The figure in that currency and period. One without a date keeps its currency; a payment
    made once has no other period."""
    pay, is_once = figure.pay, figure.period == "once"
    # A signing bonus spread over a year would claim that it comes again.
    to_period = figure.period if is_once else period
    has_new_period = to_period != figure.period
    if has_new_period:
        pay = pay.each(lambda amount: money.in_period(amount, figure.period, to_period))
    conversion, obstacle = between(figure, currency, rates)
    if conversion:
        try:
            pay = _converted(pay, conversion)
        # A mistyped rate is as good as none.
        except money.NoRate:
            conversion, obstacle = None, "no rate"
    if has_new_period or conversion:
        # Once, behind both steps: what is rounded twice may come out otherwise.
        digits = money.digits(figure.pay.amounts)
        pay = pay.each(lambda amount: money.round_to(amount, digits))
    in_currency = currency if conversion else figure.currency
    has_hours = has_new_period and "hour" in (figure.period, to_period)
    hours = money.HOURS_A_YEAR if has_hours else None
    return Equivalent(pay, in_currency, to_period, has_new_period, conversion, obstacle, hours)


def _converted(pay: Pay, by: Conversion) -> Pay:
    return pay.each(lambda amount: money.convert(amount, by.rate, by.to_rate))


def between(figure: Figure, currency: str, rates: Rates) -> tuple[Conversion | None, str]:
    """By which rates of its own day a figure comes to the currency, and why by none: "undated" or
    "no rate". None and no reason where it is in that currency."""
    if figure.currency == currency:
        return None, ""
    day = dates.last_day(figure.as_of)
    if day is None:
        return None, "undated"
    of_day = rates.get(day, {})
    # Rates of another day would give a number that was true on no day.
    if figure.currency not in of_day or currency not in of_day:
        return None, "no rate"
    return Conversion(of_day[figure.currency], of_day[currency]), ""


def reached(figures: Iterable[Figure], rates: Rates) -> set[str]:
    """The currencies that at least one of these figures is in or comes to."""
    # Many figures are of one day and one currency, and come to the same ones.
    terms = {(figure.currency, figure.as_of): figure for figure in figures}
    known = {code for of_day in rates.values() for code in of_day}
    return {currency for currency, _ in terms} | {
        code
        for figure in terms.values()
        for code in known
        if between(figure, code, rates)[0] is not None
    }


@dataclass(frozen=True)
class Reach:
    """How many figures of a list come to a currency: `published` are in it, `converted` come to it
    by rates of the days from `first` to `last`, and the others stay in their own, `undated` ones
    and those `without_rate`."""

    currency: str
    published: int = 0
    converted: int = 0
    undated: int = 0
    without_rate: int = 0
    first: dt.date | None = None
    last: dt.date | None = None

    @classmethod
    def of(cls, currency: str, equivalents: Iterable[Equivalent]) -> Reach:
        every = list(equivalents)
        days = sorted(each.conversion.day for each in every if each.conversion)
        obstacles = [each.obstacle for each in every]
        return cls(
            currency,
            published=obstacles.count("") - len(days),
            converted=len(days),
            undated=obstacles.count("undated"),
            without_rate=obstacles.count("no rate"),
            first=days[0] if days else None,
            last=days[-1] if days else None,
        )

    @property
    def reached(self) -> int:
        return self.published + self.converted

    @property
    def left(self) -> int:
        return self.undated + self.without_rate


def worth(rates: Rates, currency: str) -> dict[str, Fraction]:
    """What a unit of each currency is worth in this one by the newest rates that there are of
    both; of itself alone where there are none."""
    found = {currency: Fraction(1)}
    for _, of_day in sorted(rates.items()):
        usable = {code: Fraction(rate.per_euro) for code, rate in of_day.items() if rate.per_euro}
        if currency in usable:
            found |= {code: usable[currency] / each for code, each in usable.items()}
    return found
