"""Which version of the content a process goes by: asked for at most once a second, not by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

Moment = dt.datetime


class SeenVersion(NamedTuple):
    """What pages say is the same as long as this is: what is stored, the day, and what has fallen
    due by then."""

    stored: int
    day: dt.date
    due: Moment | None

    def holds_at(self, now: Moment) -> bool:
        return now.date() == self.day and (self.due is None or now < self.due)


class KnownVersion:
    """The version by `stored` and the next moment by `due`, which ask the database and raise one of
    `outages` where it is away. Then the one known before holds for `outlives` seconds more, unless
    something falls due. `now` and `seconds` are the clocks, the second one of no date."""

    def __init__(
        self,
        stored: Callable[[], int | None],
        due: Callable[[Moment], Moment | None],
        *,
        now: Callable[[], Moment],
        seconds: Callable[[], float],
        every: float,
        outlives: float,
        outages: tuple[type[Exception], ...],
    ) -> None:
        self._stored, self._due = stored, due
        self._now, self._seconds = now, seconds
        self._every, self._outlives, self._outages = every, outlives, outages
        self._turn = Lock()
        self.forget()

    def forget(self) -> None:
        """As if the process had just begun."""
        self._version: SeenVersion | None = None
        self._asked_for: Moment | None = None
        self._seen_at = self._next_at = float("-inf")

    def current(self) -> SeenVersion | None:
        """None where no version is known that holds now."""
        now, at = self._now(), self._seconds()
        # Whoever comes while another asks goes by what is known.
        if at >= self._next_at and self._turn.acquire(blocking=False):
            try:
                self._ask(now, at)
            finally:
                self._turn.release()
        version = self._version
        is_known = version is not None and at - self._seen_at <= self._every + self._outlives
        return version if is_known and version and version.holds_at(now) else None

    def _ask(self, now: Moment, at: float) -> None:
        try:
            version = self._read(now)
        except self._outages:
            # One that hangs would otherwise hold up every other request.
            self._next_at = at + max(self._every, 2 * (self._seconds() - at))
            return
        self._version, self._asked_for = version, now
        self._seen_at, self._next_at = at, at + self._every

    def _read(self, now: Moment) -> SeenVersion | None:
        stored = self._stored()
        if stored is None:
            return None
        known = self._version
        # A clock that was set back has before it what had passed.
        is_later = self._asked_for is not None and self._asked_for <= now
        if known and known.stored == stored and known.holds_at(now) and is_later:
            return known
        return SeenVersion(stored, now.date(), self._due(now))
