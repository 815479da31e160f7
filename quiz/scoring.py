"""A whole answer sheet scored: the fit of each role, the decision, and its explanation.

No fact about a person's background enters here; that is the matter of quiz.readiness, and no number
combines the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from quiz import certainty, engines, explanation, fit, headline
from quiz.definition import Definition
from quiz.explanation import Note, Reasons, TippingPoint
from quiz.fit import Design, Measurement, Outcome, RoleFit, Status, TraitScore
from quiz.headline import Headline, Said


@dataclass(frozen=True, kw_only=True)
class Score:
    """A result, as it is stored and shown again. `leaders` are in the order of the profiles.

    `gate` is the widest difference of two roles in its standard errors, `noise_sd` the person's own
    noise in evidence of -1 to 1, `interest` the mean score of the statements (0-100).

    Engine 2 tells besides what is said first, the number of answered `statements`, and what they
    say of each trait that has one. After further questions, `answered` and `total` count those too,
    and notes and interest stay those of the first result.
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

    Raises ValueError for an answer that is not 1 to 5, and for an engine that is not known here.
    """
    engines.is_first(definition)
    plan = fit.design(definition, (key for key, answer in answers.items() if answer is not None))
    measurement = fit.measure(plan, answers)
    interest = explanation.interest(plan, measurement)
    return result(
        plan,
        measurement,
        len(definition.items),
        interest=None if interest is None else interest.score,
        notes=explanation.notes(plan, measurement, interest),
    )


def result(
    plan: Design,
    measurement: Measurement,
    total: int,
    *,
    interest: float | None,
    notes: tuple[Note, ...],
    before: Outcome | None = None,
) -> Score:
    """A measurement explained, of `total` items; `before` is the result before it, if any."""
    plain = Score(
        engine=plan.definition.scoring.engine,
        status=measurement.status,
        leaders=measurement.leaders,
        answered=len(plan.items),
        total=total,
        noise_sd=measurement.noise_sd,
        gate=measurement.gate,
        interest=interest,
        notes=notes,
        traits=measurement.traits,
        fits=measurement.fits,
        reasons=explanation.reasons(plan, measurement),
        change=explanation.change(plan, measurement),
    )
    if engines.is_first(plan.definition):
        return plain
    return _told(plain, plan, measurement, before)


def _told(plain: Score, plan: Design, measurement: Measurement, before: Outcome | None) -> Score:
    """The same with what engine 2 tells besides."""
    said = certainty.said(plan, measurement)
    return replace(
        plain,
        reasons=certainty.judged(plan, measurement, said, plain.reasons),
        headline=headline.headline(plan, measurement, said, plain.notes, before),
        statements=headline.statements(plan),
        said=said,
    )
