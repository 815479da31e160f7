"""The sentences of reasons and cautions: what you said, and what the role has (engine 2).

"You like" and "you would rather do without" are said only of what a person's statements said. Where
the trade-offs alone carry a reason, it is told as a choice; where it is not sure, in weaker words.
"""

from __future__ import annotations

from quiz.certainty import DRAWN
from quiz.explanation import Caution, Reason

# By whether one is drawn to the work, whether that was said, and whether it is sure.
OPENINGS = {
    (True, True, True): "You like {}",
    (True, True, False): "You seem to like {} a little",
    (True, False, True): "Given a choice, you put {} ahead of other work",
    (True, False, False): "Given a choice, you lean a little towards {}",
    (False, True, True): "You would rather do without {}",
    (False, True, False): "You seem not too keen on {}",
    (False, False, True): "Given a choice, you put {} behind other work",
    (False, False, False): "Given a choice, you lean a little away from {}",
}
CONTRARY = {
    True: ", though you say you would rather do without it",
    False: ", though you say you like it",
}
# The words for the steps on which targets stand, by the lower end of each.
AT_LEAST = ((80.0, "it is the core of this job"), (60.0, "it is a large part of this job"))
ABOVE = ((40.0, "it is some of this job"), (20.0, "it is a small part of this job"))
HARDLY = "this job has hardly any of it"


def reason(mine: Reason, work: str, target: float) -> str:
    """The sentence of a reason; `work` is the trait as something one does, `target` the role's.

    Raises ValueError for a reason of engine 1, which does not tell how sure it is.
    """
    link = ", and" if mine.kind.startswith("for") else ", but"
    return f"{opening(mine, mine.kind in DRAWN, work)}{link} {part(target)}."


def caution(mine: Caution, work: str, target: float) -> str:
    """The sentence of a caution, with the same words as a reason has.

    Raises ValueError for a caution of engine 1.
    """
    words = opening(mine, False, work)
    if mine.kind == "still-part":
        return f"{words}. That does not count against this role here, but {part(target)}."
    if mine.ground == "said":
        words = OPENINGS[False, True, True].format(work)
    return f"{words}, and all of these jobs have it."


def opening(mine: Reason | Caution, is_drawn: bool, work: str) -> str:
    """What the person said of the work, without what a role has of it.

    Raises ValueError for a reason or a caution of engine 1.
    """
    if mine.sure is None or mine.ground is None:
        raise ValueError("engine 1 does not tell how sure a reason is")
    words = OPENINGS[is_drawn, mine.ground == "said", mine.sure].format(work)
    return words + CONTRARY[is_drawn] if mine.contrary else words


def part(target: float) -> str:
    """How much of the role the work is."""
    for least, words in AT_LEAST:
        if target >= least:
            return words
    return next((words for more_than, words in ABOVE if target > more_than), HARDLY)
