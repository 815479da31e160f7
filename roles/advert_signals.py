"""Signals: the phrases of adverts, and what each speaks for by the judgement of the editors.

No number of a source stands behind a weight, a threshold or a place of a role in a family.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from roles import plain
from roles.advert_phrases import PhraseError, PhraseTree, Spelling, spellings
from roles.content import Statement

FamilyKey = Literal["product", "delivery", "engineering-manager", "other"]
FAMILIES: tuple[FamilyKey, ...] = ("product", "delivery", "engineering-manager", "other")
HEAVIEST = 10.0


@dataclass(frozen=True, kw_only=True)
class Signal(Statement):
    """Phrases that speak for the families of `weights`, and how far they speak of technical work.

    A repeated phrase adds less each time, and so does one beside another of the same signal.
    """

    key: str
    name: str
    phrases: tuple[str, ...]
    weights: Mapping[str, float]
    technical: float = 0.0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AdvertQuestion:
    """What an advert should say; any of the phrases answers it."""

    key: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Family:
    """The roles of a family: `roles` are those that the site is about, `neighbours` others, which
    a title that is short for both does not name."""

    key: str
    roles: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From where on something is said. A margin is the lead of the first family over the second, as
    a share of the first.

    `least_words` and `least_score` are what it takes to say anything by the duties, `clear_words`
    to call it clear. `leaning` and `clear` are margins between all families, `narrowed` between
    those of an ambiguous title, `other` for work that is none of ours, `against_title` for one of
    ours under the title of another job, and `contradiction` against an unambiguous title of ours.
    `technical` is the points that count as wholly technical, and `technical_middle` and
    `technical_high` from which share of them on work is called so.
    """

    least_words: int
    least_score: float
    clear_words: int
    leaning: float
    clear: float
    narrowed: float
    other: float
    against_title: float
    contradiction: float
    technical: float
    technical_middle: float
    technical_high: float


@dataclass(frozen=True, kw_only=True)
class Signals:
    """Everything that a text is decoded by."""

    slug: str = "signals"
    families: tuple[Family, ...]
    thresholds: Thresholds
    questions: tuple[AdvertQuestion, ...] = ()
    signals: tuple[Signal, ...]

    # Made once: a text is read in less time than they take.
    @cached_property
    def tree(self) -> PhraseTree:
        return _tree((each.key, each.phrases) for each in self.signals)

    @cached_property
    def question_tree(self) -> PhraseTree:
        return _tree((each.key, each.phrases) for each in self.questions)

    @cached_property
    def by_key(self) -> dict[str, Signal]:
        return {signal.key: signal for signal in self.signals}

    def family_of(self, role: str) -> str:
        """The family of a role by its slug, empty where it is in none."""
        same = (each.key for each in self.families if role in (*each.roles, *each.neighbours))
        return next(same, "")

    def is_neighbour(self, role: str) -> bool:
        return any(role in family.neighbours for family in self.families)


def _tree(groups: Iterable[tuple[str, Iterable[str]]]) -> PhraseTree:
    pairs = ((key, phrase) for key, phrases in groups for phrase in phrases)
    return PhraseTree((key, each) for key, phrase in pairs for each in spellings(phrase))


def signals_of(data: Mapping[str, Any], titles: Collection[str] = ()) -> Signals:
    """The signals that plain data holds; `titles` are known titles as `title_words.fold` gives
    them, which no phrase may be.

    Raises plain.ShapeError with a line for each fault.
    """
    signals = plain.structure(Signals, data)
    if faults := list(faults_of(signals, titles)):
        raise plain.ShapeError("\n".join(faults))
    return signals


def faults_of(signals: Signals, titles: Collection[str] = ()) -> Iterator[str]:
    """What keeps the signals from being published, in words."""
    yield from _families(signals)
    yield from _twice("signal", (signal.key for signal in signals.signals))
    yield from _twice("question", (question.key for question in signals.questions))
    for signal in signals.signals:
        yield from _weights(signal)
        if not signal.phrases:
            yield f"{signal.key}: has no phrase"
    # Of a question a phrase may be that of a signal: it is no rival of it.
    for question in signals.questions:
        yield from _phrases([(question.key, question.phrases)], ())
    yield from _phrases([(each.key, each.phrases) for each in signals.signals], titles)


def _families(signals: Signals) -> Iterator[str]:
    keys = [family.key for family in signals.families]
    yield from (f"family “{key}” is unknown" for key in keys if key not in FAMILIES)
    yield from _twice("family", keys)
    yield from _twice(
        "role", (role for each in signals.families for role in (*each.roles, *each.neighbours))
    )


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield f"{what} “{key}” stands there twice"
        seen.add(key)


def _weights(signal: Signal) -> Iterator[str]:
    for family, weight in signal.weights.items():
        if family not in FAMILIES:
            yield f"{signal.key}: family “{family}” is unknown"
        if not 0 < weight <= HEAVIEST:
            yield f"{signal.key}: the weight for {family} is not above 0 and up to {HEAVIEST:g}"
    if not 0 <= signal.technical <= HEAVIEST:
        yield f"{signal.key}: the technical weight is not from 0 to {HEAVIEST:g}"
    if not signal.weights and not signal.technical:
        yield f"{signal.key}: has no weight"


def _phrases(groups: Iterable[tuple[str, Iterable[str]]], titles: Collection[str]) -> Iterator[str]:
    owners: dict[Spelling, str] = {}
    names = {tuple((word, False) for word in title.split()) for title in titles}
    for key, phrases in groups:
        for phrase in phrases:
            try:
                written = spellings(phrase)
            except PhraseError as error:
                yield f"{key}: “{phrase}” {error}"
                continue
            rivals = [owners[each] for each in written if owners.get(each, key) != key]
            # Two phrases of one signal may have a spelling in common, if not all.
            if rivals or all(each in owners for each in written):
                yield f"{key}: “{phrase}” is a phrase of {(rivals or [key])[0]} already"
            if any(each in names for each in written):
                yield f"{key}: “{phrase}” is only the name of a role, which titles tell"
            owners.update(dict.fromkeys(written, key))
