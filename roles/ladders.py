"""The ladders of roles side by side: which rungs stand at the same height, and where roles meet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roles.content import Level, Role

# Steps count from the way in; the role itself stands on the second, and so is no level of its own.
ROLE_STEP = 2


@dataclass(frozen=True)
class Rung:
    """What stands at one height over `width` roles: a rung, or nothing.

    `name` is short and empty where nothing stands; `level` is None for the role itself.
    `goes_on` tells that its ladder has something above, `is_reached` that it has something below:
    a line is drawn there, dashed where it leads to a rung that one company alone is named for.
    Where both are false and there is no name, the place is empty.
    """

    role: Role
    width: int = 1
    name: str = ""
    level: Level | None = None
    goes_on: bool = False
    is_reached: bool = False
    is_dashed: bool = False

    @property
    def is_of_one_company(self) -> bool:
        return bool(self.level and self.level.company)


def ladders(roles: Sequence[Role]) -> list[list[Rung]]:
    """Rows of places from the highest step to the lowest; none where no role has a step.

    Two roles that stand side by side meet at a level of the same name that no single company is
    named for: it is one place, two wide.
    """
    rungs = [_rungs(role) for role in roles]
    steps = sorted({step for ladder in rungs for step in ladder}, reverse=True)
    # The roles alone, each on its own rung, would be no drawing.
    if steps == [ROLE_STEP]:
        return []
    return [_row(roles, rungs, step) for step in steps]


def _rungs(role: Role) -> dict[int, Level | None]:
    levels: dict[int, Level | None] = {level.step: level for level in role.levels if level.step}
    return {**levels, ROLE_STEP: None}


def _row(roles: Sequence[Role], rungs: Sequence[dict[int, Level | None]], step: int) -> list[Rung]:
    row: list[Rung] = []
    for role, ladder in zip(roles, rungs, strict=True):
        place = _rung(role, ladder, step)
        if row and _meet(row[-1], place):
            row[-1] = _joined(row[-1], place)
        else:
            row.append(place)
    return row


def _rung(role: Role, ladder: dict[int, Level | None], step: int) -> Rung:
    level = ladder.get(step)
    above = ladder.get(min((each for each in ladder if each >= step), default=step))
    name = "" if step not in ladder else short_name(level, role) if level else "The role"
    return Rung(
        role,
        name=name,
        level=level,
        goes_on=min(ladder) <= step < max(ladder),
        is_reached=min(ladder) < step <= max(ladder),
        is_dashed=bool(above and above.company),
    )


def _meet(one: Rung, other: Rung) -> bool:
    if not one.level or not other.level or one.is_of_one_company or other.is_of_one_company:
        return False
    return one.level.name == other.level.name


def _joined(one: Rung, other: Rung) -> Rung:
    return Rung(
        one.role,
        one.width + 1,
        one.name,
        one.level,
        one.goes_on or other.goes_on,
        one.is_reached or other.is_reached,
    )


def short_name(level: Level, role: Role) -> str:
    """The name of a level without that of its role: "Senior" of "Senior product manager"."""
    rest = re.sub(rf"\s*\b{re.escape(role.name)}\b\s*", " ", level.name, flags=re.IGNORECASE)
    return rest.strip() or level.name
