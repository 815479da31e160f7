"""The sources of a page, numbered in the order in which the page names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Reference(Generic[Row]):
    """A source as one page cites it: `number` counts from one."""

    number: int
    source: Row


class References(Generic[Row]):
    """What one page has cited so far. At the first slug whose row is not at hand `look_up` is
    called for all sources by slug, and never again."""

    def __init__(self, look_up: Callable[[], Mapping[str, Row]]) -> None:
        self._look_up = look_up
        self._rows: dict[str, Row] = {}
        self._is_complete = False
        self._by_slug: dict[str, Reference[Row]] = {}

    def __iter__(self) -> Iterator[Reference[Row]]:
        return iter(self._by_slug.values())

    def cite(self, slugs: Iterable[str]) -> list[Reference[Row]]:
        """The references to these sources, lowest number first; an unknown slug gets none."""
        # Numbered as they come, then sorted: readers expect 2, 5 and not 5, 2.
        rows = [(slug, self._row(slug)) for slug in slugs]
        references = [self._reference(slug, row) for slug, row in rows if row is not None]
        return sorted(references, key=lambda reference: reference.number)

    def cite_row(self, slug: str, row: Row) -> list[Reference[Row]]:
        """The reference to a source whose row is at hand, for which none is looked up."""
        return [self._reference(slug, self._rows.setdefault(slug, row))]

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
