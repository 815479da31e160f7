"""What a heading of an advert says of the lines below it: whether they tell of the work.

One that no rule knows stands above work: a duty that is set aside costs more than a boast that is
counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from roles.advert_phrases import PhraseFound, PhraseTree, spellings
from roles.advert_words import (
    BULLETS,
    FILLERS,
    HEADING_SIGN,
    IMPERATIVES,
    POINT_SIGN,
    AdvertWord,
    word_set,
)

Why = Literal["company", "benefits", "legal", "sender"]

# A line of more letters or words is none.
LONGEST_HEADING, MOST_HEADING_WORDS = 70, 9
LONGEST_ASIDE = 6


class Heading(NamedTuple):
    """Why what stands below it is not counted, empty where it is; `is_alone` of a line that says no
    more, so that it speaks of the lines below."""

    why: Why | Literal[""]
    is_alone: bool


_POINT = re.compile(rf"[*+–—-]\s|[{BULLETS}{POINT_SIGN}]")
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-Za-z])[.)]\s")
# A line that is in bold as a whole; where it only begins so, the rest says something.
_HEADED = re.compile(rf"#{{1,6}}\s|[={HEADING_SIGN}]|(\*{{1,3}}|_{{1,2}})(?=\S).*\1[:\s]*$")
# A heading consists of its phrase and of little else than these; a duty says more.
LIGHT = FILLERS | word_set(
    "and or of at for in with to by from us we you here other more additional full general key core"
    " employee working total global statement policy commitment package details information"
    " location range wellness provided applicant applicants"
    " notice diversity inclusion equity belonging"
)
# Behind one of these stands a name: "Benefits at Lindhof".
BEFORE_NAMES = word_set("at by with from")
# "About half of your time" is about no company, nor is "About Product Delivery".
MEASURES = word_set("half once twice one two three four five six")
WORK = word_set(
    "product products program programs programme programmes project projects platform platforms"
    " portfolio team teams engineering technical technology data delivery software work working"
    " role roles job jobs position client clients customer customers user users"
)
# What is a company's own where it says "our"; "User stories" and "Product vision" are work.
OURS = word_set(
    "mission story vision culture purpose history client clients value values principles people"
    " company organisation organization firm"
)
# And what is one without saying so.
THE_COMPANY = word_set("company organisation organization firm client business")

HEADINGS = {
    "company": (
        "about us",
        "about company",
        "about (organization|organisation|firm|business|client)",
        "who we are",
        "what we do",
        "company (|overview|description|profile|background|summary|culture|mission|values)",
        "(mission|vision|culture|values) and (mission|vision|culture|values)",
        "(mission|vision) statement",
        "why (join|us|work)",
        "life at",
        "working at",
        "meet us",
        "overview of company",
    ),
    "benefits": (
        "(benefit|perk|compensation|salary|remuneration|reward)",
        "total rewards",
        "pay (range|transparency|range transparency)",
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
        "(diversity|equality|inclusion|equity) (and|) (diversity|equity|inclusion|belonging)",
        "diversity equity (and|) inclusion",
        "(diversity|inclusion) statement",
        "commitment to (diversity|inclusion|equity|equality)",
        "(privacy|data protection|legal) (policy|notice|statement|information|disclaimer)",
        "(candidate|applicant) privacy",
        "notice to (candidate|applicant)",
        "(reasonable|disability|workplace|applicant) accommodation",
        "disclaimer",
        "(how|ready) to apply",
        "(application|hiring|interview|selection|recruitment) process",
        "background check",
        "recruitment agencies",
        "additional information",
    ),
    "work": (
        "(role|job|position|opportunity|team|mission of)",
        "(you|youll)",
        "(experience|profile|candidate|looking for|must have)",
        "(what|who|how) (you|youll|we need|were looking|we are looking|will you)",
        "(day to day|in practice|expect*|essential|preferred|desired|nice to have)",
    ),
    # Whatever stands beside them.
    "duties": ("(duties|responsibilit*|accountabilit*|requirement|qualification|skill|task)",),
}


def phrase_tree(kinds: Mapping[str, Sequence[str]]) -> PhraseTree:
    pairs = [(why, phrase) for why, phrases in kinds.items() for phrase in phrases]
    return PhraseTree((why, each) for why, phrase in pairs for each in spellings(phrase))


_HEADINGS = phrase_tree(HEADINGS)


def heading(text: str, start: int, words: Sequence[AdvertWord], end: int) -> Heading | None:
    """What a line with these words, of which there is one at least, says of those below it; None
    of what is no heading."""
    line = text[start:end].strip()
    is_numbered = bool(_NUMBER.match(line)) and len(words) > 1
    words = words[1:] if is_numbered else words
    head = list(_head(text, words))
    is_point = bool(_POINT.match(line)) and not _HEADED.match(line)
    may_say = len(head) <= MOST_HEADING_WORDS and (not is_point or line.endswith(":"))
    said = _said(text, head) if may_say else None
    # "Salary: 90k" tells of itself alone.
    if said is not None and (len(head) < len(words) or _is_headline(line, words)):
        return Heading(said, is_alone=len(head) == len(words))
    # In small letters, or behind a number or a picture, it may be a duty.
    is_titled = line.endswith(":") or (line[0].isupper() and not is_numbered)
    if _is_headline(line, words) and (_HEADED.match(line) or (is_titled and not is_point)):
        return Heading("", is_alone=True)
    return None


def _is_headline(line: str, words: Sequence[AdvertWord]) -> bool:
    is_short = len(line) <= LONGEST_HEADING and len(words) <= MOST_HEADING_WORDS
    return is_short and (line[-1] not in ".,;!" or bool(_HEADED.match(line)))


def _said(text: str, head: Sequence[AdvertWord]) -> Why | Literal[""] | None:
    """What the words say as a heading; None where they are not known to be one."""
    if head[0].plain in IMPERATIVES:
        return None
    if _is_own(head, text) or _is_about(head, text):
        return "company"
    phrases = _HEADINGS.find(head)
    found = {each.owner for each in phrases}
    known = {at for each in phrases for at in range(each.first, each.last + 1)}
    known |= {at for at, word in enumerate(head) if word.plain in LIGHT}
    if not found or any(
        not _is_name(text, head, at, phrases) for at in range(len(head)) if at not in known
    ):
        return None
    return _heaviest(found, len(head))


def _heaviest(found: set[str], count: int) -> Why | Literal[""]:
    if "duties" in found:
        return ""
    if count <= LONGEST_ASIDE and "legal" in found:
        return "legal"
    if count <= LONGEST_ASIDE and "benefits" in found:
        return "benefits"
    return "company" if found == {"company"} else ""


def _head(text: str, words: Sequence[AdvertWord]) -> Iterator[AdvertWord]:
    """Those before a colon: "Our mission: bread for all"."""
    for word in words:
        yield word
        if text[word.end : word.end + 1] == ":":
            return


def _is_name(
    text: str, words: Sequence[AdvertWord], at: int, phrases: Sequence[PhraseFound]
) -> bool:
    """Of an employer: "Why work at Lindhof Mills", "Benefits at Lindhof", "Lindhof Privacy Notice";
    behind "What you will" anything may stand."""
    first = phrases[0]
    is_open = first.first == 0 < first.last and first.owner in ("company", "work")
    if is_open and first.owner == "work":
        return True
    is_before = first.owner == "legal" and at < first.first
    before = {word.plain for word in words[:at]}
    return _is_capital(text, words[at]) and (is_open or is_before or bool(before & BEFORE_NAMES))


def _is_capital(text: str, word: AdvertWord) -> bool:
    """Whether it is written as names are: "Lindhof", "mParticle", "3M"."""
    written = text[word.start : word.end]
    return written != written.lower()


def _is_own(words: Sequence[AdvertWord], text: str) -> bool:
    """Whether it is "Our mission and values", "The client" or "The Lindhof story"."""
    first, *rest = words
    said = {word.plain for word in rest} - {"and"}
    if first.plain == "our":
        return bool(said) and said <= OURS
    if first.plain != "the" or not rest:
        return False
    is_story = rest[-1].plain == "story" and len(rest) > 1
    is_named = all(_is_capital(text, each) and each.plain not in WORK for each in rest[:-1])
    return said <= THE_COMPANY or (is_story and is_named)


def _is_about(words: Sequence[AdvertWord], text: str) -> bool:
    """Whether it is "About Lindhof Mills", and not "About 50% travel" or "About the product"."""
    first, *rest = words
    return (
        first.plain == "about"
        and 1 <= len(rest) <= 3
        and all(_is_capital(text, each) or each.plain in LIGHT - FILLERS for each in rest)
        and not any(each.plain in WORK | MEASURES | FILLERS for each in rest)
        and not _HEADINGS.find(rest)
    )
