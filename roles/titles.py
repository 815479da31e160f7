"""Which role a job title stands for.

A title is read as words. Case, accents, punctuation, plurals, abbreviations and word order do
not matter, and neither do words of rank ("senior", "II", "L5"), of place and contract
("remote", "EMEA") or the employer after "@" or "at". The known title that accounts for most of
the words is the one that counts, so "Technical Product Manager" never answers "Product Manager".
What the words left over are, and where they stand, decides how much is claimed:

* known: nothing is left over, or only topics set off behind the title by punctuation or "for",
  "in", "with" ("Product Manager, Payments"). The same title of several roles names them all.
* narrower: topics stand directly in front of the title, which ends its part unbroken ("Growth
  Product Manager"). In "Product Growth Manager" or "General Manager, Product" it is broken:
  another job.
* similar: a question, never a statement. A topic stands elsewhere ("Product Manager Payments"
  may end in a noun that makes it another job); a word of a second title is left over ("Product
  or Project Manager", "Technical PM"); two titles account for as many words; or a word had to be
  corrected.
* unknown: everything else. A word that makes it another job ("assistant", "director", "former",
  "engineer") does so wherever it stands, spelled right or wrong; one that names another field
  ("marketing", "sales", "production") too, though set off behind the title it is a question.

A word is corrected to the nearest words of known titles: one letter wrong, missing, doubled or
swapped from five letters on, two from eight on. Shorter words ("TPM") and proper words ("produce",
"mechanical") stay what they are. Spaces lost or added inside a title cost nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roles.title_words import (
    ASIDES,
    COMMON_WORDS,
    PROPER_WORDS,
    TitleWord,
    fold_word,
    is_other_job,
    is_other_title,
    is_weightless,
    part_count,
    renumber,
    words_of,
)

Kind = Literal["known", "narrower", "similar", "unknown"]

_Key = frozenset[tuple[str, int]]

# Limits that keep one look-up short: the readings of words to be corrected multiply.
MOST_WORDS = 16
MOST_EXTRA = 4
MOST_SIMILAR = 6
MOST_READINGS = 24

# Either of them may be meant, so they are corrected, not folded.
SHORTENED = {"prod": ("product", "production"), "prog": ("program", "programming")}
# Among shorter ones, too many proper words are a letter away: "trade" is no misspelt "grade".
CORRECTABLE = {word for word in COMMON_WORDS - ASIDES - PROPER_WORDS if len(word) > 5}


@dataclass(frozen=True)
class KnownTitle:
    """A title as people write it, and the slug of a role it stands for."""

    title: str
    role: str


@dataclass(frozen=True)
class TitleAnswer:
    """What a title is; the module says what the kinds mean.

    `roles` are slugs in the order of the known titles: several when the title is ambiguous, none
    for similar and unknown. `title` is the known title matched, as it was given, and `extra` the
    lower-case words that narrow it. `similar` are the titles to ask about, at most MOST_SIMILAR.
    """

    kind: Kind
    roles: tuple[str, ...] = ()
    title: str = ""
    extra: str = ""
    similar: tuple[KnownTitle, ...] = ()


class Index:
    """Known titles made ready for many queries; nothing changes it, so threads may share it."""

    def __init__(self, titles: Iterable[KnownTitle]) -> None:
        self._entries: dict[_Key, _Entry] = {}
        for title in titles:
            self._add(title, tuple(word.folded for word in words_of(title.title)))
        self._spellings = _spellings(self._entries.values())
        self._words = frozenset(chain(*(entry.words for entry in self._entries.values())))
        self._targets = [word for word in {*self._spellings, *CORRECTABLE} if len(word) > 4]

    def look_up(self, query: str) -> TitleAnswer:
        """The answer to any text; none raises, and one without words is unknown."""
        words = words_of(query)
        if len(words) > MOST_WORDS:
            return TitleAnswer("unknown")
        # Before rank loses its weight: “Group Product Manager” may be a title by itself.
        if exact := self._entries.get(_key(words)):
            return _Verdict("known", (exact,), exact.roles).answer()
        words = self._respace([word for word in words if not word.is_employer])
        verdict = self._verdict(words)
        # What is known without a word left over is never corrected into another.
        if verdict.kind != "known" or verdict.extra:
            verdict = self._correct(words) or verdict
        return verdict.answer()

    def only_correction(self, word: TitleWord) -> str:
        """What a word is misspelt for, where there is one thing; empty where it may be right."""
        choices = self._corrections(word)
        if len(choices) != 1:
            return ""
        spelled = " ".join(each.plain for each in choices[0])
        distance = OSA.distance(word.plain, spelled)
        is_proper = any(OSA.distance(word.plain, proper) <= distance for proper in PROPER_WORDS)
        return "" if is_proper else spelled

    def _add(self, title: KnownTitle, words: tuple[str, ...]) -> None:
        """The first title of a role with these words is the one that answers name."""
        if words:
            key = _with_counts(words)
            self._entries[key] = self._entries.get(key, _Entry(words)).standing_for(title)

    def _verdict(self, words: Sequence[TitleWord]) -> _Verdict:
        query_key = _key(words)
        candidates = [entry for key, entry in self._entries.items() if key <= query_key]
        claims = [self._claim(entry, candidates, words) for entry in _foremost(candidates, words)]
        claims = [claim for claim in claims if claim.kind != "unknown"]
        # Two titles of one length that mean different roles: neither is stated.
        if len({claim.roles for claim in claims}) > 1:
            return _question(claims)
        return min(claims, key=lambda claim: STRONGEST_FIRST.index(claim.kind), default=UNKNOWN)

    def _claim(
        self, entry: _Entry, candidates: Sequence[_Entry], words: Sequence[TitleWord]
    ) -> _Verdict:
        matches, rest = _match(entry, words)
        roles, rest = self._acronym_roles(entry.roles, rest)
        end = max(word.part for word in matches)
        if any(is_other_job(word, end) for word in rest):
            return UNKNOWN
        if not roles or any(is_other_title(word) for word in rest):
            return _doubt(_largest(candidates), candidates, words)
        if len(entry.words) == 1 and (others := self._rivals(rest, entry.roles)):
            return _doubt([entry, *others], candidates, words)
        kind = _kind(matches, rest, candidates)
        if kind == "similar":
            return _doubt([entry, *_unbroken(candidates, words)], candidates, words)
        return _Verdict(kind, (entry,), roles, " ".join(word.plain for word in rest))

    def _rivals(self, rest: Sequence[TitleWord], roles: Sequence[str]) -> list[_Entry]:
        """Titles of other roles with a word left over, for which an acronym may be short too."""
        left = {word.folded for word in rest}
        return [
            entry
            for entry in self._entries.values()
            if left & set(entry.words) and not set(entry.roles) <= set(roles)
        ]

    def _acronym_roles(
        self, roles: tuple[str, ...], rest: Sequence[TitleWord]
    ) -> tuple[tuple[str, ...], list[TitleWord]]:
        """The roles on which the acronyms left over agree: "Technical Program Manager (TPM)"."""
        others = []
        for word in rest:
            if acronym := self._entries.get(_key([word])):
                roles = tuple(role for role in roles if role in acronym.roles)
            else:
                others.append(word)
        return roles, others

    def _respace(self, words: Sequence[TitleWord]) -> list[TitleWord]:
        wholes: list[TitleWord] = []
        for word in words:
            if wholes and (whole := self._join(wholes[-1], word)):
                wholes[-1] = whole
            else:
                wholes.append(word)
        return renumber(chain(*map(self._split, wholes)))

    def _join(self, first: TitleWord, second: TitleWord) -> TitleWord | None:
        plain = first.plain + second.plain
        if first.part != second.part or len(plain) < 5 or fold_word(plain) not in self._words:
            return None
        # Two words in their own right were meant as two.
        if self._is_word(first) and self._is_word(second):
            return None
        return replace(first, plain=plain, folded=fold_word(plain))

    def _split(self, word: TitleWord) -> list[TitleWord]:
        if self._is_word(word):
            return [word]
        # “PM2” is “PM” with its level.
        without_level = word.folded.rstrip("0123456789")
        if without_level in self._words:
            return word.respell([without_level])
        return word.respell(self._spellings.get(word.folded, ())) or [word]

    def _is_word(self, word: TitleWord) -> bool:
        return word.folded in self._words or word.folded in COMMON_WORDS

    def _correct(self, words: Sequence[TitleWord]) -> _Verdict | None:
        choices = [self._corrections(word) for word in words]
        if not any(choices):
            return None
        readings = product(
            *(choice or [[word]] for choice, word in zip(choices, words, strict=True))
        )
        first = islice(readings, MOST_READINGS)
        return _question([self._verdict(renumber(chain(*reading))) for reading in first])

    def _corrections(self, word: TitleWord) -> list[list[TitleWord]]:
        if self._is_word(word):
            return []
        nearest = SHORTENED.get(word.plain) or self._nearest(word)
        return [word.respell(self._spellings.get(spelling, (spelling,))) for spelling in nearest]

    def _nearest(self, word: TitleWord) -> list[str]:
        distances: dict[str, int] = {}
        for spelling in (word.plain, word.folded):
            for target, distance in _within_two(spelling, self._targets):
                if distance <= self._tolerance(spelling, target):
                    distances[target] = min(distance, distances.get(target, distance))
        nearest = min(distances.values(), default=0)
        return sorted(target for target in distances if distances[target] == nearest)

    def _tolerance(self, spelling: str, target: str) -> int:
        """Letters that may be wrong; the words that only rule a title out get one at most."""
        shorter = min(len(spelling), len(target))
        if shorter < 5:
            return 0
        return 2 if shorter >= 8 and target in self._spellings else 1


STRONGEST_FIRST = ("known", "narrower", "similar")


@dataclass(frozen=True)
class _Entry:
    """The known titles of the same words: one for each role they stand for."""

    words: tuple[str, ...]
    titles: tuple[KnownTitle, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(title.role for title in self.titles)

    def standing_for(self, title: KnownTitle) -> _Entry:
        return self if title.role in self.roles else replace(self, titles=(*self.titles, title))


@dataclass(frozen=True)
class _Verdict:
    kind: Kind
    entries: tuple[_Entry, ...] = ()
    roles: tuple[str, ...] = ()
    extra: str = ""

    def answer(self) -> TitleAnswer:
        if self.kind == "unknown":
            return TitleAnswer("unknown")
        titles = tuple(chain(*(entry.titles for entry in self.entries)))
        if self.kind == "similar":
            return TitleAnswer("similar", similar=titles[:MOST_SIMILAR])
        return TitleAnswer(self.kind, self.roles, titles[0].title, self.extra)


UNKNOWN = _Verdict("unknown")


def _question(verdicts: Iterable[_Verdict]) -> _Verdict:
    entries = tuple(dict.fromkeys(chain(*(verdict.entries for verdict in verdicts))))
    return _Verdict("similar", entries) if entries else UNKNOWN


def _doubt(
    entries: Iterable[_Entry], candidates: Sequence[_Entry], words: Sequence[TitleWord]
) -> _Verdict:
    """A question, provided that one title at least is there unbroken."""
    if not _unbroken(candidates, words):
        return UNKNOWN
    entries = tuple(dict.fromkeys(entries))
    return _Verdict("similar", entries, entries[0].roles)


def _foremost(candidates: Sequence[_Entry], words: Sequence[TitleWord]) -> Sequence[_Entry]:
    most = max((len(entry.words) for entry in candidates), default=0)
    longest = [entry for entry in candidates if len(entry.words) == most]
    return _unbroken(longest, words) or longest


def _largest(candidates: Sequence[_Entry]) -> list[_Entry]:
    keys = [_with_counts(entry.words) for entry in candidates]
    return [
        entry
        for entry, key in zip(candidates, keys, strict=True)
        if not any(key < other for other in keys)
    ]


def _unbroken(entries: Iterable[_Entry], words: Sequence[TitleWord]) -> list[_Entry]:
    return [entry for entry in entries if _is_unbroken(entry, words)]


def _is_unbroken(entry: _Entry, words: Sequence[TitleWord]) -> bool:
    weighty = [word for word in words if word.folded in entry.words or not is_weightless(word)]
    size = len(entry.words)
    stretches = (weighty[start : start + size] for start in range(len(weighty) - size + 1))
    return any(
        tuple(word.folded for word in stretch) == entry.words and part_count(stretch) == 1
        for stretch in stretches
    )


def _kind(
    matches: Sequence[TitleWord], rest: Sequence[TitleWord], candidates: Iterable[_Entry]
) -> Kind:
    end = max(word.part for word in matches)
    others = [word for word in rest if word.part <= end]
    if len(rest) > MOST_EXTRA:
        return "similar"
    if not others:
        return "known"
    is_in_front = others[-1].place < matches[0].place and part_count([*others, *matches]) == 1
    return "narrower" if is_in_front and _ends_in_title(matches, candidates) else "similar"


def _ends_in_title(matches: Sequence[TitleWord], candidates: Iterable[_Entry]) -> bool:
    spelled = tuple(word.folded for word in matches)
    return any(spelled[-len(entry.words) :] == entry.words for entry in candidates)


def _match(entry: _Entry, words: Sequence[TitleWord]) -> tuple[list[TitleWord], list[TitleWord]]:
    """The words of the entry, and those left over that have weight."""
    wanted = Counter(entry.words)
    matches, rest = [], []
    for word in words:
        if wanted[word.folded] > 0:
            wanted[word.folded] -= 1
            matches.append(word)
        elif not is_weightless(word):
            rest.append(word)
    return matches, rest


def _key(words: Iterable[TitleWord]) -> _Key:
    return _with_counts(word.folded for word in words)


def _with_counts(words: Iterable[str]) -> _Key:
    """Each word with its count so far, so that < means: has all these words and more."""
    counts: Counter[str] = Counter()
    pairs = set()
    for word in words:
        counts[word] += 1
        pairs.add((word, counts[word]))
    return frozenset(pairs)


def _spellings(entries: Iterable[_Entry]) -> dict[str, tuple[str, ...]]:
    """Every stretch of a known title written as one word, and the words it is made of."""
    stretches = {stretch for entry in entries for stretch in _stretches(entry.words)}
    # The shortest comes last and so stands: a word is itself before it is two run together.
    ordered = sorted(stretches, key=lambda stretch: (-len(stretch), stretch))
    return {"".join(stretch): stretch for stretch in ordered}


def _stretches(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield words[start:end]


def _within_two(spelling: str, targets: Sequence[str]) -> Iterator[tuple[str, int]]:
    # OSA counts two swapped letters as one mistake.
    near = process.extract(spelling, targets, scorer=OSA.distance, score_cutoff=2, limit=None)
    for target, distance, _ in near:
        yield target, int(distance)
