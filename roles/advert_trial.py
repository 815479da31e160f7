"""Drafts of signals tried on their examples: what becomes of each answer, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from roles.advert import Decoding, decode
from roles.advert_content import ExampleAdvert
from roles.advert_signals import FAMILIES, PhraseBook
from roles.title_reader import Reader


@dataclass(frozen=True)
class Trial:
    """An example as a draft reads it, and as readers have it, None where nothing is published.

    `gained` and `lost` are phrases in the letters of the example.
    """

    example: ExampleAdvert
    now: Decoding
    before: Decoding | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_as_meant(self) -> bool:
        return self.now.family == self.example.family

    @property
    def is_changed(self) -> bool:
        """Whether the answer is another one."""
        return self.before is None or _answer(self.before) != _answer(self.now)

    @property
    def is_moved(self) -> bool:
        """Whether anything that leads to the answer is: a score or a phrase."""
        return self.before is None or (
            (self.before.score, self.before.technical) != (self.now.score, self.now.technical)
            or bool(self.gained or self.lost)
        )

    @property
    def scores(self) -> list[tuple[str, float, float]]:
        """Of each family that has or had any, before and now; before is 0 where nothing was."""
        had = self.before.score if self.before else {}
        pairs = [(key, had.get(key, 0.0), self.now.score.get(key, 0.0)) for key in FAMILIES]
        return [pair for pair in pairs if pair[1] or pair[2]]


def trials(draft: PhraseBook, published: PhraseBook | None, reader: Reader) -> list[Trial]:
    """Those whose answer changes first, then those that only move, each in the editors' order.

    Raises PhraseError for a draft with a phrase that nothing can be found by.
    """
    found = [_trial(each, draft, published, reader) for each in draft.signals.examples]
    return sorted(found, key=lambda each: (not each.is_changed, not each.is_moved))


def _trial(
    example: ExampleAdvert, draft: PhraseBook, published: PhraseBook | None, reader: Reader
) -> Trial:
    now = decode(example.text, draft, reader)
    if published is None:
        return Trial(example, now, None)
    before = decode(example.text, published, reader)
    new, old = (Counter(_phrases(example.text, each)) for each in (now, before))
    return Trial(example, now, before, tuple(new - old), tuple(old - new))


def _answer(decoding: Decoding) -> tuple[str, str, tuple[str, ...]]:
    return decoding.state, decoding.family, decoding.between


def _phrases(text: str, decoding: Decoding) -> Iterator[str]:
    for mark in decoding.marks:
        yield " ".join(text[mark.start : mark.end].split()).casefold()
