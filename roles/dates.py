"""Days as exactly as they are known: 2022, 2022-09 or 2022-09-07; empty when they are not.

PATTERN is the one strict reading, for forms, models, the database, importers and YAML alike: a
regular expression that Python, SQLite and PostgreSQL read in the same way. It knows which days
there are, leap days too, and takes the digits 0-9 alone. Years begin with 19 or 20, so that texts
sort as the days do, and nothing here was said before.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NewType

KnownDate = NewType("KnownDate", str)

UNKNOWN = KnownDate("")
HOW_TO_WRITE = "Write 2022, 2022-09 or 2022-09-07."
# The years that the pattern below knows, as numbers, for readers of files.
FIRST_YEAR, LAST_YEAR = 1900, 2099

_YEAR = "(?:19|20)[0-9]{2}"
# Of the years that end in 00, 2000 had the day and 1900 had not.
_LEAP_YEAR = "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)"
_DAY_OF_ANY_YEAR = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
# “$” in place of “\Z” would let a line break pass.
PATTERN = rf"\A(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]|{_DAY_OF_ANY_YEAR}))?|{_LEAP_YEAR}-02-29)\Z"


def known(text: str) -> KnownDate:
    """The text when it is a date as far as it is known, or empty.

    Raises ValueError, with HOW_TO_WRITE, for anything else.
    """
    if text and not is_known(text):
        raise ValueError(HOW_TO_WRITE)
    return KnownDate(text)


def is_known(text: str) -> bool:
    """Whether it is a date, known in part or whole."""
    return bool(re.match(PATTERN, text))


def last_day(text: str) -> dt.date | None:
    """The last day that the date may mean; None for an empty one.

    "2024" is 31 December 2024, "2024-02" 29 February 2024. Raises ValueError as `known` does.
    """
    if not known(text):
        return None
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(text: str) -> dt.date | None:
    """The first day that the date may mean; None for an empty one.

    "2024" is 1 January 2024. Raises ValueError as `known` does.
    """
    if not known(text):
        return None
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return dt.date(year, month, day)


def shortest(day: dt.date) -> KnownDate:
    """The least exact date that begins on this day: "2024" for 1 January 2024.

    As texts, those that begin on it or later are this one and all that come after it.
    """
    text = day.isoformat()
    while text.endswith("-01"):
        text = text.removesuffix("-01")
    return KnownDate(text)


def in_words(text: str) -> str:
    """ "2022-09-07" as "7 September 2022"; what is no date stays as it is, empty stays empty."""
    try:
        known(text)
    except ValueError:
        return text
    year, *rest = text.split("-")
    words = [*reversed([int(part) for part in rest]), year]
    if rest:
        words[-2] = calendar.month_name[int(rest[0])]
    return " ".join(map(str, words))


def period_in_words(start: str, end: str) -> str:
    """ "2024-07" and "2024-08" as "July to August 2024"; without a start the end alone."""
    if not start:
        return in_words(end)
    first, last = in_words(start), in_words(end)
    year = f" {end[:4]}"
    # Once is enough, but of a year and a month in it "2024 to March" would be read wrongly.
    if "-" in start and last.endswith(year):
        first = first.removesuffix(year)
    return f"{first} to {last}"


def years(start: str, end: str) -> str:
    """ "2024" and "2025-01" as "2024–25"; one year where both are of it or there is no start."""
    first, last = start[:4], end[:4]
    if first in ("", last):
        return last
    return f"{first}–{last[2:] if first[:2] == last[:2] else last}"


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two periods, each from a known date to one, may share a day.

    ("2024", "2025-01") and ("2025", "2025") do. Raises ValueError for what is empty or no date.
    """
    (start, end), (other_start, other_end) = map(_days, (one, other))
    return start <= other_end and other_start <= end


def _days(period: tuple[str, str]) -> tuple[dt.date, dt.date]:
    start, end = first_day(period[0]), last_day(period[1])
    if start is None or end is None:
        raise ValueError(HOW_TO_WRITE)
    return start, end
