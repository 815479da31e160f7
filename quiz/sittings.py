"""Two results of one person side by side, and what may be said of the difference.

A change is called only between two measurements that score alike. Who answers on a copy of earlier
answers measures nothing anew: then it is told which answers differ, and what that moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from quiz.copying import same_items
from quiz.definition import Definition, is_scoring_compatible
from quiz.questions import Question, SheetEntry, sheet
from quiz.score_bars import Difference, differences
from quiz.scoring import Score

Obstacle = Literal["versions", "steps"]


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One finished way through a version: its newest result and the answers, by question.

    `further` are the further questions that the result counts; `moments` are when each answer was
    given, be it in an attempt that this one is a copy of, and `copied` what was not saved here.
    """

    definition: Definition
    score: Score
    answers: Mapping[str, int | None]
    further: frozenset[str]
    moments: Mapping[str, dt.datetime]
    copied: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ChangedAnswer:
    """A question that both asked alike, and what was said to it."""

    question: Question
    before: SheetEntry
    after: SheetEntry


@dataclass(frozen=True, kw_only=True)
class ResultPair:
    """`obstacle` is what forbids a difference; `changed` is told of copies alone."""

    rows: tuple[Difference, ...]
    obstacle: Obstacle | None
    is_copy: bool
    changed: tuple[ChangedAnswer, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        return tuple(row for row in self.rows if row.is_change)


def side_by_side(before: Sitting, after: Sitting, *, is_copy: bool) -> ResultPair:
    """The two in the order of their days; `is_copy` where they are known to share answers."""
    is_copy = is_copy or share_answers(before, after)
    obstacle = _obstacle(before, after)
    old, new = before.definition, after.definition
    # What the newer version calls a role comes last, and stays.
    names = {profile.role: profile.name for profile in (*old.profiles, *new.profiles)}
    # Answers that are the same ones err alike, and not each for itself: no difference between them
    # is wide enough for a change.
    z = inf if is_copy else new.scoring.z_band
    return ResultPair(
        rows=tuple(differences(before.score, after.score, names, None if obstacle else z)),
        obstacle=obstacle,
        is_copy=is_copy,
        changed=changed_answers(before, after) if is_copy else (),
    )


def _obstacle(before: Sitting, after: Sitting) -> Obstacle | None:
    old, new = before.definition, after.definition
    if old != new and not is_scoring_compatible(old, new):
        return "versions"
    return None if before.further == after.further else "steps"


def share_answers(one: Sitting, other: Sitting) -> bool:
    """Whether an answer of one is that of the other, copied; true of two copies of a third, too."""
    return any(
        one.moments.get(item) == other.moments.get(item) for item in one.copied | other.copied
    )


def are_akin(one: Hashable, other: Hashable, sources: Mapping[Hashable, Hashable | None]) -> bool:
    """Whether both come from the same attempt, each being it or a copy of it at any remove.

    `sources` holds the attempt that each was copied from, None where it was not.
    """
    return _origin(one, sources) == _origin(other, sources)


def _origin(key: Hashable, sources: Mapping[Hashable, Hashable | None]) -> Hashable:
    while (source := sources.get(key)) is not None:
        key = source
    return key


def changed_answers(before: Sitting, after: Sitting) -> tuple[ChangedAnswer, ...]:
    """The answers that differ, in the order of the newer version; of questions that both ask."""
    old, new = before.definition, after.definition
    counted = before.further & after.further
    return (
        *_changed(old, new, before, after),
        # Once more with the further questions in the place of all others.
        *_changed(_only(old, counted), _only(new, counted), before, after),
    )


def _changed(
    old: Definition, new: Definition, before: Sitting, after: Sitting
) -> Iterator[ChangedAnswer]:
    asked = same_items(old, new)
    earlier = {entry.question.key: entry for entry in sheet(old, before.answers)}
    for entry in sheet(new, after.answers):
        key = entry.question.key
        if key in asked and entry.value != earlier[key].value:
            yield ChangedAnswer(question=entry.question, before=earlier[key], after=entry)


def _only(definition: Definition, further: frozenset[str]) -> Definition:
    items = tuple(item for item in definition.further if item.key in further)
    return replace(definition, trade_offs=items, statements=(), facts=(), extension=())
