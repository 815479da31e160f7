"""The questions of a version as its pages ask them: numbered, in parts, with what may be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from quiz.definition import (
    ANSWERS,
    BackgroundFact,
    Definition,
    LikertStatement,
    TradeOff,
    Word,
    loadings,
)

Kind = Literal["trade-off", "statement", "background"]
KINDS: tuple[Kind, ...] = ("trade-off", "statement", "background")


@dataclass(frozen=True, kw_only=True)
class Choice:
    value: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """`a` and `b` are the two sides of a trade-off, empty elsewhere; `traits` what it tells of."""

    number: int
    key: str
    kind: Kind
    text: str
    a: str = ""
    b: str = ""
    words: tuple[Word, ...] = ()
    choices: tuple[Choice, ...]
    traits: tuple[str, ...] = ()

    @property
    def is_trade_off(self) -> bool:
        return self.kind == "trade-off"

    @property
    def is_background(self) -> bool:
        return self.kind == "background"


@dataclass(frozen=True, kw_only=True)
class SheetEntry:
    """A question and what a person said: None is skipped, or not reached when not `is_seen`.

    `said_at` is when a copied answer was given in another attempt.
    """

    question: Question
    value: int | None = None
    is_seen: bool = False
    said_at: dt.datetime | None = None

    @property
    def label(self) -> str:
        """What was chosen, in words; empty when nothing was."""
        return next((c.label for c in self.question.choices if c.value == self.value), "")


def questions(definition: Definition) -> tuple[Question, ...]:
    """All questions in the order of the pages, those about the background last."""
    items = (*definition.items, *definition.facts)
    return tuple(_question(number, item, definition) for number, item in enumerate(items, 1))


def further_questions(definition: Definition, keys: Iterable[str]) -> tuple[Question, ...]:
    """The further questions of these keys, in the order of the version and numbered by themselves;
    an unknown key is ignored."""
    asked = set(keys)
    items = (item for item in definition.further if item.key in asked)
    return tuple(_question(number, item, definition) for number, item in enumerate(items, 1))


def sheet(definition: Definition, answers: Mapping[str, int | None]) -> tuple[SheetEntry, ...]:
    """Every question with its answer, if any, and those further ones that `answers` name, numbered
    after the others; an unknown key is ignored."""
    first = questions(definition)
    later = further_questions(definition, answers)
    further = (replace(each, number=len(first) + each.number) for each in later)
    return entries((*first, *further), answers, {})


def entries(
    asked: tuple[Question, ...],
    answers: Mapping[str, int | None],
    said: Mapping[str, dt.datetime],
) -> tuple[SheetEntry, ...]:
    """These questions with their answers, and the moments in `said` of those that were copied."""
    return tuple(
        SheetEntry(
            question=question,
            value=answers.get(question.key),
            is_seen=question.key in answers,
            said_at=said.get(question.key),
        )
        for question in asked
    )


def offered(
    questions: tuple[Question, ...], values: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Those of the values that their questions offer to choose."""
    return {
        question.key: values[question.key]
        for question in questions
        if values.get(question.key) in {choice.value for choice in question.choices}
    }


def parts(entries: tuple[SheetEntry, ...]) -> Iterator[tuple[Kind, list[SheetEntry]]]:
    """The sheet in its parts, those without a question left out."""
    for kind in KINDS:
        part = [entry for entry in entries if entry.question.kind == kind]
        if part:
            yield kind, part


def _question(
    number: int, item: TradeOff | LikertStatement | BackgroundFact, definition: Definition
) -> Question:
    if isinstance(item, BackgroundFact):
        choices = tuple(Choice(value=part.level, label=part.label) for part in item.options)
        # No traits: an answer about the background is no reason for or against a role.
        return Question(
            number=number,
            key=item.item,
            kind="background",
            text=item.text,
            words=item.words,
            choices=choices,
        )
    is_trade_off = isinstance(item, TradeOff)
    scale = definition.scales.trade_off if is_trade_off else definition.scales.statement
    pairs = zip(ANSWERS, scale, strict=True)
    return Question(
        number=number,
        key=item.key,
        kind="trade-off" if is_trade_off else "statement",
        text=item.stem if isinstance(item, TradeOff) else item.text,
        a=item.a.text if isinstance(item, TradeOff) else "",
        b=item.b.text if isinstance(item, TradeOff) else "",
        words=item.words,
        choices=tuple(Choice(value=value, label=label) for value, label in pairs),
        traits=tuple(loadings(item)),
    )
