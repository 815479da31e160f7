"""Could you get in now? What the routes into the roles ask, against what a person has done.

No answer about preferences enters here; that is the matter of quiz.scoring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quiz.definition import LEVELS, Definition, EntryRoute, Need, Requirement, RequirementKind

Status = Literal["ready", "within-reach", "open", "longer-route", "unknown", "none-named"]

# Our reading, which no source states: the design of the assessment, on readiness.
MOST_HELPS_OPEN = 1
MOST_STEPS = 2


@dataclass(frozen=True, kw_only=True)
class LevelGap:
    """An unmet requirement by its nearest alternative, of equals the first: `missing` levels.

    `level` is None where the fact was not answered; it then counts as 0.
    """

    requirement: str
    kind: RequirementKind
    fact: str
    level: int | None
    needed: int
    missing: int


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """How a person stands with a route: `met` of `total` requirements, and the gaps of the rest.

    "none-named" is a route of which the sources name no requirement; that is not "ready". "open" is
    one that must have nothing, with some of what helps still open (engine 2). `unanswered` are the
    facts without an answer that leave an "unknown" route unknown (engine 2).
    """

    route: str
    role: str
    status: Status
    met: int
    total: int
    gaps: tuple[LevelGap, ...]
    unanswered: tuple[str, ...] = ()


def readiness(definition: Definition, facts: Mapping[str, int | None]) -> tuple[Readiness, ...]:
    """How a person with `facts`, levels 0 to 3 by key of a fact, stands with each route.

    None is not answered; an unknown key is ignored. Raises ValueError for a level that is not one.
    """
    levels = {fact.key: _valid_level(fact.key, facts.get(fact.key)) for fact in definition.facts}
    return tuple(_of_route(route, levels) for route in definition.routes)


def _valid_level(key: str, level: int | None) -> int | None:
    # Not isinstance(): True would pass for 1.
    if level is not None and (type(level) is not int or level not in LEVELS):
        raise ValueError(f"{key}: {level!r} is not a level from 0 to 3")
    return level


def _of_route(route: EntryRoute, facts: Mapping[str, int | None]) -> Readiness:
    gaps = tuple(gap for part in route.requirements if (gap := _gap(part, facts)))
    total = len(route.requirements)
    return Readiness(
        route=route.key,
        role=route.role,
        status=_status(route, gaps, facts),
        met=total - len(gaps),
        total=total,
        gaps=gaps,
    )


def _gap(requirement: Requirement, facts: Mapping[str, int | None]) -> LevelGap | None:
    nearest = min(requirement.any_of, key=lambda need: _missing(need, facts))
    missing = _missing(nearest, facts)
    if not missing:
        return None
    return LevelGap(
        requirement=requirement.key,
        kind=requirement.kind,
        fact=nearest.fact,
        level=facts[nearest.fact],
        needed=nearest.level,
        missing=missing,
    )


def _missing(need: Need, facts: Mapping[str, int | None]) -> int:
    return max(0, need.level - (facts[need.fact] or 0))


def _status(
    route: EntryRoute, gaps: tuple[LevelGap, ...], facts: Mapping[str, int | None]
) -> Status:
    if not route.requirements:
        return "none-named"
    open_musts = [gap for gap in gaps if gap.kind == "must"]
    # Before what is unanswered: nobody is kept waiting for an answer to what only helps.
    if not open_musts:
        return "ready" if len(gaps) <= MOST_HELPS_OPEN else "within-reach"
    if _is_unanswered(route, open_musts, facts):
        return "unknown"
    # Of a short list, somebody who has done nothing yet lacks few levels, and is not near.
    has_met_one = len(open_musts) < sum(part.kind == "must" for part in route.requirements)
    is_near = sum(gap.missing for gap in open_musts) <= MOST_STEPS
    return "within-reach" if is_near and has_met_one else "longer-route"


def _is_unanswered(
    route: EntryRoute, gaps: list[LevelGap], facts: Mapping[str, int | None]
) -> bool:
    """Whether an answer still to come could meet one of the gaps."""
    unmet = {gap.requirement for gap in gaps}
    needs = (need for part in route.requirements if part.key in unmet for need in part.any_of)
    return any(facts[need.fact] is None for need in needs)
