"""What a title means that a person was sent: one of ours, several of them, or those who lead one.

`titles.Index` is strict, because rows of pay are counted by it. People paste what adverts and mails
have: "Product Manager, Order Management (Remote) - REF1234". Here such a text is read in stretches,
as its punctuation makes them, and what stands there as one known title counts:

* known, narrower: exactly one known title stands there. What is set aside, before or behind it,
  names the team, the field or the place, and is kept as it was written.
* several: two titles are joined ("/", "or", "and", "vs", brackets), also by a word that both share
  ("Technical Product/Program Manager"). Each is named; `others` are jobs that are none of ours.
* leads: somebody who leads those of a role ("Director of Product Management").
* similar, unknown: as the strict look-up answers. It also answers where no title stands whole.

A word that makes it another job wins where it belongs to the title: in front of it ("Assistant
Product Manager"), or as the whole or the last word of what stands behind it ("Product Manager,
Intern"), and not where it describes another noun there ("Product Manager, Student Loans").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from roles.title_stretches import JOINTS, Located, located, stretches, written
from roles.title_words import OTHER_FIELDS, OTHER_JOBS, OTHER_TITLES, as_read, folded, words_of
from roles.titles import Index, KnownTitle

_Words = tuple[str, ...]
_ByWords = dict[_Words, tuple[KnownTitle, ...]]
Kind = Literal["known", "narrower", "several", "leads", "similar", "unknown"]

# Limits that keep one look-up short: each title is read for itself.
MOST_TITLES = 6
MOST_WORDS = 40
# Who leads others, so that the name of their field tells whom.
LEADERS = folded("director head vp svp evp avp vicepresident supervisor")
MANAGERS = frozenset(["manager", "managers", "mgr", "owner", "master"])
# Of a title that stands beside ours, or before it: “Account Manager”, “Team Lead”.
SECOND_HEADS = OTHER_TITLES - {"product", "program", "project", "associate"}
# Of a team or an office as often as of a person.
DESCRIBING = folded("office executive master student graduate past future")
NEGATIONS = folded("non not no never")
# The last word of a job that is none of ours, and what only sounds like one.
AGENT = re.compile(r"[^\W\d_]{3,}(?:er|or|ist|yst|ant|ian)")
NO_AGENTS = folded(
    "customer consumer computer server center career power vendor sensor user provider partner"
    " carrier courier adapter paper water order border compiler container router scanner printer"
    " browser folder newsletter register semiconductor factor sector interior exterior motor"
    " monitor error color behavior harbor labor tenant plant restaurant merchant grant quant"
)


@dataclass(frozen=True)
class TitleMeaning:
    """What a text means; the module says what the kinds mean.

    `roles` are slugs, each once; `titles` the known titles that were found, as they are kept.
    `extra` is what was set aside, `others` jobs that are none of ours, `corrected` pairs of what
    stood there and what it was read as, all in the writer's letters. `similar` are the titles to
    ask about.
    """

    kind: Kind
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    extra: str = ""
    others: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    similar: tuple[KnownTitle, ...] = ()

    @property
    def sets_technical_aside(self) -> bool:
        """Whether “technical” was set aside, which can make another job of a title without it."""
        own = [word.folded for title in self.titles for word in words_of(title)]
        return "technical" in {word.folded for word in words_of(self.extra)}.difference(own)


UNKNOWN = TitleMeaning("unknown")


@dataclass(frozen=True)
class _Mention:
    """A known title in the text: its words, in the writer's order."""

    words: tuple[Located, ...]
    titles: tuple[KnownTitle, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(title.role for title in self.titles))

    @property
    def is_field(self) -> bool:
        """Written as what people of the job do: "Product Management"."""
        return self.words[-1].plain.startswith(("management", "mgmt", "mgt"))

    @property
    def is_group(self) -> bool:
        """That, or written of several: "Product Managers"."""
        return self.is_field or self.words[-1].plain in ("managers", "owners")


