"""The sources of a page, numbered in the order in which the page names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Row = TypeVar("Row")


class Disputed(Protocol):
    """What this module reads of a question on which sources disagree."""

    slug: str


@dataclass(frozen=True)
class Reference(Generic[Row]):
    """A source as one page cites it: `number` counts from one."""

    number: int
    source: Row


@dataclass(frozen=True)
class SourceSet(Generic[Row]):
    """What statements rest on together: references, lowest number first; and the dispute in which
    those statements are, if any."""

    references: tuple[Reference[Row], ...]
    dispute: Disputed | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(reference.number for reference in self.references)

    @property
    def id(self) -> str:
        """Of its element on the page: 'sources-1-3', and of a dispute 'sources-1-3-its-slug'."""
        about = [self.dispute.slug] if self.dispute else []
        return "-".join(["sources", *map(str, self.numbers), *about])


class References(Generic[Row]):
    """What one page has cited so far. At the first slug whose row is not at hand `look_up` is
    called for all sources by slug, and never again."""

    def __init__(self, look_up: Callable[[], Mapping[str, Row]]) -> None:
        self._look_up = look_up
        self._rows: dict[str, Row] = {}
        self._is_complete = False
        self._by_slug: dict[str, Reference[Row]] = {}
        self._sets: dict[str, SourceSet[Row]] = {}

    def __iter__(self) -> Iterator[Reference[Row]]:
        return iter(self._by_slug.values())

    @property
    def count(self) -> int:
        return len(self._by_slug)

    @property
    def sets(self) -> list[SourceSet[Row]]:
        """Each set of sources that a statement was cited with, once."""
        return list(self._sets.values())

    def cite(self, slugs: Iterable[str], dispute: Disputed | None = None) -> SourceSet[Row] | None:
        """The set of these sources without unknown slugs; None when nothing is left."""
        # Numbered as they come, then sorted: the same sources are one set in any order.
        rows = [(slug, self._row(slug)) for slug in slugs]
        found = [self._reference(slug, row) for slug, row in rows if row is not None]
        return self._set(found, dispute)

    def cite_row(self, slug: str, row: Row) -> SourceSet[Row] | None:
        """The set of one source whose row is at hand, for which none is looked up."""
        return self._set([self._reference(slug, self._rows.setdefault(slug, row))])

    def _row(self, slug: str) -> Row | None:
        if slug not in self._rows and not self._is_complete:
            # All in one query: which ones a page cites is only known when it is rendered.
            self._rows = {**self._look_up(), **self._rows}
            self._is_complete = True
        return self._rows.get(slug)

    def _reference(self, slug: str, row: Row) -> Reference[Row]:
        if slug not in self._by_slug:
            self._by_slug[slug] = Reference(len(self._by_slug) + 1, row)
        return self._by_slug[slug]

    def _set(
        self, references: Iterable[Reference[Row]], dispute: Disputed | None = None
    ) -> SourceSet[Row] | None:
        by_number = {reference.number: reference for reference in references}
        cited = SourceSet(tuple(by_number[number] for number in sorted(by_number)), dispute)
        return self._sets.setdefault(cited.id, cited) if by_number else None
