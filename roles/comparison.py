"""Roles side by side: what each says in the rows of the outline, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from roles import markdown
from roles.content import (
    Cell,
    Comparison,
    Dimension,
    Dispute,
    Group,
    Outline,
    Role,
    Statement,
)

State = Literal["different", "shared", "open"]
SHOWS = ("telling", "all", "different", "shared")
# The row whose answers are drawn as dots, too.
DEPTH = "technical-depth"


@dataclass(frozen=True)
class RoleAnswer:
    """What one role says in one row.

    `cell` is None where it says nothing. `is_general` marks a general cell that stands in for a
    company's own. `local` are its cells of single companies, where the row is general.
    """

    role: Role
    cell: Cell | None
    local: tuple[Cell, ...] = ()
    is_general: bool = False

    @property
    def short(self) -> str:
        """Its value in a few words, where it has one."""
        return self.cell.short or self.cell.value if self.cell else ""


@dataclass(frozen=True)
class ComparisonRow:
    """A row in which at least one role says something.

    It is "different" if two values differ, "shared" if every role has one and all are equal but
    for case and outer blanks, and else "open": somebody is silent and no difference is stated, or
    sources disagree on what equal values would hide.
    """

    dimension: Dimension
    answers: tuple[RoleAnswer, ...]
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_depth(self) -> bool:
        return self.dimension.key == DEPTH

    @property
    def state(self) -> State:
        # The short value decides, not the text: two texts are never worded alike.
        values = {answer.cell.value.strip().casefold() for answer in self.answers if answer.cell}
        if len(values) > 1:
            return "different"
        is_known = values and all(answer.cell for answer in self.answers)
        return "shared" if is_known and not self.disputes else "open"


@dataclass(frozen=True)
class Block:
    """A group of rows that has any; no group where rows stand in an order of their own."""

    group: Group | None
    rows: tuple[ComparisonRow, ...]


def blocks(
    outline: Outline, roles: Sequence[Role], *, disputes: Iterable[Dispute] = (), company: str = ""
) -> tuple[Block, ...]:
    """The table: general values, or a company's own where it has them, when `company` is named."""
    all_disputes = tuple(disputes)
    cells = {role.slug: _by_dimension(role) for role in roles}
    groups = (
        Block(
            group,
            tuple(
                row
                for dimension in group.dimensions
                if (row := _row(dimension, roles, cells, all_disputes, company))
            ),
        )
        for group in outline.groups
    )
    return tuple(block for block in groups if block.rows)


def narrow(table: Iterable[Block], show: str) -> tuple[Block, ...]:
    """Only the rows of one state, or those that tell most; all of them for "all"."""
    selection = (
        Block(block.group, tuple(row for row in block.rows if _is_shown(row, show)))
        for block in table
    )
    return tuple(block for block in selection if block.rows)


def glance(table: Iterable[Block]) -> tuple[Block, ...]:
    """The rows that tell most, in the order of their telling, as one block without a group."""
    rows = [row for block in narrow(table, "telling") for row in block.rows]
    rows.sort(key=lambda row: row.dimension.telling)
    return (Block(None, tuple(rows)),) if rows else ()


def counts(table: Iterable[Block]) -> dict[str, int]:
    """How many rows each of SHOWS would leave."""
    rows = [row for block in table for row in block.rows]
    return {show: sum(_is_shown(row, show) for row in rows) for show in SHOWS}


def contrasts(
    roles: Iterable[Role], edited: Comparison | None
) -> list[tuple[Role, str, Statement]]:
    """One line on each role and who says so: as the edited comparison puts it, else its own."""
    lines = {line.role: line for line in edited.contrasts} if edited else {}
    return [
        (role, line.text, line) if (line := lines.get(role.slug)) else (role, role.one_liner, role)
        for role in roles
    ]


def telling_word(role: Any, beside: Iterable[Any] = ()) -> str:
    """The word of a role's name that tells it from its look-alikes, or from those beside; of roles
    or what has their name and emphasis. Empty when no word does."""
    # A word that all of them have tells none apart.
    names = [other.name.split() for other in beside]
    if len(names) < 2 or not all(role.emphasis in name for name in names):
        return str(role.emphasis)
    words = (word for word in role.name.split() if not all(word in name for name in names))
    return next(words, "")


def companies(roles: Iterable[Role]) -> tuple[str, ...]:
    """The companies of which any of the roles has a cell, by name."""
    return tuple(sorted({cell.company for role in roles for cell in role.cells if cell.company}))


def concerns(dispute: Dispute, slugs: Iterable[str]) -> bool:
    """Whether a dispute is about two of these roles, or wholly about one of them."""
    return len(set(slugs) & set(dispute.roles)) >= min(2, len(dispute.roles))


def lines(
    table: Iterable[Block], roles: Iterable[Role], source_names: Mapping[str, str]
) -> Iterator[list[str]]:
    """The table as plain lines, headings first; `source_names` by slug."""
    yield ["Group", "Row", "Question", "State"] + [
        heading
        for role in roles
        for heading in (role.name, f"{role.name}: more", f"{role.name}: sources")
    ]
    for block in table:
        group = block.group.name if block.group else ""
        for row in block.rows:
            names = [group, row.dimension.name, row.dimension.question, row.state]
            yield names + [text for answer in row.answers for text in _texts(answer, source_names)]


def _texts(answer: RoleAnswer, source_names: Mapping[str, str]) -> tuple[str, str, str]:
    if answer.cell is None:
        return "", "", ""
    sources = (source_names.get(slug, slug) for slug in answer.cell.sources)
    # Spreadsheets that are not told the encoding show three other signs for a bullet; a dash would
    # start a formula.
    text = markdown.to_text(answer.cell.text, sign="*")
    return answer.cell.value, text, "; ".join(sources)


def _is_shown(row: ComparisonRow, show: str) -> bool:
    return bool(row.dimension.telling) if show == "telling" else show in ("all", row.state)


def _by_dimension(role: Role) -> dict[str, list[Cell]]:
    cells: dict[str, list[Cell]] = {}
    for cell in role.cells:
        cells.setdefault(cell.dimension, []).append(cell)
    return cells


def _row(
    dimension: Dimension,
    roles: Sequence[Role],
    cells: Mapping[str, Mapping[str, list[Cell]]],
    disputes: Iterable[Dispute],
    company: str,
) -> ComparisonRow | None:
    by_role = [(role, cells[role.slug].get(dimension.key, [])) for role in roles]
    answers = tuple(_answer(role, of_role, company) for role, of_role in by_role)
    if not any(answer.cell or answer.local for answer in answers):
        return None
    return ComparisonRow(
        dimension, answers, tuple(each for each in disputes if dimension.key in each.dimensions)
    )


def _answer(role: Role, cells: Iterable[Cell], company: str) -> RoleAnswer:
    by_company = {cell.company: cell for cell in cells}
    # A company's cell stands beside the general one and is never taken for it.
    general = by_company.pop("", None)
    if not company:
        return RoleAnswer(role, general, tuple(by_company.values()))
    if company in by_company:
        return RoleAnswer(role, by_company[company])
    return RoleAnswer(role, general, is_general=general is not None)
