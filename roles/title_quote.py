"""What of a line is the title in it, to be quoted in the writer's letters: "TPM" of "Hi Sam, great
TPM", "Product Manager, Payments" of itself.

A writer of capitals goes on with them: what begins with a small letter belongs to the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roles.title_mentions import KnownTitles
from roles.title_stretches import ASIDES, Located, located
from roles.title_words import LEVEL, OTHER_JOBS, RANKS, as_read, folded

# They praise it, and are no part of it.
PRAISE = folded(
    "great exciting several amazing new hi hello hey dear fantastic many multiple suitable ideal"
    " perfect interesting wonderful different various open strong talented skilled super top best"
    " another other some more few couple two three four any well paid passionate driven motivated"
    " brilliant rockstar hot unique rare dynamic ambitious client company team experienced seasoned"
    " got have need seeking want"
)
JOINED = re.compile(r"[^\w.!?\n]*(?:\s(?:for|in|with)\s)?[^\w.!?\n]*")
LINKS = folded("of and or for de")
# Of the words without weight these are said of a title and are no name of a place.
SAID = ASIDES | folded(
    "a an and or the of vs versus i am as is are what whats my job role position"
)


def quote(known: KnownTitles, written: str) -> tuple[int, int]:
    """The place of the titles in a line; the whole of it where none stands there."""
    text, origin = as_read(written), _origin(written)
    words = located(text)
    mentions = known.mentions(words)
    if not mentions:
        return 0, len(written)
    starts = [word.start for word in words]
    first = starts.index(mentions[0].words[0].start)
    last = starts.index(mentions[-1].words[-1].start)
    is_named = text[words[first].start].isupper()
    first = _begun(words, first, is_named=is_named)
    last = _ended(text, words, last, is_named=is_named)
    start, end = words[first].start, words[last].end
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return origin[start], origin[end - 1] + 1


def _origin(written: str) -> list[int]:
    """Where each sign that is read stands in the line as it was written."""
    origin: list[int] = []
    for token in re.finditer(r"\S+", written):
        # The one space before it.
        origin += [token.start() - 1] if origin else []
        origin += range(token.start(), token.end())
    return origin


def _begun(words: Sequence[Located], first: int, *, is_named: bool) -> int:
    while first:
        before = words[first - 1]
        at = first - 1
        if before.folded in LINKS and at and _belongs(words[at - 1], is_named=is_named):
            at -= 1
        elif before.folded in PRAISE or not _belongs(before, is_named=is_named):
            break
        if words[at].part != words[first].part:
            break
        first = at
    return first


def _ended(text: str, words: Sequence[Located], last: int, *, is_named: bool) -> int:
    at, end = last, last
    while at + 1 < len(words) and JOINED.fullmatch(text[words[at].end : words[at + 1].start]):
        at += 1
        is_beside = words[at].part == words[last].part
        if _belongs(words[at], is_named=is_named) or (is_beside and _is_level(words[at])):
            end = at
        elif words[at].folded not in LINKS or not is_named:
            break
    return end


def _belongs(word: Located, *, is_named: bool) -> bool:
    if word.folded in RANKS:
        return True
    # “iOS”, “e-Commerce”.
    is_written_so = not word.written.islower() or word.plain == "e"
    is_name = is_written_so and word.plain not in SAID
    return is_named and (is_name or word.folded in OTHER_JOBS)


def _is_level(word: Located) -> bool:
    return bool(LEVEL.fullmatch(word.plain))
