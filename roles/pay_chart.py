"""The chart of pay: a row a role, all of them on one axis that begins at nothing.

What each row shows is chosen by how far a figure carries, never by how high it is. A figure of one
company is drawn beside the role's own, never as it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from roles import dates, money
from roles.salaries import EXTRAS, WIDTH, Bar, FigureRow, Scale, bar, reach
from roles.same_employer import NO_LEVEL, height

MOST_COMPANIES = 2
INTERVALS = 3
# Of which three make an axis whose marks all read as round.
STEPS = tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "5", "6", "10")))
# The chart on the narrowest phone, the gap beside a shape, and a letter in its smallest type, in
# pixels.
NARROWEST, GAP, LETTER = 272, 10, Decimal("6.8")
LABEL_DIGITS = 3


@dataclass(frozen=True)
class Drawing:
    """A figure on the axis, and where what is written beside it begins: at `label_at` per cent,
    and to the left of it with `is_before`."""

    row: FigureRow
    bar: Bar

    @property
    def is_old(self) -> bool:
        return not self.row.is_recent

    @property
    def year(self) -> str:
        """The year, or the years that it spans; empty for a figure without a date."""
        return dates.years(self.row.figure.observed_from, self.row.figure.as_of)

    @property
    def pay(self) -> money.Pay:
        """In round amounts, which have room beside the shape; a table has the exact ones."""
        return self.row.equivalent.pay.each(lambda amount: money.round_to(amount, LABEL_DIGITS))

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """From where to where anything is drawn, in per cent."""
        drawn = [*(self.bar.box or ()), *(self.bar.line or ())]
        drawn += [self.bar.mark] if self.bar.mark is not None else []
        return min(drawn), max(drawn)

    @property
    def is_before(self) -> bool:
        start, end = self.ends
        return start > WIDTH - end

    @property
    def label_at(self) -> Decimal:
        return self.ends[0 if self.is_before else 1]

    @property
    def is_between(self) -> bool:
        """Whether whom it is of stands on the left and the amount on the right."""
        between, together = self._rooms
        return between >= together

    @property
    def level(self) -> str:
        """The level that its titles name; empty where they name none."""
        level: str = self.row.figure.level
        return "" if level == NO_LEVEL else level

    @property
    def company(self) -> str:
        """Whom a figure of one company is of, without the level or cut where there is no room
        beside it on the narrowest phone."""
        name, room = self.row.figure.company.name, max(self._rooms)
        whole = ", ".join(filter(None, [name, self.level]))
        if len(whole) <= room:
            return whole
        return name if len(name) <= room else f"{name[: max(room - 1, 1)].rstrip(' ,')}…"

    @property
    def _amount(self) -> int:
        """How many letters the amount takes."""
        ends = (self.pay.bottom or self.pay.amounts[0], self.pay.top or self.pay.amounts[-1])
        # Not the signs that keep its order, which take no room.
        return len(money.range_in_short(*ends, self.row.equivalent.currency)) - 2

    @property
    def _rooms(self) -> tuple[int, int]:
        """How many letters there are for the name before the shape, and beside its amount."""
        start, end = self.ends
        left, right = (
            int((share * NARROWEST / WIDTH - GAP) / LETTER) for share in (start, WIDTH - end)
        )
        return left if self._amount <= right else 0, max(left, right) - self._amount - 1


@dataclass(frozen=True)
class RoleRow:
    """A role with its figure of the market, or for want of a current one those of companies, each
    None or empty where there is none.

    `unplaced` is a figure that has no place on the axis: of the market, or of one company where
    that is all that is current. `own_ranges` counts what single employers advertise now, where
    nothing of the market is current, and `employers` who they are; `older` is then what was known
    of the market before, where it gives way to them.
    """

    role: Any
    market: Drawing | None
    companies: tuple[Drawing, ...]
    unplaced: FigureRow | None
    own_ranges: int = 0
    employers: int = 0
    older: FigureRow | None = None

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        return ((self.market,) if self.market else ()) + self.companies


@dataclass(frozen=True)
class Tick:
    """A mark of the axis: where it stands, in per cent, and the amount."""

    at: Decimal
    amount: Decimal

    @property
    def anchor(self) -> str:
        """Which end of its words stands there, so that the outer ones stay inside."""
        return {Decimal(0): "start", WIDTH: "end"}.get(self.at, "middle")


@dataclass(frozen=True)
class Chart:
    """Rows on an axis in one currency and period; without a scale nothing can be drawn."""

    rows: tuple[RoleRow, ...]
    scale: Scale | None
    currency: str
    period: str

    @property
    def ticks(self) -> list[Tick]:
        if self.scale is None:
            return []
        step = self.scale.top / INTERVALS
        amounts = [step * number for number in range(INTERVALS + 1)]
        return [Tick(self.scale.at(amount), amount) for amount in amounts]

    @property
    def roles(self) -> list[Any]:
        return [row.role for row in self.rows]


def chart(
    roles: Sequence[Any],
    figures: Iterable[FigureRow],
    currency: str,
    period: str,
    component: str = "",
) -> Chart:
    """A row for each role, in their order, from figures of whichever roles, in any order.

    Roles have a slug. Bonus, shares and the like are left out unless `component` names the part of
    pay that is asked for.
    """
    whole = [each for each in figures if component or each.figure.component not in EXTRAS]
    chosen = [(role, *_chosen(role, whole, currency, period)) for role in roles]
    shown = [row for _, market, companies, _ in chosen for row in (market, *companies) if row]
    scale = scale_of(row.equivalent.pay.amounts[-1] for row in shown) if shown else None

    rows = [_row(whole, scale, *each) for each in chosen]
    return Chart(tuple(rows), scale, currency, period)


def _row(
    figures: Iterable[FigureRow],
    scale: Scale | None,
    role: Any,
    market: FigureRow | None,
    companies: list[FigureRow],
    unplaced: FigureRow | None,
) -> RoleRow:
    def drawn(rows: Iterable[FigureRow | None]) -> tuple[Drawing, ...]:
        return tuple(Drawing(row, bar(row.equivalent.pay, scale)) for row in rows if row and scale)

    own = [] if market and market.is_recent else _own_ranges(role, figures)
    # What employers advertise now says more than what was known of many once.
    older = market if own and companies else None
    known = drawn([None if older else market])
    employers = len({figure.company.name for figure in own})
    market_row = next(iter(known), None)
    return RoleRow(role, market_row, drawn(companies), unplaced, len(own), employers, older)


def scale_of(amounts: Iterable[Decimal]) -> Scale:
    """From nothing to the first end above the highest amount that has four round marks."""
    highest = max(amounts)
    least = highest / INTERVALS
    unit = Decimal(1).scaleb(least.adjusted())
    return Scale(INTERVALS * next(unit * step for step in STEPS if unit * step >= least))


def _chosen(
    role: Any, rows: Iterable[FigureRow], currency: str, period: str
) -> tuple[FigureRow | None, list[FigureRow], FigureRow | None]:
    """The figure of the market, those of companies, and one without a place."""
    own = [row for row in rows if row.figure.role and row.figure.role.slug == role.slug]
    placed = [row for row in own if row.is_in(currency, period)]
    lost = [row for row in own if row not in placed]
    market, unplaced = (
        _farthest((row for row in some if not row.figure.company), currency)
        for some in (placed, lost)
    )
    companies = _of_companies(placed, currency)
    if not any(row.is_recent for row in (market, unplaced, *companies) if row):
        unplaced = _farthest((row for row in lost if row.is_recent), currency) or unplaced
    if unplaced and unplaced.is_recent:
        # What carries less far does not speak for the role because it can be converted.
        known = _farthest((row for row in (market, unplaced) if row), currency)
        market = None if known is unplaced else market
        companies = [row for row in companies if row.is_recent]
    # Beside what is known of many now, one company says little; without that, it is all there is.
    most = 0 if market and market.is_recent else MOST_COMPANIES
    return market, companies[:most], unplaced


def _farthest(rows: Iterable[FigureRow], currency: str) -> FigureRow | None:
    return max(rows, key=lambda row: reach(row.figure, currency), default=None)


def _own_ranges(role: Any, rows: Iterable[FigureRow]) -> list[Any]:
    """The current ranges of its own that single employers advertise."""
    own = [row.figure for row in rows if row.is_recent and row.figure.company]
    posted = [figure for figure in own if figure.basis == "posted" and figure.role]
    return [figure for figure in posted if figure.role.slug == role.slug]


def _of_companies(rows: Iterable[FigureRow], currency: str) -> list[FigureRow]:
    """The figure of each company that reaches farthest, of the companies that reach farthest."""
    best: dict[str, FigureRow] = {}
    own = sorted((row for row in rows if row.figure.company), key=_height)
    for row in sorted(own, key=lambda row: reach(row.figure, currency), reverse=True):
        best.setdefault(row.figure.company.name, row)
    return list(best.values())


def _height(row: FigureRow) -> tuple[int, str]:
    """Of figures that reach as far as each other the one of the lowest level is drawn: more people
    are in it."""
    return height(row.figure.level)
