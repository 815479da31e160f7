"""Titles that are joined by a sign or a word: "Product/Program Manager"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from roles.title_jobs import MANAGERS
from roles.title_mentions import KnownTitles
from roles.title_stretches import JOINTS, Located, heavy, key_of, last_part, stretches

# Of "Project/Product Owner" the first half is no topic.
KINDS_OF_WORK = frozenset({"product", "program", "project"})

# The words between two breaks or joints, and whether a joint stands before them.
_Item = tuple[list[Located], bool]


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


def sharing_a_head_before(
    known: KnownTitles, text: str, words: Sequence[Located]
) -> tuple[str, ...]:
    """ "Manager, Technical Product and Program" written out as the titles that it names."""
    heads = [word for word in words if word.plain in MANAGERS]
    # Of more lists than one each reading would be read again in as many ways.
    if len(heads) != 1 or any(heads[0] in mention.words for mention in known.each(words)):
        return ()
    head = heads[0]
    front = heavy(word for word in words if word.start < head.start)
    titles = _behind(known, front, head, _items(word for word in words if word.start > head.start))
    if not titles:
        return ()
    before = text[words[0].start : (front or [head])[0].start]
    after = text[titles[-1][-1].end : words[-1].end]
    return tuple(f"{before}{_joined([*title, head])}{after}" for title in titles)


def sharing_with_another(
    known: KnownTitles, text: str, left: Sequence[Located], right: Sequence[Located]
) -> tuple[str, str] | None:
    """What is none of ours, and the title, of "Project/Product Owner"."""
    front, mention = heavy(left), next(known.each(right), None)
    if len(front) != 1 or mention is None or mention.words[0] is not right[0]:
        return None
    kinds, head = {front[0].folded, right[0].folded}, mention.words[-1]
    if len(kinds) < 2 or not kinds <= KINDS_OF_WORK or known.roles_of([*front, head]):
        return None
    return _joined([*front, head]), text[right[0].start : right[-1].end]


def _joined(words: Sequence[Located]) -> str:
    return " ".join(word.written for word in words)


def _items(words: Iterable[Located]) -> list[_Item]:
    items: list[_Item] = []
    is_joined = False
    for word in words:
        is_joined = is_joined or word.is_joined or word.folded in JOINTS
        if word.folded in JOINTS or word.is_light:
            continue
        if items and not is_joined and items[-1][0][-1].part == word.part:
            items[-1][0].append(word)
        else:
            items.append(([word], is_joined))
        is_joined = False
    return items


def _behind(
    known: KnownTitles, front: list[Located], head: Located, items: Sequence[_Item]
) -> list[list[Located]]:
    """The titles that a list makes with the word before it, each without that word; none where
    nothing joins them, or where the list names something else too."""
    first, others = _first_behind(known, front, head, items)
    titles, is_list = [first] if first else [], False
    for item, is_joined in others if first else ():
        # Said again it is a title of its own: “Technical Product and Product”.
        alike = [*first[:-1], *item] if key_of(item) != key_of(first[-1:]) else item
        title = next((each for each in (alike, item) if known.roles_of([*each, head])), None)
        if is_list and not is_joined:
            break
        if title is None:
            return []
        titles.append(title)
        is_list = is_joined
    return titles if is_list else []


def _first_behind(
    known: KnownTitles, front: list[Located], head: Located, items: Sequence[_Item]
) -> tuple[list[Located], Sequence[_Item]]:
    """The first of them, which a bracket may part: "Technical (Product/Program)"."""
    title = list(front)
    for at, (item, _) in enumerate(items[:2], 1):
        title = [*title, *item]
        if known.roles_of([*title, head]):
            return title, items[at:]
    return [], ()


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
