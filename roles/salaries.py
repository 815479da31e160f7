"""Figures as a page shows them: as bars on one scale, side by side, by role and country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from roles import evidence, money
from roles.conversion import Equivalent
from roles.money import Pay

# Places on a scale are per cent of its width; a tenth of one is less than can be seen.
WIDTH, TENTH = Decimal(100), Decimal("0.1")
FEWEST = 5
# What is paid beside pay, which would pass for all of it.
EXTRAS = ("bonus", "equity", "signing")
# Near enough to each other that the highest bar fills two thirds of its scale at least.
STEPS = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3), Decimal(4), Decimal(6), Decimal(8))


@dataclass(frozen=True)
class Scale:
    """From `base` to `top`, in per cent of the width."""

    top: Decimal
    base: Decimal = Decimal(0)

    @classmethod
    def of(cls, pays: Iterable[Pay]) -> Scale:
        """The one from nothing to a round end that holds them all."""
        highest = max(amount for pay in pays for amount in pay.amounts)
        unit = Decimal(1).scaleb(highest.adjusted())
        return cls(next((step * unit for step in STEPS if step * unit >= highest), unit * 10))

    def at(self, amount: Decimal) -> Decimal:
        return ((amount - self.base) * WIDTH / (self.top - self.base)).quantize(TENTH)


@dataclass(frozen=True)
class Bar:
    """Where a figure lies on a scale, in per cent of its width; None is not drawn.

    `box` is the range or the middle half, `line` the middle eight tenths, `mark` the point, the
    median, or the only known end of a range; of percentiles that make none of these the lowest.
    """

    box: tuple[Decimal, Decimal] | None = None
    line: tuple[Decimal, Decimal] | None = None
    mark: Decimal | None = None

    @property
    def box_width(self) -> Decimal:
        # A range that is narrow for its scale would vanish.
        return max(self.box[1] - self.box[0], 2 * TENTH) if self.box else Decimal(0)


def bar(pay: Pay, scale: Scale) -> Bar:
    if pay.shape == "point":
        return Bar(mark=_at(pay.point, scale))
    if pay.shape == "range":
        box = _between(pay.low, pay.high, scale)
        # Of an open range only the end that is known, as a mark: a box would claim the other.
        return Bar(box=box, mark=None if box else _at(pay.low or pay.high, scale))
    box, line = _between(pay.p25, pay.p75, scale), _between(pay.p10, pay.p90, scale)
    # Where nothing was drawn, what is written beside it would stand nowhere.
    lowest = None if box or line else pay.amounts[0]
    return Bar(box=box, line=line, mark=_at(pay.median or lowest, scale))


def _at(amount: Decimal | None, scale: Scale) -> Decimal | None:
    return None if amount is None else scale.at(amount)


def _between(
    low: Decimal | None, high: Decimal | None, scale: Scale
) -> tuple[Decimal, Decimal] | None:
    return None if low is None or high is None else (scale.at(low), scale.at(high))


def by_amount(each: Equivalent) -> Decimal:
    """What figures are sorted by: the middle, or the end that is known."""
    amounts = each.pay.amounts
    # Percentiles without a median, or an open range.
    return each.pay.middle or amounts[len(amounts) // 2]


@dataclass(frozen=True)
class FigureRow:
    """A figure of a list: `name` is what it is of, `scale` the one of the list it is drawn on."""

    figure: Any
    name: str
    equivalent: Equivalent
    is_recent: bool
    scale: Scale | None = None

    @property
    def bar(self) -> Bar | None:
        return bar(self.equivalent.pay, self.scale) if self.scale else None

    def is_in(self, currency: str, period: str) -> bool:
        return (self.equivalent.currency, self.equivalent.period) == (currency, period)

    @property
    def is_few(self) -> bool:
        return evidence.is_few(self.figure)

    @property
    def is_whole_range(self) -> bool:
        return self.figure.low is not None and self.figure.high is not None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        return self.figure.low, self.figure.high


def strength(figure: Any) -> int:
    return evidence.strength(figure.basis, is_of_one_company=bool(figure.company))


def reach(figure: Any, currency: str) -> tuple[bool | int | str, ...]:
    """How far a figure carries, to choose the one that speaks for a role on any page: a current
    one of percentiles by a survey of employers farthest, and of adverts alike those that are most.

    How much it comes to has no say, nor has a month of date before what many more rest on; what
    is older than two years in part comes behind what is current whole.
    """
    return (
        figure.is_recent,
        figure.currency == currency,
        figure.pay.shape == "percentiles",
        strength(figure),
        not figure.level,
        figure.component == "base",
        not evidence.is_few(figure),
        not figure.is_partly_old,
        figure.n or 0,
        figure.employers or 0,
        figure.as_of,
    )


def by_strength(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Current ones first, the strongest first among them, and those that rest on few behind the
    others of their strength; else in the order they come in."""

    def order(row: FigureRow) -> tuple[bool, int, bool]:
        return not row.is_recent, -strength(row.figure), row.is_few

    return sorted(rows, key=order)


