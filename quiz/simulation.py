"""How a definition behaves when made-up people answer it.

The model that answers is deliberately not the one that scores: a person has a latent preference
for each trait, -1 to 1 from what a role hardly has to what is its core; an item adds them up by its
keys, divides by the length of those, adds noise and cuts the sum into five answers. Noise of 0.6
makes single items as weak as those of real short scales.

This shows whether a definition is coherent. It is not validation: the people are made from the same
profiles that they are measured against.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import fsum
from random import Random
from statistics import NormalDist

from quiz import explanation, fit
from quiz.definition import ANSWERS, Definition, Item, LikertStatement, Profile, TradeOff
from quiz.fit import MIDDLE, Design, Measurement
from quiz.lint import VersionProblem

Sheet = Mapping[str, int]
Preferences = Mapping[str, float]

# So many that a share near nine in ten is known to within a percent and a half.
PERSONS = 2_000
NOISE = 0.6
VERY_NOISY = 0.9
SPREAD = 0.2
POPULATION_SPREAD = 0.6
SHARED_LIKING = 0.2
STRONG_LIKING = 0.8
# Evenly spaced, so that a person without a preference uses all five answers.
CUTS = (-0.6, -0.2, 0.2, 0.6)
MISFIT = 0.3
CROSS_LOADING = 0.15
SKIPPED = 0.15
STYLE_SHIFT = 0.5
# About a third of people get a clear result, of whom the retest is made.
RETEST_TRIES = 5
EXTREME, MILD = 0.5, 1.5

# What is to be met before publishing: the design of the assessment, on its health. None is a law; a
# miss asks for a written reason. Noise may make a result say less, and hardly ever another role.
OWN_LEADS = {"ideal": 0.90, "misspecified": 0.75, "very noisy": 0.65}
CONTRADICTED = {"ideal": 0.02, "misspecified": 0.05, "very noisy": 0.05}
RANDOM_NONE = 0.80
MOST_SHIFT = 1.0
# As multiples of an even share: 25 to 42 % where there are three roles.
RAW_TOP = (0.75, 1.26)
RETEST_CONTRADICTED = 0.03
# Below the 90 % that a band promises by what chance, and cutting it at 0 and 100, may take.
COVERAGE = 0.87
FALSE_ALARMS = 0.05


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How people answer: `noise` and `cuts` in latent preference, and what they lean to.

    `yes` moves agreement, `left` moves towards option A. `is_misfit` people meet items that load
    otherwise than keyed. `reach` widens the cuts (mild answers) or narrows them (extreme ones).
    """

    noise: float = NOISE
    yes: float = 0.0
    left: float = 0.0
    reach: float = 1.0
    is_misfit: bool = False
    skipped: float = 0.0


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


def studies(
    definition: Definition, random: Random, persons: int = PERSONS
) -> list[Callable[[], StudyRow]]:
    """The studies of `definition` by `persons` made-up people a row, one a row, in order.

    Ask for them only of a definition without a block of quiz.lint. The same `random` gives the same
    rows when all are run in their order.
    """
    return list(_studies(Stage(definition, random, persons)))


