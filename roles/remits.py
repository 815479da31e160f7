"""Which of why, what, how and when each role answers for, as bands over the four columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from roles.content import Remit, RemitQuestion

QUESTIONS: tuple[str, ...] = get_args(RemitQuestion)


@dataclass(frozen=True)
class Band:
    """One stretch over the columns `first` to `last`, from 1; its `words`, and the remits in it."""

    first: int
    last: int
    words: str
    is_disputed: bool
    remits: tuple[Remit, ...]


def bands(remits: Iterable[Remit]) -> tuple[Band, ...]:
    """The bands of one role from left to right. What holds at one company only is not drawn."""
    found: list[Band] = []
    for remit in _drawn(remits):
        if found and _widens(remit, found[-1].remits[-1]):
            before = found.pop()
            found.append(replace(before, last=_column(remit), remits=(*before.remits, remit)))
        else:
            column = _column(remit)
            found.append(Band(column, column, remit.text, remit.is_disputed, (remit,)))
    return tuple(found)


def unworded(remits: Iterable[Remit]) -> list[Remit]:
    """Those without words of their own that widen nothing: they would be drawn empty."""
    return [band.remits[0] for band in bands(remits) if not band.words.strip()]


def _drawn(remits: Iterable[Remit]) -> list[Remit]:
    general = (remit for remit in remits if not remit.company)
    return sorted(general, key=_column)


def _widens(remit: Remit, before: Remit) -> bool:
    is_next = _column(remit) == _column(before) + 1
    return is_next and not remit.text.strip() and remit.is_disputed == before.is_disputed


def _column(remit: Remit) -> int:
    return QUESTIONS.index(remit.question) + 1