@dataclass(frozen=True)
class Fold:
    """The rows of a role, or with no role those of all neighbours."""

    role: Any | None
    rows: list[FigureRow]


def folds(rows: Iterable[FigureRow], roles: Iterable[Any]) -> list[Fold]:
    """The rows of each of these roles that has some, and last those of none of them."""
    rest, found = list(rows), []
    for role in roles:
        own = [row for row in rest if row.figure.role and row.figure.role.slug == role.slug]
        rest = [row for row in rest if row not in own]
        found.append(Fold(role, own))
    return [fold for fold in (*found, Fold(None, rest)) if fold.rows]


def on_one_scale(rows: Sequence[FigureRow], currency: str, period: str) -> list[FigureRow]:
    """The rows on one scale, but for those that could not be brought to its currency and period."""
    pays = [row.equivalent.pay for row in rows if row.is_in(currency, period)]
    if not pays:
        return list(rows)
    scale = Scale.of(pays)
    # An amount in another currency would lie on the scale of this one as if it were in it.
    return [replace(row, scale=scale) if row.is_in(currency, period) else row for row in rows]


def by_pay(
    rows: Iterable[FigureRow], currency: str, period: str, *, is_highest: bool
) -> list[FigureRow]:
    """Current ones first, and first among each those that are in this currency and period."""

    def order(row: FigureRow) -> tuple[bool, bool, Decimal]:
        # Amounts in different currencies have no order between them.
        is_other = not row.is_in(currency, period)
        amount = by_amount(row.equivalent)
        return not row.is_recent, is_other, -amount if is_highest else amount

    return sorted(rows, key=order)


@dataclass(frozen=True)
class SideBySide:
    """Two ranges of the same terms; `overlap` is the shared share of all that the two span."""

    first: FigureRow
    second: FigureRow
    overlap: Fraction

    @classmethod
    def of(cls, first: FigureRow, second: FigureRow) -> SideBySide | None:
        """None where their terms differ: ranges that differ in kind would overlap by chance."""
        if money.term_differences(first.figure.terms, second.figure.terms):
            return None
        overlap = money.overlap(first.figure.pay, second.figure.pay)
        return None if overlap is None else cls(first, second, overlap)

    @property
    def shared(self) -> Decimal:
        low, high = self._inner
        return max(high - low, Decimal(0))

    @property
    def spanned(self) -> Decimal:
        """The union: a hole between two ranges is in neither."""
        (low, high), (other_low, other_high) = self._ends
        return (high - low) + (other_high - other_low) - self.shared

    @property
    def percent(self) -> int:
        return int(money.in_percent(self.overlap, 0))

    @property
    def shared_ends(self) -> tuple[Decimal, Decimal] | None:
        low, high = self._inner
        return (low, high) if low < high else None

    @property
    def bars(self) -> tuple[Bar, Bar]:
        """On a scale that reaches just over both."""
        low, high = (pick(*self.first.ends, *self.second.ends) for pick in (min, max))
        # Not from nothing: two ranges that overlap would lie at its far end and look the same.
        scale = Scale(high, base=low) if low < high else Scale(high)
        return bar(self.first.figure.pay, scale), bar(self.second.figure.pay, scale)

    @property
    def _inner(self) -> tuple[Decimal, Decimal]:
        (low, high), (other_low, other_high) = self._ends
        return max(low, other_low), min(high, other_high)

    @property
    def _ends(self) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
        return self.first.ends, self.second.ends


@dataclass(frozen=True)
class Comparable:
    """The pairs of ranges of two groups that compare; `more` do, too, and are left out."""

    pairs: list[SideBySide]
    more: int


def comparable_pairs(groups: Sequence[Sequence[FigureRow]], most: int) -> list[Comparable]:
    """For every two groups the pairs of ranges, one of each, that compare, and at most `most`."""
    found = [_comparable(these, others) for these, others in combinations(groups, 2)]
    return [Comparable(pairs[:most], len(pairs[most:])) for pairs in found if pairs]


def _comparable(these: Sequence[FigureRow], others: Sequence[FigureRow]) -> list[SideBySide]:
    pairs = (SideBySide.of(first, second) for first in these for second in others)
    return [pair for pair in pairs if pair]


