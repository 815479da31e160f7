"""The title in an advert or a mail, read as the look-up of titles reads it.

A title stands in one of the first lines, or where the text says whom it looks for: "As a Technical
Program Manager, you …", "a TPM role". In "you will work with product managers", and in "experience
as a product manager", it is nobody's title here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roles.advert_evidence import NEGATIONS, is_denied
from roles.advert_sections import Passage
from roles.advert_words import FILLERS, AdvertWord, word_set
from roles.title_meaning import TitleMeaning
from roles.title_reader import Reader
from roles.title_words import OTHER_FIELDS, TitleWord, folded, is_weightless, words_of

# Further down a line is no headline any more, unless it says so.
FIRST_LINES, LABELLED_LINES = 4, 25
LABELS = frozenset(["job title", "position title", "role title", "job role"]) | word_set(
    "title position role job subject re"
)
# A longer stretch holds more than a title; as many are looked up in sentences.
MOST_WORDS, MOST_IN_SENTENCE, MOST_LOOKED_UP = 16, 8, 12

SEEKING = word_set("hiring seeking recruiting need needs want wants")
SEARCHING = word_set("looking searching search recruiting hiring")
PLACES = folded("role position opening opportunity job vacancy")
# Where a title in a sentence ends.
ENDS = PLACES | word_set(
    "to who whom that which at in on for with you we i will is are has have within based of"
    " reporting joining join from as here"
)
# What somebody has been is no title of this job.
BEFORE = folded("experience experienced background year worked working work served prior career")
OUR_FIELD = folded(
    "product program project delivery engineering technical owner tpm pm tpgm po pmt apm gpm"
)
# The last words of jobs that have none of our words in their names.
JOBS = folded(
    "manager engineer developer programmer architect analyst scientist designer consultant"
    " recruiter representative executive administrator technician accountant writer editor tester"
    " intern"
    " assistant coordinator master agent nurse teacher researcher strategist operator coach partner"
    " planner buyer controller bookkeeper receptionist secretary clerk officer specialist attorney"
    " lawyer paralegal auditor actuary economist pharmacist physician therapist driver mechanic"
    " electrician welder cook chef"
)
# Of these a word of our field makes none of ours.
MAKERS = folded(
    "engineer developer programmer architect analyst scientist designer consultant recruiter"
    " writer tester accountant representative technician researcher"
)
LONGEST_OTHER = 12
# What these mean is told behind them: "a TPM role, i.e. a technical product manager".
ACRONYMS = folded("tpm pm tpgm po pmt apm gpm")
MEANING = word_set("i e ie aka meaning namely")


@dataclass(frozen=True)
class TitleFound:
    """A title with its place in the text, which is None where it was handed in beside the text.

    `is_of_another_job` of one that names a job outside of our field: "Solutions Architect".
    """

    text: str
    meaning: TitleMeaning
    place: tuple[int, int] | None
    is_of_another_job: bool

    @property
    def roles(self) -> tuple[str, ...]:
        return self.meaning.roles


def title_told(title: str, reader: Reader) -> TitleFound:
    """Of a title that stands beside the text."""
    return _found(title, None, reader)


def title_in(
    text: str, words: Sequence[AdvertWord], lines: Sequence[Passage], reader: Reader
) -> TitleFound | None:
    """The first title of ours in the text, or else that of another job in its first line."""
    head = [_found(text[start:end], (start, end), reader) for start, end in _head(text, lines)]
    if ours := _first_of_ours(head):
        return ours
    # What stands first is not outdone by what a sentence speaks of.
    if head and head[0].is_of_another_job:
        return head[0]
    spans = [(words[first].start, words[last - 1].end) for first, last in _named(text, words)]
    return _first_of_ours(_found(text[start:end], (start, end), reader) for start, end in spans)


def _first_of_ours(titles: Iterable[TitleFound]) -> TitleFound | None:
    return next((each for each in titles if each.roles), None)


def _found(written: str, place: tuple[int, int] | None, reader: Reader) -> TitleFound:
    meaning = reader.read(written)
    return TitleFound(written, meaning, place, not meaning.roles and _is_another_job(written))


def _is_another_job(written: str) -> bool:
    words = [word for word in words_of(written) if not word.is_employer]
    if not 0 < len(words) <= LONGEST_OTHER:
        return False
    ends = [each.folded for each in _last_of_parts(words)] or [""]
    if not OUR_FIELD & {word.folded for word in words}:
        return bool(JOBS.intersection(ends))
    # “Product Designer”, “Product Marketing Manager”; “Analyst, Program Office” may be either.
    first = {word.folded for word in words if word.part == words[0].part}
    is_of_field = bool(OUR_FIELD & first)
    return is_of_field and (ends[0] in MAKERS or bool(OTHER_FIELDS & first))


def _last_of_parts(words: Sequence[TitleWord]) -> Iterator[TitleWord]:
    """The last word of rank or job in each stretch: "Engineer II, Payments"."""
    heavy = [word for word in words if not is_weightless(word)]
    for word, behind in pairwise([*heavy, None]):
        if word and (behind is None or behind.part != word.part):
            yield word


def _head(text: str, lines: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """The first lines that are no sentences, and those that are labelled as the title."""
    for number, line in enumerate(lines[:LABELLED_LINES]):
        label = _label(text, line)
        rest = line.words[label:]
        if rest and (label or number < FIRST_LINES):
            start = rest[0].start
            written = text[start : line.end].rstrip(" \t*_#")
            if len(rest) <= MOST_WORDS and (label or written[-1] not in ".!?:;,"):
                yield start, start + len(written)


def _label(text: str, line: Passage) -> int:
    """How many words say that a title follows: "Job title: …"."""
    for size in (1, 2):
        if len(line.words) > size:
            between = text[line.words[size - 1].end : line.words[size].start]
            names = " ".join(word.plain for word in line.words[:size])
            if ":" in between and names in LABELS:
                return size
    return 0


def _named(text: str, words: Sequence[AdvertWord]) -> Iterator[tuple[int, int]]:
    """The stretches of sentences that call the job by a name, as places among the words."""
    left = MOST_LOOKED_UP
    for at in range(len(words)):
        for first, last in (_behind(words, at), _before(words, at)):
            is_title = first < last and _may_be_title(words[first:last])
            if is_title and left and not _is_denied(words, min(at, first), first):
                left -= 1
                spelt = _spelt_out(text, words, first, last)
                if spelt[0] < spelt[1] and _may_be_title(words[slice(*spelt)]):
                    yield spelt
                yield first, last


def _is_denied(words: Sequence[AdvertWord], at: int, first: int) -> bool:
    """Whether it is "not looking for a …" at the one place, or "not a … role" at the other; "Why
    not join us as a …" asks."""
    is_asked = any(word.plain == "why" for word in words[max(at - 4, 0) : at])
    return not is_asked and (is_denied(words, at) or is_denied(words, first))


