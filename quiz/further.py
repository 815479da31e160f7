"""Further questions that a result offers: which, and how far somebody is with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from quiz import engines, extension
from quiz.definition import Definition
from quiz.fit import rounded
from quiz.questions import Question, SheetEntry, entries, further_questions
from quiz.scoring import Score


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A step of further questions, counted from one; `needed` answers make it count."""

    number: int
    entries: tuple[SheetEntry, ...]
    needed: int

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(entry.question for entry in self.entries)

    @property
    def total(self) -> int:
        return len(self.entries)

    @property
    def answered(self) -> int:
        return sum(entry.value is not None for entry in self.entries)

    @property
    def is_begun(self) -> bool:
        return any(entry.is_seen for entry in self.entries)

    @property
    def is_short(self) -> bool:
        """Whether all were seen, and too few answered."""
        return all(entry.is_seen for entry in self.entries) and self.answered < self.needed


def offer(
    definition: Definition, looks: Sequence[Score], answers: Mapping[str, int | None]
) -> Offer | None:
    """What is offered after `looks`, the results so far, the first one first; None for nothing."""
    keys = extension.offered(definition, looks)
    if not keys:
        return None
    share = engines.looking_again(definition).min_answered_share
    return Offer(
        # The first result is no step.
        number=len(looks),
        entries=entries(further_questions(definition, keys), answers, {}),
        needed=ceil(rounded(share * len(keys))),
    )
