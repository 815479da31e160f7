"""One role as its page shows it: facts, stairs and skills at a glance, one company's apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from roles import content, ladders
from roles.comparison import Block, ComparisonRow
from roles.content import Level, Outline, Role, Skill, SkillNeed

DEPTHS = ("deep", "working", "aware")
WORK = ("responsibility", "deliverable", "metric")
# Rungs take nine twelfths of the width: so many are left to climb to the right.
WIDEST_INDENT = 3


@dataclass(frozen=True)
class Stair:
    """A level as a stair, None for the role itself: `indent` twelfths of the width from the left,
    0 to WIDEST_INDENT."""

    level: Level | None
    indent: int


@dataclass(frozen=True)
class SkillRow:
    """A skill with what each of some roles needs of it, None where no source says."""

    skill: Skill
    needs: tuple[tuple[Role, SkillNeed | None], ...]


def facts(table: Iterable[Block]) -> tuple[ComparisonRow, ...]:
    """The telling rows of a role's own table that have a general answer, in the order in which
    they tell."""
    rows = [row for block in table for row in block.rows]
    telling = [row for row in rows if row.dimension.telling and row.answers[0].cell]
    return tuple(sorted(telling, key=lambda row: row.dimension.telling))


def stairs(levels: Iterable[Level]) -> tuple[Stair, ...]:
    """Those that are drawn, from the top, and the role itself among them; none where none is.

    Two steps share an indent, so that seven fit.
    """
    drawn: list[tuple[int, Level | None]] = [(each.step, each) for each in levels if each.step]
    if not drawn:
        return ()
    rungs = sorted([*drawn, (ladders.ROLE_STEP, None)], key=lambda rung: -rung[0])
    return tuple(Stair(level, min((step - 1) // 2, WIDEST_INDENT)) for step, level in rungs)


def skill_rows(outline: Outline, roles: Sequence[Role]) -> tuple[SkillRow, ...]:
    """The telling skills that any of the roles needs, in order, with what each needs in general."""
    telling = [skill for skill in outline.skills if skill.telling]
    needs = [(role, {need.skill: need for need in at_company(role).skills}) for role in roles]
    return tuple(
        SkillRow(skill, tuple((role, of_role.get(skill.key)) for role, of_role in needs))
        for skill in sorted(telling, key=lambda skill: skill.telling)
        if any(skill.key in of_role for _, of_role in needs)
    )


def needs_by_depth(outline: Outline, role: Role) -> list[tuple[str, list[tuple[SkillNeed, Skill]]]]:
    """What the role needs of each skill, each with the skill, deepest first."""
    skills = {skill.key: skill for skill in outline.skills}
    pairs = [(need, skills[need.skill]) for need in role.skills if need.skill in skills]
    by_level = [(level, [pair for pair in pairs if pair[0].level == level]) for level in DEPTHS]
    return [(level, found) for level, found in by_level if found]


def companies(role: Role) -> list[tuple[str, int]]:
    """The companies at which something of the role holds, by name, and how many statements do."""
    names = [part.company for _, part in content.parts(role) if part.company]
    return [(name, names.count(name)) for name in sorted(set(names))]


def at_company(role: Role, company: str = "") -> Role:
    """The role with the parts that hold at that company alone, or with those in general."""
    kept: dict[str, Any] = {field: () for field, _ in content.parts(role)}
    for field, part in content.parts(role):
        if part.company == company:
            kept[field] += (part,)
    return replace(role, **kept)
