"""What one employer advertises for several of the roles: the fairest comparison of their pay, for
place, time and the employer are one.

Levels are the words of titles. Which of them are a step apart is our reading, and said of the few
words alone that most employers use alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from statistics import median
from typing import Any

from roles import evidence

NO_LEVEL = "No level in the title"
# The lowest first; those that are a step apart stand beside each other.
STEPS = (NO_LEVEL, "Senior", "Staff")
LEVELS = (*STEPS, "Lead", "Group", "Principal", "Director")


@dataclass(frozen=True)
class LevelRow:
    """What is advertised at one level: a figure for each role, None where it has none."""

    level: str
    figures: tuple[Any | None, ...]


@dataclass(frozen=True)
class EmployerTable:
    """An employer's own ranges for two roles or more in one place."""

    company: Any
    place: Any
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True)
class Spread:
    """How far apart pairs of middles are, as shares of the lower one: the least, the half that
    are at most so far, and the most."""

    count: int
    least: Fraction
    middle: Fraction
    most: Fraction

    @classmethod
    def of(cls, gaps: Sequence[Fraction]) -> Spread | None:
        return cls(len(gaps), min(gaps), median(gaps), max(gaps)) if gaps else None


def tables(figures: Iterable[Any], slugs: Sequence[str]) -> list[EmployerTable]:
    """A table for each employer and place whose own current ranges name two of these roles, by
    name; figures of other roles, currencies, periods and parts of pay than base are left out.

    A figure has `role`, `company`, `place`, `level`, `pay`, `evidence` and `is_recent`.
    """
    found: dict[tuple[str, str], dict[tuple[str, str], Any]] = {}
    for figure in filter(_is_own_range, figures):
        if figure.role.slug in slugs:
            cells = found.setdefault((figure.company.name, figure.place_id or ""), {})
            # Of two of a level the newest, which comes first.
            cells.setdefault((figure.level, figure.role.slug), figure)
    # Names alone decide the order: places may be missing.
    return [
        _table(cells, slugs)
        for _, cells in sorted(found.items())
        if len({slug for _, slug in cells}) > 1
    ]


def of_many(figures: Iterable[Any], slugs: Sequence[str]) -> tuple[LevelRow, ...]:
    """The current medians of adverts of many employers in one place, the first that is met, a row
    for each level that has one of these roles."""
    adverts = [each for each in figures if each.evidence == evidence.ADVERTS and _is_told(each)]
    of_level = [each for each in adverts if each.level and each.role.slug in slugs]
    cells: dict[tuple[str, str], Any] = {}
    for figure in of_level:
        if figure.place_id == of_level[0].place_id:
            cells.setdefault((figure.level, figure.role.slug), figure)
    return _rows(cells, slugs)


def between_roles(employers: Iterable[EmployerTable]) -> Spread | None:
    """How far apart two roles are whose titles say the same level; not those that say none, which
    may be of any."""
    rows = [row for table in employers for row in table.rows if row.level != NO_LEVEL]
    return Spread.of([gap for row in rows for gap in _gaps(combinations(row.figures, 2))])


def between_levels(employers: Iterable[EmployerTable]) -> Spread | None:
    """How far apart two levels of one role are that are a step apart."""
    gaps: list[Fraction] = []
    for table in employers:
        by_level = {row.level: row.figures for row in table.rows}
        for lower, higher in pairwise(STEPS):
            if lower in by_level and higher in by_level:
                gaps += _gaps(zip(by_level[lower], by_level[higher], strict=True))
    return Spread.of(gaps)


def _is_own_range(figure: Any) -> bool:
    return figure.evidence == evidence.EMPLOYER and _is_told(figure)


def _is_told(figure: Any) -> bool:
    terms = (figure.component, figure.currency, figure.period)
    is_told = bool(figure.role and figure.is_recent and figure.pay.middle)
    return is_told and terms == ("base", "USD", "year")


def _table(cells: dict[tuple[str, str], Any], slugs: Sequence[str]) -> EmployerTable:
    one = next(iter(cells.values()))
    return EmployerTable(one.company, one.place, _rows(cells, slugs))


def _rows(cells: dict[tuple[str, str], Any], slugs: Sequence[str]) -> tuple[LevelRow, ...]:
    levels = sorted({level for level, _ in cells}, key=_height)
    return tuple(
        LevelRow(level, tuple(cells.get((level, slug)) for slug in slugs)) for level in levels
    )


def _height(level: str) -> tuple[int, str]:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS), level


def _gaps(pairs: Iterable[tuple[Any | None, Any | None]]) -> list[Fraction]:
    return [_gap(one, other) for one, other in pairs if one and other]


def _gap(one: Any, other: Any) -> Fraction:
    low, high = sorted((Fraction(one.pay.middle), Fraction(other.pay.middle)))
    return high / low - 1
