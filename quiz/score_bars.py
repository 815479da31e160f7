"""Scores and their bands as pages show them, and what changed from one result to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from quiz.definition import Definition
from quiz.fit import RoleFit, rounded
from quiz.scoring import Score

# Drawn in whole points, a narrow band would be half a point too wide or too narrow.
DIGITS = 1


@dataclass(frozen=True, kw_only=True)
class ScoreBar:
    """A score and its band: in whole points of 100, and for drawing in tenths of one."""

    value: float
    low: float
    high: float

    @property
    def points(self) -> int:
        return round(self.value)

    @property
    def from_points(self) -> int:
        return round(self.low)

    @property
    def to_points(self) -> int:
        return round(self.high)

    @property
    def x(self) -> float:
        return round(self.value, DIGITS)

    @property
    def start(self) -> float:
        return round(self.low, DIGITS)

    @property
    def width(self) -> float:
        # Between the rounded ends: a rounded length could end a tenth beside the upper one.
        return round(round(self.high, DIGITS) - self.start, DIGITS)


@dataclass(frozen=True, kw_only=True)
class RoleBar:
    """The bar of a role, with its name in the version."""

    slug: str
    name: str
    bar: ScoreBar


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A role in two results; `points` is None where the two may not be compared."""

    name: str
    before: ScoreBar | None
    after: ScoreBar | None
    points: int | None
    is_change: bool

    @property
    def distance(self) -> int:
        return abs(self.points or 0)


def differences(
    before: Score, after: Score, names: Mapping[str, str], z: float | None
) -> list[Difference]:
    """Each role of either result, in the order of `names`.

    A difference is called a change beyond `z` of its standard errors; with None nothing is.
    """
    old, new = ({fit.role: fit for fit in score.fits} for score in (before, after))
    return [_difference(names[role], old.get(role), new.get(role), z) for role in names]


def _difference(name: str, old: RoleFit | None, new: RoleFit | None, z: float | None) -> Difference:
    before, after = (None if fit is None else bar_of(fit) for fit in (old, new))
    if old is None or new is None or z is None:
        return Difference(name=name, before=before, after=after, points=None, is_change=False)
    gap = new.fit - old.fit
    return Difference(
        name=name,
        before=before,
        after=after,
        points=round(gap),
        # Two sittings err independently of each other, so that their errors add up as squares.
        is_change=rounded(abs(gap)) > rounded(z * sqrt(old.se**2 + new.se**2)),
    )


def role_bars(definition: Definition, score: Score) -> tuple[RoleBar, ...]:
    """The bars of a result in the order of the version; none where too little was answered."""
    names = {profile.role: profile.name for profile in definition.profiles}
    fits = () if score.status == "insufficient" else score.fits
    return tuple(RoleBar(slug=fit.role, name=names[fit.role], bar=bar_of(fit)) for fit in fits)


def bar_of(fit: RoleFit) -> ScoreBar:
    """How a role's fit is shown."""
    return ScoreBar(value=fit.fit, low=fit.low, high=fit.high)
