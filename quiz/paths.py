"""How a person stands with the ways into a role, and what would bring them nearer, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz import readiness
from quiz.definition import Action, BackgroundFact, Definition, EntryRoute
from quiz.gaps import actions_for, largest_first
from quiz.phrases import phrase
from quiz.readiness import Readiness
from quiz.wording import listed

UNSAID: tuple[readiness.Status, ...] = ("unknown", "none-named")
MOST_ACTIONS = 3


@dataclass(frozen=True, kw_only=True)
class MissingLevel:
    """A requirement not met: the level asked for and the one there is, in words; what to do.

    `actual` is empty where the fact was not answered. Of the `actions` that lead from one level to
    the other, those beyond the third are `further_actions`.
    """

    fact: BackgroundFact
    is_must: bool
    needed: str
    actual: str
    levels: int
    actions: tuple[Action, ...]
    further_actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class Path:
    """How a person stands with one way into a role; the largest gap comes first."""

    route: EntryRoute
    status: readiness.Status
    text: str
    met: int
    total: int
    missing: tuple[MissingLevel, ...]

    @property
    def is_known(self) -> bool:
        return self.status not in UNSAID

    @property
    def largest_gap(self) -> MissingLevel | None:
        return self.missing[0] if self.missing else None


def paths(definition: Definition, role: str, standings: Iterable[Readiness]) -> tuple[Path, ...]:
    """Each way into the role, in the order of the version."""
    return ways_in(definition, (each for each in standings if each.role == role))


def ways_in(definition: Definition, standings: Iterable[Readiness]) -> tuple[Path, ...]:
    """Every way in, in the order of the version."""
    routes = {route.key: route for route in definition.routes}
    return tuple(_path(definition, routes[each.route], each) for each in standings)


def nearest(ways: Iterable[Path]) -> Path | None:
    """The nearest way in; of equals the one that leads to the role by name."""
    return min(
        ways,
        key=lambda path: readiness.nearness(path.status, path.route.key, path.route.role),
        default=None,
    )


def _path(definition: Definition, route: EntryRoute, standing: Readiness) -> Path:
    status = _status(route, standing)
    missing = tuple(_missing(definition, standing))
    return Path(
        route=route,
        status=status,
        text=_text(definition, status, standing),
        met=standing.met,
        total=standing.total,
        missing=missing,
    )


def _status(route: EntryRoute, standing: Readiness) -> readiness.Status:
    """As it is called now: engine 1 said "ready" also where nothing is required and all is open."""
    has_must = any(part.kind == "must" for part in route.requirements)
    is_all = standing.met == standing.total
    if standing.status in ("ready", "within-reach") and not has_must and not is_all:
        return "open"
    return standing.status


def _text(definition: Definition, status: readiness.Status, standing: Readiness) -> str:
    names = {fact.key: fact.name.lower() for fact in definition.facts}
    is_all = status == "ready" and standing.met == standing.total
    open_facts = standing.unanswered or tuple(
        gap.fact for gap in standing.gaps if gap.level is None
    )
    fillings = {
        "met": standing.met,
        "total": standing.total,
        "fact": listed(names[gap.fact] for gap in standing.gaps),
        "facts": listed(names[fact] for fact in dict.fromkeys(open_facts)),
    }
    return phrase(definition, f"readiness.{'ready-all' if is_all else status}", fillings)


def _missing(definition: Definition, standing: Readiness) -> Iterator[MissingLevel]:
    facts = {fact.key: fact for fact in definition.facts}
    for gap in largest_first(standing.gaps):
        fact = facts[gap.fact]
        labels = {option.level: option.label for option in fact.options}
        actions = actions_for(fact, gap)
        yield MissingLevel(
            fact=fact,
            is_must=gap.kind == "must",
            needed=labels[gap.needed],
            actual="" if gap.level is None else labels[gap.level],
            levels=gap.missing,
            actions=actions[:MOST_ACTIONS],
            further_actions=actions[MOST_ACTIONS:],
        )
