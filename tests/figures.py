"""Figures as plain values, for the pure modules that read them, and rates to convert them by."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from roles.money import Pay, Rate, Terms

DAY = dt.date(2025, 1, 24)
RATES = {
    DAY: {
        "EUR": Rate("EUR", DAY, Decimal(1)),
        "USD": Rate("USD", DAY, Decimal("1.0472")),
        "ILS": Rate("ILS", DAY, Decimal("3.7585")),
    }
}
TERMS = Terms(source="s", component="base", period="year", currency="USD", shape="range")


@dataclass(frozen=True)
class Figure:
    pay: Pay
    currency: str = "USD"
    period: str = "year"
    as_of: str = "2025-01-24"
    terms: Terms = field(default=TERMS)

    @property
    def low(self):
        return self.pay.low

    @property
    def high(self):
        return self.pay.high


def make_figure(*, low=None, high=None, point=None, **more):
    known = {"low": low, "high": high, "point": point}
    pay = Pay(**{name: amount and Decimal(amount) for name, amount in known.items()})
    return Figure(pay=pay, **more)
