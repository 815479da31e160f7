"""How files write days, units of pay, and yes and no.

Only what has one meaning is read. The publishers of these files write the month first where a day
is all digits, and so "10/5/2024" is the fifth of October; "5.10.2024", as others write it, is not
read, because it may be meant either way.
"""

from __future__ import annotations

import datetime as dt
import re

from roles.dates import FIRST_YEAR, LAST_YEAR

_TIME = (
    r"(?:(?:T|:|,?\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[AP]\.?M\.?)?"
    r"\s*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"
_DAY = "(?P<day>[0-9]{1,2})"
_NAME = r"(?P<name>[A-Z]{3,9})\.?"
_WEEKDAY = r"(?:(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]{0,6}\.?,?\s+)?"
_WRITTEN = [
    # 2024-10-05, 2024/10/05, 20241005, with a time behind it or without.
    r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    # 10/5/2024, 10-05-24.
    rf"(?P<month>[0-9]{{1,2}})(?P<sign>[-/]){_DAY}(?P=sign){_YEAR}",
    # 05-OCT-24, 5 October 2024, 5th of Oct. 2024, 05OCT2024.
    rf"{_WEEKDAY}{_DAY}(?:ST|ND|RD|TH)?[-/.\s]*(?:OF\s+)?{_NAME}[-/,\s]*{_YEAR}",
    # October 5, 2024, Oct-05-2024.
    rf"{_WEEKDAY}{_NAME}[-/\s]*{_DAY}(?:ST|ND|RD|TH)?(?:,\s*|[-/\s]+){_YEAR}",
]
DAYS = [re.compile(pattern + _TIME, re.IGNORECASE | re.ASCII) for pattern in _WRITTEN]
# Of a sheet, midnight comes with the day.
MIDNIGHT = r"[ T]00:00:00(?:\.0+)?$"
# A spreadsheet counts days, and keeps the time behind the point.
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
FIRST_DAY_OF_SHEETS = dt.date(1899, 12, 30)
_NAMES = "january february march april may june july august september october november december"
MONTHS = {
    **{name: number for number, name in enumerate(_NAMES.split(), 1)},
    **{name[:3]: number for number, name in enumerate(_NAMES.split(), 1)},
    "sept": 9,
}
# Letters alone tell: "Bi-Weekly", "per year" and "p.a." as they stand here.
SPELLINGS = {
    "hour": "hour hours hourly hr hrs",
    "week": "week weeks weekly wk wkly",
    "fortnight": "fortnight fortnightly biweekly biweek bi twoweeks",
    "month": "month months monthly mth mo mon",
    "year": "year years yearly yr yrs annual annually annum pa",
}
_BEFORE = ("", "per", "a", "an", "each", "every")
UNITS = {
    before + spelling: unit
    for unit, spellings in SPELLINGS.items()
    for spelling in spellings.split()
    for before in _BEFORE
}
YES = ("y", "yes", "true", "t", "1")
NO = ("n", "no", "false", "f", "0")
# What forms and spreadsheets put where nothing was said.
UNSAID = ("na", "none", "null", "selectpayrange")


def period(text: str) -> str | None:
    """The period of `money.PER_YEAR` that a unit of pay is, however it is written; None where it
    is none."""
    return UNITS.get(re.sub("[^a-z0-9]+", "", text.lower()))


def day(text: str) -> dt.date | None:
    """The day that a text names, with or without a time; None where it names none, or may mean
    two."""
    if match := SERIAL.fullmatch(text):
        counted = FIRST_DAY_OF_SHEETS + dt.timedelta(days=int(match[1]))
        # Smaller numbers are other things: there is no such file of before 2000.
        return counted if 2000 <= counted.year <= LAST_YEAR else None
    matches = filter(None, (pattern.fullmatch(text) for pattern in DAYS))
    return next((_day(match.groupdict()) for match in matches), None)


def _day(parts: dict[str, str]) -> dt.date | None:
    month = int(parts["month"]) if "month" in parts else MONTHS.get(parts["name"].lower(), 0)
    # “2/28/14” stands beside “2/28/2014”.
    year = int(parts["year"].rjust(3, "0").rjust(4, "2"))
    try:
        read = dt.date(year, month, int(parts["day"]))
    except ValueError:
        return None
    return read if FIRST_YEAR <= read.year <= LAST_YEAR else None