class Reader:
    """Known titles made ready for many texts; nothing changes it, so threads may share it."""

    def __init__(self, titles: Iterable[KnownTitle]) -> None:
        known = list(titles)
        self._index = Index(known)
        self._in_order = _by(known, tuple)
        self._in_any_order = _by(known, lambda words: tuple(sorted(words)))
        self._longest = max(map(len, self._in_order), default=0)

    def read(self, query: str) -> TitleMeaning:
        """The meaning of any text; none raises, and one without words is unknown."""
        return self._read(as_read(query), MOST_TITLES)

    def _read(self, text: str, most: int) -> TitleMeaning:
        """`most` more titles may be taken apart from it."""
        words = located(text)[:MOST_WORDS]
        # What is one title whole is not taken apart: “AI/ML Product Manager”.
        if titles := self._in_order.get(_folded(words)):
            return _stating(titles)
        taken_apart = self._taken_apart(text, words, most - 1) if most > 1 else None
        return taken_apart or self._single(text, words)

    # One title

    def _single(self, text: str, words: Sequence[Located]) -> TitleMeaning:
        mentions = self._mentions(words)
        if leaders := _of_leaders(mentions, words):
            return leaders
        mention = self._filling(words) or next(iter(_likeliest(mentions)), None)
        if mention is None:
            return self._put_right(text, words) or self._strictly(text)
        if self._is_doubtful(mention, words):
            return self._strictly(text)
        if corrected := self._corrected(text, words, mention):
            return corrected
        return self._stated(mention, text, words) or self._strictly(text)

    def _strictly(self, text: str) -> TitleMeaning:
        found = self._index.look_up(text)
        titles = (found.title,) if found.title else ()
        return TitleMeaning(found.kind, found.roles, titles, found.extra, similar=found.similar)

    def _mentions(self, words: Sequence[Located]) -> list[_Mention]:
        """The known titles that stand there whole in their own order, from the left."""
        mentions: list[_Mention] = []
        at = 0
        while at < len(words):
            mention = self._mention_at(words, at)
            mentions += [mention] if mention else []
            at += len(mention.words) if mention else 1
        return mentions

    def _mention_at(self, words: Sequence[Located], at: int) -> _Mention | None:
        for size in range(self._longest, 0, -1):
            found = tuple(words[at : at + size])
            titles = self._in_order.get(_folded(found))
            if titles and len({word.part for word in found}) == 1:
                return _Mention(found, titles)
        return None

    def _filling(self, words: Sequence[Located]) -> _Mention | None:
        """A title that fills stretches side by side, in any order: "Product Manager II, Platform",
        "Manager of Products"."""
        parts = list(stretches(words).values())
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                heavy = _heavy([word for part in parts[start : start + size] for word in part])
                titles = self._in_any_order.get(tuple(sorted(_folded(heavy))), ())
                if len(heavy) > 1 and titles:
                    return _Mention(tuple(heavy), titles)
        return None

    def _is_doubtful(self, mention: _Mention, words: Sequence[Located]) -> bool:
        """Whether another title may be meant: an associate's, one whose word stands right before
        it, one that an acronym may be short for, or a longer one that is broken."""
        front = _heavy(_front(mention, words))
        left = set(_folded(front))
        if "associate" in left or (front and front[-1].folded in SECOND_HEADS):
            return True
        if len(mention.words) == 1:
            return len(mention.words[0].plain) < 3 and len(_heavy(words)) > 1
        within = left.union(_folded(mention.words))
        longer = (key for key in self._in_any_order if len(key) > len(mention.words))
        return any(left.intersection(key) and within.issuperset(key) for key in longer)

    def _corrected(
        self, text: str, words: Sequence[Located], mention: _Mention
    ) -> TitleMeaning | None:
        """With a word before the title put right, where there is one thing that it can be."""
        for word in _heavy(_front(mention, words)):
            if spelled := self._index.only_correction(word.word):
                return self._reread(text, word, spelled)
        return None

    def _put_right(self, text: str, words: Sequence[Located]) -> TitleMeaning | None:
        """With the one word put right that keeps a title of three words and more from standing
        there. Of a shorter one too little would be left to tell it from another job."""
        wrong = [(word, self._index.only_correction(word.word)) for word in _heavy(words)]
        wrong = [(word, spelled) for word, spelled in wrong if spelled]
        if len(wrong) != 1:
            return None
        meaning = self._reread(text, *wrong[0])
        is_long = all(len(title.split()) > 2 for title in meaning.titles)
        return meaning if meaning.roles and is_long else None

    def _reread(self, text: str, word: Located, spelled: str) -> TitleMeaning:
        put_right = f"{text[: word.start]}{spelled}{text[word.end :]}"
        meaning = self._single(put_right, located(put_right))
        return replace(meaning, corrected=((word.written, spelled), *meaning.corrected))

    def _stated(
        self, mention: _Mention, text: str, words: Sequence[Located]
    ) -> TitleMeaning | None:
        """That the title is this one; None where it is a question."""
        front, behind = _front(mention, words), _behind(mention, words)
        if _makes_another_job(front) or (mention.is_field and _heavy(behind)):
            return UNKNOWN
        roles, others = mention.roles, []
        for part, is_beside in _around(mention, behind, words):
            fate = _fate(part)
            if same := self._roles_of(_heavy(part)):
                roles = tuple(role for role in roles if role in same)
            elif fate == "another job" and is_beside:
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

    def _set_aside(self, mention: _Mention, text: str, words: Sequence[Located]) -> Iterator[str]:
        """What else stands there, stretch by stretch."""
        own = {word.part for word in mention.words}
        for part, its in stretches(words).items():
            if part in own:
                yield from filter(None, [written(text, _front(mention, its))])
                yield from filter(None, [written(text, _behind(mention, its))])
            elif not self._roles_of(_heavy(its)):
                yield from filter(None, [written(text, its, is_apart=True)])

    def _roles_of(self, words: Sequence[Located]) -> tuple[str, ...]:
        return tuple(title.role for title in self._in_order.get(_folded(words), ()))

    # Several titles

    def _taken_apart(self, text: str, words: Sequence[Located], most: int) -> TitleMeaning | None:
        for left, right in _halves(words):
            if variants := self._sharing_a_head(text, left, right):
                meanings = [self._read(variant, most) for variant in variants]
                if all(meaning.roles for meaning in meanings):
                    is_one = len({meaning.roles for meaning in meanings}) == 1
                    return _together(meanings) if is_one else _each(meanings)
            elif meaning := self._of_halves(text, left, right, most):
                return meaning
        return self._of_stretches(text, words)

    def _sharing_a_head(
        self, text: str, left: Sequence[Located], right: Sequence[Located]
    ) -> tuple[str, ...]:
        """ "Technical Product/Program Manager" written out as the two titles that it names."""
        is_whole = any(len(each.words) > 1 for each in self._mentions(_last_part(left)))
        if is_whole or left[-1].folded == right[0].folded:
            return ()
        for at, head in enumerate(right[1 : self._longest], 1):
            if self._is_title_end(left, [head]) and self._is_title_end(left[:-1], right[: at + 1]):
                first = f"{text[: left[-1].end]} {text[head.start :]}"
                return first, f"{text[: left[-1].start]}{text[right[0].start :]}"
        return ()

    def _is_title_end(self, words: Sequence[Located], end: Sequence[Located]) -> bool:
        """Whether a title of several words ends so, which may begin in the words before it."""
        tails = (words[len(words) - size :] for size in range(min(len(words), self._longest) + 1))
        titles = ([*tail, *end] for tail in tails)
        return any(len(title) > 1 and self._roles_of(title) for title in titles)

    def _ends_in_title(self, words: Sequence[Located]) -> bool:
        ends = [mention.words[-1] for mention in self._mentions(words) if not mention.is_field]
        return any(end is word for end in ends for word in _heavy(words)[-1:])

    def _of_halves(
        self, text: str, left: Sequence[Located], right: Sequence[Located], most: int
    ) -> TitleMeaning | None:
        """Of two titles that are joined, one of which may be none of ours."""
        sides = [self._side(left), self._side(right)]
        if "title" not in sides or "" in sides:
            return None
        halves = [text[: left[-1].end], text[right[0].start :]]
        meanings = [
            self._read(half, most)
            for half, side in zip(halves, sides, strict=True)
            if side == "title"
        ]
        nearest = [_last_part(left), _first_part(right)]
        others = [
            written(text, words, is_apart=True)
            for words, side in zip(nearest, sides, strict=True)
            if side == "job"
        ]
        stated = [meaning for meaning in meanings if meaning.roles]
        return _together(stated, others) if stated else None

    def _side(self, words: Sequence[Located]) -> str:
        """What stands on one side of a joint: a known title, another job, or neither."""
        if any(not mention.is_field for mention in self._mentions(words)):
            return "title"
        nearest = _heavy(_first_part(words) if words[0].is_joined else _last_part(words))
        return "job" if nearest and len(nearest) <= 5 and _may_be_job(nearest[-1]) else ""

    def _of_stretches(self, text: str, words: Sequence[Located]) -> TitleMeaning | None:
        """Of stretches that end in titles of different roles: "IT Project Manager (Scrum Master,
        Product Owner)"."""
        ending = [part for part in stretches(words).values() if self._ends_in_title(part)]
        spans = [text[part[0].start : part[-1].end] for part in ending]
        meanings = [self._single(span, located(span)) for span in spans]
        roles = [set(meaning.roles) for meaning in meanings]
        if len(roles) < 2 or not all(roles) or set.intersection(*roles):
            return None
        return _together(meanings)


