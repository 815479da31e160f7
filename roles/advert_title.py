"""The title in an advert or a mail, read as the look-up of titles reads it.

A title stands in one of the first lines, or where the text says whom it looks for: "As a Technical
Program Manager, you …", "a TPM role". In "you will work with product managers", and in "experience
as a product manager", it is nobody's title here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from roles.advert_acronyms import ACRONYMS, SpeltOut, spelt_out
from roles.advert_lists import lists
from roles.advert_naming import OUR_FIELD, SHORT_MAIL, Span, named, named_also, offered, spoken_of
from roles.advert_sections import Passage
from roles.advert_sender import closing
from roles.advert_words import AdvertWord, word_set
from roles.title_meaning import UNKNOWN, TitleMeaning, each_of
from roles.title_reader import Reader
from roles.title_words import OTHER_FIELDS, TitleWord, fold, folded, is_weightless, words_of

# Further down a line is no headline any more, unless it says so.
FIRST_LINES, LABELLED_LINES = 4, 25
LABELS = frozenset(["job title", "position title", "role title", "job role"]) | word_set(
    "title position role job subject re"
)
POINTS = tuple("-*+•·●▪◦–—")
# A longer stretch holds more than a title.
MOST_WORDS = 16

# The last words of jobs that have none of our words in their names.
JOBS = folded(
    "manager engineer developer programmer architect analyst scientist designer consultant"
    " recruiter representative executive administrator technician accountant writer editor tester"
    " intern"
    " assistant coordinator master agent nurse teacher researcher strategist operator coach partner"
    " planner buyer controller bookkeeper receptionist secretary clerk officer specialist attorney"
    " lawyer paralegal auditor actuary economist pharmacist physician therapist driver mechanic"
    " electrician welder cook chef marketer copywriter advocate evangelist ambassador artist"
    " animator illustrator photographer translator producer creator trader broker underwriter"
    " supervisor trainer instructor generalist"
)
# Whom these lead stands behind them: “Head of Marketing”.
LEADING = folded("head director vp svp evp vice president chief ceo cto cfo coo cmo")
# Of these a word of our field makes none of ours.
MAKERS = folded(
    "engineer developer programmer architect analyst scientist designer consultant recruiter"
    " writer tester accountant representative technician researcher"
)
# And who helps those of ours.
HELPERS = folded("assistant coordinator administrator secretary scheduler planner")
LONGEST_OTHER, LONGEST_ALONE, MOST_ALONE = 12, 8, 50
BLANK, LEAST_ALIKE = "\n\n", 0.92
# Not of one who does both.
AS_WELL = re.compile(r"\bas well as\b|\balong with\b|\band also\b", re.IGNORECASE)
AND_ONE = re.compile(
    r"\s(?:and|plus|as well as|along with)\s+(?:also\s+)?(?:an?|one|two|another)\s", re.IGNORECASE
)


@dataclass(frozen=True)
class TitleFound:
    """A title with its place in the text, which is None where it was handed in beside the text.

    `is_of_another_job` of one that names a job outside of our field: "Solutions Architect";
    `is_of_several` people who are sought at once: "a Product Manager and a TPM".
    """

    text: str
    meaning: TitleMeaning
    place: tuple[int, int] | None
    is_of_another_job: bool
    is_of_several: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        return self.meaning.roles

    @property
    def is_of_one_in_another_job(self) -> bool:
        return self.is_of_another_job and words_of(self.text)[-1].plain in JOBS


def title_told(title: str, reader: Reader) -> TitleFound:
    """Of a title that stands beside the text."""
    return _found(title, None, reader)


def title_in(
    text: str, words: Sequence[AdvertWord], lines: Sequence[Passage], reader: Reader
) -> TitleFound | None:
    """The first title of ours in the text, or else that of another job in its first line, or in
    what a mail offers. What the text says that an acronym is short for is what it is."""
    words = words[: closing(text, words)]
    end = words[-1].end if words else 0
    mail = [line for line in lines if line.start < end]
    spelt = list(_meanings(text, words, reader))
    ours = {each.acronym for each, meant in spelt if meant.roles}
    alien = {each.acronym for each, meant in spelt if each.is_said and not meant.roles} - ours
    titles = _Titles(text, words, reader, frozenset(alien))
    found = titles.first(mail)
    if not found or not found.roles:
        return found
    if titles.is_open(found):
        told = [meant for each, meant in spelt if meant.roles]
        found = titles.narrowed(found, told or titles.named())
    more = [each for each in titles.also() if each.roles and each.roles != found.roles]
    return _all_of([found, *more]) if more else found


def _meanings(
    text: str, words: Sequence[AdvertWord], reader: Reader
) -> Iterator[tuple[SpeltOut, TitleFound]]:
    """What acronyms are short for, said so or at least titles."""
    for each in spelt_out(text, words):
        start, end = words[each.first].start, words[each.last - 1].end
        yield each, _found(text[start:end], (start, end), reader)


@dataclass(frozen=True)
class _Titles:
    """Those of a text; of none is an acronym that the text says is `alien` to them."""

    text: str
    words: Sequence[AdvertWord]
    reader: Reader
    alien: frozenset[str]

    def first(self, lines: Sequence[Passage]) -> TitleFound | None:
        head = [self._at(start, end) for start, end in _head(self.text, lines)]
        several = list(self._listed(lines))
        if first := next((title for at, title in several if at <= FIRST_LINES), None):
            return first
        if ours := _first_of_ours(head):
            return ours
        # What stands first is not outdone by what a sentence speaks of.
        if head and head[0].is_of_another_job:
            return head[0]
        if several and len(self.words) <= SHORT_MAIL:
            return several[0][1]
        if ours := _first_of_ours(self.named()):
            return ours
        others = self._each(offered(self.text, self.words))
        # Of several people it is a team: “you hire engineers”.
        if other := next((each for each in others if each.is_of_one_in_another_job), None):
            return other
        if ours := _first_of_ours(self._each(spoken_of(self.text, self.words))):
            return ours
        return next(filter(None, map(_misspelt, (*head, *self.named()))), None)

    def _listed(self, lines: Sequence[Passage]) -> Iterator[tuple[int, TitleFound]]:
        """At which lines jobs are listed, of which one at least is ours, and what all are."""
        for at, places in lists(self.text, lines):
            jobs = [self._at(*place) for place in places]
            jobs = [job for job in jobs if job.roles or job.is_of_one_in_another_job]
            if len(jobs) > 1 and any(job.roles for job in jobs):
                yield at, _all_of(jobs)

    def named(self) -> Iterator[TitleFound]:
        return self._each(named(self.text, self.words))

    def also(self) -> Iterator[TitleFound]:
        return self._each(named_also(self.text, self.words))

    def is_open(self, title: TitleFound) -> bool:
        """Whether it is an acronym that may be short for several jobs, alone."""
        is_acronym = all(fold(each) in ACRONYMS for each in title.meaning.titles)
        return is_acronym and len(title.roles) > 1 and not title.meaning.others

    def narrowed(self, title: TitleFound, told: Iterable[TitleFound]) -> TitleFound:
        """What writes out one of the jobs that the title may be, or the title where none does."""
        one_of = [each for each in told if len(each.roles) == 1 and {*each.roles} < {*title.roles}]
        is_one = len({each.roles for each in one_of}) == 1
        return one_of[0] if is_one else title

    def _each(self, spans: Iterable[Span]) -> Iterator[TitleFound]:
        for first, last in spans:
            start, end = self.words[first].start, self.words[last - 1].end
            is_open = self.text.count("(", start, end) > self.text.count(")", start, end)
            end += is_open and self.text[end : end + 1] == ")"
            yield self._at(start, end)

    def _at(self, start: int, end: int) -> TitleFound:
        return _found(self.text[start:end], (start, end), self.reader, self.alien)


def other_titles(text: str, lines: Sequence[Passage]) -> Iterator[int]:
    """At which lines the title of a job outside of our field stands alone, in capitals, below an
    empty line."""
    left = MOST_ALONE
    for number, line in enumerate(lines):
        before = text[lines[number - 1].end : line.start] if number else BLANK
        is_short = len(line.words) <= LONGEST_ALONE and text[line.end - 1] not in ".:,;"
        is_alone = is_short and BLANK in before and _is_named(text, line)
        if is_alone and left and any(word.folded in JOBS for word in line.words):
            left -= 1
            if _is_another_job(text[line.start : line.end]):
                yield number


def _is_named(text: str, line: Passage) -> bool:
    """Whether it is written as a name, and no point of a list."""
    is_point = text[line.start : line.end].lstrip().startswith(POINTS)
    small = [word for word in line.words if text[word.start].islower()]
    return not is_point and all(word.plain in ("of", "and", "for", "in") for word in small)


def _all_of(titles: Sequence[TitleFound]) -> TitleFound:
    """Several jobs as one title, which stands where the first of ours does."""
    ours = [each for each in titles if each.roles]
    others = [each.text for each in titles if not each.roles]
    if not others and len({each.roles for each in ours}) == 1:
        return ours[0]
    meaning = each_of([each.meaning for each in ours], others)
    written = " / ".join(dict.fromkeys(each.text for each in titles))
    return TitleFound(written, meaning, ours[0].place, False, is_of_several=True)


def _first_of_ours(titles: Iterable[TitleFound]) -> TitleFound | None:
    return next((each for each in titles if each.roles), None)


def _found(
    written: str,
    place: tuple[int, int] | None,
    reader: Reader,
    alien: frozenset[str] = frozenset(),
) -> TitleFound:
    """The title of a stretch of the text, without what else the stretch says."""
    meaning = reader.read(AS_WELL.sub(_and, written))
    if meaning.titles and alien.issuperset(map(fold, meaning.titles)):
        meaning = UNKNOWN
    if place and meaning.roles:
        first, last = reader.quote(AS_WELL.sub(_and, written))
        for start, end in ((first, last), (first, len(written))):
            inner = reader.read(AS_WELL.sub(_and, written[start:end]))
            # Not where what is left out makes it what it is.
            if _says(inner) == _says(meaning):
                quoted, place = written[start:end], (place[0] + start, place[0] + end)
                is_of_several = inner.kind == "several" and bool(AND_ONE.search(quoted))
                return TitleFound(quoted, inner, place, False, is_of_several)
    is_another = not meaning.roles and _is_another_job(written, alien)
    found = TitleFound(written, meaning, place, is_another)
    return replace(found, is_of_another_job=False) if is_another and _misspelt(found) else found


def _misspelt(title: TitleFound) -> TitleFound | None:
    """What is none of ours for a letter or two, as “Product Manger” is; None where nothing is."""
    words = list(re.finditer(r"\w+", title.text))
    wanted = {fold(each.title) for each in title.meaning.similar if " " in each.title}
    for size in {len(each.split()) for each in wanted}:
        for first in range(len(words) - size + 1):
            start, end = words[first].start(), words[first + size - 1].end()
            written = title.text[start:end]
            alike = [SequenceMatcher(a=fold(written), b=each).ratio() for each in wanted]
            if max(alike) >= LEAST_ALIKE:
                place = title.place and (title.place[0] + start, title.place[0] + end)
                return replace(title, text=written, place=place, is_of_another_job=False)
    return None


def _and(joint: re.Match[str]) -> str:
    return "and".ljust(len(joint[0]))


def _says(meaning: TitleMeaning) -> tuple[object, ...]:
    return meaning.roles, meaning.others, meaning.kind == "leads"


def _is_another_job(written: str, alien: frozenset[str] = frozenset()) -> bool:
    words = [word for word in words_of(written) if not (word.is_employer or word.folded in alien)]
    if not 0 < len(words) <= LONGEST_OTHER:
        return False
    ends = [each.folded for each in _last_of_parts(words)] or [""]
    if not OUR_FIELD & {word.folded for word in words}:
        return bool(JOBS.intersection(ends)) or words[0].folded in LEADING
    # “Product Designer”, “Product Marketing Manager”; “Analyst, Program Office” may be either.
    first = {word.folded for word in words if word.part == words[0].part}
    is_of_field = bool(OUR_FIELD & first)
    return is_of_field and (ends[0] in MAKERS | HELPERS or bool(OTHER_FIELDS & first))


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
            is_whole = label or not (written[-1] in ".!?:;," or _is_listed(text, lines, number))
            if len(rest) <= MOST_WORDS and is_whole:
                yield start, start + len(written)


def _is_listed(text: str, lines: Sequence[Passage], number: int) -> bool:
    """Whether a line is a point of several: "Two openings:", and what they are below."""
    first = number
    while first >= 0 and text[lines[first].start : lines[first].end].lstrip().startswith(POINTS):
        first -= 1
    return first < number and text[: lines[first + 1].start].rstrip().endswith(":")


def _label(text: str, line: Passage) -> int:
    """How many words say that a title follows: "Job title: …"."""
    for size in (1, 2):
        if len(line.words) > size:
            between = text[line.words[size - 1].end : line.words[size].start]
            names = " ".join(word.plain for word in line.words[:size])
            if ":" in between and names in LABELS:
                return size
    return 0
