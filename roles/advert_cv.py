"""Whether a text tells what somebody has done, and not what somebody is to do: a CV.

A CV speaks to nobody. It has spans of years, or points in the past tense below a name with an
address or headings as CVs have them. An advert speaks of "you", of requirements or of applying, or
its points are imperatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roles.advert_sections import Passage
from roles.advert_words import IMPERATIVES, AdvertWord, word_set

_MONTH = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? |\d\d?[/.])"
# Where somebody worked when; an advert has no such lines.
YEARS = re.compile(
    rf"\b(?:19|20)\d\d ?(?:[-–—]|to|until) ?{_MONTH}?(?:(?:19|20)\d\d|present|now|today|current)\b",
    re.IGNORECASE,
)
LEAST_YEARS, LEAST_DONE, FEW_DONE = 2, 3, 2
SPOKEN_TO = word_set("you your youll youre yourself")
SPEAKING = SPOKEN_TO | word_set("we our us")
# Of adverts alone.
SEEKING = word_set(
    "apply applicants applicant candidate candidates responsibilities requirements qualifications"
    " vacancy hiring benefits"
)
DONE = word_set(
    "led built ran grew wrote drove oversaw took won cut made sold taught brought began gave held"
    " kept shipped set put spoke rebuilt spearheaded"
)
NOT_DONE = word_set(
    "required preferred based located proven experienced needed desired advanced related limited"
    " unlimited detailed skilled motivated dedicated interested excited founded backed"
    " headquartered trusted paid established certified applied united speed need seed feed"
    " red bed hundred indeed embedded distributed united combined added continued"
)
HEADINGS = {
    "work": "experience|employment|career|work history",
    "learning": "education|studies|qualifications and education",
    "skills": "(?:key |core |technical |other )?skills(?: and tools)?|competencies|languages|tools",
    "self": "summary|profile|about me|objective|interests|hobbies",
    "rest": "references|publications|awards|certifications|certificates|volunteering|projects",
}
_HEADING = {
    kind: re.compile(rf"(?:(?:work|professional|relevant|selected) )?(?:{words})(?: history)?")
    for kind, words in HEADINGS.items()
}
LONGEST_HEADING = 4
# How somebody is reached, below the name at the head of a page.
HEAD = 300
CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w{2}|(?<![\w$€£])(?:\+|\(?0)[\d ()/.-]{8,18}\d")


def is_cv(text: str, words: Sequence[AdvertWord], lines: Sequence[Passage]) -> bool:
    """Of the text as it was written, with its words and lines."""
    plain = [word.plain for word in words]
    spoken_to = sum(word in SPOKEN_TO for word in plain)
    if spoken_to > 1:
        return False
    spoken = sum(word in SPEAKING for word in plain)
    if spoken <= 1 and len(YEARS.findall(text)) >= LEAST_YEARS:
        return True
    if not SEEKING.isdisjoint(plain):
        return False
    firsts = [word.plain for word in words if word.is_first]
    done, to_do = sum(map(_is_done, firsts)), sum(word in IMPERATIVES for word in firsts)
    headings = {kind for line in lines for kind in _headings(line)}
    is_headed = bool(CONTACT.search(text[:HEAD])) or bool(YEARS.search(text))
    signs = len(headings) + 2 * is_headed + ("i" in plain or "my" in plain)
    return done > to_do and ((done >= LEAST_DONE and signs > 1) or (done >= FEW_DONE and signs > 3))


def _is_done(word: str) -> bool:
    return word in DONE or (word.endswith("ed") and word not in NOT_DONE)


def _headings(line: Passage) -> list[str]:
    if len(line.words) > LONGEST_HEADING:
        return []
    written = " ".join(word.plain for word in line.words)
    return [kind for kind, pattern in _HEADING.items() if pattern.fullmatch(written)]
