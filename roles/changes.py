"""What differs between two forms of a subject, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from roles import content


@dataclass(frozen=True)
class Change:
    """`where` names part and field; `before` is empty for what is new, `after` for what is gone."""

    where: str
    before: str
    after: str


def between(old: content.Subject | None, new: content.Subject | None) -> list[Change]:
    """The changes from `old` to `new` in their order there; None stands for nothing at all."""
    before, after = dict(_lines(old, "")), dict(_lines(new, ""))
    return [
        Change(where, before.get(where, ""), after.get(where, ""))
        for where in {**before, **after}
        if before.get(where, "") != after.get(where, "")
    ]


def _lines(value: Any, where: str) -> Iterator[tuple[str, str]]:
    for field in fields(value) if is_dataclass(value) else ():
        held = getattr(value, field.name)
        place = f"{where} / {field.name}" if where else field.name
        if isinstance(held, tuple):
            yield from _list_lines(held, place)
        elif held not in ("", None, False):
            yield place, str(held)


def _list_lines(held: tuple[Any, ...], where: str) -> Iterator[tuple[str, str]]:
    names = [content.identity(part) if is_dataclass(part) else part for part in held]
    if names:
        yield where, ", ".join(names)
    for name, part in zip(names, held, strict=True):
        yield from _lines(part, f"{where} / {name}")