AMOUNTS = ("low", "high", "point", "p10", "p25", "median", "p75", "p90")


def by_role(figures: Iterable[Any], slugs: Iterable[str]) -> list[tuple[str, list[Any]]]:
    """Each of these roles with its figures, none where it has none."""
    figures = list(figures)
    return [(slug, [each for each in figures if each.role.slug == slug]) for slug in slugs]


def headline(figures: Iterable[Any], currency: str) -> Any | None:
    """The current figure that speaks for the most, of no single company when there is one."""
    current = [each for each in figures if each.is_recent and each.component not in EXTRAS]
    of_many = [figure for figure in current if not figure.company]
    return max(of_many or current, key=lambda figure: reach(figure, currency), default=None)


@dataclass(frozen=True)
class PayCard:
    """What a card says of a role's pay now: `figure` speaks for the most; `employers` are the
    companies, by name, that advertise ranges of their own, for want of a figure of many; `older` is
    then the last that was known of many."""

    figure: Any | None
    employers: list[str]
    older: Any | None = None

    @classmethod
    def of(cls, figures: Sequence[Any], currency: str) -> PayCard:
        own = [each for each in figures if each.is_recent and each.evidence == evidence.EMPLOYER]
        old = [each for each in figures if not (each.is_recent or each.company)]
        older = [each for each in old if each.component not in EXTRAS]
        return cls(
            headline(figures, currency),
            sorted({figure.company.name for figure in own}),
            max(older, key=lambda figure: figure.as_of, default=None),
        )


BALANCED = ("balanced_p25", "balanced_median", "balanced_p75")
# Named once for both files; who reads them by program relies on names and order.
COLUMNS = (
    *("role", "role_name", "occupation", "component", "basis", "level", "company", "place"),
    *("place_name", "currency", "period", *AMOUNTS, "missing_percentiles_from", "n", "as_of"),
    *("is_current", "computed_currency", "computed_period"),
    *(f"computed_{name}" for name in AMOUNTS),
    *("hours_a_year", "rate", "rate_day", "not_converted", "note", "source", "source_slug"),
    *("publisher", "source_address", "licence", "file"),
    # At the end, so that who reads by place finds what was there before.
    *("observed_from", "evidence", "evidence_in_words", "employers", *BALANCED, "qualifier"),
    *("leaning", "selection", "industry", "why_neighbour", "address", "key"),
)


def record(row: FigureRow) -> dict[str, str | int | None]:
    """A row as a line of a table to download: COLUMNS in their order, None where nothing is known.

    Amounts are text, so that no digit is lost. What was computed stands apart from what was
    published.
    """
    figure = row.figure
    values = {
        "role": figure.role and figure.role.slug,
        "role_name": row.name if figure.role else None,
        "company": figure.company and figure.company.name,
        "place": figure.place_id,
        "place_name": figure.place and figure.place.name,
        **_amounts(figure.pay),
        **{name: written_out(getattr(figure, name)) for name in BALANCED},
        "evidence": figure.evidence.name,
        "missing_percentiles_from": written_out(figure.capped_at),
        "is_current": "yes" if row.is_recent else "no",
        **_computation(row.equivalent),
        **_origin(figure),
    }
    return {name: values.get(name, getattr(figure, name, None)) or None for name in COLUMNS}


def _computation(equivalent: Equivalent) -> dict[str, str | int | None]:
    values: dict[str, str | int | None] = {
        "hours_a_year": equivalent.hours_a_year,
        "not_converted": equivalent.obstacle,
    }
    if equivalent.is_computed:
        values |= {"computed_currency": equivalent.currency, "computed_period": equivalent.period}
        values |= _amounts(equivalent.pay, "computed_")
    if equivalent.conversion:
        values |= {
            "rate": written_out(equivalent.conversion.factor),
            "rate_day": equivalent.conversion.day.isoformat(),
        }
    return values


def _origin(figure: Any) -> dict[str, str]:
    source = figure.source
    return {
        "source": source.name,
        "source_slug": source.slug,
        "publisher": source.publisher,
        "source_address": source.address,
        "licence": source.licence,
        "file": figure.file_name,
    }


def _amounts(pay: Pay, before: str = "") -> dict[str, str | None]:
    return {f"{before}{name}": written_out(getattr(pay, name)) for name in AMOUNTS}


def written_out(amount: Decimal | None) -> str | None:
    """Without an exponent and without cents that are none."""
    if amount is None:
        return None
    return f"{amount:f}" if amount % 1 else f"{amount.quantize(Decimal(1)):f}"
