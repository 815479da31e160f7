"""Why a measurement says what it says: reasons, cautions, what would change it, notes.

A trait is named for or against a role only if the sentence is true of the role by itself; without
that rule, a role that merely has less of a kind of work than of others would be praised to people
who avoid that work. Points are points of fit. Equal values stand in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import Literal

from quiz import engines, fit
from quiz.definition import NEUTRAL, Explanation, LikertStatement, Profile, Target
from quiz.fit import (
    MIDDLE,
    Contribution,
    Design,
    Measurement,
    RoleFit,
    TraitScore,
    band,
    rounded,
)

ReasonKind = Literal["for-core", "for-small", "against-core", "against-small"]
CautionKind = Literal["still-part", "all-roles"]
Ground = Literal["said", "chosen"]
Note = Literal["same-option", "mostly-neutral", "contradictory", "low-interest"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A trait that speaks for or against the role, by how many points.

    "for-core": you like it and the role has much of it. "for-small": you would rather do without
    and the role has little. "against-core": it has much of what you would rather do without.
    "against-small": you like it and the role has little of it.

    Engine 2 tells besides whether the trait lies far enough from 50 to be `sure`, whether the
    person's statements carry it ("said") or the trade-offs do ("chosen"), and whether it is chosen
    though the statements say the opposite (`contrary`).
    """

    trait: str
    kind: ReasonKind
    points: float
    sure: bool | None = None
    ground: Ground | None = None
    contrary: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Caution:
    """Something you would rather do without that does not count against the role.

    "still-part": the role has it all the same. "all-roles": all of these roles have it. How sure it
    is and on what ground is told as of a reason.
    """

    trait: str
    kind: CautionKind
    sure: bool | None = None
    ground: Ground | None = None
    contrary: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """What speaks for a role and against it, at most three each, the most telling first."""

    role: str
    in_favour: tuple[Reason, ...]
    against: tuple[Reason, ...]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, kw_only=True)
class TippingPoint:
    """What lies between the first role and its rival, `gap` in points.

    `steps` is the least number of steps, one answer by one option each, that would close it.
    Decisive answers and traits widen the gap, opposing answers narrow it. `splitting` are the two
    items that weigh most between the roles not told apart.
    """

    first: str
    rival: str
    gap: float
    steps: int
    decisive_items: tuple[str, ...]
    opposing_items: tuple[str, ...]
    decisive_traits: tuple[str, ...]
    splitting: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Interest:
    """The mean of the traits by the statements alone (0-100), and the upper end of its band."""

    score: float
    high: float


def reasons(plan: Design, measurement: Measurement) -> tuple[Reasons, ...]:
    """What speaks for and against each role, in the order of the profiles."""
    traits = {score.trait: score for score in measurement.traits}
    shared = tuple(trait.key for trait in plan.definition.traits if trait.is_shared)
    for_all = tuple(_cautions("all-roles", (traits[key] for key in shared)))
    # measure() made one fit a profile, in this order.
    pairs = zip(plan.definition.profiles, measurement.fits, strict=True)
    return tuple(_reasons(profile, mine, plan, traits, for_all) for profile, mine in pairs)


def change(plan: Design, measurement: Measurement) -> TippingPoint | None:
    """What would change the result; None where too little is answered or there is one role."""
    ranked = measurement.ranked()
    # Who leads together with the first is named already, as a tie.
    rivals = [other for other in ranked[1:] if other.role not in measurement.leaders]
    if measurement.status == "insufficient" or not rivals:
        return None
    first, rival = ranked[0], rivals[0]
    rules = engines.explanation(plan.definition)
    pulls = _pulls(plan, first.role, rival.role)
    points = {key: pull * measurement.evidence[key] for key, pull in pulls.items()}
    gap = first.fit - rival.fit
    return TippingPoint(
        first=first.role,
        rival=rival.role,
        gap=gap,
        steps=_steps(gap, pulls, measurement.evidence, rules.answer_step),
        decisive_items=_highest(points, rules.decisive_items),
        opposing_items=_highest(_negated(points), rules.decisive_items),
        decisive_traits=_highest(_trait_gaps(first, rival), rules.decisive_traits),
        splitting=_splitting(plan, measurement, rules.splitting_items),
    )


def interest(plan: Design, measurement: Measurement) -> Interest | None:
    """How much of all this work the person likes, shared traits included; None without a statement.

    The mean over the traits of what the statements say of each, with a band as every fit has.
    """
    # Choices tell what is liked better than what; only statements tell whether it is liked at all.
    loads = {
        item.key: plan.loads[item.key] for item in plan.items if isinstance(item, LikertStatement)
    }
    widths = fit.widths(loads)
    if not widths:
        return None
    shares = fit.shares(loads, widths, dict.fromkeys(widths, 1 / len(widths)))
    score = MIDDLE + MIDDLE * fsum(
        share * measurement.evidence[key] for key, share in shares.items()
    )
    se = MIDDLE * measurement.noise_sd * fit.length(shares.values())
    _, high = band(score, se, plan.definition.scoring.z_band)
    return Interest(score=score, high=high)


def notes(plan: Design, measurement: Measurement, liking: Interest | None) -> tuple[Note, ...]:
    """What strikes about the answers as such, in this order; a note never blocks a result."""
    answers = tuple(measurement.answers.values())
    rules = plan.definition.scoring
    neutral = rounded(answers.count(NEUTRAL) / len(answers)) if answers else 0.0
    signs: dict[Note, bool] = {
        "same-option": _longest_run(answers) >= rules.flag_same_option_run,
        "mostly-neutral": neutral >= engines.explanation(plan.definition).flag_neutral_share,
        "contradictory": _contradictions(plan, measurement) >= rules.flag_contradictions,
        # By the upper end: the whole band has to lie below the middle.
        "low-interest": liking is not None and rounded(liking.high) < MIDDLE,
    }
    return tuple(note for note, is_there in signs.items() if is_there)


