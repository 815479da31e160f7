"""Lines of a text that are the jobs of a list, each of which may begin with a title: "1) Product
Manager", "- Technical Program Manager, Paris"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roles.advert_sections import Passage
from roles.advert_words import BULLETS, POINT_SIGN, word_set
from roles.title_words import folded

POINT = re.compile(rf"\s*(?:[*+•–—-]\s+|[{BULLETS}{POINT_SIGN}]\s*)[*_]*")
NUMBER = re.compile(r"\s*(?:#\s?|job\s|role\s)?\(?(?:\d{1,2}|[a-h])[.):]\s+[*_]*", re.IGNORECASE)
# Behind one of these a line says more of the job.
MORE = re.compile(r"\s[–—-]+\s|[:;|(]|[.!?](?:\s|$)|\*\*|__")
MOST_WORDS, MOST_ITEMS, MOST_BESIDE = 8, 12, 3
# A line above with one of these offers what is listed.
OFFERING = folded(
    "role position opening opportunity job vacancy seat hiring hire recruiting recruit seeking"
    " looking search need requirement requisition which either interest interested following"
)
# And with one of these whom one works with.
OTHERS = word_set("with report reports reporting alongside support supporting similar related")

# The place of what may be a title.
Place = tuple[int, int]


def lists(text: str, lines: Sequence[Passage]) -> Iterator[tuple[int, list[Place]]]:
    """At which line a list of jobs begins, with what each of its lines begins with."""
    end = 0
    for number in range(len(lines)):
        sign = _sign(text, lines[number])
        is_list = sign or (number and text[lines[number - 1].end - 1] == ":")
        if number < end or not is_list or not _is_offered(lines, number):
            continue
        places: list[Place] = []
        beside, end = 0, number
        while end < len(lines) and beside <= MOST_BESIDE and len(places) < MOST_ITEMS:
            is_item = _sign(text, lines[end]) == sign
            places += _begun(text, lines[end]) if is_item else []
            beside = 0 if is_item else beside + 1
            end += 1
        yield number, places


def _is_offered(lines: Sequence[Passage], number: int) -> bool:
    """Whether the list is what the text begins with, or the line above offers it."""
    if not number:
        return True
    above = lines[number - 1].words[-MOST_WORDS * 2 :]
    is_of_others = any(word.plain in OTHERS for word in above)
    return not is_of_others and any(word.folded in OFFERING for word in above)


def _sign(text: str, line: Passage) -> str:
    """What kind of point a line is, empty of none; behind a colon the lines may have none."""
    if NUMBER.match(text, line.start, line.end):
        return "number"
    return "point" if POINT.match(text, line.start, line.end) else ""


def _begun(text: str, line: Passage) -> list[Place]:
    """What stands before more of it is said, where that is no sentence."""
    begun = NUMBER.match(text, line.start, line.end) or POINT.match(text, line.start, line.end)
    start = begun.end() if begun else line.start
    more = MORE.search(text, start, line.end)
    end = more.start() if more else line.end
    within = [word for word in line.words if start <= word.start < end]
    return [(start, within[-1].end)] if 0 < len(within) <= MOST_WORDS else []
