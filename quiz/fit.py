"""Would you enjoy it? Traits, fits with their bands, and whether they name a role.

Evidence runs from -1 to 1, scores and fits from 0 to 100 with 50 as neutral, standard errors are in
the same points. Sums are exact (`math.fsum`), so no order of anything changes a result; values are
compared after rounding to PLACES decimals. Nothing here is random or reads a clock.

Why not what others do: a match by correlation divides by the person's own scatter, so a flat
profile gets a high match; the distance to a target favours the role nearest the middle; a sum of
agreements ranks for somebody who agrees with everything. Here a role's saliences add up to zero:
liking all work equally favours no role.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from math import fsum, sqrt
from typing import Literal, Protocol

from quiz import engines
from quiz.definition import (
    ANSWERS,
    NEUTRAL,
    Definition,
    Item,
    Profile,
    TradeOff,
    loadings,
)

Status = Literal["clear", "tie", "none", "insufficient"]
Lean = Literal["leans-strongly", "leans-towards", "leans-away", "unclear"]

MIDDLE = 50.0
# The design of the assessment, on bands and words: "strongly" only where the whole band lies here.
STRONG = 60.0
# Sums that differ by the order of their parts alone have to compare as equal.
PLACES = 9

Loads = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, kw_only=True)
class TraitScore:
    """`low` to `high` is the 90 % band; with no answer it is 0 to 100 around a meaningless 50."""

    trait: str
    score: float
    se: float
    low: float
    high: float
    answered: int
    is_enough: bool


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What a trait adds to a role's fit or takes from it, in points."""

    trait: str
    points: float


@dataclass(frozen=True, kw_only=True)
class RoleFit:
    """A role's fit; the contributions add up to fit - 50. Not a percentage, not a percentile."""

    role: str
    fit: float
    se: float
    low: float
    high: float
    lean: Lean
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, kw_only=True)
class Design:
    """What the answered items weigh, before any answer is read.

    `loads` holds each answered item's weight on each trait, `widths` the sum of their absolute
    values per answered trait, `needed` how many answers each trait needs. `saliences` holds each
    role's weight on each ranking trait, `coefficients` each answered item's weight on each role:
    their absolute values add up to 1, or all are 0. `scales` is what the coefficients were divided
    by, `units` the length of the coefficients of a role, and of the difference of two: times 50 s
    it is a standard error. `is_sufficient` says whether a role may be named at all.
    """

    definition: Definition
    items: tuple[Item, ...]
    loads: Loads
    widths: Mapping[str, float]
    needed: Mapping[str, int]
    saliences: Loads
    scales: Mapping[str, float]
    coefficients: Loads
    units: Mapping[tuple[str, str], float]
    is_sufficient: bool


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """An answer sheet measured, nothing explained yet; `leaders` are in the order of the profiles.

    `answers` and `evidence` are by item, in the order of the pages; `noise_sd` is the person's own
    noise in evidence, `gate` the widest difference of two roles in its standard errors.
    """

    answers: Mapping[str, int]
    evidence: Mapping[str, float]
    noise_sd: float
    traits: tuple[TraitScore, ...]
    fits: tuple[RoleFit, ...]
    gate: float
    status: Status
    leaders: tuple[str, ...]

    def fit_of(self, role: str) -> RoleFit:
        return next(fit for fit in self.fits if fit.role == role)

    def ranked(self) -> tuple[RoleFit, ...]:
        """Highest fit first, equal fits in the order of their keys."""
        return tuple(sorted(self.fits, key=lambda fit: (-rounded(fit.fit), fit.role)))


class Outcome(Protocol):
    """What a result comes down to."""

    @property
    def status(self) -> Status: ...

    @property
    def leaders(self) -> tuple[str, ...]: ...


def is_contradicted(before: Outcome, after: Outcome) -> bool:
    """Whether a clear result gives way to one that names roles, its own not among them."""
    names_roles = after.status in ("clear", "tie")
    return before.status == "clear" and names_roles and before.leaders[0] not in after.leaders


