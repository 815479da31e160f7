"""Days as exactly as they are known: 2022, 2022-09 or 2022-09-07."""

from __future__ import annotations

import calendar


def in_words(known: str) -> str:
    """ "2022-09-07" as "7 September 2022"; what is no date stays as it is, empty stays empty."""
    year, *rest = known.split("-")
    try:
        month, *day = [int(part) for part in rest] or [0]
        words = [*day, calendar.month_name[month], year]
    except (ValueError, IndexError):
        return known
    return " ".join(str(word) for word in words if word)
