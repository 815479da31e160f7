"""Where an amount stands among the percentiles that a figure publishes, or in its range.

Between published amounts only: nothing is interpolated, and no tail is made up beyond the last of
them. The amount is brought to the currency and period of the figure, not the figure to those of
the amount, and exactly, by fractions: percentiles that are converted and rounded could change
sides. Figures stand apart, each as a base of its own; what cannot be compared says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from roles import conversion, evidence, money
from roles.amounts_typed import AskedAmount
from roles.conversion import Conversion, Rates
from roles.salaries import strength

RANGE, PERCENTILES = ("low", "high"), ("p10", "p25", "median", "p75", "p90")
BALANCED = ("p25", "median", "p75")
WORDS = {
    "low": "low end",
    "high": "high end",
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "median",
    "p75": "75th percentile",
    "p90": "90th percentile",
}
# More of one role would be a list to read, and no answer; beyond the first it is folded.
MOST_BASES, READ_AT_ONCE = 12, 4


@dataclass(frozen=True)
class PublishedMark:
    """A percentile or an end of a range, by the name of its field, as it was published."""

    name: str
    amount: Decimal

    @property
    def words(self) -> str:
        return WORDS[self.name]


@dataclass(frozen=True)
class Standing:
    """An exact amount among what one figure publishes, lowest first, all in its terms.

    `cap` is from where on its publisher prints no amount.
    """

    amount: Fraction
    marks: tuple[PublishedMark, ...]
    cap: Decimal | None = None

    @property
    def at(self) -> list[PublishedMark]:
        """The marks that it equals; more than one where they are equal themselves."""
        return [mark for mark in self.marks if Fraction(mark.amount) == self.amount]

    @property
    def below(self) -> PublishedMark | None:
        """The highest mark below it."""
        lower = [mark for mark in self.marks if Fraction(mark.amount) < self.amount]
        return lower[-1] if lower else None

    @property
    def above(self) -> PublishedMark | None:
        """The lowest mark above it."""
        return next((mark for mark in self.marks if Fraction(mark.amount) > self.amount), None)

    @property
    def near(self) -> list[PublishedMark]:
        """The marks that its place is told by; of a range all that there is."""
        if self.is_range:
            return list(self.marks)
        return self.at or [mark for mark in (self.below, self.above) if mark]

    @property
    def is_range(self) -> bool:
        return self.marks[0].name in RANGE

    @property
    def where(self) -> str:
        """ "at" marks, "between" two of them, "below" or "above" all; "capped" is at or above the
        cap, "under cap" between the highest mark and the cap."""
        if self.at:
            return "at"
        if self._is_within_open_end or (self.below and self.above):
            return "between"
        if self.below is None:
            return "below"
        if self.cap is None:
            return "above"
        return "capped" if self.amount >= self.cap else "under cap"

    @property
    def _is_within_open_end(self) -> bool:
        """Under "up to so much", or over "from so much"."""
        (only, *others) = self.marks
        is_inside = {"low": self.above is None, "high": self.below is None}
        return not others and is_inside.get(only.name, False)


def standing(pay: money.Pay, cap: Decimal | None, amount: Fraction) -> Standing:
    """Among the percentiles or in the range of this pay, in whose currency and period it is."""
    names = RANGE if pay.shape == "range" else PERCENTILES
    return Standing(amount, _marks({name: getattr(pay, name) for name in names}), cap)


def balanced_standing(figure: Any, amount: Fraction) -> Standing | None:
    """Among the percentiles that count each employer once; None where none are published."""
    marks = _marks({name: getattr(figure, f"balanced_{name}") for name in BALANCED})
    return Standing(amount, marks) if marks else None


def _marks(known: Mapping[str, Decimal | None]) -> tuple[PublishedMark, ...]:
    return tuple(PublishedMark(name, each) for name, each in known.items() if each is not None)


@dataclass(frozen=True)
class Base:
    """A figure with where the amount stands in it, and where in its percentiles that count each
    employer once, as far as it has any.

    `there` is what was asked in the figure's terms, to a unit of its currency or to a cent, and
    `conversion` by which rate. `obstacle` says why it cannot stand anywhere: "undated" or "no
    rate".
    """

    figure: Any
    name: str
    asked: AskedAmount
    standing: Standing | None
    there: Decimal
    conversion: Conversion | None
    obstacle: str
    balanced: Standing | None = None

    @property
    def has_new_period(self) -> bool:
        return bool(self.figure.period != self.asked.period)

    @property
    def is_computed(self) -> bool:
        return self.has_new_period or self.conversion is not None

    @property
    def is_few(self) -> bool:
        return evidence.is_few(self.figure)

    @property
    def has_hours(self) -> bool:
        return self.has_new_period and "hour" in (self.figure.period, self.asked.period)


@dataclass(frozen=True)
class BaseGroup:
    """The bases of one role, the strongest first, or with no name those of occupations beside
    the roles asked for; `more` are left out."""

    name: str
    bases: list[Base]
    more: int

    @property
    def compared(self) -> list[Base]:
        return [each for each in self.bases if not each.obstacle]

    @property
    def first(self) -> list[Base]:
        """As many of them as are read at once."""
        return self.compared[:READ_AT_ONCE]

    @property
    def rest(self) -> list[Base]:
        return self.compared[READ_AT_ONCE:]

    @property
    def others(self) -> list[Base]:
        """Those that cannot be compared."""
        return [each for each in self.bases if each.obstacle]

    @property
    def is_of_neighbours(self) -> bool:
        return not self.name


def base(figure: Any, name: str, asked: AskedAmount, rates: Rates) -> Base:
    """Where the amount stands in a figure, which comes round each year."""
    by, obstacle = _conversion(figure, asked.currency, rates)
    amount = asked.a_year / money.PER_YEAR[figure.period]
    if by:
        amount = amount * Fraction(by.to_rate.per_euro) / Fraction(by.rate.per_euro)
    # What a mistyped rate makes of an amount.
    if amount >= money.UNREADABLE:
        by, obstacle, amount = None, "no rate", Fraction(0)
    stands = None if obstacle else standing(figure.pay, figure.capped_at, amount)
    balanced = None if obstacle else balanced_standing(figure, amount)
    return Base(
        figure=figure,
        name=name,
        asked=asked,
        standing=stands,
        there=_readable(amount, stands, balanced),
        conversion=by,
        obstacle=obstacle,
        balanced=balanced,
    )


def _conversion(figure: Any, currency: str, rates: Rates) -> tuple[Conversion | None, str]:
    """From that currency to the figure's: the way of the page, turned round."""
    by, obstacle = conversion.between(figure, currency, rates)
    if by is None:
        return None, obstacle
    if min(by.rate.per_euro, by.to_rate.per_euro) <= 0:
        return None, "no rate"
    return Conversion(rate=by.to_rate, to_rate=by.rate), ""