def _reasons(
    profile: Profile,
    mine: RoleFit,
    plan: Design,
    traits: Mapping[str, TraitScore],
    for_all: tuple[Caution, ...],
) -> Reasons:
    rules = engines.explanation(plan.definition)
    targets = {part.trait: part for part in profile.targets}
    saliences = plan.saliences[profile.role]
    reasons = [
        Reason(trait=part.trait, kind=kind, points=part.points)
        for part in mine.contributions
        if (kind := _kind(targets[part.trait], saliences[part.trait], part.points, rules))
    ]
    reasons.sort(key=lambda reason: (-abs(rounded(reason.points)), reason.trait))
    still_part = (
        traits[part.trait] for part in mine.contributions if _is_still_part(part, targets, rules)
    )
    cautions = (*_cautions("still-part", still_part), *for_all)
    most = rules.reasons_max
    return Reasons(
        role=profile.role,
        in_favour=tuple(reason for reason in reasons if reason.points > 0)[:most],
        against=tuple(reason for reason in reasons if reason.points < 0)[:most],
        cautions=tuple(sorted(cautions, key=lambda caution: caution.trait)),
    )


def _kind(target: Target, salience: float, points: float, rules: Explanation) -> ReasonKind | None:
    lean = target.target - MIDDLE
    # A target below the role's own mean counts against liking it, even one above the middle: then
    # fit and sentence would say the opposite of each other.
    is_true_by_itself = rounded(abs(lean)) >= rules.reason_min_lean and lean * salience > 0
    if not is_true_by_itself or rounded(abs(points)) < rules.reason_min_points:
        return None
    if points > 0:
        return "for-core" if lean > 0 else "for-small"
    return "against-core" if lean > 0 else "against-small"


def _is_still_part(part: Contribution, targets: Mapping[str, Target], rules: Explanation) -> bool:
    has_it = rounded(targets[part.trait].target) >= MIDDLE
    # What costs enough to be named counts against the role, and then this is no mere caution.
    return has_it and rounded(part.points) > -rules.reason_min_points


def _cautions(kind: CautionKind, traits: Iterable[TraitScore]) -> Iterator[Caution]:
    for score in traits:
        if score.answered and rounded(score.high) < MIDDLE:
            yield Caution(trait=score.trait, kind=kind)


def _pulls(plan: Design, first: str, rival: str) -> dict[str, float]:
    """Points by which a unit of evidence on each item moves the first role away from its rival."""
    mine, theirs = plan.coefficients[first], plan.coefficients[rival]
    return {key: MIDDLE * (mine[key] - theirs[key]) for key in mine}


def _steps(
    gap: float, pulls: Mapping[str, float], evidence: Mapping[str, float], step: float
) -> int:
    """The largest single steps that together close the gap, as far as the scales have room."""
    steps = [
        abs(pull) * step
        for key, pull in pulls.items()
        for _ in range(_room(pull, evidence[key], step))
    ]
    steps.sort(reverse=True)
    # There always is such a number: at the far end of every scale the rival is ahead.
    return next(n for n in range(len(steps) + 1) if rounded(gap - fsum(steps[:n])) <= 0)


def _room(pull: float, evidence: float, step: float) -> int:
    """The options left between an answer and the end of the scale that favours the rival."""
    return round((evidence + 1 if pull > 0 else 1 - evidence) / step)


def _highest(points: Mapping[str, float], most: int) -> tuple[str, ...]:
    """The keys of the highest values above 0."""
    above = {key: rounded(value) for key, value in points.items() if rounded(value) > 0}
    return tuple(sorted(above, key=lambda key: (-above[key], key))[:most])


def _negated(points: Mapping[str, float]) -> dict[str, float]:
    return {key: -value for key, value in points.items()}


def _trait_gaps(first: RoleFit, rival: RoleFit) -> dict[str, float]:
    theirs = {part.trait: part.points for part in rival.contributions}
    return {part.trait: part.points - theirs.get(part.trait, 0.0) for part in first.contributions}


def _splitting(plan: Design, measurement: Measurement, most: int) -> tuple[str, ...]:
    """The items that weigh most between the roles that lead together, or between all of them."""
    if measurement.status == "clear":
        return ()
    roles = measurement.leaders or tuple(plan.coefficients)
    weights = {
        item.key: [plan.coefficients[role][item.key] for role in roles] for item in plan.items
    }
    return _highest({key: max(of_roles) - min(of_roles) for key, of_roles in weights.items()}, most)


def _longest_run(answers: Iterable[int]) -> int:
    return max((len(list(run)) for _, run in groupby(answers)), default=0)


def _contradictions(plan: Design, measurement: Measurement) -> int:
    """The traits with a yes, or a no, to statements that say the opposite of each other."""
    replies = {
        (trait, k > 0, measurement.answers[item.key] > NEUTRAL)
        for item in plan.items
        if isinstance(item, LikertStatement) and measurement.answers[item.key] != NEUTRAL
        for trait, k in plan.loads[item.key].items()
    }
    return len({trait for trait, is_up, is_yes in replies if (trait, not is_up, is_yes) in replies})
