"""Could you get in now? What the routes into the roles ask, against what a person has done.

No answer about preferences enters here; that is the matter of quiz.scoring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from quiz import engines
from quiz.definition import (
    LEVELS,
    Definition,
    EntryRoute,
    Need,
    ReadinessRules,
    Requirement,
    RequirementKind,
)

Status = Literal["ready", "within-reach", "open", "longer-route", "unknown", "none-named"]

# The rules of engine 1. Engine 2 counts levels, and takes its numbers from the version.
MOST_HELPS_OPEN = 1
MOST_STEPS = 2
# Nearest first; of a way whose requirement is not known, at least something is.
NEARNESS: tuple[Status, ...] = (
    "ready",
    "within-reach",
    "open",
    "longer-route",
    "unknown",
    "none-named",
)


@dataclass(frozen=True, kw_only=True)
class LevelGap:
    """An unmet requirement by its nearest alternative: `missing` levels.

    Of equally near ones, one that was answered (engine 2), then the first.

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
    rules = engines.readiness(definition)
    return tuple(_of_route(route, levels, rules) for route in definition.routes)


def nearest(routes: Iterable[Readiness]) -> Readiness | None:
    """The nearest of these, of equally near ones that named as its role; None without any."""
    return min(routes, key=lambda way: nearness(way.status, way.route, way.role), default=None)


def nearness(status: Status, route: str, role: str) -> tuple[int, bool]:
    """What to compare ways in by, the nearest being the least: a way in that goes by the name of
    its role has the role for a key."""
    return NEARNESS.index(status), route != role


def _valid_level(key: str, level: int | None) -> int | None:
    # Not isinstance(): True would pass for 1.
    if level is not None and (type(level) is not int or level not in LEVELS):
        raise ValueError(f"{key}: {level!r} is not a level from 0 to 3")
    return level


def _of_route(
    route: EntryRoute, facts: Mapping[str, int | None], rules: ReadinessRules | None
) -> Readiness:
    gaps = tuple(gap for part in route.requirements if (gap := _gap(part, facts, rules)))
    total = len(route.requirements)
    status = _status(route, gaps, facts, rules)
    is_told = rules is not None and status == "unknown"
    return Readiness(
        route=route.key,
        role=route.role,
        status=status,
        met=total - len(gaps),
        total=total,
        gaps=gaps,
        unanswered=_unanswered(route, gaps, facts) if is_told else (),
    )


def _gap(
    requirement: Requirement, facts: Mapping[str, int | None], rules: ReadinessRules | None
) -> LevelGap | None:
    def distance(need: Need) -> tuple[int, bool]:
        # Engine 1 took the first of equals, answered or not.
        return _missing(need, facts), rules is not None and facts[need.fact] is None

    nearest = min(requirement.any_of, key=distance)
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
    route: EntryRoute,
    gaps: tuple[LevelGap, ...],
    facts: Mapping[str, int | None],
    rules: ReadinessRules | None,
) -> Status:
    if not route.requirements:
        return "none-named"
    musts = sum(part.kind == "must" for part in route.requirements)
    # What asks for nothing is ready only for who has all that helps: others are beginners there.
    if rules is not None and not musts:
        return "open" if gaps else "ready"
    open_musts = [gap for gap in gaps if gap.kind == "must"]
    # Before what is unanswered: nobody is kept waiting for an answer to what only helps.
    if not open_musts:
        return "ready" if _is_little(gaps, rules) else "within-reach"
    if _unanswered(route, gaps, facts):
        return "unknown"
    # Of a short list, somebody who has done nothing yet lacks few levels, and is not near.
    is_begun = musts - len(open_musts) >= (1 if rules is None else rules.reach_min_musts_met)
    most = MOST_STEPS if rules is None else rules.reach_open_must_levels
    is_near = sum(gap.missing for gap in open_musts) <= most
    return "within-reach" if is_near and is_begun else "longer-route"


def _is_little(gaps: tuple[LevelGap, ...], rules: ReadinessRules | None) -> bool:
    """Whether what is open, all of which only helps, keeps nobody out."""
    if rules is None:
        return len(gaps) <= MOST_HELPS_OPEN
    return sum(gap.missing for gap in gaps) <= rules.ready_open_help_levels


def _unanswered(
    route: EntryRoute, gaps: Iterable[LevelGap], facts: Mapping[str, int | None]
) -> tuple[str, ...]:
    """The facts without an answer that could still meet a must, in the order of the route."""
    unmet = {gap.requirement for gap in gaps if gap.kind == "must"}
    needs = (need for part in route.requirements if part.key in unmet for need in part.any_of)
    return tuple(dict.fromkeys(need.fact for need in needs if facts[need.fact] is None))
