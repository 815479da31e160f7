"""What a result says first (engine 2).

Nothing is inferred that no number carries: that no role is ahead does not mean that all fit alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, fsum
from typing import Literal

from quiz import engines, fit, sufficiency
from quiz.definition import Definition, LikertStatement, Target
from quiz.fit import Design, Measurement, Outcome, rounded

HeadlineKey = Literal["low-interest", "insufficient", "clear", "tie", "none"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """The mean of a trait's own answered statements, -1 (turned down) to 1 (agreed with)."""

    trait: str
    mean: float


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What is said first, of which roles, in the order of the profiles.

    `liked` counts the kinds of work whose statements say yes. `needed` is the least number of
    further answers that name a role, 0 unless it is "insufficient". `ahead` is how many points the
    one leader is before the next role, `margin` how many that had to be; None unless one leads.
    """

    key: HeadlineKey
    roles: tuple[str, ...]
    liked: int
    needed: int = 0
    ahead: float | None = None
    margin: float | None = None


def headline(
    plan: Design,
    measurement: Measurement,
    said: Iterable[Said],
    notes: Collection[str],
    before: Outcome | None = None,
) -> Headline:
    """What is said first of a measurement with these notes; `before` is the result before it."""
    means = {mine.trait: mine.mean for mine in said}
    liked = sum(rounded(mean) > 0 for mean in means.values())
    is_low = "low-interest" in notes and _is_little(plan, measurement, means, liked)
    ahead, margin = _lead(plan, measurement, before)
    is_short = measurement.status == "insufficient"
    return Headline(
        key="low-interest" if is_low else measurement.status,
        roles=measurement.leaders,
        liked=liked,
        needed=sufficiency.needed(plan) if is_short else 0,
        ahead=ahead,
        margin=margin,
    )


def statements(plan: Design) -> int:
    """How many statements are answered."""
    return sum(isinstance(item, LikertStatement) for item in plan.items)


def fillings(definition: Definition, headline: Headline) -> dict[str, str]:
    """What stands in the braces of the phrases of a headline, where it has a value."""
    names = {profile.role: profile.name for profile in definition.profiles}
    others = [name for role, name in names.items() if role not in headline.roles]
    filled = dict(zip("AB", (names[role] for role in headline.roles), strict=False))
    filled |= {"C": _joined(others), "k": _in_words(headline.liked)}
    filled |= {"n": str(headline.needed)} if headline.needed else {}
    if headline.ahead is not None and headline.margin is not None:
        more = ceil(rounded(headline.margin))
        # Rounded the other way, a lead could look smaller than what it had to exceed.
        filled |= {"gap": str(max(round(headline.ahead), more)), "more": str(more)}
    return filled


NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _is_little(
    plan: Design, measurement: Measurement, means: Mapping[str, float], liked: int
) -> bool:
    """Whether so little is liked that it is said before anything else."""
    rules = engines.explanation(plan.definition)
    has_said_enough = statements(plan) >= rules.headline_min_statements
    is_one_liked = measurement.status == "clear" and _likes_core(
        plan.definition, measurement.leaders[0], means
    )
    return has_said_enough and liked <= rules.headline_max_liked and not is_one_liked


def _likes_core(definition: Definition, role: str, means: Mapping[str, float]) -> bool:
    """Whether the statements are for what defines the role, taken together."""
    targets = next(part.targets for part in definition.profiles if part.role == role)
    return rounded(fsum(means.get(target.trait, 0.0) for target in _core(targets))) > 0


def _core(targets: Collection[Target]) -> list[Target]:
    highest = max(target.importance for target in targets)
    return [part for part in targets if part.importance == highest and part.target > fit.MIDDLE]


def _lead(
    plan: Design, measurement: Measurement, before: Outcome | None
) -> tuple[float | None, float | None]:
    """How far the one leader is ahead of the next role, and how far it had to be."""
    if measurement.status != "clear":
        return None, None
    first, second = measurement.ranked()[:2]
    needed = fit.margin(plan, measurement.noise_sd, first.role, second.role, before)
    return first.fit - second.fit, needed