def rounded(value: float) -> float:
    """The value as it is compared."""
    return round(value, PLACES)


def evidence_of(item: Item, answer: int) -> float:
    """-1 to 1: towards option A of a trade-off, towards agreement with a statement."""
    return (NEUTRAL - answer if isinstance(item, TradeOff) else answer - NEUTRAL) / 2


def salience(profile: Profile, ranking: Iterable[str]) -> dict[str, float]:
    """The role's weight on each ranking trait it has a target for; together they are zero.

    Importance times how far the target lies from the role's own mean target, in units of 50.
    """
    by_trait = {target.trait: target for target in profile.targets}
    targets = [by_trait[trait] for trait in ranking if trait in by_trait]
    total = fsum(target.importance for target in targets)
    mean = _ratio(fsum(target.importance * target.target for target in targets), total)
    weights = {part.trait: part.importance * (part.target - mean) / MIDDLE for part in targets}
    # What is left of equal targets after division is noise, not a preference.
    return {trait: weight if rounded(weight) else 0.0 for trait, weight in weights.items()}


def design(
    definition: Definition, item_keys: Iterable[str], further: tuple[Item, ...] = ()
) -> Design:
    """What the items of these keys weigh; unknown keys are ignored.

    `further` items join those that everybody is asked, which alone decide what is sufficient.
    """
    keys = frozenset(item_keys)
    items = tuple(item for item in (*definition.items, *further) if item.key in keys)
    loads = {item.key: loadings(item) for item in items}
    all_loads = {item.key: loadings(item) for item in definition.items}
    spans = widths(loads)
    saliences = {part.role: salience(part, definition.ranking) for part in definition.profiles}
    raw = {role: shares(loads, spans, weights) for role, weights in saliences.items()}
    scales = {role: fsum(map(abs, weights.values())) for role, weights in raw.items()}
    coefficients = {role: _quotients(weights, scales[role]) for role, weights in raw.items()}
    return Design(
        definition=definition,
        items=items,
        loads=loads,
        widths=spans,
        needed=_needed(definition, all_loads),
        saliences=saliences,
        scales=scales,
        coefficients=coefficients,
        units=_units(coefficients),
        is_sufficient=_is_sufficient(definition, all_loads, keys),
    )


def measure(
    plan: Design, answers: Mapping[str, int | None], before: Outcome | None = None
) -> Measurement:
    """Measure the answers to exactly the items of `plan`; `before` is the result before this one.

    Raises ValueError for an answer that is not 1 to 5.
    """
    definition = plan.definition
    sheet = {item.key: _valid_answer(item.key, answers.get(item.key)) for item in plan.items}
    evidence = {item.key: evidence_of(item, sheet[item.key]) for item in plan.items}
    means = {trait: _mean(trait, plan, evidence) for trait in plan.widths}
    noise = _noise(plan, evidence, means)
    traits = tuple(_trait_score(trait.key, plan, means, noise) for trait in definition.traits)
    fits = tuple(_role_fit(part.role, plan, evidence, means, noise) for part in definition.profiles)
    gate = _gate(plan, fits, noise)
    status, leaders = _decision(plan, fits, noise, gate, before)
    return Measurement(
        answers=sheet,
        evidence=evidence,
        noise_sd=noise,
        traits=traits,
        fits=fits,
        gate=gate,
        status=status,
        leaders=leaders,
    )


def difference_se(plan: Design, noise: float, one: str, other: str) -> float:
    """The standard error of the difference between two fits, in points."""
    return MIDDLE * noise * plan.units[one, other]


def _valid_answer(key: str, answer: int | None) -> int:
    # Not isinstance(): True would pass for 1.
    if type(answer) is not int or answer not in ANSWERS:
        raise ValueError(f"{key}: {answer!r} is not an answer from 1 to 5")
    return answer


def _ratio(part: float, whole: float) -> float:
    return part / whole if rounded(whole) else 0.0


def _quotients(weights: Mapping[str, float], scale: float) -> dict[str, float]:
    return {key: _ratio(weight, scale) for key, weight in weights.items()}


