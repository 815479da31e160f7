"""How many answers are still needed before a role may be named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from math import ceil

from quiz.definition import loadings
from quiz.fit import Design, rounded


def needed(plan: Design) -> int:
    """The least number of further answers that are enough, whichever they are; 0 where they are.

    As many as the share of all asks for, or more where traits lack answers that these would not
    bring. Where a version has too few items ever to be enough, the number of those left.
    """
    ranking = plan.definition.ranking
    loads = {item.key: loadings(item) for item in plan.definition.items}
    ranked = {key: load for key, load in loads.items() if any(t in load for t in ranking)}
    left = [frozenset(load) for key, load in ranked.items() if key not in plan.loads]
    answered = len(ranked) - len(left)
    rules = plan.definition.scoring
    by_share = ceil(rounded(rules.min_answered_share * len(ranked))) - answered
    missing = {
        trait: rules.min_items_per_trait - sum(trait in plan.loads.get(key, {}) for key in ranked)
        for trait in ranking
    }
    return next(
        number
        for number in count(max(0, by_share))
        if number >= len(left) or _is_met(missing, left, number)
    )


def _is_met(missing: Mapping[str, int], left: Sequence[frozenset[str]], number: int) -> bool:
    """Whether so many of the items left can bring every trait what it misses."""
    lacking = {trait: lack for trait, lack in missing.items() if lack > 0}
    if not lacking:
        return True
    widest = max((len(item & lacking.keys()) for item in left), default=0)
    if sum(lacking.values()) > number * widest:
        return False
    trait = max(lacking, key=lambda trait: lacking[trait])
    bringing = sorted((item for item in left if trait in item), key=len, reverse=True)
    others = [item for item in left if trait not in item]
    # What was tried and failed need not be tried again behind the next one.
    return any(
        _is_met(_after(lacking, item), others + bringing[place:], number - 1)
        for place, item in enumerate(bringing, start=1)
    )


def _after(missing: Mapping[str, int], item: frozenset[str]) -> dict[str, int]:
    return {trait: lack - (trait in item) for trait, lack in missing.items()}
