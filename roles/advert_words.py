"""The words of an advert or a mail, each with its place in the writer's own text.

They are folded as titles are, so that "roadmaps" and "Roadmap" are one word. Mark-up is blanked out
in place, sign for sign: what is found in the rest stands at the same place in the text as it came.
Everything here takes time in proportion to the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from roles.title_words import fold_word, plain_letters

# Accents written apart, and what nobody sees, stand inside of words.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e"
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?(?:\+\+|#)?")
_WORD = re.compile(rf"(?:[^\W_]|[{_INSIDE}])+(?:['\u2019](?:[^\W_]|[{_INSIDE}])+)?(?:\+\+|#)?")
# What is longer is no word, and a single sign can stand for many letters.
LONGEST_WORD = 60
_POSSESSIVE = re.compile("['\u2019]s$")
_QUOTES = str.maketrans("", "", "'\u2019")
# Where a phrase ends: between sentences, points of a list, paragraphs, and at brackets.
_BREAK = re.compile(r"[.!?;:…]\s|[()\[\]{}|•·●▪◦–—]|\n[ \t]*\n|\n[ \t]*[-*+•·●▪◦–—]\s")
_ENDS = re.compile(r"[.!?;:…]\*{0,2}$")


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# These do not tell one phrase from another.
FILLERS = word_set("the a an our your their its his her this that these those")

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]{0,2000}>|<!--")
_INLINE = frozenset(
    ["a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "u"]
)
_UNREAD = frozenset(["script", "style"])
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
)
# A name that somebody has struck out.
_BLANK_NAME = re.compile(r"\[[A-Z][A-Z _-]{0,30}\]")


class AdvertWord(NamedTuple):
    """`plain` in small letters, `folded` as titles are; `is_first` of its sentence or point."""

    start: int
    end: int
    plain: str
    folded: str
    is_first: bool


def without_markup(text: str) -> str:
    """The text with tags, addresses and struck out names blanked, each at its own length."""
    if "<" in text:
        text = _without_tags(text)
    if "&" in text:
        text = _ENTITY.sub(_blank, text)
    if "[" in text:
        text = _BLANK_NAME.sub(lambda found: f"[{_blank(found)[2:]}]", text)
    if "/" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(_blank, text)
    return text.replace("\0", " ").replace("\r", "\n")


def _without_tags(text: str) -> str:
    kept: list[str] = []
    at, has_ends = 0, dict.fromkeys([*_UNREAD, "!--"], True)
    for tag in _TAG.finditer(text):
        if tag.start() < at:
            continue
        name = (tag[1] or "!--").lower()
        end = tag.end()
        if name in has_ends and has_ends[name] and text[tag.start() + 1] != "/":
            closing = text.find("-->" if name == "!--" else f"</{name}", end)
            # Asked once: else a text of many beginnings would be searched to its end for each.
            has_ends[name] = closing >= 0
            end = closing if closing >= 0 else end
        # An empty line, so that what stands in another paragraph or point is no longer beside it.
        blank = "" if name in _INLINE else "\n\n"
        kept += [text[at : tag.start()], blank.ljust(end - tag.start())]
        at = end
    return "".join([*kept, text[at:]])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def advert_words(text: str) -> list[AdvertWord]:
    """The words of a text as `without_markup` gives it."""
    pattern = _ASCII_WORD if text.isascii() else _WORD
    known: dict[str, tuple[str, str]] = {}
    words: list[AdvertWord] = []
    end = 0
    for found in pattern.finditer(text):
        spelled = found[0]
        if spelled not in known:
            known[spelled] = _folded(spelled)
        plain, folded = known[spelled]
        if plain:
            words.append(
                AdvertWord(
                    found.start(), found.end(), plain, folded, _parts(text, end, found.start())
                )
            )
            end = found.end()
    return words


def _folded(spelled: str) -> tuple[str, str]:
    spelled = spelled[:LONGEST_WORD]
    plain = spelled.lower() if spelled.isascii() else plain_letters(spelled)
    plain = _POSSESSIVE.sub("", plain).translate(_QUOTES)
    return plain, fold_word(plain)


def _parts(text: str, end: int, start: int) -> bool:
    """Whether another sentence or point begins between two words."""
    if start - end == 1 and text[end] in " -/'":
        return False
    between = text[end:start]
    if not end or _BREAK.search(between):
        return True
    # “.Responsibilities”, and a line that does not go on with a small letter.
    is_end = bool(_ENDS.search(between)) or "\n" in between
    return is_end and text[start].isupper()


def sentence(words: Sequence[AdvertWord], at: int) -> tuple[int, int]:
    """Where the sentence or point that the word stands in begins, and where it ends."""
    first, last = at, at + 1
    while first and not words[first].is_first:
        first -= 1
    while last < len(words) and not words[last].is_first:
        last += 1
    return first, last
