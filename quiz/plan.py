"""A person's plan: which steps follow from a result or an advert, when each is due, what is done.

Nothing here knows whose plan it is or where it is kept. A step is told from the others by its route
and its key there, never by its words, so that what is ticked outlives every edit of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from quiz.definition import Action, BackgroundFact, Definition
from quiz.gaps import actions_for, largest_first
from quiz.readiness import LevelGap
from roles.advert_content import Signal

State = Literal["open", "doing", "done", "skipped"]
# Of what two say of one step, the first of these holds: what is done stays done, and who has
# decided something has said more than who has not.
STRONGEST: tuple[State, ...] = ("done", "doing", "skipped", "open")
ROUTE, GAP, SIGNAL = "route", "gap", "signal"
# The key of what takes the place of steps where no source says how.
UNSAID = "unsaid"
# In days. No plan is made for a longer life, and no calendar has a day beyond the year 9999.
FURTHEST = 50 * 366


@dataclass(frozen=True, kw_only=True)
class StepWords:
    """What a step says. `why`, `helps` and `done_when` are Markdown, `part` is the name of what it
    is a step of. `hours` are the least and the most, one number where both are the same, and none
    where nobody can say; a job takes a `time` in words instead."""

    title: str
    part: str
    why: str = ""
    helps: str = ""
    done_when: str = ""
    hours: tuple[int, ...] = ()
    time: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """A step to take into a plan, and why: `said` is the answer of a result, `asked` what its way
    in asks for, `phrases` what an advert speaks of. `role` is the slug of where it leads."""

    route: str
    step: str
    words: StepWords
    role: str = ""
    said: str = ""
    asked: str = ""
    phrases: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, str]:
        return self.route, self.step


def steps_of_gaps(definition: Definition, role: str, gaps: Iterable[LevelGap]) -> list[PlanStep]:
    """What closes the gaps, each step once; where no source says how, a step that says that."""
    facts = {fact.key: fact for fact in definition.facts}
    found: dict[tuple[str, str], PlanStep] = {}
    for gap in largest_first(gaps):
        for step in _steps_of(facts.get(gap.fact), gap, role):
            # Named first by what is needed more: where levels of a fact are asked for twice.
            found.setdefault(step.identity, step)
    return list(found.values())


def _steps_of(fact: BackgroundFact | None, gap: LevelGap, role: str) -> Iterator[PlanStep]:
    words = (
        [(action.key, words_of(fact, action)) for action in actions_for(fact, gap)] if fact else []
    )
    for key, found in words or [(UNSAID, _unsaid(fact.name if fact else gap.fact))]:
        yield PlanStep(
            route=f"{GAP}/{gap.fact}",
            step=key,
            words=found,
            role=role,
            said=label(fact, gap.level),
            asked=label(fact, gap.needed),
        )


def words_of(fact: BackgroundFact, action: Action) -> StepWords:
    return StepWords(
        title=action.text,
        part=fact.name,
        done_when=action.done_when,
        hours=tuple(sorted(set(action.hours))),
        time=action.time,
        sources=action.sources,
    )


def _unsaid(part: str) -> StepWords:
    return StepWords(title=part, part=part)


def label(fact: BackgroundFact | None, level: int | None) -> str:
    """What the level of a fact is called; empty where it was not said."""
    options = fact.options if fact else ()
    return next((option.label for option in options if option.level == level), "")


def words_in(definition: Definition) -> dict[tuple[str, str], StepWords]:
    """What each step that can follow from a gap says in this version, by its identity."""
    found = {}
    for fact in definition.facts:
        found[f"{GAP}/{fact.key}", UNSAID] = _unsaid(fact.name)
        for action in fact.steps:
            found[f"{GAP}/{fact.key}", action.key] = words_of(fact, action)
    return found


# ---------------------------------------------------------------- an advert

# What a signal of adverts speaks of, as a fact of the background. It is our reading: a signal names
# a kind of work, and no source says what to have done before somebody gives one such work.
FACTS = {
    "user-research": "research",
    "user-needs": "research",
    "researches-users": "research",
    "market": "research",
    "discovery": "research",
    "experiments": "research",
}
# Of the others by what they weigh most for.
FACTS_OF_FAMILIES = {"product": "product", "delivery": "delivery"}
FACT_OF_TECHNICAL_WORK = "system_design"


def fact_of(signal: Signal) -> str:
    """The key of the fact that a signal speaks of; empty where that is no work of our roles."""
    if signal.key in FACTS:
        return FACTS[signal.key]
    weights = signal.weights
    family = max(weights, key=lambda each: weights[each]) if weights else ""
    if family in FACTS_OF_FAMILIES:
        return FACTS_OF_FAMILIES[family]
    return FACT_OF_TECHNICAL_WORK if signal.technical else ""


def steps_of_signals(
    definition: Definition | None,
    signals: Iterable[Signal],
    levels: Mapping[str, int | None],
    role: str = "",
) -> list[PlanStep]:
    """What follows from an advert for a person with these `levels` by fact: for each fact that its
    signals speak of, what leads to the level that ways into the role ask for, or into any role.

    A fact that is met gives no step, and a signal that no fact stands for says that no source says
    how.
    """
    named: dict[str, list[Signal]] = {}
    unread: list[Signal] = []
    needed = needed_levels(definition, role) if definition else {}
    for signal in signals:
        fact = fact_of(signal)
        if fact in needed:
            named.setdefault(fact, []).append(signal)
        else:
            unread.append(signal)
    gaps = [
        gap for fact in named if (gap := _gap_of(fact, levels.get(fact), needed[fact])) is not None
    ]
    found = steps_of_gaps(definition, role, gaps) if definition else []
    spoken = [_with_phrases(step, named) for step in found]
    return spoken + [_unread(signal, role) for signal in unread]


def needed_levels(definition: Definition, role: str = "") -> dict[str, int]:
    """The highest level of each fact that a way into the role asks for, or a way into any role
    where none into this one does."""
    needs = [
        (route.role, need)
        for route in definition.routes
        for requirement in route.requirements
        for need in requirement.any_of
    ]
    own = {need.fact for into, need in needs if into == role}
    found: dict[str, int] = {}
    for into, need in needs:
        if into == role or need.fact not in own:
            found[need.fact] = max(found.get(need.fact, 0), need.level)
    return found


def _gap_of(fact: str, level: int | None, needed: int) -> LevelGap | None:
    missing = needed - (level or 0)
    if missing <= 0:
        return None
    return LevelGap(
        requirement=fact, kind="helps", fact=fact, level=level, needed=needed, missing=missing
    )


def _with_phrases(step: PlanStep, named: Mapping[str, Sequence[Signal]]) -> PlanStep:
    fact = step.route.removeprefix(f"{GAP}/")
    return replace(step, phrases=tuple(signal.name for signal in named[fact]))


def _unread(signal: Signal, role: str) -> PlanStep:
    return PlanStep(
        route=f"{SIGNAL}/{signal.key}",
        step=UNSAID,
        words=_unsaid(signal.name[:1].upper() + signal.name[1:]),
        role=role,
        phrases=(signal.name,),
    )


# ---------------------------------------------------------------- time


@dataclass(frozen=True, kw_only=True)
class StepHours:
    """What a step takes of the time there is: `hours` at most, 0 where nobody can say. What is
    skipped takes none, and what is done took what it took."""

    hours: int
    state: State


def due_dates(
    steps: Iterable[StepHours], starts_on: date, hours_a_week: int
) -> Iterator[date | None]:
    """When each is due, one after the other from the first day on; None of what is skipped, of what
    takes nobody knows how long, and of a day in more than fifty years.

    `hours_a_week` is at least 1.
    """
    hours = 0
    for step in steps:
        if step.state == "skipped" or not step.hours:
            yield None
            continue
        hours += step.hours
        # Whole days, rounded up without a fraction on the way.
        days = -(-7 * hours // hours_a_week)
        yield starts_on + timedelta(days=days) if days <= FURTHEST else None


def weeks_left(steps: Iterable[StepHours], hours_a_week: int) -> int:
    """How many weeks what is still to do takes at most, of which anybody can say how long."""
    hours = sum(step.hours for step in steps if step.state in ("open", "doing"))
    return -(-hours // hours_a_week)


@dataclass(frozen=True, kw_only=True)
class PlanProgress:
    """How many of the steps that are not skipped are done."""

    done: int
    total: int


def progress(states: Iterable[State]) -> PlanProgress:
    counted = [state for state in states if state != "skipped"]
    return PlanProgress(done=counted.count("done"), total=len(counted))


# ---------------------------------------------------------------- two plans of one person


@dataclass(frozen=True, kw_only=True)
class StepStanding:
    """How a person stands with a step, and what they noted."""

    state: State
    note: str = ""
    done_on: date | None = None


def united(one: StepStanding, other: StepStanding) -> StepStanding:
    """Of one step in two plans: what is done wins, and no note is lost."""
    stronger = min(one, other, key=lambda each: STRONGEST.index(each.state))
    days = [each.done_on for each in (one, other) if each.done_on]
    return StepStanding(
        state=stronger.state,
        note=_both(one.note, other.note),
        done_on=min(days) if days and stronger.state == "done" else None,
    )


def _both(one: str, other: str) -> str:
    if other in one:
        return one
    return other if one in other else f"{one}\n{other}"
