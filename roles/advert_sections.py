"""Which stretches of an advert tell of its work, and which of the company, benefits and the law.

A crude cut, by headings and by lines that can be nothing else: "product development" in a company's
boast or "career growth" among the benefits tells nothing of the job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from roles.advert_phrases import PhraseTree, spellings
from roles.advert_words import AdvertWord

Why = Literal["company", "benefits", "legal"]

# A line of more letters is no heading, and one of many more is read sentence by sentence.
LONGEST_HEADING, LONGEST_LINE = 70, 400
MOST_HEADING_WORDS = 9
# Where hardly anything would be left, the cut was wrong.
LEAST_SHARE = 0.25

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?•·●])(?=\s|[A-Z•·●])")
_POINT = re.compile(r"\s*(?:[*+•·●▪◦–—-]\s|\d{1,2}[.)]\s)")
_HEADED = re.compile(r"\s*(?:#{1,6}\s|\*\*|__)")

HEADINGS = {
    "company": (
        "about us",
        "about company",
        "about (organization|organisation|firm|business)",
        "who we are",
        "what we do",
        "company (overview|description|profile|background|summary)",
        "(company|mission|story|vision|culture|purpose|history|client|values)",
        "why (join|us|work)",
        "life at",
        "working at",
        "meet us",
        "overview of company",
    ),
    "benefits": (
        "(benefit|perk|compensation|salary|remuneration|reward)",
        "total rewards",
        "pay (range|transparency)",
        "(what|why) (we|you) (offer|get|will love|youll love|love)",
        "what youll (get|enjoy|receive)",
        "we offer",
        "whats in it for you",
        "what is in it for you",
        "in return",
        "why youll (love|like|enjoy)",
    ),
    "legal": (
        "equal (opportunity|employment)",
        "eeo*",
        "diversity",
        "inclusion",
        "privacy",
        "accommodation",
        "(legal|disclaimer|notice)",
        "(how|ready) to apply",
        "(application|hiring|interview|selection|recruitment) process",
        "background check",
        "recruitment agencies",
        "additional information",
    ),
    "work": (
        "(role|job|position|opportunity|team|duties|responsibilit*|mission of)",
        "(you|youll)",
        "(requirement|qualification|skill|experience|profile|candidate|looking for|must have)",
        "(what|who|how) (you|youll|we need|were looking|we are looking|will you)",
        "(day to day|in practice|expect*|accountabilit*|essential|preferred|desired|nice to have)",
    ),
}
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


def _tree(kinds: dict[str, tuple[str, ...]]) -> PhraseTree:
    pairs = [(why, phrase) for why, phrases in kinds.items() for phrase in phrases]
    return PhraseTree((why, each) for why, phrase in pairs for each in spellings(phrase))


_HEADINGS, _CERTAIN = _tree(HEADINGS), _tree(CERTAIN)


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
    if not _leaves_enough(pieces, reasons):
        # At least what the law makes everybody write.
        reasons = [why if why == "legal" else "" for why in reasons]
    if not _leaves_enough(pieces, reasons):
        return []
    stretches: list[SetAside] = []
    for why, group in groupby(zip(pieces, reasons, strict=True), key=lambda pair: pair[1]):
        found = [piece for piece, _ in group]
        if why:
            stretches.append(SetAside(found[0].start, found[-1].end, why))
    return stretches


def _reasons(text: str, pieces: Sequence[Passage]) -> list[Why | Literal[""]]:
    section: Why | Literal[""] = ""
    reasons: list[Why | Literal[""]] = []
    for piece in pieces:
        if is_heading(text, piece):
            section = _section(piece)
            reasons.append(section)
        else:
            reasons.append(section or _certain(piece))
    return reasons


def _leaves_enough(pieces: Sequence[Passage], reasons: Sequence[str]) -> bool:
    pairs = list(zip(pieces, reasons, strict=True))
    left = sum(len(piece.words) for piece, why in pairs if not why)
    return left >= LEAST_SHARE * sum(len(piece.words) for piece in pieces)


def is_heading(text: str, piece: Passage) -> bool:
    written = text[piece.start : piece.end].strip()
    if len(written) > LONGEST_HEADING or len(piece.words) > MOST_HEADING_WORDS:
        return False
    if _HEADED.match(written) or written.endswith(":"):
        return True
    return not _POINT.match(written) and written[-1] not in ".,;!" and written[0].isupper()


def _section(piece: Passage) -> Why | Literal[""]:
    """What stands below a heading; "About the role" is no company."""
    found = {each.owner: each for each in reversed(_HEADINGS.find(piece.words))}
    for why in ("legal", "benefits"):
        if why in found and len(piece.words) <= 6:
            return why
    if "work" in found:
        return ""
    if "company" in found:
        return "company"
    is_about = piece.words[0].plain == "about" and 1 < len(piece.words) <= 4
    return "company" if is_about else ""


def _certain(piece: Passage) -> Why | Literal[""]:
    found = _CERTAIN.find(piece.words)
    return found[0].owner if found else ""  # type: ignore[return-value]
