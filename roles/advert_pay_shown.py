"""What a page shows of the pay in an advert: as it is written, and as amounts to be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roles import money
from roles.advert_pay import PayWritten
from roles.amounts_typed import AskedAmount

# What a sign of several currencies is read as.
USUAL = ("USD", "INR")


@dataclass(frozen=True)
class PaySaid:
    """Pay as it is written, with its `ends` as amounts, or why there are none: see `unplaced`."""

    written: PayWritten
    ends: tuple[AskedAmount, ...]
    unplaced: str

    @property
    def is_in_lakhs(self) -> bool:
        return self.written.typed.is_in_lakhs

    @property
    def times_a_year(self) -> int:
        """How often its time is in a year; 0 of what is a year's, or of no certain time."""
        times = money.PER_YEAR[self.ends[0].period] if self.ends else 1
        return times if times > 1 else 0


def pay_said(found: Sequence[PayWritten]) -> list[PaySaid]:
    """All pay that is written: first what can be set against other pay, the rest in its order."""
    said = [PaySaid(each, ends_of(each), unplaced(each)) for each in found]
    return sorted(said, key=lambda each: not each.ends)


def ends_of(pay: PayWritten) -> tuple[AskedAmount, ...]:
    """Its one or two amounts; none where it cannot be set against other pay. A sign that several
    currencies share is read as the usual one of them, which the page says."""
    if unplaced(pay):
        return ()
    (currency,), (period,) = _currencies(pay), pay.typed.periods
    return tuple(AskedAmount(each, currency, period) for each in pay.typed.amounts)


def unplaced(pay: PayWritten) -> str:
    """Why it is set against no other pay, the first that holds: nothing calls it pay ("unsure"), it
    counts on targets ("ote"), is a day's ("day"), is after tax ("net"), for less than full time
    ("share") or paid more often than each month ("times"), or its currency ("currency") or its time
    ("period") is not certain."""
    periods = pay.typed.periods
    reasons = {
        "unsure": not pay.is_sure,
        "ote": pay.part == "ote",
        "day": periods == ("day",),
        **{each: pay.caveat == each for each in ("net", "share", "times")},
        "currency": pay.caveat == "currency" or len(_currencies(pay)) != 1,
        "period": len(periods) != 1 or periods[0] not in money.PER_YEAR,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _currencies(pay: PayWritten) -> Sequence[str]:
    return [each for each in pay.typed.currencies if each in USUAL] or pay.typed.currencies
