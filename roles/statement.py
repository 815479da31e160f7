"""What all that is said on the site has in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something said that has to name who says it: its sources, or that it is our own reading.

    `where` is the place in each source, as `passages` reads it; `holds_for` is what it is limited
    to besides a company: a pair of roles, a country, a year.

    Keywords only, here and below: else no field without a default could follow these.
    """

    sources: tuple[str, ...] = ()
    company: str = ""
    is_anecdotal: bool = False
    is_our_reading: bool = False
    where: str = ""
    holds_for: str = ""
