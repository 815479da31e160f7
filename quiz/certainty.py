"""How sure the reasons of a result are, and what carries them: statements or trade-offs (engine 2).

Statements tell whether work is liked; trade-offs only what is liked better than what. Whatever has
no answered statement was never said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import fsum

from quiz import engines, fit
from quiz.definition import Explanation, LikertStatement
from quiz.explanation import Caution, Ground, Reason, Reasons
from quiz.fit import MIDDLE, Design, Measurement, TraitScore, rounded
from quiz.headline import Said

# What is drawn to the work, rather than away from it.
DRAWN = frozenset({"for-core", "against-small"})


def said(plan: Design, measurement: Measurement) -> tuple[Said, ...]:
    """What the statements say of each trait that has an answered one, in the version's order."""
    loads = {
        item.key: plan.loads[item.key] for item in plan.items if isinstance(item, LikertStatement)
    }
    widths = fit.widths(loads)
    return tuple(
        Said(trait=trait.key, mean=_mean(trait.key, loads, measurement.evidence, widths))
        for trait in plan.definition.traits
        if trait.key in widths
    )


def judged(
    plan: Design, measurement: Measurement, means: Iterable[Said], found: Iterable[Reasons]
) -> tuple[Reasons, ...]:
    """The same reasons with how sure each is, sure ones first; what has too few answers to be a
    caution is left out."""
    witness = _Witness(
        rules=engines.explanation(plan.definition),
        traits={score.trait: score for score in measurement.traits},
        means={mine.trait: mine.mean for mine in means},
    )
    return tuple(_judged(reasons, witness) for reasons in found)


@dataclass(frozen=True, kw_only=True)
class _Witness:
    """What is known of each trait, by its key."""

    rules: Explanation
    traits: Mapping[str, TraitScore]
    means: Mapping[str, float]

    def is_sure(self, trait: str, side: int) -> bool:
        """Whether the trait has enough answers and lies far enough on that side of the middle."""
        score = self.traits[trait]
        distance = side * (score.score - MIDDLE) - self.rules.z_sure * score.se
        return score.is_enough and rounded(distance) > 0

    def is_said(self, trait: str, side: int) -> bool:
        """Whether the trait's own statements lie on that side as a whole."""
        return rounded(side * self.means.get(trait, 0.0)) >= self.rules.reason_said_mean

    def ground(self, trait: str, side: int) -> Ground:
        return "said" if self.is_said(trait, side) else "chosen"


def _mean(
    trait: str,
    loads: fit.Loads,
    evidence: Mapping[str, float],
    widths: Mapping[str, float],
) -> float:
    pulls = (load.get(trait, 0.0) * evidence[key] for key, load in loads.items())
    return fsum(pulls) / widths[trait]


def _judged(reasons: Reasons, witness: _Witness) -> Reasons:
    cautions = (
        caution
        for caution in reasons.cautions
        if caution.kind == "all-roles" or witness.traits[caution.trait].is_enough
    )
    return replace(
        reasons,
        in_favour=_sure_first(_reason(reason, witness) for reason in reasons.in_favour),
        against=_sure_first(_reason(reason, witness) for reason in reasons.against),
        cautions=tuple(_caution(caution, witness) for caution in cautions),
    )


def _sure_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    # Sorting leaves equals in their order, which is that of the points.
    return tuple(sorted(reasons, key=lambda reason: not reason.sure))


def _reason(reason: Reason, witness: _Witness) -> Reason:
    side = 1 if reason.kind in DRAWN else -1
    return replace(
        reason,
        sure=witness.is_sure(reason.trait, side),
        ground=witness.ground(reason.trait, side),
        contrary=witness.is_said(reason.trait, -side),
    )


def _caution(caution: Caution, witness: _Witness) -> Caution:
    return replace(
        caution,
        sure=witness.is_sure(caution.trait, -1),
        ground=witness.ground(caution.trait, -1),
        contrary=witness.is_said(caution.trait, 1),
    )
