"""What a simulation has to show before a version is published without a written reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quiz.lint import VersionProblem
from quiz.simulated_rows import SimulationReport, StudyRow

# What is to be met before publishing: the design of the assessment, on its health. None is a law; a
# miss asks for a written reason. Noise may make a result say less, and hardly ever another role.
OWN_LEADS = {"ideal": 0.90, "misspecified": 0.75, "very noisy": 0.65}
CONTRADICTED = {"ideal": 0.02, "misspecified": 0.05, "very noisy": 0.05}
RANDOM_NONE = 0.80
# After all further questions that random answers lead to, and of all that these lead to a role.
RANDOM_CLEAR_AFTER = 0.065
NEW_CLEAR_RIGHT = 0.94
SURE_WRONG = 0.02
MOST_SHIFT = 1.0
# As multiples of an even share: 25 to 42 % where there are three roles.
RAW_TOP = (0.75, 1.26)
RETEST_CONTRADICTED = 0.03
# Below the 90 % that a band promises by what chance, and cutting it at 0 and 100, may take.
COVERAGE = 0.87
FALSE_ALARMS = 0.05


def problems(report: SimulationReport) -> list[VersionProblem]:
    """Every target that `report` misses, as a warning: publishing then needs a written reason."""
    misses = [*_leads(report), *_randomness(report), *_stability(report), *_alarms(report)]
    misses += _second(report)
    return [VersionProblem("warning", where, message) for where, message in misses]


def own_lead_share(row: StudyRow) -> float:
    """The share whose own role is first or tied."""
    return row.values.get("clear", 0.0) + row.values.get("tie", 0.0)


def contradicted_share(row: StudyRow, when: str = "") -> float:
    """The share told of other roles only, after further questions if `when` says so."""
    others = ("clear without", "tie without")
    return sum(row.values.get(f"{when}{outcome}", 0.0) for outcome in others)


def _leads(report: SimulationReport) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        if row.name in OWN_LEADS:
            if own_lead_share(row) < OWN_LEADS[row.name]:
                yield (
                    row.role,
                    _miss(row.name, "own role leads for", own_lead_share(row), OWN_LEADS),
                )
            if contradicted_share(row) > CONTRADICTED[row.name]:
                yield (
                    row.role,
                    _miss(row.name, "contradicts", contradicted_share(row), CONTRADICTED),
                )


def _second(report: SimulationReport) -> Iterator[tuple[str, str]]:
    """What only a version of engine 2 has rows of."""
    for row in report.rows:
        after = contradicted_share(row, "after ")
        if row.name in CONTRADICTED and after > CONTRADICTED[row.name]:
            yield (
                row.role,
                _miss(row.name, "after further questions contradicts", after, CONTRADICTED),
            )
        wrong = row.values.get("reasons said wrong", 0.0)
        if row.name == "ideal" and wrong > SURE_WRONG:
            yield row.role, f"sure reasons are wrong for {wrong:.1%}, the limit is {SURE_WRONG:.0%}"
        clear = row.values.get("clear", 0.0)
        if row.name == "random after further" and clear > RANDOM_CLEAR_AFTER:
            yield (
                "",
                f"further random answers name a role for {clear:.1%}, "
                f"the limit is {RANDOM_CLEAR_AFTER:.1%}",
            )
        right = row.values.get("new clear right", 1.0)
        if row.name == "further" and right < NEW_CLEAR_RIGHT:
            yield (
                "",
                f"roles that further questions name are right for {right:.1%}, "
                f"the limit is {NEW_CLEAR_RIGHT:.0%}",
            )


def _miss(name: str, what: str, share: float, targets: Mapping[str, float]) -> str:
    return f"{name} people: {what} {share:.1%}, the limit is {targets[name]:.0%}"


def _randomness(report: SimulationReport) -> Iterator[tuple[str, str]]:
    none = report.row("random").values.get("none", 0.0)
    if none < RANDOM_NONE:
        yield (
            "",
            f"random answers show no preference for {none:.1%}, the limit is {RANDOM_NONE:.0%}",
        )
    tops = report.row("raw top of random").values
    low, high = (limit / len(tops) for limit in RAW_TOP)
    for role, share in tops.items():
        if not low <= share <= high:
            yield role, f"is first for {share:.0%} of random answers, not {low:.0%} to {high:.0%}"


def _stability(report: SimulationReport) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        for role, points in row.values.items() if row.name.startswith("style ") else ():
            # “reversed” stands among the roles, and is a share of people.
            if role != "reversed" and abs(points) > MOST_SHIFT:
                yield role, f"{row.name}: shifts by {points:+.1f} points, the limit is {MOST_SHIFT}"
    share = report.row("retest").values["contradicted"]
    if share > RETEST_CONTRADICTED:
        yield "", f"a retest contradicts {share:.1%}, the limit is {RETEST_CONTRADICTED:.0%}"
    for role, share in report.row("coverage").values.items():
        if share < COVERAGE:
            yield role, f"the band covers {share:.1%}, the limit is {COVERAGE:.0%}"


def _alarms(report: SimulationReport) -> Iterator[tuple[str, str]]:
    for row in report.rows:
        for note, share in row.values.items() if row.name == "ideal" else ():
            if note.startswith("note ") and share > FALSE_ALARMS:
                yield row.role, f"{note} strikes {share:.1%}, the limit is {FALSE_ALARMS:.0%}"
