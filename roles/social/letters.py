"""Text for pictures: which letters the two fonts have, how wide it is, where its lines end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
SERIF, SANS = "literata-620.ttf", "noto-sans-regular.ttf"
# For signs that neither font has and that a sentence needs.
INSTEAD = {"→": "–", "←": "–", "≠": "is not", "≈": "about", "≤": "at most", "≥": "at least"}
CUT = "…"
# More than any place in a picture holds; a word of thousands would take minutes to cut.
MOST_LETTERS = 400
MISSING = "\U0010fffd"


@dataclass(frozen=True)
class MarkedWord:
    """A word without blanks; `tint` is the colour it is marked in, empty for none, and `end` what
    stands behind it unmarked."""

    text: str
    tint: str = ""
    end: str = ""

    @property
    def shown(self) -> str:
        return self.text + self.end


Line = tuple[MarkedWord, ...]


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)


@lru_cache(maxsize=4096)
def has(name: str, letter: str) -> bool:
    """Whether the font draws the letter; what it lacks it draws as a box."""
    face = font(name, 20)
    return bytes(face.getmask(letter)) != bytes(face.getmask(MISSING))


@lru_cache(maxsize=4096)
def writable(text: str) -> str:
    """The text as the fonts can write it: signs replaced, letters without their marks where only
    those are there, and what is left out dropped."""
    letters = "".join(map(_writable, unicodedata.normalize("NFC", text)))
    return " ".join(letters.split())


def _writable(letter: str) -> str:
    if letter.isspace():
        return " "
    if unicodedata.category(letter)[0] == "C":
        return ""
    if has(SANS, letter):
        return letter
    plain = INSTEAD.get(letter) or unicodedata.normalize("NFKD", letter)
    return "".join(each for each in plain if has(SANS, each))


def words(text: str, marked: str = "", tint: str = "") -> Line:
    """The words of a text, its last `marked` one in a tint."""
    split = writable(text[:MOST_LETTERS]).split()
    places = [place for place, word in enumerate(split) if marked and word == writable(marked)]
    return tuple(
        MarkedWord(word, tint if places and place == places[-1] else "")
        for place, word in enumerate(split)
    )


@lru_cache(maxsize=8192)
def width(text: str, name: str, size: int) -> float:
    """In pixels, each letter in the first font that has it."""
    return sum(font(of, size).getlength(part) for of, part in _parts(text, name))


def write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, name: str, size: int, ink: str
) -> None:
    """Draws the text with its baseline at a place."""
    x, y = at
    for of, part in _parts(text, name):
        draw.text((x, y), part, font=font(of, size), fill=ink, anchor="ls")
        x += font(of, size).getlength(part)


def _parts(text: str, name: str) -> list[tuple[str, str]]:
    parts = groupby(text, lambda letter: name if has(name, letter) else SANS)
    return [(of, "".join(letters)) for of, letters in parts]


def wrapped(text: Iterable[MarkedWord], name: str, size: int, room: float, most: int) -> list[Line]:
    """At most `most` lines, none wider than `room`; what does not fit is cut and says so."""
    lines: list[list[MarkedWord]] = [[]]
    for word in _short(text, name, size, room):
        if lines[-1] and _width([*lines[-1], word], name, size) > room:
            lines.append([])
        lines[-1].append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], name, size, room)]
    return [tuple(line) for line in lines if line]


def _short(text: Iterable[MarkedWord], name: str, size: int, room: float) -> Iterable[MarkedWord]:
    """The words, those that are wider than a line in pieces."""
    for word in text:
        rest = word.shown
        if width(rest, name, size) <= room:
            yield word
            continue
        while width(rest, name, size) > room:
            fits = 1
            while width(rest[: fits + 1], name, size) <= room:
                fits += 1
            yield MarkedWord(rest[:fits], word.tint)
            rest = rest[fits:]
        yield MarkedWord(rest, word.tint)


def _cut(line: Sequence[MarkedWord], name: str, size: int, room: float) -> list[MarkedWord]:
    kept = list(line)
    while len(kept) > 1 and _width([*kept[:-1], _ended(kept[-1])], name, size) > room:
        kept.pop()
    last = kept[-1].shown
    while len(last) > 1 and width(last + CUT, name, size) > room:
        last = last[:-1]
    return [*kept[:-1], _ended(MarkedWord(last, kept[-1].tint))]


def _ended(word: MarkedWord) -> MarkedWord:
    return MarkedWord(word.shown.rstrip(".,;:") + CUT, word.tint)


def _width(line: Sequence[MarkedWord], name: str, size: int) -> float:
    return width(" ".join(word.shown for word in line), name, size)


def fitted(
    text: Sequence[MarkedWord], name: str, sizes: Sequence[int], room: float, most: int
) -> tuple[int, list[Line]]:
    """The largest of the sizes at which the text needs no cut, and its lines in that size, about
    as wide as each other."""
    for size in sizes:
        lines = wrapped(text, name, size, room, most + 1)
        if len(lines) <= most:
            return size, _balanced(lines, name, size, room)
    return sizes[-1], wrapped(text, name, sizes[-1], room, most)


def _balanced(lines: list[Line], name: str, size: int, room: float) -> list[Line]:
    """As many lines in as little room as they need, so that no word is left alone on the last."""
    text = [word for line in lines for word in line]
    widest = max((_width([word], name, size) for word in text), default=0)
    while len(lines) > 1 and (room := room * 0.96) > widest:
        narrower = wrapped(text, name, size, room, len(lines) + 1)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines
