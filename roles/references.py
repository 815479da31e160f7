"""The sources of a page, numbered in the order in which the page names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Reference(Generic[Row]):
    """A source as one page cites it: `number` counts from one."""

    number: int
    source: Row


class References(Generic[Row]):
    """What one page has cited so far, of the sources by slug that it may cite."""

    def __init__(self, sources: Mapping[str, Row]) -> None:
        self._sources = sources
        self._by_slug: dict[str, Reference[Row]] = {}

    def __iter__(self) -> Iterator[Reference[Row]]:
        return iter(self._by_slug.values())

    def cite(self, slugs: Iterable[str]) -> list[Reference[Row]]:
        """The references to these sources, lowest number first; an unknown slug gets none."""
        references = [self._reference(slug) for slug in slugs if slug in self._sources]
        return sorted(references, key=lambda reference: reference.number)

    def _reference(self, slug: str) -> Reference[Row]:
        if slug not in self._by_slug:
            self._by_slug[slug] = Reference(len(self._by_slug) + 1, self._sources[slug])
        return self._by_slug[slug]
