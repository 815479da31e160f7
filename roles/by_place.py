"""What the place changes: what is paid in a place as a multiple of what the same statistic says of
the whole country, and what is known of one role in several countries.

Only figures of one series compare, so that nothing but the place differs. Figures have `place`,
`place_id`, `country`, `role_id`, `occupation`, `source_id`, `component`, `basis`, `selection`,
`currency`, `period`, `as_of`, `observed_from`, `median` and `capped_at`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from roles import money
from roles.pay_chart import scale_of

METRO = re.compile(r"-[0-9]{5}$")
# How many of the dearest and of the cheapest places stand open.
ENDS = 3
SAME = ["role_id", "occupation", "source_id", "component", "basis", "selection"]
SAME += ["currency", "period", "as_of", "observed_from"]


@dataclass(frozen=True)
class PlaceRow:
    """A place's figure, and where its median and the country's stand on the axis, in per cent.

    `ratio` is None where the publisher prints no median but only what it is at or above."""

    figure: Any
    ratio: Fraction | None
    at: Decimal | None
    country_at: Decimal

    @property
    def times(self) -> Decimal | None:
        return None if self.ratio is None else rounded(self.ratio)


@dataclass(frozen=True)
class PlaceTable:
    """One occupation by state, or with `is_metro` by metropolitan area, the dearest first."""

    whole: Any
    is_metro: bool
    rows: tuple[PlaceRow, ...]

    @property
    def dearest(self) -> tuple[PlaceRow, ...]:
        return self.rows[:ENDS]

    @property
    def cheapest(self) -> tuple[PlaceRow, ...]:
        """The last ones, without those that stand among the dearest already."""
        return self.rows[ENDS:][-ENDS:]

    @property
    def highest(self) -> PlaceRow:
        """The highest that is printed; there may be higher ones."""
        return self._printed[0]

    @property
    def lowest(self) -> PlaceRow:
        return self._printed[-1]

    @property
    def middle(self) -> Decimal:
        return rounded(median(row.ratio for row in self._printed if row.ratio is not None))

    @property
    def capped(self) -> int:
        return len(self.rows) - len(self._printed)

    @property
    def printed(self) -> int:
        return len(self._printed)

    @property
    def _printed(self) -> list[PlaceRow]:
        return [row for row in self.rows if row.ratio is not None]


def tables(figures: Iterable[Any]) -> list[PlaceTable]:
    """A table for each occupation and kind of place that has two places with a median, by name;
    of figures of one series and place the first counts."""
    countries: dict[tuple[Any, ...], Any] = {}
    places: dict[tuple[tuple[Any, ...], bool], dict[str, Any]] = {}
    for figure in figures:
        key = (figure.country, *(getattr(figure, name) for name in SAME))
        if figure.place_id and figure.place_id == figure.country:
            countries.setdefault(key, figure)
        elif figure.place_id and (figure.median or figure.capped_at):
            kind = bool(METRO.search(figure.place_id))
            places.setdefault((key, kind), {}).setdefault(figure.place_id, figure)
    found = [
        _table(countries[key], is_metro, list(cells.values()))
        for (key, is_metro), cells in places.items()
        if key in countries and countries[key].median
    ]
    compared = [table for table in found if sum(row.ratio is not None for row in table.rows) > 1]
    return sorted(compared, key=lambda table: (table.whole.occupation, table.is_metro))


def by_country(figures: Iterable[Any]) -> list[Any]:
    """Of one role the surest whole figure of each country, the surest first; nothing where there
    are not two countries. Figures come the surest first."""
    found: dict[str, Any] = {}
    for figure in figures:
        if figure.place_id and figure.company_id is None and not figure.level:
            found.setdefault(figure.country, figure)
    return list(found.values()) if len(found) > 1 else []


def rounded(ratio: Fraction) -> Decimal:
    """With two decimals, halves up."""
    return money.in_percent(ratio, 0).scaleb(-2)


def _table(whole: Any, is_metro: bool, figures: list[Any]) -> PlaceTable:
    scale = scale_of([whole.median, *(each.median for each in figures if each.median)])
    country_at = scale.at(whole.median)
    rows = [
        PlaceRow(
            each,
            Fraction(each.median) / Fraction(whole.median) if each.median else None,
            scale.at(each.median) if each.median else None,
            country_at,
        )
        for each in sorted(figures, key=_dearest_first)
    ]
    return PlaceTable(whole, is_metro, tuple(rows))


def _dearest_first(figure: Any) -> tuple[bool, Decimal, str]:
    # What is at or above the most that is printed comes before what is printed.
    return figure.median is not None, -(figure.median or figure.capped_at), figure.place.name
