"""Whether a title is only said of somebody else: "Wife of a Product Manager"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roles.title_stretches import Located, heavy
from roles.title_words import folded

RELATIONS = folded("of to for in with by from about under behind")
# What stands between words that no sign parts; some of these are no words of a title.
BESIDE = re.compile(r"\s*(?:(for|in|with)\s+)?")
# Who is hired, and is not somebody else's.
HIRING = folded(
    "hiring hire looking seeking searching search recruiting wanted needed need vacancy opening"
    " opportunity role position job title apply application"
)


def relation_before(word: Located, words: Sequence[Located]) -> tuple[str, Sequence[Located]]:
    """The preposition that a word hangs on, and what stands before it: “to” and “PA” of “PA to the
    Product Manager”. Without one both are empty."""
    at = words.index(word)
    while at and (beside := BESIDE.fullmatch(words[at].before.casefold())):
        if beside[1]:
            return beside[1], words[:at]
        at -= 1
        if words[at].folded in RELATIONS:
            return words[at].folded, words[:at]
        if not words[at].is_light:
            break
    return "", []


def owner_of(word: Located, words: Sequence[Located]) -> Located | None:
    """The noun that only has to do with what the word begins; none of who is hired as that."""
    _, before = relation_before(word, words)
    nouns = heavy(before)
    is_hired = any(each.folded in HIRING for each in before[-2:])
    return nouns[-1] if nouns and not is_hired else None
