"""What a title means: the value that the reader answers with, and how several make one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from roles.title_words import words_of
from roles.titles import MOST_SIMILAR, KnownTitle

Kind = Literal["known", "narrower", "several", "leads", "similar", "unknown"]


@dataclass(frozen=True)
class TitleMeaning:
    """What a text means; `title_reader` says what the kinds mean.

    `roles` are slugs, each once; `titles` the known titles that were found, as they are kept.
    `extra` is what was set aside, `others` jobs that are none of ours, `corrected` pairs of what
    stood there and what it was read as, all in the writer's letters. `turned` are titles of another
    role that title and topic would make the other way round. `similar` are the titles to ask about.
    """

    kind: Kind
    roles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    extra: str = ""
    others: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    turned: tuple[KnownTitle, ...] = ()
    similar: tuple[KnownTitle, ...] = ()

    @property
    def sets_technical_aside(self) -> bool:
        """Whether “technical” was set aside, which can make another job of a title without it."""
        own = [word.folded for title in self.titles for word in words_of(title)]
        return "technical" in {word.folded for word in words_of(self.extra)}.difference(own)


UNKNOWN = TitleMeaning("unknown")


def stating(titles: Sequence[KnownTitle]) -> TitleMeaning:
    roles = tuple(dict.fromkeys(title.role for title in titles))
    return TitleMeaning("known", roles, (titles[0].title,))


def asking(titles: Sequence[KnownTitle]) -> TitleMeaning:
    return TitleMeaning("similar", similar=tuple(titles[:MOST_SIMILAR]))


def together(meanings: Sequence[TitleMeaning], others: Sequence[str] = ()) -> TitleMeaning:
    """What several titles are: what they have in common, as an acronym behind a title has, or all
    that they name."""
    meant = [set(meaning.roles) for meaning in meanings]
    common = set.intersection(*meant)
    each = each_of(meanings, others)
    # “PM/TPM”: what both may be short for is not what both are.
    if not common or common not in meant or each.others:
        return each
    roles = tuple(role for role in each.roles if role in common)
    return replace(each, kind=meanings[0].kind, roles=roles, titles=each.titles[:1])


def is_explained(meanings: Sequence[TitleMeaning], joint: str = "") -> bool:
    """Whether one title may tell what the other means, as “TPM / Technical Program Manager” does.
    Of two acronyms neither does, and who writes “versus” means two."""
    is_list = any(meaning.kind == "several" for meaning in meanings)
    is_spelled_out = any(" " in title for meaning in meanings for title in meaning.titles)
    is_same = len({meaning.roles for meaning in meanings}) == 1
    is_versus = joint.strip(" .").casefold() in ("vs", "versus")
    return is_same or (is_spelled_out and not is_versus and not is_list)


def each_of(meanings: Sequence[TitleMeaning], others: Sequence[str] = ()) -> TitleMeaning:
    """All that several titles name, each once."""
    leads = all(meaning.kind == "leads" for meaning in meanings)
    return TitleMeaning(
        "leads" if leads else "several",
        _once(role for meaning in meanings for role in meaning.roles),
        _once(title for meaning in meanings for title in meaning.titles),
        ", ".join(_longest(meaning.extra for meaning in meanings)),
        _once([*others, *(other for meaning in meanings for other in meaning.others)]),
        # Both halves share a word before them.
        tuple(dict.fromkeys(pair for meaning in meanings for pair in meaning.corrected)),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _longest(texts: Iterable[str]) -> list[str]:
    """Each once, without those that stand in another."""
    once = _once(texts)
    return [text for text in once if not any(text in other for other in once if other != text)]