def _spelt_out(text: str, words: Sequence[AdvertWord], first: int, last: int) -> tuple[int, int]:
    """What stands in brackets behind an acronym, or behind "i.e."; nothing is an empty stretch."""
    at = last
    if at < len(words) and words[at].folded in PLACES:
        at += 1
    begun = at
    while at < len(words) and words[at].plain in MEANING:
        at += 1
    is_told = at > begun or (at < len(words) and "(" in text[words[at - 1].end : words[at].start])
    if not is_told or not any(word.folded in ACRONYMS for word in words[first:last]):
        return at, at
    while at < len(words) and words[at].plain in FILLERS:
        at += 1
    end = at
    while end < len(words) and end - at < MOST_IN_SENTENCE and _goes_on(words, at, end):
        end += 1
    return (at, at) if any(word.plain in NEGATIONS for word in words[at:end]) else (at, end)


def _may_be_title(words: Sequence[AdvertWord]) -> bool:
    """Whether it is worth a look."""
    return any(word.folded in OUR_FIELD for word in words)


def _behind(words: Sequence[AdvertWord], at: int) -> tuple[int, int]:
    """What stands behind "as a", "looking for a", "the role of"; nothing is an empty stretch."""
    first = _lead_in(words, at)
    while first and first < len(words) and words[first].plain in FILLERS:
        first += 1
    if not first or first >= len(words) or _is_past(words, at):
        return at, at
    last = first
    while last < len(words) and last - first < MOST_IN_SENTENCE and _goes_on(words, first, last):
        last += 1
    return first, last


def _goes_on(words: Sequence[AdvertWord], first: int, at: int) -> bool:
    return words[at].plain not in ENDS and not (words[at].is_first and at > first)


def _lead_in(words: Sequence[AdvertWord], at: int) -> int:
    """Where a title may begin behind this word; 0 for nowhere."""
    word, behind = words[at].plain, [each.plain for each in words[at + 1 : at + 3]]
    if len(behind) < 2:
        return 0
    if word in ("as", *SEEKING) and behind[0] in FILLERS:
        return at + 1
    if word in SEARCHING and behind[0] == "for":
        return at + 2
    if words[at].folded in PLACES and behind[0] in ("of", "as", "for", "is"):
        return at + 2 if behind[1] in FILLERS else 0
    return 0


def _is_past(words: Sequence[AdvertWord], at: int) -> bool:
    """Whether the sentence has spoken of experience before."""
    for each in range(at, max(at - 12, -1), -1):
        if words[each].folded in BEFORE:
            return True
        if words[each].is_first:
            return False
    return False


def _before(words: Sequence[AdvertWord], at: int) -> tuple[int, int]:
    """What stands before "role" or "position": "a Senior TPM role"."""
    first = at
    if words[at].folded in PLACES and not words[at].is_first:
        while first and at - first < 5 and words[first - 1].plain not in ENDS | FILLERS:
            first -= 1
            if words[first].is_first:
                break
    return first, at
