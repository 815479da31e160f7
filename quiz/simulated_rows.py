"""What a simulation found, a row a study, as it is stored with a version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class StudyRow:
    """One study: a kind of people, the role they were made for if any, and what came out.

    Values are shares of the persons from 0 to 1; in a "style" the roles' are mean shifts in points.
    """

    name: str
    role: str = ""
    persons: int
    values: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class SimulationReport:
    """What is stored with the version. `persons` is the number asked for in each row."""

    persons: int
    rows: tuple[StudyRow, ...]

    def row(self, name: str, role: str = "") -> StudyRow:
        return next(row for row in self.rows if (row.name, row.role) == (name, role))
