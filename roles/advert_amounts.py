"""Amounts and ranges of money as adverts write them, and for what time; whether one is pay is for
`advert_pay` to tell.

A range is two amounts with a dash or a word between them. What time an amount is for is read where
it stands beside the amount, and here alone: adverts name days and halves of a month, too, of which
no year can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from roles import amounts_typed, money
from roles.amounts_typed import Typed

# A word in capitals is none of these: “TOP 10”.
_WORDS = ("ALL", "CUP", "MOP", "PEN", "TOP", "TRY")
_CODES = "|".join(each for each in money.CURRENCIES if each not in _WORDS)
_CODE = rf"(?:(?=[A-Z]{{3}})(?:{_CODES}))"
# Rand, and no part of a name: “R2 to R3”.
_RAND = r"\bR(?= ?\d{1,3}[ \u00a0,.]?\d{3}| ?\d{1,3}[kK]\b)"
# Any letters may make of dollars those of another country: what is not known is left out.
_DOLLARS = rf"(?:\b{_CODE} ?|\b(?:AU|CAN|HK|MX|NT|NZ|SG|US) |\b[Mm]ex|\b[A-Z]{{1,3}})?\$"
_SIGN = (
    rf"(?:{_DOLLARS}|[€£₹¥₪₦₱₩₺₴]|\bR[MPp](?= ?\d)|\b{_CODE}(?![^\W\d])|\b[Rr][Ss]\b\.?|\bS?Fr\b\.?"
    rf"|\bkr\b\.?|{_RAND})"
)
_SIGN_BEHIND = rf"(?:{_CODE}|[€£₪]|zł|kr|Kč|[Ee]uros?|[Pp]ounds|[Dd]ollars|[Rr]upees)"
_BLANK = r"[ \u00a0\u2009\u202f]"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}}){{1,3}}(?!\d)(?:[.,]\d{{1,2}})?|\d(?:[\d.,'’]{{0,13}}\d)?)"
)
_TIMES = (
    rf"(?:{_BLANK}?(?:[kK]|[mM](?:n|io)?|[mM]illion|[tT]housand|L|[lL]akhs?|[lL]acs?|LPA|[lL]pa"
    r"|[cC]rores?|Cr))"
)
_UNIT = (
    r"(?:years?|yr|annum|months?|mo|mth|weeks?|wk|fortnight|two weeks|other week|days?|hours?|hr|h"
    r"|jahr|monat|stunde|jaar|maand|uur|an|mois|heure|mes|año|mese|anno)"
)
_ADVERB = (
    r"(?:annually|yearly|semi-?monthly|twice (?:a|per) month|twice monthly|monthly"
    r"|bi-?weekly|fortnightly|weekly|daily|hourly)"
)
# “£60k PM” is of a product manager.
_SHORT = r"(?:p\.a\.?|p/a|pa|p\.m\.?|p/m|(?-i:pm)|pcm|p\.w\.?|p/w|pw|p\.d\.?|p/d|pd|p\.h\.?|p/h|ph)"
_PERIOD = (
    rf"(?i:,?{_BLANK}?\(?(?:(?:gross|base|brutto|bruto|brut|nett?o?)(?:{_BLANK}|(?=/)))?"
    rf"(?:(?:/{_BLANK}?|per |an? |each |every |\bper-|pro |im |par |al ){_UNIT}|{_ADVERB}|{_SHORT})"
    r"(?![^\W_])\.?\)?)"
)
_AFTER = rf"(?:{_BLANK}?{_SIGN_BEHIND}(?![^\W_]))?(?:{_PERIOD})?"
# As “5.500,-” has no cents.
_NO_CENTS = r"(?:[.,][-–—](?=[\s),;]|$))"
# “1,2 MSEK” and “£500pd” are written without a blank.
_END = rf"(?:(?![^\W_])|(?={_CODE}\b|(?:pa|pm|pcm|pw|pd|ph)\b))"
_AMOUNT = rf"{_NUMBER}(?:{_NO_CENTS}|{_TIMES}?{_END}){_AFTER}"
# “From $143,000 in our lowest market up to $198,000”, “$131,325$154,500”.
_UP_TO = "to|and|through|up to|bis(?: zu)?|und|et|tot|à|til|till|do"
_TO = (
    rf"(?:{_BLANK}?[-‐‑–—−]{_BLANK}?| {{1,3}}(?:{_UP_TO}) {{1,3}}|(?=[$€£])"
    r"|(?: [a-z][a-z ]{0,40}| \([^()\n]{1,24}\))? (?:up )?to (?:[^\n.;$€£₹]{1,24} (?=[$€£₹]))?)"
)
_DASHES = re.compile("[-‐‑–—−]")
# A grade or a number of a list, and no low end: “Grade 15 - $105,123”.
_NUMBERED = r"(?!\d{1,2} ?[-‐‑–—−] ?[$€£₹]\d{3})"
_FOUND = re.compile(
    rf"(?:({_SIGN}{_BLANK}?)|(?<![\w.,'-]){_NUMBERED})({_AMOUNT})(?:{_TO}({_SIGN}{_BLANK}?)?({_AMOUNT}))?"
)
_PARTS = re.compile(
    rf"({_NUMBER}{_TIMES}?){_END}{_NO_CENTS}?(?:{_BLANK}?({_SIGN_BEHIND})(?![^\W_]))?(.*)"
)
# The first of two that could be read in one stretch is the longer one.
_WHEN = re.compile(
    r"\b(?:(?P<half_month>semi-?monthly|twice (?:a |per )?month)"
    r"|(?P<fortnight>bi-?weekly|fortnight(?:ly)?|two weeks|other week)"
    r"|(?P<year>years?|yr|annum|annual(?:ly|i[sz]ed)?|yearly|p\.a|p/a|pa|lpa|jahr|jaar|an"
    r"|año|anno)"
    r"|(?P<month>months?|monthly|mo|mth|p\.m|p/m|pm|pcm|monat|maand|mois|mes|mese)"
    r"|(?P<week>weeks?|weekly|wk|p\.w|p/w|pw)"
    r"|(?P<day>days?|daily|p\.d|p/d|pd)"
    r"|(?P<hour>hours?|hourly|hr|h|p\.h|p/h|ph|stunde|uur|heure))\b",
    re.IGNORECASE,
)
# “75,000 € p.a.” ends with its point.
_POINTED = re.compile(r"\bp\.[amwdh]\.$", re.IGNORECASE)
_IN_LAKHS = re.compile(r"(?:L|[lL]pa|LPA|[lL]akhs?|[lL]acs?|[cC]rores?|Cr)$")
# What nobody can be paid for a year of full-time work, in a unit near a dollar, is for less time.
LEAST_A_YEAR = Decimal(15_000)
LEAST_PAID = Decimal(amounts_typed.LOWEST_A_YEAR)
MOST_PAID = Decimal(amounts_typed.HIGHEST_A_YEAR)


@dataclass(frozen=True)
class MoneyWritten:
    """An amount or a range by its place in the text.

    `plain` is it without words of time, which are in `periods` as `period_in` names them. It
    `has_sign` of a currency, or is counted in lakhs. A range has two `ends`, each by itself; a dash
    between them (`is_dashed`) makes it no two amounts.
    """

    start: int
    end: int
    text: str
    plain: str
    has_sign: bool
    periods: tuple[str, ...]
    ends: tuple[MoneyWritten, ...] = ()
    is_dashed: bool = False


def money_written(text: str) -> Iterator[MoneyWritten]:
    """All of it, from the left, none within another; also numbers that are no money at all."""
    for found in _FOUND.finditer(text):
        low = _one(text, found.start(), found.end(2), found[1] or "", found[2])
        if not found[4]:
            yield low
            continue
        high = _one(text, found.start(3 if found[3] else 4), found.end(), found[3] or "", found[4])
        yield MoneyWritten(
            low.start,
            high.end,
            text[low.start : high.end],
            f"{low.plain} - {high.plain}",
            low.has_sign or high.has_sign,
            tuple(dict.fromkeys((*low.periods, *high.periods))),
            (low, high),
            bool(_DASHES.search(text, low.end, high.start)),
        )


def _one(text: str, start: int, end: int, sign: str, amount: str) -> MoneyWritten:
    written = text[start:end].rstrip(" ")
    written = written if _POINTED.search(written) else written.rstrip(" .,'’")
    found = _PARTS.match(amount)
    number, behind, rest = found.groups() if found else (amount, "", "")
    number, behind = number.rstrip(".,'’"), behind or ""
    when = "year" if number.lower().endswith("lpa") else period_in(rest)
    return MoneyWritten(
        start,
        start + len(written),
        written,
        f"{sign.strip()}{number} {behind}".strip(),
        bool(sign or behind or _IN_LAKHS.search(number)),
        (when,) if when else (),
    )


def period_in(words: str) -> str:
    """The last time that words name: one of money.PER_YEAR, "day", "half_month", or none."""
    last = ""
    for found in _WHEN.finditer(words):
        last = found.lastgroup or last
    return last


def meant(written: MoneyWritten, period: str) -> Typed:
    """What it can mean, without a reading that nobody is paid; `period` is what else names one."""
    typed = amounts_typed.read(written.plain)
    if typed.is_in_lakhs and not typed.currencies:
        typed = replace(typed, currencies=("INR",))
    periods = written.periods or ((period,) if period else ())
    # "112,500" and "72.500" may be decimals elsewhere: nobody is paid that little.
    likely = [each for each in typed.amounts if not _is_cents(each, typed.amounts)]
    is_unclear = typed.is_unclear and len(likely) == len(typed.amounts)
    return replace(typed, amounts=tuple(likely), periods=tuple(periods), is_unclear=is_unclear)


def _is_cents(amount: Decimal, others: Iterable[Decimal]) -> bool:
    return amount < 1_000 and amount * 1_000 in others


def is_for_a_year(typed: Typed) -> bool:
    """Whether amounts without a time are a year's: of adverts that count in dollars, euros or
    pounds, and in lakhs; elsewhere a month's is as usual."""
    if typed.is_in_lakhs:
        return True
    is_usual = bool(typed.currencies) and set(typed.currencies) & set(money.NEAR_A_DOLLAR)
    return bool(is_usual) and min(typed.amounts, default=Decimal(0)) >= LEAST_A_YEAR


def is_likely(typed: Typed, period: str, least: Decimal = LEAST_PAID) -> bool:
    """Whether somebody may be paid that for the time, where the currency lets one tell."""
    times = {**money.PER_YEAR, "day": 220, "half_month": 24}[period]
    if not set(typed.currencies) & set(money.NEAR_A_DOLLAR):
        return True
    return all(least <= each * times <= MOST_PAID for each in typed.amounts)
