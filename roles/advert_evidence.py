"""What phrases of a text speak for, counted: the rows whose weights add up to the scores.

A signal counts its weight times log2(1 + n), n the places where its phrases stand: said once it
counts once, said three times twice. Its phrases share that by how often each stands there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from roles.advert_phrases import PhraseFound, PhraseTree, spellings
from roles.advert_signals import FAMILIES, PhraseBook
from roles.advert_words import FILLERS, AdvertWord, word_set

# Weights are counted in eighths, so that they add up exactly, in any order and in three decimals.
GRAINS = 8
TECHNICAL = "technical"
NEGATIONS = word_set("no not never without neither nor non dont doesnt isnt arent wont cannot")
# “Not only”, “not limited to”.
MORE = word_set("only just limited merely")
NEAR = 3
# What looks like a phrase of work and is none: the name of who does it, a colleague’s perhaps,
# schemes for those who work somewhere, what robots are made to do, what is offered to the reader,
# and whom one works with.
NO_WORK = (
    "(technical|engineering|) (product|program|project|engineering|delivery) (manager|owner)",
    "(benefit|bonus|referral|employee referral|incentive|reward|recognition|perk) program",
    "(wellness|wellbeing|well being|assistance|employee assistance|discount|relocation) program",
    "(graduate|intern|internship|apprenticeship|apprentice|trainee|fellowship|scholarship) program",
    "(mentor|mentoring|mentorship|coaching|buddy|degree|exchange|sabbatical|loyalty) program",
    "(we|you|they|who|i|can) program",
    "(able|ability|how|learn) to program",
    "we (will|) (offer|provide|give) (you|) (regular|) (mentor*|coach*) (and|) (mentor*|coach*|)",
    "(you|youll) (will|) (get|receive|enjoy) (regular|) (mentor*|coach*) (and|) (mentor*|coach*|)",
    "(access to|benefit from|offered|receive|receiving) (mentor*|coach*)",
    "(mentoring|mentorship|coaching) (is|are|will be|) (available|provided|offered|included)",
    "with (our|) (data|software|backend|frontend|platform) (engineer|scientist|analyst|developer)",
)
HYPHENS = frozenset("-\u2010\u2011")

_NO_WORK = PhraseTree(("no work", each) for phrase in NO_WORK for each in spellings(phrase))


@dataclass(frozen=True)
class Mark:
    """A phrase of a signal by its place in the writer's text."""

    start: int
    end: int
    signal: str


@dataclass(frozen=True)
class EvidenceRow:
    """What a phrase, in the writer's letters, counts for a family or as technical.

    `times` is in how many places it stands.
    """

    phrase: str
    signal: str
    family: str
    weight: float
    times: int
    sources: tuple[str, ...] = ()
    is_our_reading: bool = False


def marks(text: str, words: Sequence[AdvertWord], found: Iterable[PhraseFound]) -> tuple[Mark, ...]:
    """The phrases that are said of work, and not denied, each with what is one word with it.

    In "A/B tests" and "product-led" nothing is cut in two; no mark begins before the last ends.
    """
    idle = {at for each in _NO_WORK.find(words) for at in range(each.first, each.last + 1)}
    said = [
        each
        for each in found
        if not is_denied(words, each.first) and not idle.issuperset((each.first, each.last))
    ]
    placed: list[Mark] = []
    at = 0
    for each, behind in zip_longest(said, said[1:]):
        limit = behind.first if behind else len(words)
        first, last = _whole(text, words, each, at, limit)
        placed.append(Mark(words[first].start, words[last].end, each.owner))
        at = last + 1
    return tuple(placed)


def _whole(
    text: str, words: Sequence[AdvertWord], found: PhraseFound, least: int, limit: int
) -> tuple[int, int]:
    """The first and the last word of a phrase with those that are joined to it, within bounds."""
    first, last = found.first, found.last
    while first > least and _is_joined(text, words[first - 1], words[first]):
        first -= 1
    while last + 1 < limit and _is_joined(text, words[last], words[last + 1]):
        last += 1
    return first, last


def _is_joined(text: str, word: AdvertWord, behind: AdvertWord) -> bool:
    between = text[word.end : behind.start]
    return between in HYPHENS or (between == "/" and word.plain in FILLERS)


def is_denied(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether a few words before say that it is not so: "no people management"."""
    for each in range(at, max(at - NEAR, 0), -1):
        if words[each].is_first:
            return False
        if words[each - 1].plain in NEGATIONS:
            return words[each].plain not in MORE
    return False


def evidence(
    text: str, found: Sequence[Mark], book: PhraseBook, kinds: Iterable[str] = FAMILIES
) -> tuple[EvidenceRow, ...]:
    """The rows of each family in turn, in the order of the text."""
    phrases: dict[str, Counter[str]] = {}
    for mark in found:
        written = " ".join(text[mark.start : mark.end].split())
        phrases.setdefault(mark.signal, Counter())[written.casefold()] += 1
    first = _first_written(text, found)
    rows = []
    for kind in kinds:
        for key, counts in phrases.items():
            signal = book.by_key[key]
            weight = signal.technical if kind == TECHNICAL else book.weights[key].get(kind, 0)
            rows += [
                EvidenceRow(
                    first[phrase],
                    key,
                    kind,
                    share,
                    counts[phrase],
                    signal.sources,
                    signal.is_our_reading,
                )
                for phrase, share in shares(weight, counts).items()
            ]
    return tuple(rows)


def _first_written(text: str, found: Iterable[Mark]) -> dict[str, str]:
    written = [" ".join(text[mark.start : mark.end].split()) for mark in found]
    return {each.casefold(): each for each in reversed(written)}


def shares(weight: float, counts: Mapping[str, int]) -> dict[str, float]:
    """The weight times log2(1 + n) in eighths, shared out by the counts; empty for no weight."""
    if not weight:
        return {}
    n = sum(counts.values())
    grains = round(weight * math.log2(1 + n) * GRAINS)
    parts = {each: divmod(grains * count, n) for each, count in counts.items()}
    left = grains - sum(whole for whole, _ in parts.values())
    # What is left goes where the most was cut off, to the first of equals.
    favoured = set(sorted(parts, key=lambda each: -parts[each][1])[:left])
    return {each: (whole + (each in favoured)) / GRAINS for each, (whole, _) in parts.items()}


def totals(rows: Iterable[EvidenceRow]) -> dict[str, float]:
    """The score of each family: the sum of its rows."""
    sums = dict.fromkeys(FAMILIES, 0.0)
    for row in rows:
        sums[row.family] += row.weight  # type: ignore[index]
    return {str(family): total for family, total in sums.items()}
