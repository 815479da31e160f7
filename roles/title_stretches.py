"""A title in the writer's own letters: where each word stands, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roles.title_words import (
    TitleWord,
    folded,
    is_weightless,
    plain_letters,
    words_of,
)

# Of adverts in German too, whose titles are English.
JOINTS = frozenset({"or", "and", "vs", "versus", "plus", "und", "oder"})
JOINING = re.compile(r"[/&+|\\]")
# What adverts say around a title, of no weight here.
ASIDES = folded(
    "we re hiring hire urgent urgently needed wanted seeking looking join apply now new our your be"
    " current currently become to c2c c2h w2 immediate required vacancy visa sponsorship"
    " supervisory advisory"
    " fhx hfx mfx fmx mwx wmx mwdx mfdx fmdx dmw dfm"
)
# “REF1234”, “GS15”, “1234567”; a level has no weight already.
CODE = re.compile(r"(?:ref|req|jr|id|gs|gg|job)\d\w*|[a-z]{0,4}\d{4,}\w*")
# Of the United States, as they stand behind a town.
STATES = folded(
    "al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj"
    " nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy can gbr usa"
)
# A letter that was taken apart stands that near.
NEAR = 40


@dataclass(frozen=True)
class Located:
    """A word of a title with its place in the text, `before` what stands between it and the one
    before it, and `written` as it stands there."""

    word: TitleWord
    start: int
    end: int
    before: str
    written: str

    @property
    def plain(self) -> str:
        return self.word.plain

    @property
    def folded(self) -> str:
        return self.word.folded

    @property
    def part(self) -> int:
        return self.word.part

    @property
    def is_light(self) -> bool:
        """Whether it tells nothing of the job or its field."""
        return is_weightless(self.word) or self.plain in ASIDES or self.is_code

    @property
    def is_code(self) -> bool:
        return bool(CODE.fullmatch(self.plain))

    @property
    def is_state(self) -> bool:
        return self.written.isupper() and self.plain in STATES

    @property
    def is_field(self) -> bool:
        """Whether it ends the name of what people of a job do: "Product Management"."""
        return self.plain.startswith(("management", "mgmt", "mgt"))

    @property
    def is_group(self) -> bool:
        """That, or of several people: "Product Managers"."""
        return self.is_field or self.plain in ("managers", "owners")

    @property
    def is_joined(self) -> bool:
        """Whether a sign joins it to the word before it."""
        return bool(JOINING.search(self.before))


# The words between two breaks.
Stretch = Sequence[Located]


def located(text: str) -> list[Located]:
    """The words of a text as `as_read` gives it, without the employer's."""
    signs = [(sign, at) for at, each in enumerate(text) for sign in plain_letters(each)]
    found: list[Located] = []
    next_sign, end = 0, 0
    for word in words_of(text):
        places, next_sign = _places(word.plain, signs, next_sign)
        start, before = (places[0], text[end : places[0]]) if places else (end, "")
        end = places[-1] + 1 if places else end
        if not word.is_employer:
            found.append(Located(word, start, end, before, text[start:end]))
    return found


def _places(plain: str, signs: Sequence[tuple[str, int]], first: int) -> tuple[list[int], int]:
    """Where the letters of a word stand, and the first sign behind them."""
    near = range(first, min(first + NEAR, len(signs)))
    # In one piece first: “Trade” does not begin in the “with” before it.
    found = next(filter(None, (_in_one_piece(plain, signs, start) for start in near)), None)
    found = found or _in_pieces(plain, signs, first)
    return [signs[at][1] for at in found], found[-1] + 1 if found else first


def _in_one_piece(plain: str, signs: Sequence[tuple[str, int]], start: int) -> list[int]:
    """The signs that the letters are, with no other letter or digit between; else none."""
    found: list[int] = []
    for at in range(start, len(signs)):
        if len(found) < len(plain) and signs[at][0] == plain[len(found)]:
            found.append(at)
        elif len(found) == len(plain) or not found or signs[at][0].isalnum():
            break
    is_whole = len(found) == len(plain) and not _is_letter(signs, start - 1, start)
    return found if is_whole else []


def _is_letter(signs: Sequence[tuple[str, int]], before: int, start: int) -> bool:
    """Whether a letter or digit stands right before the start."""
    is_near = before >= 0 and signs[before][1] >= signs[start][1] - 1
    return is_near and signs[before][0].isalnum()


def _in_pieces(plain: str, signs: Sequence[tuple[str, int]], first: int) -> list[int]:
    """The next of each letter: “techlead” of “technical lead”."""
    found: list[int] = []
    for letter in plain:
        near = range(first, min(first + NEAR, len(signs)))
        at = next((at for at in near if signs[at][0] == letter), None)
        if at is not None:
            found.append(at)
            first = at + 1
    return found


def stretches(words: Iterable[Located]) -> dict[int, list[Located]]:
    """The words by the part that they stand in, in their order."""
    parts: dict[int, list[Located]] = {}
    for word in words:
        parts.setdefault(word.part, []).append(word)
    return parts


def written(text: str, words: Sequence[Located], *, is_apart: bool = False) -> str:
    """What they say of team, field or place, as it is written; empty where they say nothing of it.

    Codes at either end are left out. `is_apart` of a title words of rank, place or contract belong
    to the field: “Lead Generation”; beside it those that come first do not.
    """
    if all(word.is_light or word.is_state for word in words):
        return ""
    kept = [word for word in words if not (word.is_code if is_apart else word.is_light)]
    last = kept[-1] if is_apart else words[-1]
    return text[kept[0].start : last.end]


def first_part(words: Sequence[Located]) -> list[Located]:
    return [word for word in words if word.part == words[0].part]


def last_part(words: Sequence[Located]) -> list[Located]:
    return [word for word in words if word.part == words[-1].part]


def heavy(words: Iterable[Located]) -> list[Located]:
    return [word for word in words if not word.is_light]


def key_of(words: Iterable[Located]) -> tuple[str, ...]:
    return tuple(word.folded for word in words)
