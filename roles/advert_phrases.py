"""Phrases as editors write them, and where they stand in a text.

A phrase is words in their order. `(a|b)` is one of several, each a few words or none; a star at the
end of a word stands for any ending: "(own|owning) product roadmap", "prioriti* features". Words are
folded as titles are, so a plural or a capital needs no phrase of its own, and words like "the" and
"our" are passed over. All phrases are one tree of words; a text is read once along it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from roles.advert_words import FILLERS, IMPERATIVES, AdvertWord, advert_words, word_set

MOST_WORDS = 8
# In front of a star.
LEAST_LETTERS = 2
# Spellings of one phrase.
MOST_SPELLINGS = 1_000
_PIECE = re.compile(r"\(([^()]*)\)|([^()]+)")
_STAR = re.compile(r"\*(?=\s|$)")
# What stands between two words is no end of a phrase: of "adoption and" it is "adoption".
_JOINS = FILLERS | word_set("and or of")
_TRAILING = _JOINS | word_set("to in with for from by at as")
# With these, and behind these and a verb, begins what a list names.
_LEADING = _TRAILING | word_set("on across between through over about like including into")
_VERBS = IMPERATIVES | word_set("you will writes writing")
# Stands for a star while words are told apart.
_STARRED = "zstarz"

# A word, and whether any ending may follow it.
PhraseWord = tuple[str, bool]
Spelling = tuple[PhraseWord, ...]


class PhraseError(ValueError):
    """A phrase that nothing can be found by; the message says why."""


def spellings(phrase: str) -> tuple[Spelling, ...]:
    """Every way to write a phrase out.

    Raises PhraseError where it has no word, has too many or too many spellings, or where a bracket
    or a star does not stand where it may.
    """
    if phrase.count("(") != phrase.count(")") or re.search(r"\([^)]*\(|^[^(]*\)", phrase):
        raise PhraseError("has a bracket without its other half")
    pieces = [
        found[1].split("|") if found[1] is not None else [found[2]]
        for found in _PIECE.finditer(phrase)
    ]
    if math.prod(map(len, pieces)) > MOST_SPELLINGS:
        raise PhraseError(f"can be written in more than {MOST_SPELLINGS} ways")
    choices = [[_phrase_words(choice) for choice in piece] for piece in pieces]
    found = dict.fromkeys(tuple(chain(*each)) for each in product(*choices))
    if () in found:
        raise PhraseError("is empty" if len(found) == 1 else "is empty when nothing is chosen")
    if any(len(each) > MOST_WORDS for each in found):
        raise PhraseError(f"has more than {MOST_WORDS} words")
    return tuple(found)


def _phrase_words(written: str) -> Spelling:
    if "|" in written:
        raise PhraseError("has “|” outside of brackets")
    starred = _STAR.sub(_STARRED, written)
    if "*" in starred:
        raise PhraseError("has a star that is not at the end of a word")
    words = [word for word in advert_words(starred) if word.plain not in FILLERS]
    found = tuple(
        (word.plain.removesuffix(_STARRED), True)
        if word.plain.endswith(_STARRED)
        else (word.folded, False)
        for word in words
    )
    if any(len(word) < LEAST_LETTERS for word, is_open in found if is_open):
        raise PhraseError("has a star behind less than two letters")
    return found


@dataclass(slots=True)
class _Branch:
    words: dict[str, _Branch] = field(default_factory=dict)
    # By their length, so that a word is looked up once for each, if it begins as any of them does.
    beginnings: dict[int, dict[str, _Branch]] = field(default_factory=dict)
    first_letters: set[str] = field(default_factory=set)
    owner: str = ""

    def grown(self, word: str, *, is_open: bool) -> _Branch:
        if not is_open:
            return self.words.setdefault(word, _Branch())
        self.first_letters.add(word[:LEAST_LETTERS])
        return self.beginnings.setdefault(len(word), {}).setdefault(word, _Branch())

    def after(self, word: AdvertWord) -> list[_Branch]:
        exact = self.words.get(word.folded)
        branches = [exact] if exact else []
        if word.plain[:LEAST_LETTERS] in self.first_letters:
            for length, beginnings in self.beginnings.items():
                if branch := beginnings.get(word.plain[:length]):
                    branches.append(branch)
        return branches


@dataclass(frozen=True, slots=True)
class PhraseFound:
    """What a phrase stands for, and the first and last word of the place where it was found."""

    owner: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, the places of the words that count in it, and how phrases of each of them go on."""

    words: Sequence[AdvertWord]
    heavy: Sequence[int]
    begun: Sequence[list[_Branch]]


