"""Which job an advert or a mail is about, read from its title and from the duties it lists.

Nothing is guessed and nothing learned: phrases of editors are found in the text, each counts for
the families of its signal, and what counted can be shown in the writer's own letters. The duties
decide the family alone; a role within it is named where a title narrows it down. The same text gets
the same answer, in time proportional to its length, and no text raises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from roles import advert_evidence
from roles.advert_content import Signals
from roles.advert_cv import is_cv
from roles.advert_decision import OTHER, Decision, State, Why, decision
from roles.advert_evidence import TECHNICAL, EvidenceRow, Mark
from roles.advert_naming import OUR_FIELD
from roles.advert_pay import PayWritten, pay_written
from roles.advert_places import is_outside_eu
from roles.advert_questions import DECIDES, open_questions
from roles.advert_sections import Passage, SetAside, passages, set_aside
from roles.advert_signals import PhraseBook
from roles.advert_title import TitleFound, other_titles, title_in, title_told
from roles.advert_words import AdvertWord, advert_words, without_markup, word_set
from roles.title_reader import Reader

Depth = Literal["low", "middle", "high"]
# Of English text as many words are among these at least; of another language hardly any.
ENGLISH = word_set(
    "the and of to for with you will our we are is as on be your that this by from or at have"
    " their it who can into across"
)
LEAST_ENGLISH, FEWEST_WORDS = 0.07, 12
# A mail of few words may do without those, and has these.
SMALL_TALK = ENGLISH | word_set(
    "a any i in if not but me am im youre hi hello hey interest interested new open role job call"
    " let know day days need needs was has one"
)
SHORT_MAIL = 60
# Of a list of skills no word may be, but no other language is written without these.
FOREIGN = word_set(
    "und der die das den dem des mit fur von zu im ist wir du dein deine ein eine einen sie ihr"
    " et le la les un une du pour avec dans vous nous sur el los las del con para una que y en de"
    " het een van voor je met il lo gli della di che e um uma os da do em och att som til og jest"
    " na dla"
)
# An advert begins where a title stands in a line by itself, with as many words behind it.
ADVERT_WORDS, LONGEST_TITLE, MOST_TITLES = 60, 8, 12
LEAST_PHRASES = 3
ADDRESS = re.compile(r"https?://|www\.")
# Points of a list tell what somebody has done or will do, and begin no advert.
POINT = re.compile(r"\s*[*+•·●▪◦–—-]\s")


@dataclass(frozen=True, kw_only=True)
class Decoding:
    """What a text says of the job.

    `family` is what is claimed, empty for "two" and "little"; of "two", `between` are the families.
    `why` says more of the state: of "little" what there is too little of, "title" where title and
    duties speak for different work, "jobs" where several are sought, "adverts" where several
    adverts stand in the text. `roles` are
    slugs that the title narrows the family to. `technical` is from 0 to 1, with rows of its own;
    `depth` says it in a word. Places are in the writer's text; `asks` are keys of the questions
    that it leaves open, `is_outside_eu` whether it names a place that the law of the European Union
    is not of, and `words` how many were counted.
    """

    state: State
    why: Why = ""
    family: str = ""
    between: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    title: TitleFound | None = None
    technical: float = 0.0
    depth: Depth = "low"
    score: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[EvidenceRow, ...] = ()
    technical_evidence: tuple[EvidenceRow, ...] = ()
    marks: tuple[Mark, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    asks: tuple[str, ...] = ()
    pay: tuple[PayWritten, ...] = ()
    is_outside_eu: bool = False
    words: int = 0


def decode(text: str, book: PhraseBook, reader: Reader, title: str | None = None) -> Decoding:
    """The decoding of any text. `title` is one that stands beside it; else it is looked for."""
    plain = without_markup(text)
    words = advert_words(plain)
    pieces = passages(plain, words)
    aside = set_aside(plain, pieces)
    counted = _counted(pieces, aside)
    found = title_told(title, reader) if title else title_in(plain, words, pieces, reader)
    pay = pay_written(plain)
    size = _parted_by_blanks(plain, counted)
    decoding = Decoding(
        state="little",
        title=found,
        set_aside=tuple(aside),
        asks=open_questions(plain, words, book, is_pay_told=bool(pay)),
        pay=pay,
        is_outside_eu=is_outside_eu(plain),
        words=size,
    )
    decoding = _with_evidence(decoding, text, counted, book)
    if why := _unreadable(text, words, pieces, decoding):
        return replace(decoding, why=why)
    decided = (
        Decision("two", "adverts")
        if not title and _are_several(plain, pieces, decoding.marks, book, reader)
        else decision(book, found, decoding.score, size)
    )
    return _without_idle_questions(replace(decoding, **vars(decided)))


def _without_idle_questions(decoding: Decoding) -> Decoding:
    """Who decides what gets built tells our jobs apart: of other work nobody asks it."""
    if decoding.state != "none" or decoding.family != OTHER:
        return decoding
    return replace(decoding, asks=tuple(key for key in decoding.asks if key != DECIDES))


def _with_evidence(
    decoding: Decoding, text: str, counted: Sequence[AdvertWord], book: PhraseBook
) -> Decoding:
    marks = advert_evidence.marks(text, counted, book.tree.find(counted))
    rows = advert_evidence.evidence(text, marks, book)
    technical = advert_evidence.evidence(text, marks, book, [TECHNICAL])
    limits = book.signals
    share = round(min(1.0, sum(row.weight for row in technical) / limits.technical_points), 2)
    return replace(
        decoding,
        marks=marks,
        evidence=rows,
        score=advert_evidence.totals(rows),
        technical_evidence=technical,
        technical=share,
        depth=_depth(share, limits),
    )


def _counted(pieces: Sequence[Passage], aside: Sequence[SetAside]) -> list[AdvertWord]:
    """The words outside of what is set aside; no phrase goes on over it."""
    words: list[AdvertWord] = []
    left, is_cut = list(reversed(aside)), False
    for piece in pieces:
        while left and left[-1].end <= piece.start:
            left.pop()
        is_aside = bool(left) and left[-1].start < piece.end
        if not is_aside:
            first, *rest = piece.words
            words += [first._replace(is_first=True) if is_cut else first, *rest]
        is_cut = is_aside
    return words


def _parted_by_blanks(text: str, words: Sequence[AdvertWord]) -> int:
    """How many words these are as one counts them by eye: "cross-functional" is one."""
    pairs = pairwise(words)
    return bool(words) + sum(
        any(map(str.isspace, text[one.end : other.start])) for one, other in pairs
    )


def _unreadable(
    text: str, words: Sequence[AdvertWord], pieces: Sequence[Passage], decoding: Decoding
) -> Why:
    if not words:
        return "address" if ADDRESS.search(text) else "empty"
    if _is_foreign(words, decoding):
        return "language"
    return "cv" if is_cv(text, words, pieces) else ""


def _is_foreign(words: Sequence[AdvertWord], decoding: Decoding) -> bool:
    """Whether hardly a word is English. Of a list of skills the title and the phrases are, unless
    they stand in sentences of another language."""
    least = LEAST_ENGLISH * len(words)
    english = sum(word.plain in ENGLISH for word in words)
    if len(words) < FEWEST_WORDS or english >= least:
        return False
    if sum(word.plain in FOREIGN for word in words) >= least:
        return True
    if len(words) < SHORT_MAIL and sum(word.plain in SMALL_TALK for word in words) >= least:
        return False
    places = [(mark.start, mark.end) for mark in decoding.marks]
    if decoding.title and decoding.title.roles and decoding.title.place:
        places.append(decoding.title.place)
    starts = [word.start for word in words]
    ours = sum(bisect_left(starts, end) - bisect_left(starts, start) for start, end in places)
    return english + ours < least


def _depth(share: float, limits: Signals) -> Depth:
    if share >= limits.technical_high:
        return "high"
    return "middle" if share >= limits.technical_middle else "low"


def _are_several(
    text: str, pieces: Sequence[Passage], marks: Sequence[Mark], book: PhraseBook, reader: Reader
) -> bool:
    """Whether titles of different families stand each above an advert of its own."""
    ours = list(_beginnings(text, pieces, book, reader))
    others = ((at, frozenset([OTHER])) for at in other_titles(text, pieces))
    begun = sorted([*ours, *others], key=lambda pair: pair[0])
    ends = [*(at for at, _ in begun[1:]), len(pieces)]
    starts = [mark.start for mark in marks]
    whole = [
        families
        for (at, families), end in zip(begun, ends, strict=False)
        if sum(len(piece.words) for piece in pieces[at:end]) >= ADVERT_WORDS
        # Whose name it is, and not whose job, has no duties below it.
        and (OTHER not in families or _count_within(starts, pieces[at:end]) >= LEAST_PHRASES)
    ]
    return any(one.isdisjoint(other) for one, other in pairwise(whole))


def _count_within(starts: Sequence[int], pieces: Sequence[Passage]) -> int:
    return bisect_left(starts, pieces[-1].end) - bisect_left(starts, pieces[0].start)


def _beginnings(
    text: str, pieces: Sequence[Passage], book: PhraseBook, reader: Reader
) -> Iterator[tuple[int, frozenset[str]]]:
    """At which pieces a title stands alone, and the families that it may be in."""
    looked_up = 0
    for at, piece in enumerate(pieces):
        is_short = len(piece.words) <= LONGEST_TITLE and text[piece.end - 1] not in ".:"
        is_line = is_short and not POINT.match(text, piece.start)
        if is_line and looked_up < MOST_TITLES and _is_of_our_field(piece):
            looked_up += 1
            meaning = reader.read(text[piece.start : piece.end])
            if meaning.kind in ("known", "narrower"):
                yield at, frozenset(map(book.family_of, meaning.roles))


def _is_of_our_field(piece: Passage) -> bool:
    # “Product Managers” are whom one works with.
    return any(word.folded in OUR_FIELD for word in piece.words) and not any(
        word.plain.endswith("managers") for word in piece.words
    )
