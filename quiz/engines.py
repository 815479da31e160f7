"""Where the engines part: engine 1 had in the code what a version of engine 2 says itself.

A version is scored by the engine that it names, for ever. All that is not named here they share.
"""

from __future__ import annotations

from typing import TypeVar

from quiz.definition import Definition, Explanation, LookingAgain, ReadinessRules

Constants = TypeVar("Constants")

FIRST, SECOND = 1, 2
KNOWN = (FIRST, SECOND)

# What it never asked about - how sure a reason is, what is said first - stands as 0.
EXPLANATION_OF_FIRST = Explanation(
    reasons_max=3,
    reason_min_lean=10.0,
    reason_min_points=1.0,
    z_sure=0.0,
    reason_said_mean=0.0,
    decisive_items=3,
    decisive_traits=2,
    splitting_items=2,
    answer_step=0.5,
    flag_neutral_share=0.60,
    headline_min_statements=0,
    headline_max_liked=0,
)


def is_first(definition: Definition) -> bool:
    """Whether engine 1 scores the version.

    Raises ValueError for an engine that is not known here: scored by another engine's formulas, an
    attempt would get a result that nobody promised.
    """
    if definition.scoring.engine not in KNOWN:
        raise ValueError(f"engine {definition.scoring.engine} is not known here")
    return definition.scoring.engine == FIRST


def explanation(definition: Definition) -> Explanation:
    """The constants of what is said of a result. Raises ValueError where a version lacks them."""
    return EXPLANATION_OF_FIRST if is_first(definition) else _held(definition.explanation)


def readiness(definition: Definition) -> ReadinessRules | None:
    """The rules of readiness; None for engine 1, which counted requirements and not levels.

    Raises ValueError where a version lacks them.
    """
    return None if is_first(definition) else _held(definition.readiness)


def looking_again(definition: Definition) -> LookingAgain:
    """What decides after further questions. Raises ValueError where a version lacks it."""
    return _held(definition.looking_again)


def _held(constants: Constants | None) -> Constants:
    if constants is None:
        raise ValueError("a version of engine 2 lacks its constants")
    return constants
