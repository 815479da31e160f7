"""What a title means that a person was sent: one of ours, several of them, or those who lead one.

`titles.Index` is strict, because rows of pay are counted by it. People paste what adverts and mails
have: "Product Manager, Order Management (Remote) - REF1234". Here such a text is read in stretches,
as its punctuation makes them, and what stands there as one known title counts:

* known, narrower: exactly one known title stands there. What is set aside, before or behind it,
  names the team, the field or the place, and is kept as it was written.
* several: titles are joined ("/", "or", "and", "vs", brackets), also by a word that they share
  ("Technical Product/Program Manager", "Product Manager/Owner"). Each is named; `others` are jobs
  that are none of ours.
* leads: somebody who leads those of a role ("Director of Product Management"); not one whose own
  title stands there ("Technical Program Manager, Product Management").
* similar: a question. Two titles may be read ("Technical Product, Program Manager"), an acronym may
  be short for something else ("TPM 2.0"), or the text is about somebody who only has to do with the
  role ("Wife of a Product Manager").
* unknown, and similar where no title stands whole: as the strict look-up answers.

A word that makes it another job wins where it belongs to the title: in front of it ("Assistant
Product Manager"), or as the whole or the last word of what stands behind it ("Product Manager,
Intern"), and not where it describes another noun there ("Product Manager, Student Loans").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from roles.title_acronyms import VERSION, is_of_something_else, spelt_out
from roles.title_jobs import (
    SECOND_HEADS,
    fate_of,
    in_brackets,
    is_denied,
    is_in_part,
    is_status,
    makes_another_job,
    may_be_job,
)
from roles.title_joints import (
    halves,
    sharing_a_head,
    sharing_a_head_before,
    sharing_a_stem,
    sharing_with_another,
)
from roles.title_leaders import of_leaders
from roles.title_meaning import (
    UNKNOWN,
    Kind,
    TitleMeaning,
    asking,
    each_of,
    is_explained,
    stating,
    together,
)
from roles.title_mentions import KnownTitles, Mention, behind_of, front_of
from roles.title_quote import quote
from roles.title_relations import owner_of, somebody_else
from roles.title_stretches import (
    Located,
    first_part,
    heavy,
    key_of,
    last_part,
    located,
    stretches,
    written,
)
from roles.title_words import MOST_CHARACTERS, as_read
from roles.titles import Index, KnownTitle

# Each title is read for itself; this keeps one look-up short.
MOST_WORDS = 60
# So many lists are written out as the titles that they name, each to be read again.
MOST_LISTS = 4


class Reader:
    """Known titles made ready for many texts; nothing changes it, so threads may share it."""

    def __init__(self, titles: Iterable[KnownTitle]) -> None:
        known = list(titles)
        self._index = Index(known)
        self._known = KnownTitles(known)

    def read(self, query: str) -> TitleMeaning:
        """The meaning of any text; none raises, and one without words is unknown."""
        text = as_read(query)
        words = located(text)[:MOST_WORDS]
        meaning = self._read(text, words, iter(range(MOST_LISTS)))
        return self._several_put_right(text, words, meaning) or meaning

    def quote(self, written: str) -> tuple[int, int]:
        """The place of the titles in a line that holds more; the whole of it where none stands."""
        return quote(self._known, written)

    def spelt_out(self, meaning: TitleMeaning, role: str) -> str:
        """The shortest title of a role that an acronym of the meaning is short for; else none."""
        return spelt_out(self._known, meaning.titles, role)

    def _reread(self, text: str, lists: Iterator[int]) -> TitleMeaning:
        return self._read(text, located(text)[:MOST_WORDS], lists)

    def _read(self, text: str, words: Sequence[Located], lists: Iterator[int]) -> TitleMeaning:
        """The meaning of these words of the text."""
        # What is one title whole is not taken apart: “AI/ML Product Manager”.
        if titles := self._known.titles_of(words):
            return stating(titles)
        return self._taken_apart(text, words, lists) or self._single(text, words)

    # One title

    def _single(self, text: str, words: Sequence[Located]) -> TitleMeaning:
        mentions = self._known.mentions(words)
        if leaders := of_leaders(mentions, words):
            return leaders
        mention = self._known.filling(words) or next(iter(_likeliest(mentions, words)), None)
        if mention is None:
            return self._long_put_right(text, words) or self._strictly(text, words)
        if titles := self._known.side_by_side(mentions, words):
            return asking(titles)
        if somebody := somebody_else(mention, words):
            is_clear = may_be_job(somebody) and not in_brackets(mention.words)
            return UNKNOWN if is_clear else asking(mention.titles)
        if titles := self._apart(mention, words):
            return asking(titles)
        meaning = self._claimed(mention, text, words)
        is_half = is_in_part(front_of(mention, words), mention.words[0])
        is_else = is_half or is_of_something_else(self._known, mention, text, words)
        if meaning.roles and is_else:
            return asking(mention.titles)
        return replace(meaning, turned=self._known.beside(words)) if meaning.roles else meaning

    def _apart(self, mention: Mention, words: Sequence[Located]) -> list[KnownTitle]:
        """Titles of which one may share the word that another ends in."""
        shared = self._known.sharing_its_end(mention, words)
        return shared or self._known.turned_to_another(mention, words)

    def _claimed(self, mention: Mention, text: str, words: Sequence[Located]) -> TitleMeaning:
        if self._is_doubtful(mention, words):
            return self._strictly(text, words)
        if corrected := self._corrected(text, words, mention):
            return corrected
        return self._stated(mention, text, words) or self._strictly(text, words)

    def _strictly(self, text: str, words: Sequence[Located]) -> TitleMeaning:
        span = text[words[0].start : words[-1].end] if words else ""
        found = self._index.look_up(span)
        if found.roles and VERSION.search(span):
            return asking([KnownTitle(found.title, role) for role in found.roles])
        if found.roles and (apart := self._known.readable_turned(heavy(words))):
            return asking(apart)
        titles = (found.title,) if found.title else ()
        return TitleMeaning(found.kind, found.roles, titles, found.extra, similar=found.similar)

    def _is_doubtful(self, mention: Mention, words: Sequence[Located]) -> bool:
        """Whether another title may be meant: an associate's, one whose word stands right before
        it, one that an acronym may be short for, or a longer one that is broken."""
        front = heavy(front_of(mention, words))
        left = set(key_of(front))
        if "associate" in left or (front and front[-1].folded in SECOND_HEADS):
            return True
        if len(mention.words) == 1:
            return len(mention.words[0].plain) < 3 and len(heavy(words)) > 1
        within = left.union(key_of(mention.words))
        longer = (key for key in self._known.in_any_order if len(key) > len(mention.words))
        return any(left.intersection(key) and within.issuperset(key) for key in longer)

    def _corrected(
        self, text: str, words: Sequence[Located], mention: Mention
    ) -> TitleMeaning | None:
        """With a word before the title put right, where there is one thing that it can be."""
        wrong = self._misspelt(front_of(mention, words))
        return self._single_put_right(text, words, wrong[0]) if wrong else None

    def _long_put_right(self, text: str, words: Sequence[Located]) -> TitleMeaning | None:
        """With the one word put right that keeps a title from standing there. Of one of two words
        alone too little would be left to tell it from another job: something is set off from it."""
        wrong = self._misspelt(words)
        if len(wrong) != 1:
            return None
        meaning = self._single_put_right(text, words, wrong[0])
        is_long = all(len(title.split()) > 2 for title in meaning.titles)
        is_apart = len(stretches(heavy(words))) > 1
        return meaning if meaning.roles and (is_long or is_apart) else None

    def _several_put_right(
        self, text: str, words: Sequence[Located], meaning: TitleMeaning
    ) -> TitleMeaning | None:
        """With every word put right that is no word, where that names more titles: “Prodcut Manager
        or Program Manager”."""
        if len(stretches(words)) == 1 and not any(halves(words)):
            return None
        wrong = self._misspelt(words)
        again = self._reread(_put_right(text, wrong), iter(range(MOST_LISTS))) if wrong else UNKNOWN
        if again.kind != "several" or again.others or len(again.roles) <= len(meaning.roles):
            return None
        return replace(again, corrected=tuple((word.written, spelled) for word, spelled in wrong))

    def _misspelt(self, words: Sequence[Located]) -> list[tuple[Located, str]]:
        """The words that are no words, with the one thing that each can be."""
        spelled = [(word, self._index.only_correction(word.word)) for word in heavy(words)]
        return [(word, right) for word, right in spelled if right]

    def _single_put_right(
        self, text: str, words: Sequence[Located], wrong: tuple[Located, str]
    ) -> TitleMeaning:
        word, spelled = wrong
        # Whatever else the text has is read apart.
        start = words[0].start
        right = _put_right(text[: words[-1].end], [wrong])[start:]
        # What is cut off at its end would be put right again and again.
        if len(right) > MOST_CHARACTERS:
            return UNKNOWN
        meaning = self._single(right, located(right))
        return replace(meaning, corrected=((word.written, spelled), *meaning.corrected))

    def _stated(self, mention: Mention, text: str, words: Sequence[Located]) -> TitleMeaning | None:
        """That the title is this one; None where it is a question."""
        front, behind = front_of(mention, words), behind_of(mention, words)
        if makes_another_job(front) or (mention.is_field and heavy(behind)):
            return UNKNOWN
        roles, others = mention.roles, []
        for part, is_beside in _around(mention, behind, words):
            if self._is_of_others(part, mention, words):
                continue
            is_before = part[:1] and part[0].start < mention.words[0].start
            fate = fate_of(part, is_before=bool(is_before))
            if same := self._known.roles_of(heavy(part)):
                roles = tuple(role for role in roles if role in same)
            elif fate == "another job" and is_beside and not is_status(part):
                others.append(written(text, part, is_apart=True))
            elif fate == "another job":
                return UNKNOWN
            elif fate == "question":
                return None
        if not roles:
            return None
        set_aside = [each for each in self._set_aside(mention, text, words) if each not in others]
        kind: Kind = "narrower" if written(text, front) else "known"
        titles = (mention.titles[0].title,)
        extra = ", ".join(set_aside)
        return TitleMeaning("several" if others else kind, roles, titles, extra, tuple(others))

    def _set_aside(self, mention: Mention, text: str, words: Sequence[Located]) -> Iterator[str]:
        """What else stands there, stretch by stretch."""
        own = {word.part for word in mention.words}
        for part, its in stretches(words).items():
            if part in own:
                yield from filter(None, [written(text, front_of(mention, its))])
                yield from filter(None, [written(text, behind_of(mention, its))])
            elif self._is_of_others(its, mention, words) or not self._known.roles_of(heavy(its)):
                yield from filter(None, [written(text, its, is_apart=True)])

    def _is_of_others(
        self, part: Sequence[Located], mention: Mention, words: Sequence[Located]
    ) -> bool:
        """Whether a stretch names what others do, and so is a topic: “Product Manager, Program
        Management”, “Engineering Manager for Product Managers”."""
        roles = self._known.roles_of(heavy(part))
        is_apart = roles and not {*roles} & {*mention.roles}
        is_others = is_apart and (part[-1].is_group or owner_of(part[0], words))
        return bool(is_others) or is_denied(part)

    # Several titles

    def _taken_apart(
        self, text: str, words: Sequence[Located], lists: Iterator[int]
    ) -> TitleMeaning | None:
        pairs = list(halves(words))
        before = sharing_a_head_before(self._known, text, words) if pairs else ()
        if meaning := self._of_variants(before, lists):
            return meaning
        for left, right in pairs:
            if self._known.is_within_title(left, right):
                continue
            shared = (self._known, text, left, right)
            if variants := sharing_a_head(*shared) or sharing_a_stem(*shared):
                if meaning := self._of_variants(variants, lists):
                    return meaning
            elif another := sharing_with_another(*shared):
                return each_of([self._reread(another[1], lists)], another[:1])
            elif meaning := self._of_halves(text, left, right, lists):
                return meaning
        return self._of_stretches(text, words)

    def _of_variants(self, variants: Sequence[str], lists: Iterator[int]) -> TitleMeaning | None:
        if not variants or next(lists, None) is None:
            return None
        meanings = [self._reread(variant, lists) for variant in variants]
        if not all(meaning.roles for meaning in meanings):
            return None
        is_one = len({meaning.roles for meaning in meanings}) == 1
        return together(meanings) if is_one else each_of(meanings)

    def _of_halves(
        self,
        text: str,
        left: Sequence[Located],
        right: Sequence[Located],
        lists: Iterator[int],
    ) -> TitleMeaning | None:
        """Of two titles that are joined, one of which may be none of ours."""
        sides = [self._side(left), self._side(right)]
        if "title" not in sides or "" in sides:
            return None
        parts = [left, right]
        meanings = [
            self._read(text, part, lists)
            for part, side in zip(parts, sides, strict=True)
            if side == "title"
        ]
        nearest = [last_part(left), first_part(right)]
        others = [
            written(text, words, is_apart=True)
            for words, side in zip(nearest, sides, strict=True)
            if side == "job"
        ]
        stated = [meaning for meaning in meanings if meaning.roles]
        if not stated:
            return None
        is_one = is_explained(stated, text[left[-1].end : right[0].start])
        return together(stated, others) if is_one else each_of(stated, others)

    def _side(self, words: Sequence[Located]) -> str:
        """What stands on one side of a joint: a known title, another job, or neither."""
        if any(not mention.is_field for mention in self._known.each(words)):
            return "title"
        nearest = heavy(first_part(words) if words[0].is_joined else last_part(words))
        return "job" if nearest and len(nearest) <= 5 and may_be_job(nearest[-1]) else ""

    def _of_stretches(self, text: str, words: Sequence[Located]) -> TitleMeaning | None:
        """Of stretches that end in titles of different roles: "IT Project Manager (Scrum Master,
        Product Owner)"."""
        ending = [
            part
            for part in self._known.stretches(words)
            if self._known.ends_in_title(part) and not (is_denied(part) or owner_of(part[0], words))
        ]
        meanings = [self._single(text, part) for part in ending]
        roles = [set(meaning.roles) for meaning in meanings]
        if len(roles) < 2 or not all(roles):
            return None
        is_aside = any(map(in_brackets, ending))
        if set.intersection(*roles) and (is_aside or is_explained(meanings)):
            return None
        return each_of(meanings)


def _put_right(text: str, wrong: Sequence[tuple[Located, str]]) -> str:
    for word, spelled in reversed(wrong):
        text = f"{text[: word.start]}{spelled}{text[word.end :]}"
    return text


def _likeliest(mentions: Sequence[Mention], words: Sequence[Located]) -> list[Mention]:
    """Those that are said of somebody first, then those that are written as a title, then the
    longest, then from the left."""
    parts = stretches(words)

    def order(mention: Mention) -> tuple[bool, bool, int]:
        first = mention.words[0]
        is_of_nobody = is_denied(parts[first.part]) or owner_of(first, words) is not None
        return is_of_nobody, mention.is_field, -len(mention.words)

    return sorted(mentions, key=order)


def _around(
    mention: Mention, behind: Sequence[Located], words: Sequence[Located]
) -> Iterator[tuple[Sequence[Located], bool]]:
    """The stretches beside that of the title, and whether brackets part them from it."""
    own = {word.part for word in mention.words}
    yield behind, False
    for part, its in stretches(words).items():
        if part not in own:
            bracketed = its if part > min(own) else mention.words
            yield its, "(" in bracketed[0].before or "[" in bracketed[0].before
