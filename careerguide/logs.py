from __future__ import annotations

import copy
import logging
import re
import time
from urllib.parse import unquote_plus

HIDDEN = "…"
# Chosen from a list: what else an address says somebody typed, and under whichever name.
CHOSEN = frozenset(
    {
        *("role", "country", "level", "company", "component", "state", "metro", "industry"),
        *("source", "year", "currency", "period", "sort", "amount_currency", "amount_period"),
        *("page", "show", "kind", "from", "to"),
    }
)
# A code, a word or a slug, in which a digit stands alone: the fourth level is one, and no pay.
WORDS = re.compile(r"(?:[^\W\d](?:[^\W\d]|[ -]|\d(?!\w))*)?")
NUMBERS = {"year": re.compile("(?:19|20)[0-9]{2}"), "page": re.compile("[0-9]{1,3}")}
# Below pay there is one page more.
BELOW_PAY = re.compile(r"""(/salaries/(?:by-place/)?)(?!by-place/)[^\s"'?/][^\s"'?]*""", re.I)
QUERY = re.compile(r"""\?[^\s"'<>]+""")
# In an address that is part of another the signs are escaped, once or more.
ESCAPED = r"%(?:25)*"
# What somebody asks about pay is theirs, and may come into a line without its address, too.
AMOUNT = re.compile(
    rf"""((?:[\w.\[\]-]|%)*amount(?:[\w.\[\]-]|%(?!(?:25)*3d))*(?:=|{ESCAPED}3d))[^&\s"']+""", re.I
)


class OneLine(logging.Formatter):
    """UTC, a message that cannot forge a second line, and a trace only of what is our fault."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("{asctime}Z {levelname} {name}: {message}", "%Y-%m-%dT%H:%M:%S", "{")

    def format(self, record: logging.LogRecord) -> str:
        # Django adds the trace of every request that it refuses, as many as anybody sends.
        if getattr(record, "status_code", 500) < 500:
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return without_what_was_typed(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def without_what_was_typed(text: str) -> str:
    """The text with the choices that addresses in it name, and without what else they say."""
    text = BELOW_PAY.sub(rf"\1{HIDDEN}", text)
    shown = QUERY.sub(lambda found: "?" + "&".join(map(_shown, found[0][1:].split("&"))), text)
    return AMOUNT.sub(lambda found: _shown(found[0]), shown)


def _shown(part: str) -> str:
    name, sign, value = part.partition("=")
    if name in CHOSEN and NUMBERS.get(name, WORDS).fullmatch(unquote_plus(value)):
        return part
    # The name may be a slip of the finger, or what was meant as the value.
    is_name = re.fullmatch(r"[a-z_]{1,20}", unquote_plus(name), re.I)
    return f"{name if is_name and sign else ''}{sign}{HIDDEN}"
