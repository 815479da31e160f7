"""A range of pay in an advert, as it is written there.

Ranges alone: a single amount may be a bonus, what investors gave, or, at the head of an advert on a
board, the two ends of a range added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from roles import amounts_typed
from roles.amounts_typed import Typed

_MONEY = r"(?:US\$|CA\$|C\$|A\$|[$€£₹¥]|\b(?:USD|EUR|GBP|CAD|AUD|INR|CHF|PLN|SEK)\b)"
_NUMBER = r"\d[\d.,']{0,14}(?: ?[kK]\b|\b)"
_AFTER = (
    r"(?: ?(?:USD|EUR|GBP|CAD|AUD|INR|CHF|PLN|SEK|€|£)(?!\w))?"
    r"(?:(?: ?/ ?| per | an? )(?:year|yr|annum|month|hour|hr|week)\b"
    r"| (?:annually|yearly|monthly|hourly)\b)?"
)
_TO = r"(?: ?[-‐‑–—−] ?| (?:to|and|through) )"
_RANGE = re.compile(rf"({_MONEY} ?)?{_NUMBER}{_AFTER}{_TO}({_MONEY} ?)?{_NUMBER}{_AFTER}")
# An advert for several places has one for each; as many different ones are looked at.
MOST_RANGES, MOST_READ = 8, 40
# Units of a currency: what is a year's, a month's or an hour's pay, and no count of customers.
LEAST, LEAST_WITHOUT_PERIOD, MOST = Decimal(5), Decimal(1000), Decimal(100_000_000)


@dataclass(frozen=True)
class PayWritten:
    """A range of pay by its place in the text, and what its writing can mean."""

    start: int
    end: int
    text: str
    typed: Typed


def pay_written(text: str) -> tuple[PayWritten, ...]:
    """The ranges of pay in a text, from the left, each writing once."""
    return tuple(islice(_ranges(text), MOST_RANGES))


def _ranges(text: str) -> Iterator[PayWritten]:
    seen: set[str] = set()
    for match in _RANGE.finditer(text):
        written = match[0].rstrip(" .,'")
        if written in seen or len(seen) == MOST_READ:
            continue
        seen.add(written)
        typed = amounts_typed.read(written)
        if _is_pay(typed):
            yield PayWritten(match.start(), match.start() + len(written), written, typed)


def _is_pay(typed: Typed) -> bool:
    if typed.problem or not typed.currencies or len(typed.amounts) != 2:
        return False
    low, high = typed.amounts
    # “$120-150k” has its thousands at the end.
    low = low * 1000 if low < LEAST_WITHOUT_PERIOD <= high and not typed.periods else low
    least = LEAST if typed.periods else LEAST_WITHOUT_PERIOD
    return least <= low <= high <= MOST and high <= 4 * low
