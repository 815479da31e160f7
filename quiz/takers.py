"""Made-up people who answer a definition.

The model that answers is deliberately not the one that scores: a person has a latent preference
for each trait, -1 to 1 from what a role hardly has to what is its core; an item adds them up by its
keys, divides by the length of those, adds noise and cuts the sum into five answers. Noise of 0.6
makes single items as weak as those of real short scales.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from random import Random
from statistics import NormalDist

from quiz import extension, fit
from quiz.definition import ANSWERS, Definition, Item, Profile, TradeOff, loadings
from quiz.fit import MIDDLE, Design, Measurement

Sheet = Mapping[str, int]
Preferences = Mapping[str, float]

NOISE = 0.6
SPREAD = 0.2
POPULATION_SPREAD = 0.6
SHARED_LIKING = 0.2
# Evenly spaced, so that a person without a preference uses all five answers.
CUTS = (-0.6, -0.2, 0.2, 0.6)
MISFIT = 0.3
CROSS_LOADING = 0.15


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


class Stage:
    """A definition with people to answer it; the weights of a full sheet are worked out once."""

    def __init__(self, definition: Definition, random: Random, persons: int) -> None:
        self.definition = definition
        self.random = random
        self.persons = persons
        self.full = fit.design(definition, (item.key for item in definition.items))
        everything = (*definition.items, *definition.further)
        self._loads = {item.key: loadings(item) for item in everything}
        self._plans: dict[str, Design] = {}
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
        sheet = self._answers(self.definition.items, liking, manner)
        if manner.skipped:
            return {key: v for key, v in sheet.items() if self.random.random() >= manner.skipped}
        return sheet

    def further(self, liking: Preferences, manner: Manner) -> dict[str, int]:
        """The same person's answers to all further questions."""
        return self._answers(self.definition.further, liking, manner)

    def _answers(
        self, items: Iterable[Item], liking: Preferences, manner: Manner
    ) -> dict[str, int]:
        cuts = [cut * manner.reach for cut in CUTS]
        sheet = {}
        for item in items:
            place = self._place(item, liking, manner) + self.random.gauss(0, manner.noise)
            sheet[item.key] = 1 + bisect_left(cuts, place)
        return sheet

    def measure(self, sheet: Sheet) -> tuple[Design, Measurement]:
        is_full = len(sheet) == len(self.full.items)
        plan = self.full if is_full else fit.design(self.definition, sheet)
        return plan, fit.measure(plan, sheet)

    def looks(self, first: Measurement, sheet: Sheet) -> list[Measurement]:
        """A full sheet's first measurement, and those after all further questions it is offered."""
        looks: list[Measurement] = [first]
        asked: tuple[TradeOff, ...] = ()
        while step := extension.step(self.definition, looks):
            asked += step
            looks.append(fit.measure(self._plan(asked), sheet, looks[-1]))
        return looks

    def _plan(self, further: tuple[TradeOff, ...]) -> Design:
        # By their keys: to hash whole questions takes longer than to weigh them.
        key = " ".join(item.key for item in further)
        if key not in self._plans:
            self._plans[key] = fit.design(self.definition, self._loads, further)
        return self._plans[key]

    def best(self, liking: Preferences) -> str:
        """The role whose profile is nearest to what a person likes, whatever they answer."""
        saliences = self.full.saliences
        return max(
            saliences,
            key=lambda role: (
                fsum(a * liking[trait] for trait, a in saliences[role].items())
                / self.full.scales[role]
            ),
        )

    def long_run_fits(self, liking: Preferences, manner: Manner) -> dict[str, float]:
        """Each role's fit in the long run, were the same person to answer again and again."""
        means = self._long_run(liking, manner)
        return {
            role: MIDDLE + MIDDLE * fsum(weights[key] * mean for key, mean in means.items())
            for role, weights in self.full.coefficients.items()
        }

    def long_run_traits(self, liking: Preferences, manner: Manner) -> dict[str, float]:
        """Each trait in the long run, as evidence of -1 to 1."""
        means, loads = self._long_run(liking, manner), self.full.loads
        return {
            trait: fsum(loads[key].get(trait, 0.0) * mean for key, mean in means.items()) / width
            for trait, width in self.full.widths.items()
        }

    def _long_run(self, liking: Preferences, manner: Manner) -> dict[str, float]:
        """The mean evidence of each item, were the same person to answer again and again."""
        return {
            item.key: fsum(
                share * fit.evidence_of(item, answer) for answer, share in shares.items()
            )
            for item in self.definition.items
            # A list of one gives a name to what is computed once for each item.
            for shares in [_answer_shares(self._place(item, liking, manner), manner.noise)]
        }

    def _place(self, item: Item, liking: Preferences, manner: Manner) -> float:
        load = self._loads[item.key]
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
