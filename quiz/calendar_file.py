"""Days of a plan as a calendar file (RFC 5545), which other programs import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

PRODUCT = "-//careerguide//plan//EN"
LONGEST_LINE = 75
# What would end a line or is no text; a line feed is written as two signs.
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f]")
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A whole day; `uid` names it for ever, so that importing it again moves it."""

    uid: str
    on: date
    title: str
    text: str = ""


def calendar_file(days: Iterable[CalendarDay], written_at: datetime) -> bytes:
    """The file in UTF-8, with at least one day in it; `written_at` is in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += _event(day, written_at)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(day: CalendarDay, written_at: datetime) -> Iterator[str]:
    moment = f"{written_at:%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{moment}"
    # By which a program that has the day already knows that this is news.
    yield f"LAST-MODIFIED:{moment}"
    yield f"DTSTART;VALUE=DATE:{_written(day.on)}"
    yield f"DTEND;VALUE=DATE:{_written(day.on + timedelta(days=1))}"
    yield f"SUMMARY:{_text(day.title)}"
    if day.text:
        yield f"DESCRIPTION:{_text(day.text)}"
    # A day that something is due on is not a day that is taken.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _written(day: date) -> str:
    # Not by strftime, which writes a year of three digits as that.
    return f"{day.year:04}{day.month:02}{day.day:02}"


def plain_lines(text: str) -> str:
    """The text as a calendar can hold it: its lines end in one sign, and nothing else controls."""
    return CONTROLS.sub("", re.sub("\r\n?|\x85|\u2028|\u2029", "\n", text))


def _text(text: str) -> str:
    return "".join(ESCAPED.get(sign, sign) for sign in plain_lines(text))


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of which ends within a letter."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