def _readable(amount: Fraction, *stands: Standing | None) -> Decimal:
    # To a unit: with fewer digits it would often read as if it stood on the other side of a mark.
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    cents = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    units = money.without_cents(cents)
    amounts = {mark.amount for each in stands if each for mark in each.marks}
    # And to a cent where a unit would read as if it stood at a mark beside which it stands.
    return cents if units in amounts and units != amount else units


def groups(bases: Iterable[Base], roles: Mapping[str, str]) -> list[BaseGroup]:
    """The bases of each of these roles, names by slug, that has some, and last those of others."""
    bases = list(bases)
    own = [(name, [each for each in bases if _slug(each) == slug]) for slug, name in roles.items()]
    found = [*own, ("", [each for each in bases if _slug(each) not in roles])]
    return [_group(name, strongest) for name, each in found if (strongest := by_strength(each))]


def _slug(each: Base) -> str:
    return each.figure.role.slug if each.figure.role else ""


def _group(name: str, bases: Sequence[Base]) -> BaseGroup:
    return BaseGroup(name, list(bases[:MOST_BASES]), len(bases[MOST_BASES:]))


def by_strength(bases: Iterable[Base]) -> list[Base]:
    """Those that say something first; among them those in the currency that was asked in, then
    current ones, then the strongest, and of these what rests on the most."""

    def order(each: Base) -> tuple[bool, bool, bool, int, int]:
        figure, is_other = each.figure, each.figure.currency != each.asked.currency
        more = not figure.is_recent, -strength(figure), -(figure.n or 0)
        return bool(each.obstacle), is_other, *more

    return sorted(bases, key=order)
