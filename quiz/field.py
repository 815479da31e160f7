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

Side = Literal["above", "below", "left", "right"]
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
AWAY, HALF_MARK, APART, PUSH = 4, 11, 3, 36
HALF_BAND = 5
BESIDE: Mapping[Side, int] = {"left": -1, "right": 1}
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
    from it, or beside its mark."""

    role: FieldRole
    x: float
    side: Side
    pushes: int = 0

    @property
    def anchor(self) -> float:
        bar = self.role.bar
        return 100 - {"above": bar.high, "below": bar.low}.get(self.side, bar.value)

    @property
    def down(self) -> float:
        """From the anchor to the upper edge of the label, in pixels."""
        if self.side in BESIDE:
            return (self.pushes - 1) * LINE
        # A band may be shorter than its mark.
        band = abs(100 - self.anchor - self.role.bar.value) / 100 * HEIGHTS[0]
        away = max(AWAY, HALF_MARK - band) + self.pushes * PUSH
        return -away - 2 * LINE if self.side == "above" else away

    @property
    def wide(self) -> float:
        return LETTER * max(len(self.role.name), len(_said(self.role.bar)))

    @property
    def shift(self) -> float:
        """To the side, beside the mark or so that the narrowest field holds the label; in
        pixels."""
        middle, half = self.x / 100 * NARROWEST, self.wide / 2
        if self.side in BESIDE:
            return BESIDE[self.side] * (HALF_MARK + AWAY + half)
        return max(0, half - middle) or min(0, NARROWEST - half - middle)

    def box(self, height: int) -> _Box:
        middle = self.x / 100 * NARROWEST + self.shift
        top = self.anchor / 100 * height + self.down
        return _Box(middle - self.wide / 2, middle + self.wide / 2, top, top + 2 * LINE)

    def drawn(self, height: int) -> Iterator[_Box]:
        """Where its mark and its band are."""
        x, bar = self.x / 100 * NARROWEST, self.role.bar
        y = (100 - bar.value) / 100 * height
        yield _Box(x - HALF_MARK, x + HALF_MARK, y - HALF_MARK, y + HALF_MARK)
        ends = ((100 - bar.high) / 100 * height, (100 - bar.low) / 100 * height)
        yield _Box(x - HALF_BAND, x + HALF_BAND, *ends)


# A spot for each role, with what speaks against it and its boxes at both heights.
_Choice = Sequence[tuple[float, list[_Box], _Spot]]


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
    spots = [_Spot(role, x, side, pushes) for side in _sides(role) for pushes in range(3)]
    return spots + [_Spot(role, x, side, pushes) for side in BESIDE for pushes in (0, 1, -1)]


def _sides(role: FieldRole) -> tuple[Side, Side]:
    """Where a label stands, and where it stands if there is no room."""
    return ("above", "below") if role.bar.value < BELOW_FROM else ("below", "above")


def _best(choices: Sequence[Sequence[_Spot]]) -> list[_Spot]:
    """One spot each, so that no two labels meet, as little is moved as may be, and the middle one
    sooner than the others."""
    # Marks and bands stay where they are, whichever spot a label takes.
    drawn = [{height: list(spots[0].drawn(height)) for height in HEIGHTS} for spots in choices]
    costs = [
        [(_cost(spot, drawn[:place] + drawn[place + 1 :]), _boxes(spot), spot) for spot in spots]
        for place, spots in enumerate(choices)
    ]
    best, *others = sorted(product(*costs), key=_alone)
    for chosen in others:
        # Meetings only add: what costs as much without them cannot be better.
        if _alone(chosen) >= _whole(best):
            break
        best = min(best, chosen, key=_whole)
    return [spot for _, _, spot in best]


def _boxes(spot: _Spot) -> list[_Box]:
    return [spot.box(height) for height in HEIGHTS]


def _alone(chosen: _Choice) -> float:
    return sum(cost for cost, _, _ in chosen)


def _whole(chosen: _Choice) -> float:
    meeting = sum(
        one.meets(other, APART)
        for (_, ones, _), (_, others, _) in combinations(chosen, 2)
        for one, other in zip(ones, others, strict=True)
    )
    return 1000 * meeting + _alone(chosen)


def _cost(spot: _Spot, others: Sequence[Mapping[int, list[_Box]]]) -> float:
    """What speaks against a spot, whatever spots the others have."""
    usual, other = _sides(spot.role)
    is_outer = abs(spot.x - 50) > 100 / len(COLUMNS) / 2
    cost = {usual: 0, other: 3}.get(spot.side, 8) + abs(spot.pushes) * (2.5 if is_outer else 2)
    for height, box in zip(HEIGHTS, _boxes(spot), strict=True):
        # Beyond the field stand its heading and the names of its columns.
        cost += 8 * max(0, -box.top, box.bottom - height)
        cost += 8 * max(0, -AWAY - box.left, box.right - NARROWEST - AWAY)
        cost += 20 * sum(box.meets(each) for other in others for each in other[height])
    return cost


def _mark(spot: _Spot) -> FieldMark:
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
        # To the line on which the first of the two lines stands.
        shift_y=round((spot.down + LETTER_SIZE) / LETTER_SIZE, DIGITS),
    )


def _said(bar: ScoreBar) -> str:
    return f"{bar.points} ({bar.from_points}–{bar.to_points})"