class PhraseTree:
    """Phrases made ready for many texts; nothing changes it, so threads may share it."""

    def __init__(
        self, phrases: Iterable[tuple[str, Spelling]], weights: Mapping[str, float] | None = None
    ) -> None:
        """Of pairs of what a phrase stands for and one of its spellings; the first keeps it.

        `weights` are of what phrases stand for.
        """
        self._root = _Branch()
        self._weights = weights or {}
        for owner, spelling in phrases:
            branch = self._root
            for word, is_open in spelling:
                branch = branch.grown(word, is_open=is_open)
            branch.owner = branch.owner or owner

    def find(self, words: Sequence[AdvertWord]) -> list[PhraseFound]:
        """From the left the longest phrase that begins at each word; none overlap.

        A heavier one that begins within it, goes on beyond it and is as long stands in its stead:
        "own the product roadmap" is about the roadmap.
        """
        return list(self.each(words))

    def each(self, words: Sequence[AdvertWord]) -> Iterator[PhraseFound]:
        """The same, for whom the first that will do is enough."""
        heavy = [at for at, word in enumerate(words) if word.plain not in FILLERS]
        # Most words begin no phrase, and many stand in a text more than once.
        begun: dict[str, list[_Branch]] = {}
        for at in heavy:
            if words[at].plain not in begun:
                begun[words[at].plain] = self._root.after(words[at])
        reading = _Reading(words, heavy, [begun[words[at].plain] for at in heavy])
        at = 0
        while at < len(heavy):
            if not reading.begun[at]:
                at += 1
                continue
            owner, size = self._longest(reading, at, len(heavy))
            if size > 1 and (later := self._heavier(reading, at, owner, size)):
                owner, size = self._longest(reading, at, later)
            if owner:
                yield _trimmed(words, owner, heavy[at], heavy[at + size - 1])
            at += size or 1

    def _heavier(self, reading: _Reading, at: int, owner: str, size: int) -> int:
        """Where a phrase begins that this one makes room for; 0 for nowhere."""
        weight = self._weights.get(owner, 0.0)
        for later in range(at + 1, at + size):
            rival, length = self._longest(reading, later, len(reading.heavy))
            is_beyond = length >= size and later + length > at + size
            if rival and is_beyond and self._weights.get(rival, 0.0) > weight:
                return later
        return 0

    def _longest(self, reading: _Reading, at: int, stop: int) -> tuple[str, int]:
        branches, owner, size = reading.begun[at], "", 0
        if not branches:
            return "", 0
        words, heavy = reading.words, reading.heavy
        end, is_item = at, _begins_item(words, heavy[at])
        while branches:
            end += 1
            if ended := next((branch.owner for branch in branches if branch.owner), ""):
                owner, size = ended, end - at
            if end == stop or _is_apart(words, heavy[end - 1], heavy[end], is_item=is_item):
                break
            branches = [after for branch in branches for after in branch.after(words[heavy[end]])]
        return owner, size


def _trimmed(words: Sequence[AdvertWord], owner: str, first: int, last: int) -> PhraseFound:
    while first < last and words[last].plain in _TRAILING:
        last -= 1
    while first < last and words[first].plain in _JOINS:
        first += 1
    return PhraseFound(owner, first, last)


def _begins_item(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether the word is the first of what a list names: in "risk management, delivery" it is
    not "management", and no phrase of that goes on behind the comma."""
    word = words[at]
    before = words[at - 1].plain
    is_led = word.plain in _LEADING or before in _LEADING or before in _VERBS
    return not at or word.is_first or word.is_next or is_led


def _is_apart(words: Sequence[AdvertWord], before: int, behind: int, *, is_item: bool) -> bool:
    between = words[before + 1 : behind + 1]
    return any(word.is_first or (word.is_next and not is_item) for word in between)
