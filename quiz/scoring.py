"""A whole answer sheet scored: the fit of each role, the decision, and its explanation.

No fact about a person's background enters here; that is the matter of quiz.readiness, and no number
combines the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz import explanation, fit
from quiz.definition import Definition
from quiz.explanation import Note, Reasons, TippingPoint
from quiz.fit import RoleFit, Status, TraitScore
from quiz.headline import Headline, Said


@dataclass(frozen=True, kw_only=True)
class Score:
    """A result, as it is stored and shown again. `leaders` are in the order of the profiles.

    `gate` is the widest difference of two roles in its standard errors, `noise_sd` the person's own
    noise in evidence of -1 to 1, `interest` the mean score of the statements (0-100).

    Engine 2 tells besides what is said first, the number of answered `statements`, and what they say
    of each trait that has one. After further questions all but notes and interest counts them too.
    """

    engine: int
    status: Status
    leaders: tuple[str, ...]
    answered: int
    total: int
    noise_sd: float
    gate: float
    interest: float | None
    notes: tuple[Note, ...]
    traits: tuple[TraitScore, ...]
    fits: tuple[RoleFit, ...]
    reasons: tuple[Reasons, ...]
    change: TippingPoint | None
    headline: Headline | None = None
    statements: int | None = None
    said: tuple[Said, ...] = ()


def score(definition: Definition, answers: Mapping[str, int | None]) -> Score:
    """Score `answers`, 1 to 5 by key of an item; None is skipped, an unknown key is ignored.

    Raises ValueError for an answer that is not 1 to 5, and for an engine that is not this one.
    """
    # Scored by another engine's formulas, an old attempt would get a result that nobody promised.
    if definition.scoring.engine != fit.ENGINE:
        raise ValueError(f"engine {definition.scoring.engine} is not known here")
    plan = fit.design(definition, (key for key, answer in answers.items() if answer is not None))
    measurement = fit.measure(plan, answers)
    interest = explanation.interest(plan, measurement)
    return Score(
        engine=fit.ENGINE,
        status=measurement.status,
        leaders=measurement.leaders,
        answered=len(plan.items),
        total=len(definition.items),
        noise_sd=measurement.noise_sd,
        gate=measurement.gate,
        interest=None if interest is None else interest.score,
        notes=explanation.notes(plan, measurement, interest),
        traits=measurement.traits,
        fits=measurement.fits,
        reasons=explanation.reasons(plan, measurement),
        change=explanation.change(plan, measurement),
    )
