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

from roles.advert_phrases import PhraseFound, PhraseTree, spellings
from roles.advert_words import FILLERS, AdvertWord, word_set

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
# A heading consists of its phrase and of little else than these; a duty says more.
LIGHT = FILLERS | word_set(
    "and or of at for in with to by from us we you here other more additional full general key core"
    " employee working total global statement policy commitment package details information"
    " location range wellness provided applicant applicants"
)
# What begins with one of these is a duty, however it is written.
IMPERATIVES = word_set(
    "achieve advise advocate align analyse analyze assess assist bring build champion challenge"
    " coach collaborate communicate conduct contribute coordinate create define deliver demonstrate"
    " design develop document drive embody enable ensure establish evaluate execute explain"
    " facilitate find focus follow gather grow guide handle help identify implement improve"
    " influence inspire keep lead listen maintain make manage maximise maximize measure mentor"
    " monitor negotiate optimise optimize organise organize oversee own participate plan present"
    " prepare prioritise prioritize promote protect provide pursue recommend refine report"
    " resolve review run serve set shape solve speak steer support tell test track train translate"
    " turn understand understanding use validate write"
)
# "About half of your time" is about no company.
MEASURES = word_set("half once twice one two three four five six")

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
            section = _section(text, piece)
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


def _section(text: str, piece: Passage) -> Why | Literal[""]:
    """What stands below a heading; "About the role" is no company, and a duty no heading."""
    phrases = _HEADINGS.find(piece.words)
    if piece.words[0].plain in IMPERATIVES or not _is_all(text, piece, phrases):
        return ""
    found = {each.owner for each in phrases}
    for why in ("legal", "benefits"):
        if why in found and len(piece.words) <= 6:
            return why
    return "" if "work" in found or not (found or _is_about(piece)) else "company"


def _is_all(text: str, piece: Passage, phrases: Sequence[PhraseFound]) -> bool:
    """Whether a line holds little else than its phrases; one marked as a heading may hold more,
    as does one that begins like "Why work at Lindhof Mills"."""
    words = list(_head(text, piece.words))
    of_phrases = {at for each in phrases for at in range(each.first, each.last + 1)}
    is_light = [at in of_phrases or word.plain in LIGHT for at, word in enumerate(words)]
    if _HEADED.match(text, piece.start):
        single = [each.last + 1 for each in phrases if each.first == each.last]
        return all(is_light[at] for at in single if at < len(words))
    is_of_company = any(each.owner == "company" and each.first == 0 < each.last for each in phrases)
    is_named = [text[word.start].isupper() for word in words]
    return not phrases or all(
        light or (is_of_company and named) for light, named in zip(is_light, is_named, strict=True)
    )


def _head(text: str, words: Sequence[AdvertWord]) -> Iterator[AdvertWord]:
    """Those before a colon: "Our mission: bread for all"."""
    for word in words:
        yield word
        if text[word.end : word.end + 1] == ":":
            return


def _is_about(piece: Passage) -> bool:
    """Whether it is "About Lindhof Mills", and not "About 50% travel"."""
    first, *rest = (word.plain for word in piece.words)
    is_number = bool(rest) and (rest[0] in MEASURES or rest[0][0].isdigit())
    return first == "about" and 1 <= len(rest) <= 3 and not is_number


def _certain(piece: Passage) -> Why | Literal[""]:
    found = _CERTAIN.find(piece.words)
    return found[0].owner if found else ""  # type: ignore[return-value]
