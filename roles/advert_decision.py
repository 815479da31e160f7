"""What is claimed of a text: from its title, the score of each family, and how many words it has.

The title decides where it is one of ours and stands for roles of one family. One that stands for
several ("TPM") leaves these to the duties, and any other leaves all to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from roles.advert_signals import FAMILIES, PhraseBook
from roles.advert_title import TitleFound

State = Literal["clear", "leaning", "two", "little", "none"]
Why = Literal[
    "", "empty", "address", "language", "cv", "short", "duties", "title", "jobs", "adverts"
]
OTHER, MANAGER = "other", "engineering-manager"
# Whose family stands for work that is none of the roles that this site is about.
NONE_OF_OURS = frozenset([OTHER, MANAGER])


@dataclass(frozen=True)
class Decision:
    """`between` are the families that are asked for at once; what the others are, Decoding says."""

    state: State
    why: Why = ""
    family: str = ""
    between: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Ranking:
    first: str
    second: str
    score: float
    margin: float


def decision(
    book: PhraseBook, title: TitleFound | None, score: Mapping[str, float], words: int
) -> Decision:
    """The decision on a text of that many counted words."""
    families = families_of(book, title)
    if title and len(families) == 1:
        return _by_title(book, title, families[0], score, words)
    if title and families:
        return _between(book, title, families, score, words)
    return _by_duties(book, title, score, words)


def families_of(book: PhraseBook, title: TitleFound | None) -> tuple[str, ...]:
    """Those that the title leaves; none where it is no title of ours."""
    found = [book.family_of(role) for role in title.roles] if title else []
    if found and title and title.meaning.others:
        found.append(OTHER)
    return tuple(dict.fromkeys(filter(None, found)))


def _by_title(
    book: PhraseBook, title: TitleFound, family: str, score: Mapping[str, float], words: int
) -> Decision:
    limits, ranking = book.signals, _ranking(score, FAMILIES)
    behind = _margin(ranking.score, score[family])
    # Duties that fit none of ours say little against a title: most adverts have some of those.
    is_contradicted = (
        words >= limits.clear_words
        and ranking.score >= limits.least_score
        and ranking.first not in (family, OTHER)
        and behind >= limits.contradiction_margin
    )
    if is_contradicted:
        return Decision("two", "title", between=(family, ranking.first))
    return Decision("clear", family=family, roles=_roles(book, title, family))


def _between(
    book: PhraseBook,
    title: TitleFound,
    families: Sequence[str],
    score: Mapping[str, float],
    words: int,
) -> Decision:
    limits, ranking = book.signals, _ranking(score, families)
    if little := _little(book, ranking.score, words):
        return little
    # Between several who are sought the duties of all decide nothing.
    if title.is_of_several:
        return Decision("two", "jobs", between=(families[0], families[1]))
    if ranking.margin < limits.narrowed_margin:
        return Decision("two", between=(ranking.first, ranking.second))
    roles = _roles(book, title, ranking.first)
    return Decision(_state(book, ranking, words), family=ranking.first, roles=roles)


def _by_duties(
    book: PhraseBook, title: TitleFound | None, score: Mapping[str, float], words: int
) -> Decision:
    limits, ranking = book.signals, _ranking(score, FAMILIES)
    is_of_another_job = bool(title and title.is_of_another_job)
    if little := _little(book, ranking.score, words):
        return little
    if ranking.first == OTHER:
        if is_of_another_job or ranking.margin >= limits.other_margin:
            return Decision("none", family=OTHER)
    elif is_of_another_job and ranking.margin < limits.against_margin:
        return Decision("none", "title", family=OTHER)
    elif ranking.margin >= limits.leaning_margin:
        return Decision(_state(book, ranking, words), family=ranking.first)
    return Decision("two", between=(ranking.first, ranking.second))


def _ranking(score: Mapping[str, float], families: Sequence[str]) -> _Ranking:
    # Of equals the one that is named first; they are never claimed.
    first, second = sorted(families, key=lambda family: -score[family])[:2]
    margin = _margin(score[first], score[second])
    return _Ranking(first, second, score[first], margin)


def _margin(first: float, second: float) -> float:
    return (first - second) / first if first > 0 else 0.0


def _little(book: PhraseBook, score: float, words: int) -> Decision | None:
    if words < book.signals.least_words:
        return Decision("little", "short")
    return Decision("little", "duties") if score < book.signals.least_score else None


def _state(book: PhraseBook, ranking: _Ranking, words: int) -> State:
    limits = book.signals
    if ranking.first in NONE_OF_OURS:
        return "none"
    is_clear = words >= limits.clear_words and ranking.margin >= limits.clear_margin
    return "clear" if is_clear else "leaning"


def _roles(book: PhraseBook, title: TitleFound, family: str) -> tuple[str, ...]:
    """The roles of the family that the title stands for; of whom it leads it names none."""
    if title.meaning.kind == "leads":
        return ()
    same = tuple(role for role in title.roles if book.family_of(role) == family)
    main = tuple(role for role in same if not book.is_neighbour(role))
    return main or same
