"""Titles that are joined by a sign or a word: "Product/Program Manager"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roles.title_mentions import KnownTitles
from roles.title_stretches import JOINTS, Located, last_part


def halves(words: Sequence[Located]) -> Iterator[tuple[Sequence[Located], Sequence[Located]]]:
    """What stands before and behind each sign or word that joins."""
    for at, word in enumerate(words):
        if word.folded in JOINTS and 0 < at < len(words) - 1:
            yield words[:at], words[at + 1 :]
        elif word.is_joined and at:
            yield words[:at], words[at:]


def sharing_a_head(
    known: KnownTitles, text: str, left: Sequence[Located], right: Sequence[Located]
) -> tuple[str, ...]:
    """ "Technical Product/Program Manager" written out as the two titles that it names."""
    is_whole = any(len(each.words) > 1 for each in known.mentions(last_part(left)))
    if is_whole or left[-1].folded == right[0].folded:
        return ()
    for at, head in enumerate(right[1 : known.longest], 1):
        if _is_title_end(known, left, [head]) and _is_title_end(known, left[:-1], right[: at + 1]):
            first = f"{text[: left[-1].end]} {text[head.start :]}"
            return first, f"{text[: left[-1].start]}{text[right[0].start :]}"
    return ()


def _is_title_end(known: KnownTitles, words: Sequence[Located], end: Sequence[Located]) -> bool:
    """Whether a title of several words ends so, which may begin in the words before it."""
    tails = (words[len(words) - size :] for size in range(min(len(words), known.longest) + 1))
    titles = ([*tail, *end] for tail in tails)
    return any(len(title) > 1 and known.roles_of(title) for title in titles)
