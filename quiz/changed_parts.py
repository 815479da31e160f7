"""What publishing a draft would change, by the parts of a version, so that an editor finds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from quiz.definition import Definition, changes
from roles.changes import Change

BETWEEN = " / "
MOST_LINES = 15


@dataclass(frozen=True)
class ChangedPart:
    """Changes of one part of a version; `name` is its field in words: "trade offs"."""

    name: str
    changes: tuple[Change, ...]

    @property
    def new(self) -> int:
        """How many say something where nothing stood."""
        return sum(not change.before for change in self.changes)

    @property
    def gone(self) -> int:
        return sum(not change.after for change in self.changes)

    @property
    def altered(self) -> int:
        return len(self.changes) - self.new - self.gone


def changed_parts(old: Definition, new: Definition) -> list[ChangedPart]:
    """The changes from `old` to `new`, what is new or gone as a whole in one if it is not long."""
    found = changes(old, new)
    wholes = _wholes(old, new, found)
    parts: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in found:
        # Not the first: a whole list would say less than the number of what it holds.
        whole = next((place for place in _within(change.where)[1:-1] if place in wholes), "")
        parts[_within(change.where)[0]][whole or change.where].append(change)
    order = [field.name.replace("_", " ") for field in fields(Definition)]
    return [ChangedPart(name, tuple(_rows(parts[name].items()))) for name in order if name in parts]


def _within(where: str) -> list[str]:
    """The places that this one stands in, the widest first, and itself."""
    names = where.split(BETWEEN)
    return [BETWEEN.join(names[:count]) for count in range(1, len(names) + 1)]


def _wholes(old: Definition, new: Definition, found: Iterable[Change]) -> set[str]:
    """What is new or gone with all that it holds, and short enough to be read in one."""
    before, after = (
        {place for change in changes(None, form) for place in _within(change.where)}
        for form in (old, new)
    )
    sizes = Counter(place for change in found for place in _within(change.where))
    return {place for place in before ^ after if sizes[place] <= MOST_LINES}


def _rows(wholes: Iterable[tuple[str, list[Change]]]) -> list[Change]:
    """One change each, with those of the same neighbor together."""
    rows = [
        found[0] if where == found[0].where else _united(where, found) for where, found in wholes
    ]
    names = list(dict.fromkeys(_neighbor(row.where) for row in rows))
    return sorted(rows, key=lambda row: names.index(_neighbor(row.where)))


def _neighbor(where: str) -> str:
    return _within(where)[:2][-1]


def _united(where: str, found: list[Change]) -> Change:
    """All that is new or gone of a part, a line each."""
    start = len(where + BETWEEN)
    before, after = (
        "\n".join(
            f"{each.where[start:]}: {getattr(each, side)}" for each in found if getattr(each, side)
        )
        for side in ("before", "after")
    )
    return Change(where, before, after)
