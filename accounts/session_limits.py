"""How long a session of the staff lasts, by two moments that are kept in it, in seconds."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 12 * 60 * 60
LONGEST_IDLE = 60 * 60
# Not every request has to write a row, of a taker least of all.
STEP, TAKERS_STEP = 60, 60 * 60
# The name of the moments in a session.
MOMENTS = "moments"


@dataclass(frozen=True)
class Moments:
    began: float
    seen: float

    def is_over(self, now: float) -> bool:
        """Whether somebody of the staff has to sign in again."""
        return now - self.began >= LONGEST or now - self.seen >= LONGEST_IDLE

    def used_at(self, now: float, step: float) -> Moments:
        """The same session, used now; the same moments unless it is worth writing them down."""
        # A clock that was ahead for a while would otherwise have made a session that never ends.
        began, seen = min(self.began, now), min(self.seen, now)
        return Moments(began, now if now - seen >= step else seen)
