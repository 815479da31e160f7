"""What is missing on a way in, in the order in which to close it, and what closes it."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.definition import Action, BackgroundFact
from quiz.readiness import LevelGap


def largest_first(gaps: Iterable[LevelGap]) -> list[LevelGap]:
    """What must be closed before what helps, and of each the largest gap, in levels, first."""
    # Equals stay in the order of the version.
    return sorted(gaps, key=lambda gap: (gap.kind != "must", -gap.missing))


def actions_for(fact: BackgroundFact, gap: LevelGap) -> tuple[Action, ...]:
    """Those that lead from the level there is (0 where it was not said) to the one asked for."""
    have = gap.level or 0
    # An older version does not say where an action leads: then it may lead where it is needed.
    return tuple(each for each in fact.steps if each.to is None or have < each.to <= gap.needed)
