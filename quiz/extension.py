"""The further questions that some results offer, and the result after them (engine 2).

A tie is asked the block between its two roles, then the others; no clear preference is asked all at
once. All of it is voluntary, and what was found first stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quiz import engines, fit, scoring
from quiz.definition import Definition, TradeOff
from quiz.fit import Outcome, rounded
from quiz.scoring import Score


def offered(definition: Definition, looks: Sequence[Outcome]) -> tuple[str, ...]:
    """The keys of the further items that are offered after `looks`, in the order of the version.

    `looks` are the results so far, the first one first. Empty where nothing more is offered.
    """
    return tuple(item.key for item in step(definition, looks))


def look_again(
    definition: Definition, answers: Mapping[str, int | None], looks: Sequence[Score]
) -> Score | None:
    """The result after what was offered after `looks`; None where too little of it is answered.

    `answers` are all answers, those to the first items as well. None also where nothing was
    offered. Raises ValueError for an answer that is not 1 to 5.
    """
    asked = step(definition, looks)
    answered = [item for item in asked if answers.get(item.key) is not None]
    if not asked or not _counts(definition, len(answered), len(asked)):
        return None
    further = (*_asked(definition, looks), *asked)
    keys = (key for key, answer in answers.items() if answer is not None)
    plan = fit.design(definition, keys, further)
    before = looks[-1]
    return scoring.result(
        plan,
        fit.measure(plan, answers, before),
        len(definition.items) + len(further),
        # Whoever takes further questions is asked no more statements and no longer run of them.
        interest=looks[0].interest,
        notes=looks[0].notes,
        before=before,
    )


def _counts(definition: Definition, answered: int, total: int) -> bool:
    least = engines.looking_again(definition).min_answered_share * total
    return answered >= rounded(least)


def step(definition: Definition, looks: Sequence[Outcome]) -> tuple[TradeOff, ...]:
    """The further items that are offered after `looks`."""
    if not looks or engines.is_first(definition):
        return ()
    statuses = [look.status for look in looks]
    if statuses == ["none"]:
        return definition.further
    leaders = set(looks[0].leaders)
    # First what lies between the two, then the rest.
    wanted = {("tie",): True, ("tie", "tie"): False}.get(tuple(statuses))
    blocks = (
        block for block in definition.extension if leaders.issuperset(block.between) is wanted
    )
    return tuple(item for block in blocks for item in block.items)


def _asked(definition: Definition, looks: Sequence[Score]) -> tuple[TradeOff, ...]:
    """The items of the steps that led from each of the looks to the next."""
    steps = (step(definition, looks[:count]) for count in range(1, len(looks)))
    return tuple(item for items in steps for item in items)
