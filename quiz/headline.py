"""What a result says first (engine 2).

Nothing is inferred that no number carries: that no role is ahead does not mean that all fit alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HeadlineKey = Literal["low-interest", "insufficient", "clear", "tie", "none"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """The mean of a trait's own answered statements, -1 (turned down) to 1 (agreed with)."""

    trait: str
    mean: float


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What is said first, of which roles, in the order of the profiles.

    `liked` counts the kinds of work whose statements say yes. `needed` is the least number of
    further answers that name a role, 0 unless it is "insufficient". `ahead` is how many points the
    one leader is before the next role, `margin` how many that had to be; None unless one leads.
    """

    key: HeadlineKey
    roles: tuple[str, ...]
    liked: int
    needed: int = 0
    ahead: float | None = None
    margin: float | None = None
