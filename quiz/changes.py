"""What differs between two definitions, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quiz import plain
from quiz.definition import Definition
from roles.changes import Change

NAMES = ("key", "role", "trait", "term", "fact", "level")


def between(old: Definition | None, new: Definition) -> list[Change]:
    """The changes from `old` to `new` in their order there; None stands for nothing at all."""
    before = dict(_lines(plain.plain(old), "")) if old else {}
    after = dict(_lines(plain.plain(new), ""))
    return [
        Change(where, before.get(where, ""), after.get(where, ""))
        for where in {**before, **after}
        if before.get(where, "") != after.get(where, "")
    ]


def _lines(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, held in value.items():
            yield from _lines(held, f"{where} / {name}" if where else name)
    elif isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
        for name, part in _named(value):
            yield from _lines(part, f"{where} / {name}")
    elif value not in ("", [], ()):
        yield where, ", ".join(value) if isinstance(value, list | tuple) else str(value)


def _named(parts: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each part by what tells it from its neighbours, or else by its place."""
    for place, part in enumerate(parts, start=1):
        yield str(next((part[name] for name in NAMES if name in part), place)), part
