"""What one employer advertises for several of the roles: the fairest comparison of their pay, for
place, time and the employer are one.

Levels are the words of titles, and one rule holds for roles and for levels alike: only titles that
say a level are compared, since one that says none may be of any. The order of these words is our
reading; what falls against it is told like what rises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from statistics import median
from typing import Any

from roles import evidence
from roles.salaries import reach

NO_LEVEL = "No level in the title"
# The lowest first: our reading, told on the page.
LEVELS = ("Senior", "Staff", "Lead", "Group", "Principal", "Director")
TERMS = ("base", "USD", "year")


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
class LevelTable:
    """What many employers advertise in one place, by level."""

    place: Any
    rows: tuple[LevelRow, ...]


@dataclass(frozen=True)
class Pair:
    """Two figures of one employer in one place that are compared at their middles."""

    first: Any
    second: Any

    @property
    def share(self) -> Fraction:
        """By which share the second lies above the first; less than nothing where it is below."""
        return Fraction(self.second.pay.middle) / Fraction(self.first.pay.middle) - 1

    @property
    def size(self) -> Fraction:
        return abs(self.share)


@dataclass(frozen=True)
class Spread:
    """How far apart pairs are, from the one that falls most to the one that rises most."""

    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Spread | None:
        found = sorted(pairs, key=lambda pair: (pair.share, pair.first.company.name))
        return cls(tuple(found)) if found else None

    @property
    def count(self) -> int:
        return len(self.pairs)

    @property
    def employers(self) -> int:
        return len({pair.first.company.name for pair in self.pairs})

    @property
    def least(self) -> Fraction:
        return self.pairs[0].share

    @cached_property
    def middle(self) -> Fraction:
        return median(pair.share for pair in self.pairs)

    @property
    def most(self) -> Fraction:
        return self.pairs[-1].share

    @property
    def exceptions(self) -> list[Pair]:
        """Those that fall, and those that stay."""
        return [pair for pair in self.pairs if pair.share <= 0]

    @property
    def rising(self) -> Spread | None:
        return Spread.of(pair for pair in self.pairs if pair.share > 0)


@dataclass(frozen=True)
class Lead:
    """Two roles whose titles say the same level at one employer: in how many pairs the first is
    above the second, and in how many they are level. It is the one that is above more often."""

    first: Any
    second: Any
    above: int
    level: int
    count: int


def tables(figures: Iterable[Any], slugs: Sequence[str]) -> list[EmployerTable]:
    """A table for each employer and place whose own current ranges name two of these roles, by
    name; figures of other roles, currencies, periods and parts of pay than base are left out.

    A figure has `role`, `company`, `place`, `level`, `pay`, `evidence` and what `reach` asks for:
    of two of one level the one that reaches farthest stands there.
    """
    found: dict[tuple[str, str], list[Any]] = {}
    for figure in filter(_is_own_range, figures):
        if figure.role.slug in slugs:
            key = (figure.company.name, figure.place_id or "")
            found.setdefault(key, []).append(figure)
    # Names alone decide the order: places may be missing.
    return [
        EmployerTable(own[0].company, own[0].place, _rows(own, slugs))
        for _, own in sorted(found.items(), key=lambda each: each[0])
        if len({figure.role.slug for figure in own}) > 1
    ]


def of_many(figures: Iterable[Any], slugs: Sequence[str]) -> LevelTable | None:
    """The current medians of adverts of many employers, a row for each level that has one of these
    roles, of the one place in which they rest on the most adverts; None where there are none."""
    adverts = [each for each in figures if each.evidence == evidence.ADVERTS and _is_told(each)]
    found: dict[str, list[Any]] = {}
    for figure in adverts:
        if figure.level and figure.role.slug in slugs:
            found.setdefault(figure.place_id or "", []).append(figure)
    most = max(found.values(), key=lambda own: sum(each.n or 0 for each in own), default=None)
    return LevelTable(most[0].place, _rows(most, slugs)) if most else None


def between_roles(employers: Iterable[EmployerTable]) -> Spread | None:
    """How far each two roles are apart whose titles say the same level, the lower one first."""
    return Spread.of(
        Pair(*sorted(both, key=lambda figure: figure.pay.middle))
        for both in _at_one_level(employers)
    )


def leads(employers: Iterable[EmployerTable]) -> list[Lead]:
    """Of each two roles that are compared at one level, which is above and how often, those with
    the most pairs first."""
    shares: dict[tuple[str, str], list[Pair]] = {}
    for both in _at_one_level(employers):
        shares.setdefault((both[0].role.slug, both[1].role.slug), []).append(Pair(*both))
    return sorted(map(_lead, shares.values()), key=lambda lead: -lead.count)


def _lead(pairs: Sequence[Pair]) -> Lead:
    above, below = (sum(pair.share * sign > 0 for pair in pairs) for sign in (-1, 1))
    roles = pairs[0].first.role, pairs[0].second.role
    if below > above:
        roles = roles[::-1]
    return Lead(*roles, max(above, below), len(pairs) - above - below, len(pairs))


def _at_one_level(employers: Iterable[EmployerTable]) -> Iterator[tuple[Any, Any]]:
    """Each two figures of one employer whose titles say one level, in the order of the roles."""
    for table in employers:
        for row in table.rows:
            if _is_said(row.level):
                yield from combinations(filter(None, row.figures), 2)


def between_levels(employers: Iterable[EmployerTable]) -> Spread | None:
    """How far each two levels of one role are apart that follow each other among those which the
    employer's titles of this role say; levels of other words than LEVELS have no order."""
    pairs: list[Pair] = []
    for table in employers:
        rows = [row.figures for row in table.rows if row.level in LEVELS]
        for of_role in zip(*rows, strict=True):
            pairs += [Pair(*both) for both in pairwise(filter(None, of_role))]
    return Spread.of(pairs)


def height(level: str) -> tuple[int, str]:
    """What levels are sorted by: those that a title does not say first, words of no order last."""
    if not _is_said(level):
        return -1, level
    return LEVELS.index(level) if level in LEVELS else len(LEVELS), level


def _is_said(level: str) -> bool:
    return level not in ("", NO_LEVEL)


def _is_own_range(figure: Any) -> bool:
    return figure.evidence == evidence.EMPLOYER and _is_told(figure)


def _is_told(figure: Any) -> bool:
    terms = (figure.component, figure.currency, figure.period)
    return bool(figure.role and figure.is_recent and figure.pay.middle) and terms == TERMS


def _rows(figures: Sequence[Any], slugs: Sequence[str]) -> tuple[LevelRow, ...]:
    cells: dict[tuple[str, str], Any] = {}
    for figure in sorted(figures, key=lambda each: reach(each, each.currency), reverse=True):
        cells.setdefault((figure.level, figure.role.slug), figure)
    levels = sorted({level for level, _ in cells}, key=height)
    return tuple(
        LevelRow(level, tuple(cells.get((level, slug)) for slug in slugs)) for level in levels
    )