def _by(titles: Iterable[KnownTitle], key: Callable[[_Words], _Words]) -> _ByWords:
    known: _ByWords = {}
    for title in titles:
        if words := tuple(word.folded for word in words_of(title.title)):
            others = known.get(key(words), ())
            if title.role not in [other.role for other in others]:
                known[key(words)] = (*others, title)
    return known


def _stating(titles: Sequence[KnownTitle]) -> TitleMeaning:
    roles = tuple(dict.fromkeys(title.role for title in titles))
    return TitleMeaning("known", roles, (titles[0].title,))


def _together(meanings: Sequence[TitleMeaning], others: Sequence[str] = ()) -> TitleMeaning:
    """What several titles are: what they have in common, as an acronym behind a title has, or all
    that they name."""
    meant = [set(meaning.roles) for meaning in meanings]
    common = set.intersection(*meant)
    each = _each(meanings, others)
    # “PM/TPM”: what both may be short for is not what both are.
    if not common or common not in meant or each.others:
        return each
    roles = tuple(role for role in each.roles if role in common)
    return replace(each, kind=meanings[0].kind, roles=roles, titles=each.titles[:1])


def _each(meanings: Sequence[TitleMeaning], others: Sequence[str] = ()) -> TitleMeaning:
    """All that several titles name, each once."""
    return TitleMeaning(
        "several",
        _once(role for meaning in meanings for role in meaning.roles),
        _once(title for meaning in meanings for title in meaning.titles),
        ", ".join(_once(meaning.extra for meaning in meanings)),
        _once([*others, *(other for meaning in meanings for other in meaning.others)]),
        # Both halves share a word before them.
        tuple(dict.fromkeys(pair for meaning in meanings for pair in meaning.corrected)),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _of_leaders(mentions: Sequence[_Mention], words: Sequence[Located]) -> TitleMeaning | None:
    """Who leads those of a role: "Director of Product Management"."""
    for mention in mentions:
        around = [word for word in words if word not in mention.words]
        behind = _heavy(_behind(mention, words))
        is_closed = not behind or behind[0].folded in LEADERS
        if mention.is_group and is_closed and _has_leader(around) and not _is_helper(around):
            return replace(_stating(mention.titles), kind="leads")
    return None


def _has_leader(words: Sequence[Located]) -> bool:
    return any(word.folded in LEADERS or word.plain in MANAGERS for word in words)


def _is_helper(words: Sequence[Located]) -> bool:
    jobs = OTHER_JOBS - LEADERS - {"vice", "president", "executive", "chief"}
    return any(word.folded in jobs for word in words)


def _likeliest(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Those that are written as a title first, then the longest, then from the left."""
    return sorted(mentions, key=lambda mention: (mention.is_field, -len(mention.words)))


def _halves(words: Sequence[Located]) -> Iterator[tuple[Sequence[Located], Sequence[Located]]]:
    """What stands before and behind each sign or word that joins."""
    for at, word in enumerate(words):
        if word.folded in JOINTS and 0 < at < len(words) - 1:
            yield words[:at], words[at + 1 :]
        elif word.is_joined and at:
            yield words[:at], words[at:]


def _around(
    mention: _Mention, behind: Sequence[Located], words: Sequence[Located]
) -> Iterator[tuple[Sequence[Located], bool]]:
    """The stretches beside that of the title, and whether brackets part them from it."""
    own = {word.part for word in mention.words}
    yield behind, False
    for part, its in stretches(words).items():
        if part not in own:
            bracketed = its if part > min(own) else mention.words
            yield its, "(" in bracketed[0].before or "[" in bracketed[0].before


def _fate(words: Sequence[Located]) -> str:
    """What a stretch beside a title makes of it: another job, a question, or nothing."""
    heavy = _heavy(words)
    if not heavy:
        return ""
    head = _head(words)
    if _is_job(head) and (head.folded not in DESCRIBING or len(heavy) == 1):
        is_manager = head.folded in SECOND_HEADS
        return "question" if is_manager and not _in_brackets(words) else "another job"
    is_letter = len(heavy) == 1 and len(head.plain) == 1
    return "question" if is_letter or head.folded in OTHER_FIELDS else ""


def _head(words: Sequence[Located]) -> Located:
    """The noun that the others describe: the last, or the one before “of”."""
    heavy = _heavy(words)
    before_of = [
        word for word, behind in pairwise(words) if behind.folded == "of" and not word.is_light
    ]
    return before_of[0] if before_of else heavy[-1]


def _is_job(word: Located) -> bool:
    """Whether it is the last word of a job."""
    named = word.folded in (OTHER_JOBS - NEGATIONS) | SECOND_HEADS or word.plain in MANAGERS
    return named and not word.plain.startswith("management")


def _may_be_job(word: Located) -> bool:
    """That, or whether it sounds like one, as “developer” does."""
    sounds = bool(AGENT.fullmatch(word.plain)) and word.folded not in NO_AGENTS
    return _is_job(word) or sounds


def _makes_another_job(front: Sequence[Located]) -> bool:
    return any(word.folded in OTHER_JOBS | OTHER_FIELDS for word in _heavy(front))


def _in_brackets(words: Sequence[Located]) -> bool:
    return any(sign in words[0].before for sign in "([")


def _front(mention: _Mention, words: Sequence[Located]) -> list[Located]:
    first = mention.words[0]
    front = [word for word in words if word.part == first.part and word.start < first.start]
    # “Sr. Mgr. Product Manager”: no more than a rank.
    is_rank = all(word.folded == "manager" for word in _heavy(front))
    return [] if is_rank else front


def _behind(mention: _Mention, words: Sequence[Located]) -> list[Located]:
    last = mention.words[-1]
    return [word for word in words if word.part == last.part and word.start > last.start]


def _first_part(words: Sequence[Located]) -> list[Located]:
    return [word for word in words if word.part == words[0].part]


def _last_part(words: Sequence[Located]) -> list[Located]:
    return [word for word in words if word.part == words[-1].part]


def _heavy(words: Iterable[Located]) -> list[Located]:
    return [word for word in words if not word.is_light]


def _folded(words: Iterable[Located]) -> _Words:
    return tuple(word.folded for word in words)
