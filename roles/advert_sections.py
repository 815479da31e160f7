"""Which stretches of an advert tell of its work, and which of the company, benefits and the law.

A crude cut, by headings and by lines that can be nothing else: "product development" in a company's
boast or "career growth" among the benefits tells nothing of the job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal

from roles.advert_headings import Why, heading, phrase_tree
from roles.advert_sender import farewell
from roles.advert_words import IMPERATIVES, LINE_SIGNS, AdvertWord, word_set

# A line of many more letters is read sentence by sentence.
LONGEST_LINE = 400
# Where hardly anything would be left, the cut was wrong.
LEAST_SHARE = 0.25

# With these begins what one has to know, and before a duty stands one of those.
REQUIREMENTS = word_set("experience experienced knowledge familiarity expertise understanding")
YOU = frozenset(["you", "youll"])

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?•·●])(?=\s|[A-Z•·●])")

# By these alone a line or a sentence is known.
CERTAIN = {
    "legal": (
        "equal opportunity",
        "equal employment opportunity",
        "affirmative action",
        "without regard to race",
        "regardless of race",
        "basis of race",
        "race color",
        "race religion",
        "race ethnicity",
        "sexual orientation",
        "gender identity",
        "protected veteran",
        "reasonable accommodation*",
        "background check",
        "criminal (history|record)",
        "privacy (policy|notice)",
        "authorized to work",
        "work authorization",
        "visa sponsorship",
        "third party agenc*",
        "recruit* agenc*",
        "unsolicited resume",
    ),
    "benefits": (
        "401 k",
        "401k",
        "(medical|health) dental",
        "dental (and|) vision",
        "health insurance",
        "life insurance",
        "parental leave",
        "maternity leave",
        "paid (time off|holiday|leave|vacation|parental)",
        "unlimited (pto|vacation|time off)",
        "pto",
        "(sick|annual) leave",
        "vacation day",
        "days of vacation",
        "stock option",
        "equity (award|package|grant)",
        "pension (plan|scheme)",
        "retirement plan",
        "gym membership",
        "wellness (stipend|program|budget|day)",
        "(learning|education|training|conference) (budget|stipend|allowance)",
        "home office (budget|stipend|setup)",
        "(base|pay|salary|compensation) range",
        "annual bonus",
        "competitive (salary|compensation|pay|package|benefit)",
        "tuition reimbursement",
        "flexible working hours",
    ),
    "company": (
        "series (b|c|d|e|f)",
        "raised over",
        "raised (funding|million|billion)",
        "backed by",
        "founded in",
        "headquartered in",
        "fortune (100|500|1000|50)",
        "(we are|is) (global|world|market|leading|industry) (leader|provider|leading)",
        "(mission|vision) is to",
    ),
}


# A line that tells whom somebody looks for is about the job, whatever it says of the company.
WANTED = {
    "wanted": (
        "(im|i am|we|were|we are|are|is|currently|now) (hiring|recruiting|seeking)",
        "(we|client|who|they) need*",
        "(looking|searching|search) for",
        "looking to (hire|recruit|fill)",
        "(role|position|job|opening|vacancy|opportunity) (at|with|for|in)",
        "hiring for",
    )
}
# What may not be wrong where hardly anything would be left: first both, then who wrote it.
SURE = (frozenset(["legal", "sender"]), frozenset(["sender"]))


@dataclass(frozen=True)
class SetAside:
    """A stretch of the text that is not counted."""

    start: int
    end: int
    why: Why


@dataclass(frozen=True)
class Passage:
    """A line, or a sentence of a long one, by its place in the text and its words."""

    start: int
    end: int
    words: tuple[AdvertWord, ...]


_CERTAIN, _WANTED = phrase_tree(CERTAIN), phrase_tree(WANTED)


def passages(text: str, words: Sequence[AdvertWord]) -> list[Passage]:
    """The lines and long lines' sentences that have words."""
    found: list[Passage] = []
    at = 0
    for start, end in _pieces(text):
        first = at
        while at < len(words) and words[at].start < end:
            at += 1
        if at > first:
            found.append(Passage(start, end, tuple(words[first:at])))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        if len(line[0]) <= LONGEST_LINE:
            yield line.span()
            continue
        start = line.start()
        for cut in _SENTENCE_END.finditer(text, line.start(), line.end()):
            if cut.start() > start:
                yield start, cut.start()
                start = cut.start()
        yield start, line.end()


def set_aside(text: str, pieces: Sequence[Passage]) -> list[SetAside]:
    """The stretches that are not counted, from the left; neighbours of one kind are one stretch."""
    reasons = _reasons(text, pieces)
    for sure in SURE:
        if _leaves_enough(pieces, reasons):
            break
        reasons = [why if why in sure else "" for why in reasons]
    stretches: list[SetAside] = []
    for why, group in groupby(zip(pieces, reasons, strict=True), key=lambda pair: pair[1]):
        found = [piece for piece, _ in group]
        if why:
            start = found[0].start
            # The sign of a tag stands where the tag ends.
            start += text[start] in LINE_SIGNS
            stretches.append(SetAside(start, found[-1].end, why))
    return stretches


def _reasons(text: str, pieces: Sequence[Passage]) -> list[Why | Literal[""]]:
    section: Why | Literal[""] = ""
    reasons: list[Why | Literal[""]] = []
    signed = _signed(text, pieces)
    for piece in pieces:
        if piece.start >= signed:
            reasons.append("sender")
            continue
        below = heading(text, piece.start, piece.words, piece.end)
        if below:
            section = below.why if below.is_alone or not below.why else section
            reasons.append(below.why)
        elif _is_duty(piece, section):
            reasons.append("")
        else:
            reasons.append(section or _certain(piece))
    return reasons


def _is_duty(piece: Passage, section: Why | Literal[""]) -> bool:
    """Whether it says what somebody will do, or has to know, of whatever it speaks: "Own the health
    insurance product". Among the benefits one is promised such things, too."""
    words = [word.plain for word in piece.words]
    if not section and (words[0] in IMPERATIVES or words[0] in REQUIREMENTS):
        return True
    return section != "benefits" and any(
        word in IMPERATIVES and YOU.intersection(words[max(at - 2, 0) : at])
        for at, word in enumerate(words)
    )


def _leaves_enough(pieces: Sequence[Passage], reasons: Sequence[str]) -> bool:
    pairs = list(zip(pieces, reasons, strict=True))
    left = sum(len(piece.words) for piece, why in pairs if not why)
    return left >= LEAST_SHARE * sum(len(piece.words) for piece in pieces)


def _signed(text: str, pieces: Sequence[Passage]) -> int:
    """Where the name of who wrote a mail begins, or the end of the text."""
    words = list(chain.from_iterable(piece.words for piece in pieces))
    at = farewell(text, words)
    return words[at].start if at < len(words) else len(text)


def _certain(piece: Passage) -> Why | Literal[""]:
    found = _CERTAIN.find(piece.words)
    why = found[0].owner if found else ""
    is_wanted = why in ("company", "benefits") and bool(_WANTED.find(piece.words))
    return "" if is_wanted else why  # type: ignore[return-value]