def widths(loads: Loads) -> dict[str, float]:
    """The absolute loads of all items on each trait, added up; a trait without load is left out."""
    traits = {trait for load in loads.values() for trait in load}
    return {trait: fsum(abs(load.get(trait, 0.0)) for load in loads.values()) for trait in traits}


def _counts(definition: Definition, loads: Loads) -> dict[str, int]:
    return {
        trait.key: sum(trait.key in load for load in loads.values()) for trait in definition.traits
    }


def _needed(definition: Definition, all_loads: Loads) -> dict[str, int]:
    """The answers a trait needs: as many as the rule says, or all where it has fewer items."""
    rule = definition.scoring.min_items_per_trait
    return {trait: max(1, min(rule, n)) for trait, n in _counts(definition, all_loads).items()}


def _is_sufficient(definition: Definition, all_loads: Loads, keys: Container[str]) -> bool:
    rules, ranking = definition.scoring, frozenset(definition.ranking)
    loads = {key: load for key, load in all_loads.items() if key in keys}
    total, answered = (
        sum(not ranking.isdisjoint(load) for load in of.values()) for of in (all_loads, loads)
    )
    counts = _counts(definition, loads)
    # Shared traits rank no role, and so their items make up for none that is missing.
    has_all = all(counts[trait] >= rules.min_items_per_trait for trait in ranking)
    return has_all and answered >= rounded(rules.min_answered_share * total)


def shares(
    loads: Loads, spans: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, float]:
    """Each item's share in a weighted sum of trait means; `spans` are the widths of the traits."""
    return {
        key: fsum(weights.get(trait, 0.0) * k / spans[trait] for trait, k in load.items())
        for key, load in loads.items()
    }


def _units(coefficients: Loads) -> dict[tuple[str, str], float]:
    """Of a pair of roles the length of their difference, of a role with itself its own length."""
    # Over items, not traits: an answer that speaks for two traits errs in both at once, so that the
    # errors of traits may not be added up.
    units = {(role, role): length(weights.values()) for role, weights in coefficients.items()}
    # In both orders, so that whoever looks a pair up need not know one.
    for one, other in permutations(coefficients, 2):
        first, second = coefficients[one], coefficients[other]
        units[one, other] = length(first[key] - second[key] for key in first)
    return units


def length(values: Iterable[float]) -> float:
    """The root of the sum of the squares."""
    return sqrt(fsum(value * value for value in values))


def _mean(trait: str, plan: Design, evidence: Mapping[str, float]) -> float:
    pulls = (load.get(trait, 0.0) * evidence[key] for key, load in plan.loads.items())
    return fsum(pulls) / plan.widths[trait]


def _noise(plan: Design, evidence: Mapping[str, float], means: Mapping[str, float]) -> float:
    """How far single answers scatter about what the person's own traits predict, with a prior."""
    rules = plan.definition.scoring
    # Without the prior, a sheet that agrees with itself everywhere would have no error at all.
    residuals = (evidence[key] - _predicted(load, means) for key, load in plan.loads.items())
    squares = fsum(residual * residual for residual in residuals)
    # Each mean was taken from these answers, and so leaves one less to scatter freely.
    freedom = max(0, len(evidence) - len(means))
    prior = rules.prior_df * rules.prior_sd**2
    return sqrt((prior + squares) / (rules.prior_df + freedom))


def _predicted(load: Mapping[str, float], means: Mapping[str, float]) -> float:
    # No answer goes beyond these ends, however much two traits pull together.
    return max(-1.0, min(1.0, fsum(k * means[trait] for trait, k in load.items())))


def band(middle: float, se: float, z: float) -> tuple[float, float]:
    """`z` standard errors on either side, cut at 0 and 100."""
    return max(0.0, middle - z * se), min(100.0, middle + z * se)


