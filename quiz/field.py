"""The field of a result: upwards what a person would enjoy, across what they could get into now.

The two stay two: a mark has its height from the answers alone and its column from the background
alone. Everything is placed in per cent of the field, and labels in letters, so that they keep their
size at every width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from quiz.readiness import Status
from quiz.score_bars import ScoreBar

Column = Literal["longer-route", "within-reach", "ready"]
COLUMNS: tuple[Column, ...] = ("longer-route", "within-reach", "ready")
# Open to beginners, and so within reach, but of nothing that was met: drawn hollow.
HOLLOW: Status = "open"
# Words too long for the narrowest field.
SHORTER = {"Technical": "Tech."}

# The field on the narrowest phone, its heights on phones and on wide screens, and the letters of
# its labels, all in pixels. The styles have the same measures.
NARROWEST, HEIGHTS = 256, (220, 352)
LETTER_SIZE, LETTER, LINE = 13, 7.1, 16
# Between a label and its band, half a mark with some air, between two labels, and how far one gives
# way to another.
AWAY, HALF_MARK, APART, PUSH = 4, 11, 3, 34
HALF_BAND = 5
# Up to here a label stands above its band, and from there on below.
BELOW_FROM = 62
DIGITS = 2


@dataclass(frozen=True, kw_only=True)
class FieldRole:
    """What the field is told of a role: its fit, and how near its nearest way in is.

    `way_in` is what that way is called, empty where it goes by the name of the role.
    """

    slug: str
    name: str
    bar: ScoreBar
    status: Status
    way_in: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldMark:
    """A role in the field: `x` in per cent of the width.

    Its label begins `label_y` per cent from the top, moved by `shift_x` and `shift_y` letters.
    """

    slug: str
    name: str
    bar: ScoreBar
    column: Column
    way_in: str
    is_hollow: bool
    x: float
    label_y: float
    shift_x: float
    shift_y: float

    @property
    def y(self) -> float:
        return round(100 - self.bar.x, DIGITS)

    @property
    def top(self) -> float:
        return round(100 - self.bar.start - self.bar.width, DIGITS)

    @property
    def is_in_both(self) -> bool:
        return self.column == "ready" and self.bar.value > 50


@dataclass(frozen=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: _Box, apart: float = 0) -> bool:
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.top < other.bottom + apart
            and other.top < self.bottom + apart
        )


@dataclass(frozen=True)
class _Spot:
    """A place for the label of a role at `x` per cent: above its band or below, and `pushes` away
    from it."""

    role: FieldRole
    x: float
    is_above: bool
    pushes: int

    @property
    def anchor(self) -> float:
        bar = self.role.bar
        return 100 - bar.high if self.is_above else 100 - bar.low

    @property
    def away(self) -> float:
        """From the end of the band to the nearer edge of the label, in pixels."""
        end = self.role.bar.high if self.is_above else self.role.bar.low
        band = abs(end - self.role.bar.value) / 100 * HEIGHTS[0]
        # A band may be shorter than its mark.
        return max(AWAY, HALF_MARK - band) + self.pushes * PUSH

    @property
    def wide(self) -> float:
        return LETTER * max(len(self.role.name), len(_said(self.role.bar)))

    @property
    def shift(self) -> float:
        """To the side, so that the narrowest field holds the label; in pixels."""
        middle, half = self.x / 100 * NARROWEST, self.wide / 2
        return max(0, half - middle) or min(0, NARROWEST - half - middle)

    def box(self, height: int) -> _Box:
        middle = self.x / 100 * NARROWEST + self.shift
        end = self.anchor / 100 * height
        top = end - self.away - 2 * LINE if self.is_above else end + self.away
        return _Box(middle - self.wide / 2, middle + self.wide / 2, top, top + 2 * LINE)

    def drawn(self, height: int) -> Iterator[_Box]:
        """Where its mark and its band are."""
        x, bar = self.x / 100 * NARROWEST, self.role.bar
        y = (100 - bar.value) / 100 * height
        yield _Box(x - HALF_MARK, x + HALF_MARK, y - HALF_MARK, y + HALF_MARK)
        ends = ((100 - bar.high) / 100 * height, (100 - bar.low) / 100 * height)
        yield _Box(x - HALF_BAND, x + HALF_BAND, *ends)


def field(roles: Iterable[FieldRole]) -> tuple[FieldMark, ...]:
    """The marks of the roles of which it is known how near they are, in the order given."""
    placed = [role for role in roles if role.status in (*COLUMNS, HOLLOW)]
    spots = _best([_spots(role, _x(role, placed)) for role in placed])
    return tuple(_mark(spot) for spot in spots)


def short_names(names: Sequence[str]) -> list[str]:
    """The names for a narrow place: without the word that all end in, and long words shortened."""
    split = [name.split() for name in names]
    ends = {words[-1:] and words[-1] for words in split}
    is_shared = len(names) > 1 and len(ends) == 1 and all(len(words) > 1 for words in split)
    kept = [words[:-1] if is_shared else words for words in split]
    return [" ".join(SHORTER.get(word, word) for word in words) for words in kept]


def _column(role: FieldRole) -> Column:
    return next((each for each in COLUMNS if each == role.status), "within-reach")


def _x(role: FieldRole, roles: Sequence[FieldRole]) -> float:
    """Several of one column share it: two of them stand at a third and two thirds."""
    column = _column(role)
    there = [other.slug for other in roles if _column(other) == column]
    part = (there.index(role.slug) + 1) / (len(there) + 1)
    return round((COLUMNS.index(column) + part) * 100 / len(COLUMNS), DIGITS)


def _spots(role: FieldRole, x: float) -> list[_Spot]:
    sides = (True, False) if role.bar.value < BELOW_FROM else (False, True)
    return [_Spot(role, x, is_above, pushes) for is_above in sides for pushes in range(3)]


def _best(choices: Sequence[Sequence[_Spot]]) -> list[_Spot]:
    """One spot each, so that no two labels meet, as little is moved as may be, and the middle one
    sooner than the others."""
    # Marks and bands stay where they are, whichever spot a label takes.
    drawn = [{height: list(spots[0].drawn(height)) for height in HEIGHTS} for spots in choices]
    costs = [
        [(_cost(spot, drawn[:place] + drawn[place + 1 :]), _boxes(spot), spot) for spot in spots]
        for place, spots in enumerate(choices)
    ]
    best = min(product(*costs), key=_whole)
    return [spot for _, _, spot in best]


def _boxes(spot: _Spot) -> list[_Box]:
    return [spot.box(height) for height in HEIGHTS]


def _whole(chosen: Sequence[tuple[float, list[_Box], _Spot]]) -> float:
    meeting = sum(
        one.meets(other, APART)
        for (_, ones, _), (_, others, _) in combinations(chosen, 2)
        for one, other in zip(ones, others, strict=True)
    )
    return 1000 * meeting + sum(cost for cost, _, _ in chosen)


def _cost(spot: _Spot, others: Sequence[Mapping[int, list[_Box]]]) -> float:
    """What speaks against a spot, whatever spots the others have."""
    is_usual = spot.is_above == (spot.role.bar.value < BELOW_FROM)
    is_outer = abs(spot.x - 50) > 100 / len(COLUMNS) / 2
    cost = (0 if is_usual else 3) + spot.pushes * (2.5 if is_outer else 2)
    for height, box in zip(HEIGHTS, _boxes(spot), strict=True):
        # Beyond the field stand its heading and the names of its columns.
        cost += 50 * (box.top < 0 or box.bottom > height)
        cost += 20 * sum(box.meets(each) for other in others for each in other[height])
    return cost


def _mark(spot: _Spot) -> FieldMark:
    # To the line on which the first of the two lines stands.
    top = -spot.away - 2 * LINE if spot.is_above else spot.away
    return FieldMark(
        slug=spot.role.slug,
        name=spot.role.name,
        bar=spot.role.bar,
        column=_column(spot.role),
        way_in=spot.role.way_in,
        is_hollow=spot.role.status == HOLLOW,
        x=spot.x,
        label_y=round(spot.anchor, DIGITS),
        shift_x=round(spot.shift / LETTER_SIZE, DIGITS),
        shift_y=round((top + LETTER_SIZE) / LETTER_SIZE, DIGITS),
    )


def _said(bar: ScoreBar) -> str:
    return f"{bar.points} ({bar.from_points}–{bar.to_points})"
