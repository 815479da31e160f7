"""The sources of a page, numbered in the order in which the page names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from roles.content import Statement

Row = TypeVar("Row")


@dataclass(frozen=True)
class Reference(Generic[Row]):
    """A source as one page cites it: `number` counts from one."""

    number: int
    source: Row


def slugs(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The sources named, each once, first named first."""
    return tuple(dict.fromkeys(slug for statement in statements for slug in statement.sources))


def numbered(
    statements: Iterable[Statement], sources: Mapping[str, Row]
) -> dict[str, Reference[Row]]:
    """A reference by slug for each source named that is among `sources`."""
    named = [slug for slug in slugs(statements) if slug in sources]
    return {slug: Reference(number, sources[slug]) for number, slug in enumerate(named, start=1)}
