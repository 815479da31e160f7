"""What a change was: the fields that differ, in words, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roles.shapes import Shapes

# What is noticed and not kept: passwords and addresses.
UNTOLD_BEFORE, UNTOLD_AFTER = "(not told)", "(another, not told)"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field by its name in the table, and what it said, in words. Empty: nothing; of a list each
    name has a line."""

    field: str
    before: str = ""
    after: str = ""

    @property
    def where(self) -> str:
        return self.field.replace("_", " ").capitalize()


# Frozen as a list of these in each entry of the trail.
SHAPES = Shapes(frozenset({FieldChange}))


def differences(
    before: Mapping[str, str], after: Mapping[str, str], untold: frozenset[str] = frozenset()
) -> tuple[FieldChange, ...]:
    """The fields that say something else; all that is not empty where one side is not there."""
    return tuple(
        _change(name, before.get(name, ""), after.get(name, ""), name in untold)
        for name in dict.fromkeys([*before, *after])
        if before.get(name, "") != after.get(name, "")
    )


def _change(name: str, before: str, after: str, is_untold: bool) -> FieldChange:
    if is_untold:
        before, after = before and UNTOLD_BEFORE, after and UNTOLD_AFTER
    return FieldChange(field=name, before=before, after=after)
