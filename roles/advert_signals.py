"""Signals made ready to read adverts by, and what keeps them from being published.

No number of a source stands behind a weight, a limit or a place of a role in a family.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import get_args

from roles.advert_content import AdvertQuestion, Family, Signal, Signals
from roles.advert_phrases import PhraseError, PhraseTree, Spelling, spellings
from roles.advert_words import advert_words, without_markup

FAMILIES: tuple[Family, ...] = get_args(Family)
HEAVIEST = 10.0
# Under which phrases stand that answer a question only by the look of it.
SEEMING = "what only seems to answer it"
SHARES = ("leaning", "clear", "narrowed", "other", "against", "contradiction")


@dataclass(frozen=True)
class PhraseBook:
    """What adverts are read by, made ready once for many texts; `digest` names it, if anything
    does."""

    signals: Signals
    digest: str = ""

    @cached_property
    def tree(self) -> PhraseTree:
        weights = {key: max(of.values(), default=0.0) for key, of in self.weights.items()}
        return _tree(self.signals.signals, weights)

    @cached_property
    def question_trees(self) -> dict[str, PhraseTree]:
        """Of each question by its key: what answers it is found under that, what only seems to
        under SEEMING. Each has its own, or a phrase of one would hide that of another."""
        return {each.key: _tree(_answers_and_seeming(each)) for each in self.signals.questions}

    @cached_property
    def by_key(self) -> dict[str, Signal]:
        return {signal.key: signal for signal in self.signals.signals}

    @cached_property
    def weights(self) -> dict[str, Mapping[str, float]]:
        """Of each signal by its key, the families that it speaks for."""
        return {key: MappingProxyType(each.weights) for key, each in self.by_key.items()}

    @cached_property
    def _families(self) -> dict[str, str]:
        return {each.role: each.family for each in self.signals.families}

    @cached_property
    def _neighbours(self) -> frozenset[str]:
        return frozenset(each.role for each in self.signals.families if each.is_neighbour)

    def family_of(self, role: str) -> str:
        """The family of a role by its slug, empty where it is in none."""
        return self._families.get(role, "")

    def is_neighbour(self, role: str) -> bool:
        return role in self._neighbours

    def roles_of(self, family: str) -> list[str]:
        """Those that the site is about, and behind them their neighbours."""
        own = [role for role, each in self._families.items() if each == family]
        return sorted(own, key=self.is_neighbour)


def lines_of(phrases: str) -> list[str]:
    """Phrases stand one a line; an empty line between them is none."""
    return [line.strip() for line in phrases.splitlines() if line.strip()]


def _tree(
    owners: Iterable[Signal | AdvertQuestion], weights: Mapping[str, float] | None = None
) -> PhraseTree:
    pairs = ((each.key, phrase) for each in owners for phrase in lines_of(each.phrases))
    spelt = ((key, each) for key, phrase in pairs for each in spellings(phrase))
    return PhraseTree(spelt, weights)


def _answers_and_seeming(question: AdvertQuestion) -> tuple[AdvertQuestion, AdvertQuestion]:
    """It, and a question that is answered by what only seems to answer it."""
    return question, replace(question, key=SEEMING, phrases=question.seeming)


# A part by the name of its list and its key, empty for the whole; and what is wrong with it.
Fault = tuple[str, str]


def faults_of(signals: Signals) -> Iterator[Fault]:
    """What keeps the signals from being published, in words."""
    yield from _of_limits(signals)
    for signal in signals.signals:
        yield from _of_weights(signal)
    # Of a question a phrase may be that of a signal: it is no rival of it.
    faults = [*_of_phrases("signals", signals.signals)]
    for question in signals.questions:
        # What seems to answer and what does are rivals, as the phrases of two signals are.
        found = _of_phrases("questions", _answers_and_seeming(question))
        faults += [(f"questions / {question.key}", fault) for _, fault in found]
    yield from faults
    # A phrase that cannot be read is looked for nowhere.
    if not faults:
        yield from _unmatched(signals)


def _of_limits(signals: Signals) -> Iterator[Fault]:
    for name in (*(f"{each}_margin" for each in SHARES), "technical_middle", "technical_high"):
        if not 0 <= getattr(signals, name) <= 1:
            yield "", f"has a {name.replace('_', ' ')} that is not from 0 to 1"
    for name in ("least_words", "least_score", "clear_words"):
        if getattr(signals, name) < 0:
            yield "", f"has a {name.replace('_', ' ')} below 0"
    if signals.technical_points <= 0:
        yield "", "has technical points that are not above 0"
    if signals.technical_middle > signals.technical_high:
        yield "", "calls work highly technical before it calls it fairly technical"


def _of_weights(signal: Signal) -> Iterator[Fault]:
    place = f"signals / {signal.key}"
    for family in (*FAMILIES, "technical"):
        if not 0 <= getattr(signal, family.replace("-", "_")) <= HEAVIEST:
            yield place, f"has a weight for {family} that is not from 0 to {HEAVIEST:g}"
    if not signal.weights and not signal.technical:
        yield place, "has no weight"


def _of_phrases(field: str, owners: Iterable[Signal | AdvertQuestion]) -> Iterator[Fault]:
    taken: dict[Spelling, str] = {}
    for owner in owners:
        place = f"{field} / {owner.key}"
        for phrase in lines_of(owner.phrases):
            try:
                written = spellings(phrase)
            except PhraseError as error:
                yield place, f"has the phrase “{phrase}”, which {error}"
                continue
            rivals = [taken[each] for each in written if taken.get(each, owner.key) != owner.key]
            # Two phrases of one signal may have a spelling in common, if not all.
            if rivals or all(each in taken for each in written):
                rival = (rivals or [owner.key])[0]
                yield place, f"has the phrase “{phrase}”, which is one of {rival} already"
            taken.update(dict.fromkeys(written, owner.key))


def titles_among(signals: Signals, titles: Collection[str]) -> Iterator[Fault]:
    """Phrases that are only the name of a role; `titles` are as `title_words.fold` gives them."""
    names = {tuple((word, False) for word in title.split()) for title in titles}
    for signal in signals.signals:
        for phrase in lines_of(signal.phrases):
            if names.intersection(_spellings(phrase)):
                fault = f"has the phrase “{phrase}”, which is only the name of a role"
                yield f"signals / {signal.key}", fault


def _spellings(phrase: str) -> tuple[Spelling, ...]:
    try:
        return spellings(phrase)
    except PhraseError:
        return ()


def _unmatched(signals: Signals) -> Iterator[Fault]:
    """Signals that nobody can try: no example holds a phrase of theirs."""
    tree, found = PhraseBook(signals).tree, set()
    for example in signals.examples:
        words = advert_words(without_markup(example.text))
        found |= {each.owner for each in tree.find(words)}
    for signal in signals.signals:
        if signal.key not in found:
            yield f"signals / {signal.key}", "has no phrase that stands in any of the examples"
