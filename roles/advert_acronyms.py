"""What a text itself says that an acronym of a title is short for: "TPM (Technical Product
Manager)", "a TPM. The Technical Program Manager will …", or something that is no title of ours, as
"TPM (Total Productive Maintenance)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roles.advert_words import AdvertWord
from roles.title_acronyms import is_spelt_by
from roles.title_words import folded

ACRONYMS = folded("tpm pm tpgm pgm po pmt apm gpm")
# Of a text as many are looked at.
MOST_LOOKED_UP = 12
# What an acronym is short for has as many words at most, and stands as near behind it.
LONGEST, MOST_BETWEEN, MOST_SIGNS = 5, 6, 48
_ROLE = r"(?:\s+(?:roles?|positions?|jobs?|openings?|titles?))?"
_ARTICLE = r"(?:(?:an?|the|our)\s+)?"
# Behind these it says so, whatever is spelt out.
_SAYING = (
    r"\s*[(\[=]\s*|,?\s*(?:\w+\s+)?(?:is\s+)?(?:stands|standing|stand|short) for\s+"
    r"|,?\s*(?:which |that |it )?(?:means|meaning)\s+|,?\s*\(?(?:i\.?\s?e\.?|aka|a\.k\.a\.),?\s+"
)
SAID = re.compile(rf"{_ROLE}['\"”’]?(?:{_SAYING})[“\"']?{_ARTICLE}", re.IGNORECASE)
# Behind these a title alone can be what is meant.
MAYBE = re.compile(
    rf"{_ROLE}\s*(?:[:,;–—-]|[.!]\s+(?:(?:it|this)(?:['’]s|\s+is)|here)?|is)\s*{_ARTICLE}",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\s*[(\[]\s*[“\"']?")
# Of several people it says who is about, and not what the one is.
SEVERAL = ("managers", "owners")


@dataclass(frozen=True)
class SpeltOut:
    """An acronym, folded, with the places among the words of what spells it; `is_said` where the
    text says so, and it does not only stand near."""

    acronym: str
    first: int
    last: int
    is_said: bool


def spelt_out(text: str, words: Sequence[AdvertWord]) -> Iterator[SpeltOut]:
    """Each acronym that is spelt out beside it, in the order of the text."""
    left = MOST_LOOKED_UP
    for at, word in enumerate(words):
        if word.folded in ACRONYMS and left:
            left -= 1
            yield from _before(text, words, at)
            yield from _behind(text, words, at)


def _before(text: str, words: Sequence[AdvertWord], at: int) -> Iterator[SpeltOut]:
    """ "Third Party Manager (TPM)"."""
    if at and IN_BRACKETS.fullmatch(text, words[at - 1].end, words[at].start):
        for first in range(at - 2, max(at - 1 - LONGEST, -1), -1):
            if is_spelt_by(words[at].folded, words[first:at]):
                yield SpeltOut(words[at].folded, first, at, is_said=True)
                return
            if words[first].is_first:
                return


def _behind(text: str, words: Sequence[AdvertWord], at: int) -> Iterator[SpeltOut]:
    for first in range(at + 1, min(at + 1 + MOST_BETWEEN, len(words))):
        start, end = words[at].end, words[first].start
        if end - start > MOST_SIGNS:
            return
        is_said = bool(SAID.fullmatch(text, start, end))
        if is_said or MAYBE.fullmatch(text, start, end):
            last = _spelt_end(words, at, first)
            is_one = words[last - 1].plain not in SEVERAL or words[at].plain.endswith("s")
            if last > first and is_one:
                yield SpeltOut(words[at].folded, first, last, is_said)
                return


def _spelt_end(words: Sequence[AdvertWord], at: int, first: int) -> int:
    """Where the words end that spell it; `first` where none do."""
    # Not with an article before them.
    if words[first].plain[0] != words[at].folded[0]:
        return first
    for last in range(first + 2, min(first + LONGEST, len(words)) + 1):
        if words[last - 1].is_first:
            return first
        if is_spelt_by(words[at].folded, words[first:last]):
            return last
    return first