class Stage:
    """A definition with people to answer it; the weights of a full sheet are worked out once."""

    def __init__(self, definition: Definition, random: Random, persons: int) -> None:
        self.definition = definition
        self.random = random
        self.persons = persons
        self.full = fit.design(definition, (item.key for item in definition.items))
        self.traits = tuple(trait.key for trait in definition.traits)

    def ideal(self, profile: Profile) -> dict[str, float]:
        """A person who likes what the role consists of, more or less."""
        liking = dict.fromkeys(self.traits, SHARED_LIKING)
        liking |= {part.trait: (part.target - MIDDLE) / MIDDLE for part in profile.targets}
        return {trait: self.random.gauss(mean, SPREAD) for trait, mean in liking.items()}

    def anybody(self) -> dict[str, float]:
        return {trait: self.random.gauss(0, POPULATION_SPREAD) for trait in self.traits}

    def answers(self, liking: Preferences, manner: Manner) -> dict[str, int]:
        """One sheet; items are skipped at random where the manner says so."""
        cuts = [cut * manner.reach for cut in CUTS]
        sheet = {}
        for item in self.definition.items:
            place = self._place(item, liking, manner) + self.random.gauss(0, manner.noise)
            sheet[item.key] = 1 + bisect_left(cuts, place)
        if manner.skipped:
            return {key: v for key, v in sheet.items() if self.random.random() >= manner.skipped}
        return sheet

    def measure(self, sheet: Sheet) -> tuple[Design, Measurement]:
        is_full = len(sheet) == len(self.full.items)
        plan = self.full if is_full else fit.design(self.definition, sheet)
        return plan, fit.measure(plan, sheet)

    def long_run_fits(self, liking: Preferences, manner: Manner) -> dict[str, float]:
        """Each role's fit in the long run, were the same person to answer again and again."""
        means = {
            item.key: fsum(
                share * fit.evidence_of(item, answer) for answer, share in shares.items()
            )
            for item in self.definition.items
            # A list of one gives a name to what is computed once for each item.
            for shares in [_answer_shares(self._place(item, liking, manner), manner.noise)]
        }
        return {
            role: MIDDLE + MIDDLE * fsum(weights[key] * mean for key, mean in means.items())
            for role, weights in self.full.coefficients.items()
        }

    def _place(self, item: Item, liking: Preferences, manner: Manner) -> float:
        load = self.full.loads[item.key]
        length = fit.length(load.values())
        if manner.is_misfit:
            load = self._misfit(load)
        pull = fsum(k * liking[trait] for trait, k in load.items()) / length
        # Low places become low answers, and 1 of a trade-off is option A.
        return -pull - manner.left if isinstance(item, TradeOff) else pull + manner.yes

    def _misfit(self, load: Mapping[str, float]) -> dict[str, float]:
        """The load that an item really has: off by MISFIT, and a little on everything else."""
        gauss = self.random.gauss
        return {
            trait: k * (1 + gauss(0, MISFIT)) if (k := load.get(trait)) else gauss(0, CROSS_LOADING)
            for trait in self.traits
        }


def _answer_shares(place: float, noise: float) -> dict[int, float]:
    below = NormalDist(place, noise).cdf
    edges = [0.0, *(below(cut) for cut in CUTS), 1.0]
    return {
        answer: high - low for answer, (low, high) in zip(ANSWERS, pairwise(edges), strict=True)
    }


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
    for _ in range(stage.persons):
        plan, measurement = stage.measure(stage.answers(stage.ideal(profile), manner))
        counts[_outcome(measurement, profile.role)] += 1
        counts.update(_notes(plan, measurement))
    return _row(stage, name, counts, profile.role)


def _outcome(measurement: Measurement, role: str) -> str:
    if measurement.status in ("none", "insufficient"):
        return measurement.status
    return measurement.status if role in measurement.leaders else f"{measurement.status} without"


def _notes(plan: Design, measurement: Measurement) -> Iterator[str]:
    liking = explanation.interest(plan, measurement)
    return (f"note {note}" for note in explanation.notes(plan, measurement, liking))


def _row(stage: Stage, name: str, counts: Mapping[str, float], role: str = "") -> StudyRow:
    shares = {key: counts[key] / stage.persons for key in sorted(counts)}
    return StudyRow(name=name, role=role, persons=stage.persons, values=shares)


def _outcomes(stage: Stage, name: str, people: Callable[[], Sheet]) -> StudyRow:
    counts: Counter[str] = Counter()
    for _ in range(stage.persons):
        plan, measurement = stage.measure(people())
        counts[measurement.status] += 1
        counts.update(f"leads {role}" for role in measurement.leaders)
        counts.update(_notes(plan, measurement))
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


def problems(report: SimulationReport) -> list[VersionProblem]:
    """Every target that `report` misses, as a warning: publishing then needs a written reason."""
    misses = [*_leads(report), *_randomness(report), *_stability(report), *_alarms(report)]
    return [VersionProblem("warning", where, message) for where, message in misses]


def own_lead_share(row: StudyRow) -> float:
    """The share whose own role is first or tied."""
    return row.values.get("clear", 0.0) + row.values.get("tie", 0.0)


def contradicted_share(row: StudyRow) -> float:
    """The share told of other roles only."""
    return row.values.get("clear without", 0.0) + row.values.get("tie without", 0.0)


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
