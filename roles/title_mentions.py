"""Known titles in a text, as they stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from roles.title_jobs import MANAGERS
from roles.title_stretches import Located, heavy, key_of, located, stretches
from roles.title_words import OTHER_TITLES, words_of
from roles.titles import KnownTitle

MOST_REMEMBERED = 1_000

_Words = tuple[str, ...]
_ByWords = dict[_Words, tuple[KnownTitle, ...]]


@dataclass(frozen=True)
class Mention:
    """A known title in the text: its words, in the writer's order."""

    words: tuple[Located, ...]
    titles: tuple[KnownTitle, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(title.role for title in self.titles))

    @property
    def is_field(self) -> bool:
        """Written as what people of the job do: "Product Management"."""
        return self.words[-1].is_field

    @property
    def is_group(self) -> bool:
        """That, or written of several: "Product Managers"."""
        return self.words[-1].is_group


class KnownTitles:
    """Known titles by their words; nothing changes it."""

    def __init__(self, titles: Iterable[KnownTitle]) -> None:
        known = list(titles)
        self.in_order = _by(known, tuple)
        self.in_any_order = _by(known, lambda words: tuple(sorted(words)))
        self.longest = max(map(len, self.in_order), default=0)

    def mentions(self, words: Sequence[Located]) -> list[Mention]:
        """The known titles that stand there whole in their own order, from the left."""
        return list(self.each(words))

    def each(self, words: Sequence[Located]) -> Iterator[Mention]:
        at = 0
        while at < len(words):
            mention = self._mention_at(words, at)
            if mention:
                yield mention
            at += len(mention.words) if mention else 1

    def _mention_at(self, words: Sequence[Located], at: int) -> Mention | None:
        for size in range(self.longest, 0, -1):
            found = tuple(words[at : at + size])
            titles = self.titles_of(found)
            if titles and not self._ends_in_the_next(words[at:], size):
                return Mention(found, titles)
        return None

    def titles_of(self, words: Sequence[Located]) -> tuple[KnownTitle, ...]:
        """Those that the words are whole, parted and joined nowhere but where one itself is."""
        titles = self.in_order.get(key_of(words), ())
        signs = _signs(words) if titles else ()
        return titles if any(_fits(signs, _signs_within(each.title)) for each in titles) else ()

    def stretches(self, words: Sequence[Located]) -> list[list[Located]]:
        """The stretches of the words; those that one title spans are one: “APM, Product Manager,
        Technical” has two."""
        pairs = (pair for mention in self.each(words) for pair in pairwise(mention.words))
        within = {behind.part for before, behind in pairs if before.part != behind.part}
        found: list[list[Located]] = []
        for part, its in stretches(words).items():
            if part in within:
                found[-1].extend(its)
            else:
                found.append(its)
        return found

    def is_within_title(self, left: Sequence[Located], right: Sequence[Located]) -> bool:
        """Whether one title stands across what joins them: “AI/ML Product Manager”."""
        sizes = ((size, more) for size in range(1, self.longest) for more in range(1, self.longest))
        return right[0].is_joined and any(
            self.titles_of([*left[-size:], *right[:more]])
            for size, more in sizes
            if size + more <= self.longest
        )

    def _ends_in_the_next(self, words: Sequence[Located], size: int) -> bool:
        """Whether the last word begins another title, and a title is left without it: not “Product
        Manager, Technical” in “Product Manager Technical Program Manager”."""
        if size < 3 or not self.titles_of(words[: size - 1]):
            return False
        longer = range(size + 1, size + self.longest)
        return any(self.titles_of(words[size - 1 : end]) for end in longer if end <= len(words))

    def filling(self, words: Sequence[Located]) -> Mention | None:
        """A title that fills stretches side by side, turned around at most: "Product Manager II,
        Platform", "Manager of Products"."""
        fillings = self._fillings(words)
        return next((mention for parts, mention in fillings if not self._is_beside(parts)), None)

    def beside(self, words: Sequence[Located]) -> tuple[KnownTitle, ...]:
        """What a title and the topic beside it would make, turned around: in “Product Manager –
        Developer Platform” no title of the other role is written."""
        found = (mention for parts, mention in self._fillings(words) if self._is_topical(parts))
        return next((mention.titles for mention in found), ())

    def _fillings(self, words: Sequence[Located]) -> Iterator[tuple[list[list[Located]], Mention]]:
        parts = list(stretches(words).values())
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                filled = parts[start : start + size]
                weighty = heavy([word for part in filled for word in part])
                if titles := self._turned(weighty):
                    yield filled, Mention(tuple(weighty), titles)

    def _is_beside(self, parts: Sequence[Sequence[Located]]) -> bool:
        """Whether a title stands whole beside what is a topic, or another job: “Platform Lead,
        Product Managers”. A single word tells which kind it is: “Product Manager, Platform”."""
        whole = [part for part in parts if self.titles_of(heavy(part))]
        is_led = any(part[-1].folded == "lead" for part in parts if part not in whole)
        is_of_several = any(heavy(part)[-1].is_group for part in whole)
        is_another = bool(whole) and len(parts) > 1 and (is_led or is_of_several)
        return is_another or self._is_topical(parts)

    def _is_topical(self, parts: Sequence[Sequence[Located]]) -> bool:
        whole = [part for part in parts if self.titles_of(heavy(part))]
        return bool(whole) and any(len(heavy(part)) > 1 for part in parts if part not in whole)

    def _turned(self, words: Sequence[Located]) -> tuple[KnownTitle, ...]:
        if not 1 < len(words) <= self.longest:
            return ()
        for at in range(len(words)):
            front, behind = words[:at], words[at:]
            turned = [*behind, *front]
            titles = self.in_order.get(key_of(turned), ())
            if titles and not (len(front) > 1 and any(map(_is_topic, behind))):
                is_whole = bool(self.titles_of(words))
                is_parted = len(stretches(behind)) > 1 and self.readable_apart(turned)
                return titles if is_whole or not (is_parted or self.readable_apart(words)) else ()
        return ()

    def readable_apart(self, words: Sequence[Located]) -> list[KnownTitle]:
        """The titles of which one or the other may be read in the words in their order, though not
        side by side: “Technical Product” and “Technical Program” in “Technical Product, Program
        Manager”. Empty where they are of one role."""
        key = key_of(words)
        within = [each for each in self.in_order if 1 < len(each) < len(key) and _in(each, key)]
        longest = [each for each in within if not any(_in(each, of) for of in within if of != each)]
        titles = [title for each in longest for title in self.in_order[each]]
        roles = [{title.role for title in self.in_order[each]} for each in longest]
        return titles if roles and not set.intersection(*roles) else []

    def readable_turned(self, words: Sequence[Located]) -> list[KnownTitle]:
        """Those titles in the words as they stand, or with the word that titles end in moved from
        before the others behind them: “Manager, Technical Product, Program”."""
        heads = [at for at, word in enumerate(words[:-1]) if word.plain in MANAGERS]
        turned = ([*words[:at], *words[at + 1 :], words[at]] for at in heads)
        return next(filter(None, map(self.readable_apart, [words, *turned])), [])

    def side_by_side(
        self, mentions: Sequence[Mention], words: Sequence[Located]
    ) -> list[KnownTitle]:
        """Titles of different roles that nothing parts: “Product Manager Technical Program
        Manager”."""
        order = {word.start: at for at, word in enumerate(heavy(words))}
        for first, second in pairwise(mentions):
            last, begins = first.words[-1], second.words[0]
            is_next = order.get(begins.start, 0) - order.get(last.start, 0) == 1
            is_one = last.part != begins.part or first.is_field or second.is_field
            if is_next and not is_one and not {*first.roles} & {*second.roles}:
                return [*first.titles, *second.titles]
        return []

    def sharing_its_end(self, mention: Mention, words: Sequence[Located]) -> list[KnownTitle]:
        """Titles of which one may share the last word of the other: “Technical Product, Program
        Manager”."""
        before = heavy(word for word in words if word.start < mention.words[0].start)
        for size in range(min(len(before), self.longest), 0, -1):
            stem = before[-size:]
            is_apart = stem[-1].part != mention.words[0].part
            is_title = self.in_order.get(key_of([*stem, mention.words[-1]]))
            # Side by side one word describes the title: “Product Engineering Manager”.
            if is_title and stem[0].part == stem[-1].part and (is_apart or size > 1):
                return self.readable_apart([*stem, *mention.words])
        return []

    def turned_to_another(self, mention: Mention, words: Sequence[Located]) -> list[KnownTitle]:
        """Of a title turned around, that and those that what stands behind it makes with its first
        word: “Manager, Technical Product, Program”."""
        head, *stem = mention.words
        last = mention.words[-1]
        if head.plain not in MANAGERS:
            return []
        for part in stretches(word for word in heavy(words) if word.start > last.start).values():
            for turned in ([*stem[:-1], *part, head], [*part, head]):
                titles = self.in_order.get(key_of(turned), ())
                if titles and not {title.role for title in titles} & {*mention.roles}:
                    return [*mention.titles, *titles]
        return []

    def roles_of(self, words: Sequence[Located]) -> tuple[str, ...]:
        return tuple(title.role for title in self.in_order.get(key_of(words), ()))

    def ends_in_title(self, words: Sequence[Located]) -> bool:
        ends = [mention.words[-1] for mention in self.mentions(words) if not mention.is_field]
        return any(end is word for end in ends for word in heavy(words)[-1:])


