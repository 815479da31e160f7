"""What differs between two forms of a thing made of frozen parts, part by part.

Where two forms differ, however little, there is a change: texts, numbers, what is named, parts
that are new or gone, and their order, which may decide as much as any word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """`where` names part and field; `before` is empty for what is new, `after` for what is gone."""

    where: str
    before: str
    after: str


@dataclass(frozen=True)
class _Order:
    """In which order the parts of a list stand, by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Identity:
    """What tells a part from its neighbours: `of` gives its name, which stays when it changes, and
    the first of `fields` that it has holds that name, so that nothing more is said of it."""

    fields: Sequence[str]
    of: Callable[[Any], str]


def between(old: Any, new: Any, identity: Identity) -> list[Change]:
    """The changes from `old` to `new` in their order there; None stands for nothing at all."""
    before, after = (dict(_Lines(identity).of(form, "")) for form in (old, new))
    places = [where for where in {**before, **after} if before.get(where) != after.get(where)]
    changes = (_change(where, before.get(where), after.get(where)) for where in places)
    return [change for change in changes if change]


def _change(where: str, before: Any, after: Any) -> Change | None:
    if isinstance(before, _Order) or isinstance(after, _Order):
        # A list that is new or gone has no order to tell of.
        stretch = _stretch(before, after) if before and after else None
        return stretch and Change(f"{where} / order", *stretch)
    return Change(where, _text(before), _text(after))


def _text(value: Any) -> str:
    if value is None:
        return ""
    # No is empty, and never comes here.
    if value is True:
        return "yes"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _stretch(before: _Order, after: _Order) -> tuple[str, str] | None:
    """The stretch in which the parts that are in both lists stand in another order."""
    # New and missing parts are told as such; here they would move all that stand behind them.
    both = {*before.names} & {*after.names}
    old, new = ([name for name in order.names if name in both] for order in (before, after))
    places = [place for place, pair in enumerate(zip(old, new, strict=True)) if len({*pair}) > 1]
    if not places:
        return None
    stretch = slice(places[0], places[-1] + 1)
    return ", ".join(old[stretch]), ", ".join(new[stretch])


@dataclass(frozen=True)
class _Lines:
    """A form as pairs of a place in it and what stands there; what is empty has none."""

    identity: Identity

    def of(self, value: Any, where: str, identifier: str = "") -> Iterator[tuple[str, Any]]:
        for field in fields(value) if value is not None else ():
            content = getattr(value, field.name)
            name = field.name.replace("_", " ")
            if field.name != identifier:
                yield from self._content(content, f"{where} / {name}" if where else name)

    def _content(self, content: Any, where: str) -> Iterator[tuple[str, Any]]:
        if is_dataclass(content):
            yield from self.of(content, where)
        elif isinstance(content, tuple) and any(map(is_dataclass, content)):
            yield from self._parts(content, where)
        # False by identity: it equals 0, and a number that becomes 0 is a change.
        elif content is not False and content not in ("", None, ()):
            yield where, content

    def _parts(self, parts: Sequence[Any], where: str) -> Iterator[tuple[str, Any]]:
        names = tuple(_numbered_names(map(self.identity.of, parts)))
        yield where, _Order(names)
        for name, part in zip(names, parts, strict=True):
            place = f"{where} / {name}"
            identifier = next((field for field in self.identity.fields if hasattr(part, field)), "")
            # A part that says nothing yet is there all the same.
            yield from list(self.of(part, place, identifier=identifier)) or [(place, name)]


def _numbered_names(names: Iterable[str]) -> Iterator[str]:
    """A name that comes again is numbered."""
    # Two parts of one name, which only checks refuse, would be told as one.
    counts: Counter[str] = Counter()
    for name in names:
        counts[name] += 1
        yield f"{name} ({counts[name]})" if counts[name] > 1 else name
