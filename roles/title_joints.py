"""Titles that are joined by a sign or a word: "Product/Program Manager"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roles.title_mentions import KnownTitles
from roles.title_stretches import JOINTS, Located, key_of, last_part, stretches


def halves(words: Sequence[Located]) -> Iterator[tuple[Sequence[Located], Sequence[Located]]]:
    """What stands before and behind each sign or word that joins."""
    for at, word in enumerate(words):
        if word.folded in JOINTS and 0 < at < len(words) - 1 and words[at - 1].folded not in JOINTS:
            yield words[:at], words[at + 1 :]
        elif word.is_joined and at:
            yield words[:at], words[at:]


def sharing_a_head(
    known: KnownTitles, text: str, left: Sequence[Located], right: Sequence[Located]
) -> tuple[str, ...]:
    """ "Technical Product/Program Manager" written out as the two titles that it names."""
    if _is_whole(known, last_part(left)) or left[-1].folded == right[0].folded:
        return ()
    for at, head in enumerate(right[1 : known.longest], 1):
        if _is_title_end(known, left, [head]) and _is_title_end(known, left[:-1], right[: at + 1]):
            stems = _listed(known, left, head)
            listed = " / ".join(text[stem[0].start : stem[-1].end] for stem in stems)
            # What stands behind the next joint belongs to the title there.
            last = next((words[-1] for words, _ in halves(right[at:])), right[-1])
            start, end = left[0].start, right[-1].end
            first = f"{text[start : stems[0][0].start]}{listed} {text[head.start : last.end]}"
            # Not where it is said again: “Technical Program & Technical Product Manager”.
            is_again = right[0].folded in key_of(stems[0])
            prefix = "" if is_again else text[start : stems[0][-1].start]
            return first, f"{prefix}{text[right[0].start : end]}"
    return ()


def sharing_a_stem(
    known: KnownTitles, text: str, left: Sequence[Located], right: Sequence[Located]
) -> tuple[str, ...]:
    """ "Product Manager/Owner" written out as the two titles that it names."""
    start, end = left[0].start, right[-1].end
    longer = range(2, known.longest + 1)
    if left[-1].folded == right[0].folded or any(known.titles_of(right[:to]) for to in longer):
        return ()
    for size in range(1, min(len(left), known.longest)):
        stem = left[-1 - size : -1]
        if known.roles_of([*stem, left[-1]]) and known.roles_of([*stem, right[0]]):
            second = f"{text[start : stem[-1].end]} {text[right[0].start : end]}"
            return text[start : left[-1].end], second
    return ()


def _listed(known: KnownTitles, left: Sequence[Located], head: Located) -> list[Sequence[Located]]:
    """The stretches of a list that share its last word: “Product” and “Program” in “Product,
    Program and Project Manager”."""
    parts = list(stretches(left).values())
    listed: list[Sequence[Located]] = [parts.pop()]
    while parts and _is_title_end(known, parts[-1], [head]) and not _is_whole(known, parts[-1]):
        listed.insert(0, parts.pop())
    return listed


def _is_whole(known: KnownTitles, words: Sequence[Located]) -> bool:
    return any(len(mention.words) > 1 for mention in known.each(words))


def _is_title_end(known: KnownTitles, words: Sequence[Located], end: Sequence[Located]) -> bool:
    """Whether a title of several words ends so, which may begin in the words before it."""
    tails = (words[len(words) - size :] for size in range(min(len(words), known.longest) + 1))
    titles = ([*tail, *end] for tail in tails)
    return any(len(title) > 1 and known.roles_of(title) for title in titles)