def _trait_score(trait: str, plan: Design, means: Mapping[str, float], noise: float) -> TraitScore:
    loads = [load[trait] for load in plan.loads.values() if trait in load]
    score = MIDDLE + MIDDLE * means.get(trait, 0.0)
    se = MIDDLE * noise * length(loads) / plan.widths[trait] if loads else MIDDLE
    low, high = band(score, se, plan.definition.scoring.z_band) if loads else (0.0, 100.0)
    return TraitScore(
        trait=trait,
        score=score,
        se=se,
        low=low,
        high=high,
        answered=len(loads),
        is_enough=len(loads) >= plan.needed[trait],
    )


def _role_fit(
    role: str,
    plan: Design,
    evidence: Mapping[str, float],
    means: Mapping[str, float],
    noise: float,
) -> RoleFit:
    weights, scale = plan.coefficients[role], plan.scales[role]
    fit = MIDDLE + MIDDLE * fsum(weights[key] * x for key, x in evidence.items())
    # Where no answer weighs on the role, all that is known is that it lies in 0 to 100.
    has_shape = rounded(scale) > 0
    se = MIDDLE * noise * plan.units[role, role] if has_shape else MIDDLE
    low, high = band(fit, se, plan.definition.scoring.z_band) if has_shape else (0.0, 100.0)
    return RoleFit(
        role=role,
        fit=fit,
        se=se,
        low=low,
        high=high,
        lean=_lean(low, high),
        contributions=tuple(
            Contribution(trait=trait, points=_ratio(MIDDLE * a * means.get(trait, 0.0), scale))
            for trait, a in plan.saliences[role].items()
        ),
    )


def _lean(low: float, high: float) -> Lean:
    if rounded(low) >= STRONG:
        return "leans-strongly"
    if rounded(low) > MIDDLE:
        return "leans-towards"
    return "leans-away" if rounded(high) < MIDDLE else "unclear"


def _gate(plan: Design, fits: Iterable[RoleFit], noise: float) -> float:
    # Several pairs are looked at, so z_gate is higher than for one pair alone. A gap too small to
    # matter opens it never, however sure it is.
    widest = 0.0
    for one, other in combinations(fits, 2):
        gap = abs(one.fit - other.fit)
        if rounded(gap) >= plan.definition.scoring.min_gap:
            widest = max(widest, _ratio(gap, difference_se(plan, noise, one.role, other.role)))
    return widest


def _decision(
    plan: Design, fits: tuple[RoleFit, ...], noise: float, gate: float, before: Outcome | None
) -> tuple[Status, tuple[str, ...]]:
    if not plan.is_sufficient:
        return "insufficient", ()
    leaders = _leaders(plan, fits, noise, before)
    # That all roles lead together tells nobody more than that none does.
    if rounded(gate) < _least_gate(plan.definition, before) or len(leaders) == len(fits):
        return "none", ()
    return ("clear" if len(leaders) == 1 else "tie"), leaders


def _least_gate(definition: Definition, before: Outcome | None) -> float:
    # To look a second time at what was not there finds it by chance more often.
    if before is not None and before.status == "none":
        return engines.looking_again(definition).z_gate
    return definition.scoring.z_gate


def _leaders(
    plan: Design, fits: tuple[RoleFit, ...], noise: float, before: Outcome | None
) -> tuple[str, ...]:
    """The role with the highest fit and all that it does not lead by enough."""
    # Equal fits lead together, whichever is taken here; by key, so that no order tells.
    top = min(fits, key=lambda fit: (-rounded(fit.fit), fit.role))
    margins = {fit.role: margin(plan, noise, top.role, fit.role, before) for fit in fits}
    return tuple(
        fit.role
        for fit in fits
        if fit is top or rounded(top.fit - fit.fit) < rounded(margins[fit.role])
    )


def margin(plan: Design, noise: float, top: str, other: str, before: Outcome | None) -> float:
    """How many points the first role has to be ahead to leave the other one behind."""
    rules = plan.definition.scoring
    # After no preference all roles are open. A margin that is wider for all of them would bring
    # back those that were left behind before.
    is_open = before is not None and (other in before.leaders or not before.leaders)
    z = engines.looking_again(plan.definition).z_tie if is_open else rules.z_tie
    return max(rules.min_gap, z * difference_se(plan, noise, top, other))
