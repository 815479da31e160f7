"""The rows of a simulation's report as a page shows them: rounded, in the order of its tables."""

from __future__ import annotations

from quiz.definition import Definition
from quiz.health import LIMITS, HealthFigure, Limit
from quiz.simulated_rows import SimulationReport, StudyRow


def rows(report: SimulationReport, names: str) -> list[StudyRow]:
    """Those of these names, with commas between, in the order of the names."""
    order = names.split(",")
    matches = [row for row in report.rows if row.name in order]
    return sorted(matches, key=lambda row: order.index(row.name))


def groups(report: SimulationReport, names: str) -> list[list[StudyRow]]:
    """The rows of each of these names, which differ in the role people were made for."""
    return [rows(report, name) for name in names.split(",")]


def limit(figure: HealthFigure) -> Limit:
    """What the figure is held against."""
    return LIMITS[figure.measure]


def shares(row: StudyRow, columns: str) -> list[str]:
    """One share a column, with semicolons between them; each may add up several outcomes."""
    return [share(row, column) for column in columns.split("; ")]


def share(row: StudyRow, outcomes: str) -> str:
    """In how many of its persons one of these outcomes came out, with commas between."""
    total = sum(row.values.get(outcome, 0.0) for outcome in outcomes.split(","))
    return f"{total:.1%}".replace("%", "\u00a0%")


def shift(row: StudyRow, role: str) -> str:
    """By how many points a role's fit moved, with its sign."""
    points = row.values.get(role, 0.0)
    # A minus as wide as the plus. Rounded first, or next to nothing would come out as −0.00.
    return f"{points:+.2f}".replace("-", "\u2212") if round(points, 2) else "0.00"


def role_name(definition: Definition, role: str) -> str:
    """As the version itself calls the role; its slug when it has no profile there."""
    names = {profile.role: profile.name for profile in definition.profiles}
    return names.get(role, role)


def trait_name(definition: Definition, key: str) -> str:
    names = {trait.key: trait.name for trait in definition.traits}
    return names.get(key, key)


def question(definition: Definition, key: str) -> str:
    """What the question of this key asks; the key when it has none."""
    texts = {item.key: item.stem for item in (*definition.trade_offs, *definition.further)}
    texts |= {item.key: item.text for item in definition.statements}
    texts |= {fact.item: fact.text for fact in definition.facts}
    return texts.get(key, key)
