"""One version of the assessment as frozen values: what is asked, how it counts, what it means.

The same shape is a published version's JSON, the starter file's YAML and what a draft in the tables
is turned into before it is checked. All numbers are stated, none has a default, so that a later
change of the code cannot change what a published version says. `sources` are slugs of sources.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from math import fsum
from typing import Any, Literal, TypeVar, cast

from roles import plain
from roles.changes import Change, Identity, between

Value = TypeVar("Value")
Direction = Literal[1, -1]
RequirementKind = Literal["must", "helps"]
ANSWERS = (1, 2, 3, 4, 5)
NEUTRAL = 3
LEVELS = (0, 1, 2, 3)


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """The engine that scores the version, and its constants; bands and gaps are in points of 100.

    `prior_sd` is the answer noise assumed of everybody, in evidence of -1 to 1, and `prior_df` how
    many answers that assumption weighs. `z_band`, `z_tie` and `z_gate` count standard errors.
    """

    engine: int
    prior_sd: float
    prior_df: float
    z_band: float
    z_tie: float
    min_gap: float
    z_gate: float
    min_answered_share: float
    min_items_per_trait: int
    flag_same_option_run: int
    flag_contradictions: int


@dataclass(frozen=True, kw_only=True)
class LookingAgain:
    """What decides after further questions (engine 2).

    `z_tie` is how many standard errors behind a role that was open is left out, `z_gate` the gate
    after no clear preference, `min_answered_share` how much of a step makes it count.
    """

    z_tie: float
    z_gate: float
    min_answered_share: float


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """The constants of reasons, notes, headlines and what would change a result (engine 2).

    `reason_min_lean` is the distance of a target from 50, `reason_min_points` one of fit, `z_sure`
    counts standard errors of a trait, `reason_said_mean` and `answer_step` are evidence of -1 to 1.
    """

    reasons_max: int
    reason_min_lean: float
    reason_min_points: float
    z_sure: float
    reason_said_mean: float
    decisive_items: int
    decisive_traits: int
    splitting_items: int
    answer_step: float
    flag_neutral_share: float
    headline_min_statements: int
    headline_max_liked: int


@dataclass(frozen=True, kw_only=True)
class ReadinessRules:
    """What counts as ready and as within reach, in levels and in requirements (engine 2)."""

    ready_open_help_levels: int
    reach_open_must_levels: int
    reach_min_musts_met: int


@dataclass(frozen=True, kw_only=True)
class Scales:
    """What the answers 1 to 5 are called."""

    trade_off: tuple[str, ...]
    statement: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Trait:
    """A kind of work; `low` and `high` say what a person at either end would rather do.

    `work` is the same as something one does, for sentences: "You like deciding what gets built". A
    shared trait says whether this family of jobs suits somebody; it never ranks the roles.
    """

    key: str
    name: str
    work: str = ""
    low: str
    high: str
    is_shared: bool = False
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Target:
    """How much of the role a trait is (0-100), and how much that matters (0 ignore - 3 defines)."""

    trait: str
    target: float
    importance: float
    why: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchTitle:
    """A title to search for as well, and who uses it for the role; never scored."""

    title: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A role as the assessment sees it.

    `search_titles` take the place of `also_called`, which named no sources.
    """

    role: str
    name: str
    also_called: tuple[str, ...] = ()
    search_titles: tuple[SearchTitle, ...] = ()
    targets: tuple[Target, ...]


@dataclass(frozen=True, kw_only=True)
class Word:
    """A technical word of a question, and what it means in plain words."""

    term: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """An item speaks for a trait (direction 1) or against it (-1)."""

    trait: str
    weight: float
    direction: Direction


@dataclass(frozen=True, kw_only=True)
class Side:
    text: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, kw_only=True)
class TradeOff:
    """A choice between two pieces of work: 1 is A clearly, 3 no preference, 5 B clearly."""

    key: str
    stem: str
    a: Side
    b: Side
    words: tuple[Word, ...] = ()
    rationale: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LikertStatement:
    """A sentence to agree with: 1 strongly disagree, 5 strongly agree."""

    key: str
    text: str
    keys: tuple[Key, ...]
    words: tuple[Word, ...] = ()
    rationale: str
    sources: tuple[str, ...] = ()


Item = TradeOff | LikertStatement


@dataclass(frozen=True, kw_only=True)
class ExtensionBlock:
    """Further trade-offs between two roles, balanced by themselves; asked after a result only."""

    key: str
    between: tuple[str, ...]
    why: str
    items: tuple[TradeOff, ...]


