"""What differs between two forms of a subject, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from roles import content

Names = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """`where` names part and field; `before` is empty for what is new, `after` for what is gone."""

    where: str
    before: str
    after: str


def between(old: content.Subject | None, new: content.Subject | None) -> list[Change]:
    """The changes from `old` to `new` in their order there; None stands for nothing at all."""
    before, after = dict(_lines(old, "")), dict(_lines(new, ""))
    differing = [
        (where, before.get(where, ""), after.get(where, ""))
        for where in {**before, **after}
        if before.get(where, "") != after.get(where, "")
    ]
    return [change for line in differing if (change := _change(*line))]


def _change(where: str, before: str | Names, after: str | Names) -> Change | None:
    if isinstance(before, str) and isinstance(after, str):
        return Change(where, before, after)
    moved = _moved(before or (), after or ())
    return Change(f"{where} / order", *moved) if moved else None


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, str] | None:
    """The stretch in which the parts that are in both lists stand in another order."""
    both = {*before} & {*after}
    old, new = ([name for name in names if name in both] for names in (before, after))
    places = [place for place, pair in enumerate(zip(old, new, strict=True)) if len({*pair}) > 1]
    if not places:
        return None
    stretch = slice(places[0], places[-1] + 1)
    return ", ".join(old[stretch]), ", ".join(new[stretch])


def _lines(value: Any, where: str) -> Iterator[tuple[str, str | Names]]:
    for field in fields(value) if is_dataclass(value) else ():
        held = getattr(value, field.name)
        name = field.name.replace("_", " ")
        place = f"{where} / {name}" if where else name
        if isinstance(held, tuple):
            yield from _list_lines(held, place)
        elif held not in ("", None, False) and not (where and _identifies(field.name, value)):
            yield place, str(held)


def _identifies(name: str, part: Any) -> bool:
    """Whether `where` says it already."""
    return name == next(field for field in content.IDENTITY if hasattr(part, field))


def _list_lines(held: tuple[Any, ...], where: str) -> Iterator[tuple[str, str | Names]]:
    if held and isinstance(held[0], str):
        yield where, ", ".join(held)
        return
    names = tuple(content.identity(part) for part in held)
    yield where, names
    for name, part in zip(names, held, strict=True):
        yield from _lines(part, f"{where} / {name}")
