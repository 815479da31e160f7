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
        self._cited: dict[str, Reference[Row]] = {}

    def __iter__(self) -> Iterator[Reference[Row]]:
        return iter(self._cited.values())

    def cite(self, slugs: Iterable[str]) -> list[Reference[Row]]:
        """The references to these sources, lowest number first; an unknown slug gets none."""
        cited = [self._numbered(slug) for slug in slugs if slug in self._sources]
        return sorted(cited, key=lambda reference: reference.number)

    def _numbered(self, slug: str) -> Reference[Row]:
        if slug not in self._cited:
            self._cited[slug] = Reference(len(self._cited) + 1, self._sources[slug])
        return self._cited[slug]