@dataclass(frozen=True, kw_only=True)
class Option:
    level: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something to do about a missing level of a fact; without sources it is ours.

    `to` is the level that it leads towards, None where the version does not say. `hours` are the
    least and the most that it takes; a job takes a `time` in words instead.
    """

    key: str
    text: str
    to: int | None = None
    hours: tuple[int, ...] = ()
    time: str = ""
    done_when: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BackgroundFact:
    """A part of a person's background. `key` names it; `item` is the key of its question."""

    key: str
    item: str
    name: str
    text: str
    options: tuple[Option, ...]
    words: tuple[Word, ...] = ()
    steps: tuple[Action, ...] = ()
    rationale: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Need:
    """At least this level of a fact."""

    fact: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Any one of its needs will do; a route must have it or is helped by it."""

    key: str
    kind: RequirementKind
    any_of: tuple[Need, ...]


@dataclass(frozen=True, kw_only=True)
class EntryRoute:
    """A way into a role with requirements of its own; several routes may lead to one role."""

    key: str
    name: str
    role: str
    note: str = ""
    requirements: tuple[Requirement, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RubricLine:
    """What to look at in one's own work, and how it looks at each of the levels, lowest first."""

    key: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TrialTask:
    """The incident as it is worked at the desk of one role."""

    role: str
    title: str
    hand_in: tuple[str, ...]
    steps: tuple[str, ...]
    rubric: tuple[RubricLine, ...]
    they_notice: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkTrial:
    """One incident, and a small piece of each role's work on it. Nothing of it is scored.

    `levels` are what the levels of every rubric are called; `minutes` is the time for one task.
    """

    minutes: int
    title: str
    text: str
    facts: tuple[str, ...]
    before: str
    after: tuple[str, ...]
    levels: tuple[str, ...]
    tasks: tuple[TrialTask, ...]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A text of the result under its key ("clear.title"); what stands in braces is filled in."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A version whole. Items stand in the order of the pages, profiles in that of ties.

    What only engine 2 has is empty or None in a version of engine 1.
    """

    key: str
    title: str
    locale: str
    scoring: Scoring
    scales: Scales
    traits: tuple[Trait, ...]
    profiles: tuple[Profile, ...]
    trade_offs: tuple[TradeOff, ...]
    statements: tuple[LikertStatement, ...]
    facts: tuple[BackgroundFact, ...]
    routes: tuple[EntryRoute, ...]
    looking_again: LookingAgain | None = None
    explanation: Explanation | None = None
    readiness: ReadinessRules | None = None
    extension: tuple[ExtensionBlock, ...] = ()
    trial: WorkTrial | None = None
    phrases: tuple[Phrase, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions about preferences, in the order of the pages."""
        return self.trade_offs + self.statements

    @property
    def further(self) -> tuple[TradeOff, ...]:
        """The questions that are asked after a result, if at all."""
        return tuple(item for block in self.extension for item in block.items)

    @property
    def item_keys(self) -> tuple[str, ...]:
        """The keys of all questions, those about the background last."""
        return tuple(item.key for item in self.items) + tuple(fact.item for fact in self.facts)

    @property
    def ranking(self) -> tuple[str, ...]:
        """The keys of the traits that tell the roles apart."""
        return tuple(trait.key for trait in self.traits if not trait.is_shared)


def structure(data: Mapping[str, Any]) -> Definition:
    """The definition held by plain `data` (a published version's JSON, a starter file's YAML).

    Raises plain.ShapeError. That traits and facts named by a key exist is the matter of quiz.lint.
    """
    return plain.structure(Definition, data)


def canonical(definition: Definition) -> str:
    """The one JSON text of a definition: ASCII, names sorted, no blanks, defaults left out."""
    # allow_nan: JSON knows no NaN, and other readers of a version would refuse it.
    return json.dumps(
        plain.unstructure(definition), sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest(text: str) -> str:
    """SHA-256 of a canonical text in hexadecimal. Of a published version, hash the stored text."""
    # Written out again, an older text may lack or gain fields, and its hash would no longer hold.
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def normal(value: Value) -> Value:
    """The same with the sources of each part in alphabetical order, which is how tables keep them.

    `value` is a definition, or anything that one holds.
    """
    if isinstance(value, tuple):
        return cast(Value, tuple(normal(part) for part in value))
    # is_dataclass() is true of the classes themselves as well, which have nothing to sort.
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: normal(getattr(value, field.name)) for field in fields(value)}
    if "sources" in parts:
        parts["sources"] = tuple(sorted(parts["sources"]))
    return replace(value, **parts)


def loadings(item: Item) -> dict[str, float]:
    """How strongly an item speaks for each trait: weight x direction, of option B negated."""
    signed = [(key, 1) for key in (item.a.keys if isinstance(item, TradeOff) else item.keys)]
    signed += [(key, -1) for key in (item.b.keys if isinstance(item, TradeOff) else ())]
    parts: dict[str, list[float]] = defaultdict(list)
    for key, sign in signed:
        parts[key.trait].append(sign * key.weight * key.direction)
    return {trait: total for trait in parts if (total := fsum(parts[trait]))}


# The first of these that a part has tells it from its neighbours; a side stands alone. In this
# order, because a way in has a role besides its key, and a need a level besides its fact.
IDENTIFYING = ("key", "role", "trait", "term", "fact", "level", "title")


def identity(part: Any) -> str:
    """What tells a part from the others in its list and stays when the text changes."""
    return str(next(getattr(part, field) for field in IDENTIFYING if hasattr(part, field)))


def changes(old: Definition | None, new: Definition) -> list[Change]:
    """What publishing `new` would change for takers of `old`, None where there is nothing yet."""
    return between(old, new, Identity(IDENTIFYING, identity))


# Fields that score nothing. A new field is compared unless it is named here: told apart without
# need is better than compared without right.
TEXTS = {"title", "locale", "scales", "name", "low", "high", "why", "also_called", "text", "stem"}
TEXTS |= {"label", "note", "rationale", "words", "sources", "steps", "search_titles", "work"}
TEXTS |= {"trial", "phrases"}


def is_scoring_compatible(old: Definition, new: Definition) -> bool:
    """Whether both score every answer sheet alike, so that their results may be compared.

    True when only texts, sources and steps differ: all keys, numbers and orders are equal.
    """
    return list(_numbers(old)) == list(_numbers(new))


def _numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        # Or a part that goes from the end of one list to the start of the next would be no change.
        yield len(value)
        for part in value:
            yield from _numbers(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in TEXTS:
                yield from _numbers(getattr(value, field.name))
    else:
        yield value
