"""Everything that is looked at before a version is published: its rules, and how it behaves.

The simulation draws its people from the definition's own digest, so that the same definition gets
the same report wherever and whenever it is checked.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from random import Random

from quiz import lint, simulated_targets, simulation
from quiz.definition import Definition, canonical
from quiz.definition import digest as digest_of
from quiz.lint import VersionProblem
from quiz.simulated_rows import SimulationReport, StudyRow
from quiz.simulation import PERSONS


@dataclass(frozen=True, kw_only=True)
class Check:
    """What was found in the definition of this digest; one with a block is not simulated."""

    digest: str
    problems: tuple[VersionProblem, ...] = ()
    simulation: SimulationReport | None = None

    @property
    def blocks(self) -> list[VersionProblem]:
        return [problem for problem in self.problems if problem.severity == "block"]

    @property
    def warnings(self) -> list[VersionProblem]:
        return [problem for problem in self.problems if problem.severity == "warning"]


@dataclass(frozen=True)
class Progress:
    """So many studies of all are done; `row` is what the last one said."""

    done: int
    total: int
    row: StudyRow | None = None


def steps(
    definition: Definition, persons: int = PERSONS, others: Iterable[VersionProblem] = ()
) -> Generator[Progress, None, Check]:
    """Check `definition` bit by bit, yielding the progress and returning the check.

    `persons` are simulated for each row; `others` are problems found where this cannot look.
    """
    digest = digest_of(canonical(definition))
    problems = [*others, *lint.find(definition)]
    check = Check(digest=digest, problems=tuple(problems))
    # The simulation takes for granted that a definition fits together.
    if check.blocks:
        return check
    # No secret hangs on this chance; it has to come out the same again.
    report = yield from _simulate(definition, Random(digest), persons)  # noqa: S311
    problems += simulated_targets.problems(report)
    return Check(digest=digest, problems=tuple(problems), simulation=report)


def _simulate(
    definition: Definition, random: Random, persons: int
) -> Generator[Progress, None, SimulationReport]:
    studies = simulation.studies(definition, random, persons)
    yield Progress(0, len(studies))
    rows: list[StudyRow] = []
    for study in studies:
        rows.append(study())
        yield Progress(len(rows), len(studies), rows[-1])
    return SimulationReport(persons=persons, rows=tuple(rows))
