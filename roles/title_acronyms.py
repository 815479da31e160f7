"""What an acronym of a title is short for: a title of a role, or something else, as "TPM" is for
"Trusted Platform Module"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from roles.title_mentions import KnownTitles, Mention
from roles.title_stretches import Located, heavy, located, stretches
from roles.title_words import fold, folded

# A number of a version or a measure right behind letters: “TPM 2.0”, “PM2.5”.
VERSION = re.compile(r"[^\W\d_][ -]?\d+\.\d")
# They are spelt out and give no letter.
SMALL = folded("a an and for in of the to")


class Spelt(Protocol):
    """A word of a title or of a text."""

    @property
    def plain(self) -> str: ...
    @property
    def folded(self) -> str: ...


def is_of_something_else(
    known: KnownTitles, mention: Mention, text: str, words: Sequence[Located]
) -> bool:
    """Whether a number or what is spelt out beside an acronym says that it is no title. One title
    may spell out another, as in “TPM (Technical Program Management)”."""
    if len(mention.words) > 1:
        return False
    word = mention.words[0]
    beside = (part for part in _beside(word, words) if not known.roles_of(heavy(part)))
    is_version = VERSION.match(text, max(word.end - 1, 0))
    return bool(is_version) or any(is_spelt_by(word.folded, part) for part in beside)


def spelt_out(known: KnownTitles, acronyms: Iterable[str], role: str) -> str:
    """The shortest title of a role that one of the acronyms is short for, empty where none is."""
    own = [each.title for each in chain(*known.in_order.values()) if each.role == role]
    letters = {fold(acronym) for acronym in acronyms}
    spelt = [each for each in own if any(is_spelt_by(key, located(each)) for key in letters)]
    return min(spelt, key=len, default="")


def _beside(word: Located, words: Sequence[Located]) -> Iterator[list[Located]]:
    for part in stretches(words).values():
        yield [each for each in part if each.start < word.start]
        yield [each for each in part if each.start > word.start]


def is_spelt_by(acronym: str, words: Iterable[Spelt]) -> bool:
    """Whether each word begins with a letter of it, the last with its last; what is left stands
    inside the words between: “premenstrual tension”."""
    spelt = [word.plain for word in words if word.folded not in SMALL]
    if len(spelt) < 2 or spelt[-1][0] != acronym[-1]:
        return False
    reached = {0}
    for word in spelt[:-1]:
        begun = {at + 1 for at in reached if acronym[at : at + 1] == word[0]}
        reached = {end for at in begun for end in _inside(acronym, at, word[1:])}
    return len(acronym) - 1 in reached


def _inside(acronym: str, at: int, letters: str) -> Iterator[int]:
    """How far the acronym may come in the letters, from none to as many as stand there."""
    yield at
    for letter in letters:
        if acronym[at : at + 1] == letter:
            at += 1
            yield at