def _in(some: Sequence[str], words: Iterable[str]) -> bool:
    """Whether they stand among the words in their order."""
    left = iter(words)
    return all(word in left for word in some)


def _is_topic(word: Located) -> bool:
    """Whether a word of titles is written of several: “Programs”, “Associates”."""
    is_plural = word.plain.endswith("s") and not word.folded.endswith("s")
    return is_plural and word.folded in OTHER_TITLES


def _by(titles: Iterable[KnownTitle], key: Callable[[_Words], _Words]) -> _ByWords:
    known: _ByWords = {}
    for title in titles:
        if words := tuple(word.folded for word in words_of(title.title)):
            others = known.get(key(words), ())
            if title.role not in [other.role for other in others]:
                known[key(words)] = (*others, title)
    return known


def _signs(words: Sequence[Located]) -> tuple[str, ...]:
    """What joins or parts each word from the one before it; nothing before the first."""
    pairs = pairwise(words)
    signs = ("/" if at.is_joined else "," * (at.part != before.part) for before, at in pairs)
    return ("", *signs) if words else ()


@lru_cache(MOST_REMEMBERED)
def _signs_within(title: str) -> tuple[str, ...]:
    return _signs(located(title))


def _fits(signs: Sequence[str], own: Sequence[str]) -> bool:
    return all(sign in ("", kept) for sign, kept in zip(signs, own, strict=False))


def front_of(mention: Mention, words: Sequence[Located]) -> list[Located]:
    first = mention.words[0]
    before = [word for word in words if word.part == first.part and word.start < first.start]
    # “Sr. Mgr. Product Manager”: no more than a rank.
    is_rank = all(word.folded == "manager" for word in heavy(before))
    return [] if is_rank else before


def behind_of(mention: Mention, words: Sequence[Located]) -> list[Located]:
    last = mention.words[-1]
    return [word for word in words if word.part == last.part and word.start > last.start]
