"""How a definition behaves when made-up people answer it.

This shows whether a definition is coherent. It is not validation: the people are made from the same
profiles that they are measured against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from random import Random

from quiz import explanation, fit, simulation_second
from quiz.definition import ANSWERS, Definition, LikertStatement, Profile
from quiz.fit import Design, Measurement
from quiz.simulated_rows import StudyRow
from quiz.takers import Manner, Sheet, Stage

# So many that a share near nine in ten is known to within a percent and a half.
PERSONS = 2_000
VERY_NOISY = 0.9
STRONG_LIKING = 0.8
SKIPPED = 0.15
STYLE_SHIFT = 0.5
# About a third of people get a clear result, of whom the retest is made.
RETEST_TRIES = 5
EXTREME, MILD = 0.5, 1.5


def studies(
    definition: Definition, random: Random, persons: int = PERSONS
) -> list[Callable[[], StudyRow]]:
    """The studies of `definition` by `persons` made-up people a row, one a row, in order.

    Ask for them only of a definition without a block of quiz.lint. The same `random` gives the same
    rows when all are run in their order.
    """
    return list(_studies(Stage(definition, random, persons)))


def _studies(stage: Stage) -> Iterator[Callable[[], StudyRow]]:
    manners = {
        "ideal": Manner(),
        "misspecified": Manner(is_misfit=True),
        "very noisy": Manner(noise=VERY_NOISY),
        "skipping": Manner(skipped=SKIPPED),
    }
    for name, manner in manners.items():
        for profile in stage.definition.profiles:
            yield partial(_role_study, stage, name, profile, manner)
    for name, people in _answerers(stage).items():
        yield partial(_outcomes, stage, name, people)
    yield partial(_raw_top, stage)
    for name, manner in STYLES.items():
        yield partial(_style, stage, name, manner)
    yield partial(_retest, stage)
    yield partial(_coverage, stage)
    yield from simulation_second.studies(stage)


STYLES = {
    "yes": Manner(yes=STYLE_SHIFT),
    "no": Manner(yes=-STYLE_SHIFT),
    "left": Manner(left=STYLE_SHIFT),
    "extreme": Manner(reach=EXTREME),
    "mild": Manner(reach=MILD),
}


def _answerers(stage: Stage) -> dict[str, Callable[[], Sheet]]:
    """People who were made for no role, by what they do."""
    usual = Manner()
    return {
        "population": lambda: stage.answers(stage.anybody(), usual),
        "random": partial(_any_of, stage, ANSWERS),
        "random extreme": partial(_any_of, stage, (1, 5)),
        "random middle": partial(_any_of, stage, (2, 3, 4)),
        "yes-sayers": partial(_any_of, stage, ANSWERS, statements=(4, 5)),
        # Statements in the middle, so that nothing but the side can tell.
        "always A": partial(_any_of, stage, (1,), statements=(3,)),
        "always B": partial(_any_of, stage, (5,), statements=(3,)),
        "likes everything": lambda: stage.answers(
            dict.fromkeys(stage.traits, STRONG_LIKING), usual
        ),
        "dislikes everything": lambda: stage.answers(
            dict.fromkeys(stage.traits, -STRONG_LIKING), usual
        ),
    }


def _any_of(
    stage: Stage, options: tuple[int, ...], statements: tuple[int, ...] | None = None
) -> Sheet:
    choose = stage.random.choice
    return {
        item.key: choose((statements or options) if isinstance(item, LikertStatement) else options)
        for item in stage.definition.items
    }


def _role_study(stage: Stage, name: str, profile: Profile, manner: Manner) -> StudyRow:
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    is_told = simulation_second.is_told(stage.definition)
    for _ in range(stage.persons):
        liking = stage.ideal(profile)
        sheet = stage.answers(liking, manner)
        plan, measurement = stage.measure(sheet)
        counts[simulation_second.outcome(measurement, profile.role)] += 1
        counts.update(_told(plan, measurement))
        # Whoever skips here is asked nothing further.
        if is_told and not manner.skipped:
            last = stage.looks(measurement, sheet | stage.further(liking, manner))[-1]
            counts[f"after {simulation_second.outcome(last, profile.role)}"] += 1
        if is_told and manner == Manner():
            reasons.update(simulation_second.reasons(stage, plan, measurement, liking))
    row = _row(stage, name, counts, profile.role)
    shares = simulation_second.reason_shares(reasons) if reasons else {}
    return replace(row, values={**row.values, **shares})


def _told(plan: Design, measurement: Measurement) -> Iterator[str]:
    """The notes of a person, and what is said first where the engine tells."""
    liking = explanation.interest(plan, measurement)
    notes = explanation.notes(plan, measurement, liking)
    yield from (f"note {note}" for note in notes)
    if simulation_second.is_told(plan.definition):
        yield simulation_second.said_first(plan, measurement, notes)


def _row(stage: Stage, name: str, counts: Mapping[str, float], role: str = "") -> StudyRow:
    shares = {key: counts[key] / stage.persons for key in sorted(counts)}
    return StudyRow(name=name, role=role, persons=stage.persons, values=shares)


def _outcomes(stage: Stage, name: str, people: Callable[[], Sheet]) -> StudyRow:
    counts: Counter[str] = Counter()
    for _ in range(stage.persons):
        plan, measurement = stage.measure(people())
        counts[measurement.status] += 1
        counts.update(f"leads {role}" for role in measurement.leaders)
        counts.update(_told(plan, measurement))
    return _row(stage, name, counts)


def _raw_top(stage: Stage) -> StudyRow:
    """Which role random answers happen to favour, before anything asks whether that means much."""
    # Each is named from the start: one that never comes out is looked at below as 0.
    counts = Counter(dict.fromkeys(stage.full.coefficients, 0))
    for _ in range(stage.persons):
        _, measurement = stage.measure(_any_of(stage, ANSWERS))
        counts[measurement.ranked()[0].role] += 1
    return _row(stage, "raw top of random", counts)


def _style(stage: Stage, name: str, manner: Manner) -> StudyRow:
    """What a style of answering does to the same people with the same noise, in points a role."""
    shifts = dict.fromkeys(stage.full.coefficients, 0.0)
    reversals = 0
    for _ in range(stage.persons):
        liking = stage.anybody()
        # The same noise for both, or its difference would hide that of the style.
        state = stage.random.getstate()
        plain = stage.measure(stage.answers(liking, Manner()))[1]
        stage.random.setstate(state)
        shifted = stage.measure(stage.answers(liking, manner))[1]
        for before, after in zip(plain.fits, shifted.fits, strict=True):
            shifts[before.role] += after.fit - before.fit
        # A tie in place of a clear result claims less and misleads nobody.
        reversals += fit.is_contradicted(plain, shifted) and shifted.status == "clear"
    return _row(stage, f"style {name}", {**shifts, "reversed": reversals})


def _retest(stage: Stage) -> StudyRow:
    """The same people, after a clear result, a second time; shares of those."""
    # Named from the start: what never happens is looked up below all the same.
    counts = Counter({"same": 0, "tied": 0, "none": 0, "contradicted": 0})
    for _ in range(stage.persons * RETEST_TRIES):
        liking = stage.anybody()
        before = stage.measure(stage.answers(liking, Manner()))[1]
        if before.status == "clear":
            counts[_second(before, stage.measure(stage.answers(liking, Manner()))[1])] += 1
        if counts.total() == stage.persons:
            break
    values = {key: count / max(1, counts.total()) for key, count in counts.items()}
    return StudyRow(name="retest", persons=counts.total(), values=values)


def _second(before: Measurement, after: Measurement) -> str:
    if fit.is_contradicted(before, after):
        return "contradicted"
    return {"clear": "same", "tie": "tied"}.get(after.status, "none")


def _coverage(stage: Stage) -> StudyRow:
    """How often the band of a fit holds what the person's fit is in the long run."""
    counts = Counter(dict.fromkeys(stage.full.coefficients, 0))
    for _ in range(stage.persons):
        liking = stage.anybody()
        _, measurement = stage.measure(stage.answers(liking, Manner()))
        means = stage.long_run_fits(liking, Manner())
        counts.update(
            mine.role for mine in measurement.fits if mine.low <= means[mine.role] <= mine.high
        )
    return _row(stage, "coverage", counts)
