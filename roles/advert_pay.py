"""A range of pay in an advert, as it is written there.

Ranges alone: a single amount may be a bonus, what investors gave, or, at the head of an advert on a
board, the two ends of a range added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from roles import amounts_typed
from roles.amounts_typed import Typed

_CODE = r"(?:USD|EUR|GBP|CAD|AUD|NZD|SGD|HKD|MXN|TWD|BRL|INR|JPY|CHF|PLN|SEK|NOK|DKK|CZK|ILS|ZAR)"
# Any letters may make of dollars those of another country: what is not known is left out.
_DOLLARS = rf"(?:\b{_CODE} ?|\b(?:AU|CAN|HK|MX|NT|NZ|SG|US) |\b[Mm]ex|\b[A-Z]{{1,3}})?\$"
_MONEY = rf"(?:{_DOLLARS}|[€£₹¥]|\b{_CODE}\b)"
_NUMBER = r"\d[\d.,']{0,14}(?: ?[kK])?(?![^\W_])"
_AFTER = (
    rf"(?: ?(?:{_CODE}|€|£)(?!\w))?"
    r"(?:(?: ?/ ?| per | an? )(?:year|yr|annum|month|hour|hr|week)\b"
    r"| (?:annually|yearly|monthly|hourly)\b)?"
)
_TO = r"(?: ?[-‐‑–—−] ?| (?:to|and|through) )"
_RANGE = re.compile(
    rf"(?:({_MONEY} ?)|(?<![\w-])){_NUMBER}{_AFTER}{_TO}({_MONEY} ?)?{_NUMBER}{_AFTER}"
)
# What a sentence says of money before it and right behind it.
_BREAK = re.compile(r"[.!?](?=\s)|[;\n•·●]|[$€£₹¥] ?\d")
_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|pay|paid|compensation|range|base|ote|earn|wage|rate|role|position|job)\b",
    re.IGNORECASE,
)
_BUSINESS = r"arr|mrr|gmv|revenues?|budgets?|funding|spend|deals?|portfolios?|turnover"
_EXTRA = r"sign(?:ing)?[- ]?on|signing|bonus(?:es)?(?![- ](?:eligible|target))|stipend|allowance"
_NO_PAY = re.compile(
    rf"\b(?:{_BUSINESS}|raised|grew|grow|p&l|worth|valued at|sales of|profits?|savings?|costs?)\b",
    re.IGNORECASE,
)
_BESIDE_PAY = re.compile(rf"\b(?:{_EXTRA}|relocation|referral)\b", re.IGNORECASE)
_NO_PAY_BEHIND = re.compile(
    r" (?:in |of |worth of )?(?:(?!plus\b|and\b|with\b|base\b|or\b)[a-z-]+ )?"
    rf"(?:{_BUSINESS}|{_EXTRA}|sales|contracts?)\b",
    re.IGNORECASE,
)
LONGEST_BEFORE, LONGEST_BEHIND = 80, 50
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
    read: dict[str, Typed] = {}
    told: set[str] = set()
    for match in _RANGE.finditer(text):
        written = match[0].rstrip(" .,'")
        if written in told or (written not in read and len(read) == MOST_READ):
            continue
        typed = read[written] if written in read else _read(written)
        read[written] = typed
        end = match.start() + len(written)
        if _is_pay(typed) and _is_said_of_pay(text, match.start(), end):
            told.add(written)
            yield PayWritten(match.start(), end, written, typed)


def _read(written: str) -> Typed:
    # A stroke between two numbers would part them: "$150k/yr - $190k/yr".
    typed = amounts_typed.read(re.sub(r" ?/ ?", " a ", written))
    # "112,500" and "72.500" may be decimals elsewhere: nobody is paid that little.
    likely = [
        each
        for each in typed.amounts
        if each >= LEAST_WITHOUT_PERIOD or each * 1000 not in typed.amounts
    ]
    if len(likely) == len(typed.amounts):
        return typed
    return replace(typed, amounts=tuple(likely), is_unclear=False)


def _is_said_of_pay(text: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of no revenue, budget or bonus."""
    if _NO_PAY_BEHIND.match(text, end, end + LONGEST_BEHIND):
        return False
    before = _BREAK.split(text[max(start - LONGEST_BEFORE, 0) : start])[-1]
    pay = max((each.start() for each in _PAY.finditer(before)), default=-1)
    other = max((each.start() for each in _NO_PAY.finditer(before)), default=-1)
    return other <= pay and (pay >= 0 or not _BESIDE_PAY.search(before))


def _is_pay(typed: Typed) -> bool:
    if typed.problem or not typed.currencies or len(typed.amounts) != 2:
        return False
    low, high = typed.amounts
    # “$120-150k” has its thousands at the end.
    low = low * 1000 if low < LEAST_WITHOUT_PERIOD <= high and not typed.periods else low
    least = LEAST if typed.periods else LEAST_WITHOUT_PERIOD
    return least <= low <= high <= MOST and high <= 4 * low
