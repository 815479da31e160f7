"""Money: what pay is worth a year, in another currency, against other pay, and how it is written.

Amounts are Decimals in one currency of ISO 4217. Nothing here rounds before it is asked to: what
is computed keeps its digits until `round_to` takes away those the figure does not support. What
cannot be said raises, so that no page can guess: NoSuchPeriod for a payment made once, NoRate for
an undated figure or a day without a rate, NotComparable for figures that differ in kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel import Locale
from babel.numbers import NumberPattern, get_currency_symbol, parse_pattern

# 52 weeks of 40 hours, as the statistics of the United States reckon a year.
HOURS_A_YEAR = 2080
PER_YEAR = {"hour": HOURS_A_YEAR, "week": 52, "fortnight": 26, "month": 12, "year": 1}
# HRK, LTL and LVL are no money any more; a figure of old keeps the currency it was in.
_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP"
    " BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
    " GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS"
    " KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU"
    " MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD"
    " RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY"
    " TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES = tuple(_CODES.split())
# Of which one is worth about a dollar: what nobody is paid in one nobody is paid in the others.
NEAR_A_DOLLAR = ("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD")
FEWEST_DIGITS, MOST_DIGITS = 2, 4
# Rates are of working days; over Easter and the turn of a year they are up to five days apart.
OLDEST_RATE = dt.timedelta(days=7)
# Signs and no markup, so that a page may escape the text around them.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


class NoSuchPeriod(ValueError):
    """A payment made once has no amount a year."""


class NoRate(ValueError):
    """There is no rate of the right day to convert by."""


class NotComparable(ValueError):
    """Two figures differ in what they count, so nothing is said about the two together."""


@dataclass(frozen=True)
class Rate:
    """Units of `currency` that one euro bought on `day`."""

    currency: str
    day: dt.date
    per_euro: Decimal


@dataclass(frozen=True, kw_only=True)
class Pay:
    """The amounts of one figure, in one currency and period; what is not known is None.

    Of one shape: a range (low, high, or one of them), a point, or percentiles (some of the five).
    """

    low: Decimal | None = None
    high: Decimal | None = None
    point: Decimal | None = None
    p10: Decimal | None = None
    p25: Decimal | None = None
    median: Decimal | None = None
    p75: Decimal | None = None
    p90: Decimal | None = None

    @property
    def shape(self) -> str:
        if self.point is not None:
            return "point"
        return "range" if self.low is not None or self.high is not None else "percentiles"

    @property
    def amounts(self) -> list[Decimal]:
        """Those that are known, lowest first."""
        amounts = [getattr(self, field.name) for field in fields(self)]
        return [amount for amount in amounts if amount is not None]

    @property
    def bottom(self) -> Decimal | None:
        """The low end of a range, or the amount that a quarter earn less than."""
        return self.low if self.shape == "range" else self.p25

    @property
    def middle(self) -> Decimal | None:
        """The point, the median or the middle of a range with both ends."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.point if self.point is not None else self.median

    @property
    def top(self) -> Decimal | None:
        """The high end of a range, or the amount that a quarter earn more than."""
        return self.high if self.shape == "range" else self.p75

    @property
    def in_a_word(self) -> str:
        """What stands for it where there is room for one amount, or for two."""
        if self.shape != "percentiles":
            return "range" if self.shape == "range" else "amount"
        if self.median is not None:
            return "median"
        return (
            "lowest percentile known" if self.bottom is None or self.top is None else "middle half"
        )

    def each(self, change: Callable[[Decimal], Decimal]) -> Pay:
        """The same shape with every known amount changed."""
        amounts = {name: amount for name, amount in asdict(self).items() if amount is not None}
        return Pay(**{name: change(amount) for name, amount in amounts.items()})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What two figures must share before anything is said about them together.

    Slugs, codes and names; empty is what the source does not say. Two figures of one source may
    both leave a thing unsaid.
    """

    source: str
    component: str
    period: str
    currency: str
    shape: str
    basis: str = ""
    place: str = ""
    company: str = ""
    level: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Gap:
    """By which share one figure lies above another: 0.08 is 8 % more, -0.08 is 8 % less.

    At the low ends, in the middle and at the high ends; None where one of them has no such amount.
    """

    bottom: Fraction | None
    middle: Fraction | None
    top: Fraction | None


def in_period(amount: Decimal, period: str, to_period: str = "year") -> Decimal:
    """What an amount an hour, week, fortnight, month or year comes to in another of them.

    An hour counts HOURS_A_YEAR times a year. Raises NoSuchPeriod for "once" and unknown periods.
    """
    try:
        return amount * PER_YEAR[period] / PER_YEAR[to_period]
    except KeyError as error:
        raise NoSuchPeriod(f"{error.args[0]!r} does not come round each year") from None


# What a mistyped rate can make of an amount; with many digits more, decimals cannot divide it.
UNREADABLE = Decimal(10) ** 15


def convert(amount: Decimal, rate: Rate, to_rate: Rate) -> Decimal:
    """The amount in another currency, through the euro. Raises NoRate when no day has both rates, a
    rate is none, or the outcome is no amount that anybody is paid."""
    if abs(rate.day - to_rate.day) > OLDEST_RATE:
        raise NoRate(f"rates of {rate.day} and {to_rate.day} do not go together")
    if min(rate.per_euro, to_rate.per_euro) <= 0:
        raise NoRate("a rate is more than nothing")
    converted = amount * to_rate.per_euro / rate.per_euro
    if converted >= UNREADABLE:
        raise NoRate("the amount would have more digits than anybody reads")
    return converted


def rates_on(rates: Iterable[Rate], day: dt.date) -> Mapping[str, Rate]:
    """By currency, its newest rate up to `day`, the euro's own among them: that holds until there
    is another, so that a currency loses none by one that is newer.

    Raises NoRate when all are more than OLDEST_RATE before.
    """
    near = sorted(
        (rate for rate in rates if day - OLDEST_RATE <= rate.day <= day), key=lambda rate: rate.day
    )
    if not near:
        raise NoRate(f"no rates of {day} or the days before")
    by_currency = {rate.currency: rate for rate in near}
    return {**by_currency, "EUR": Rate("EUR", near[-1].day, Decimal(1))}


def digits(amounts: Iterable[Decimal]) -> int:
    """How many digits something computed from these may keep: as many as the most exact has.

    1,500 has two and 163,000 three. Between FEWEST_DIGITS and MOST_DIGITS: pay is never known so
    exactly that more would mean anything.
    """
    most = max((len(_significant(amount)) for amount in amounts), default=0)
    return min(max(most, FEWEST_DIGITS), MOST_DIGITS)


def _significant(amount: Decimal) -> str:
    return "".join(map(str, amount.as_tuple().digits)).strip("0")


def round_to(amount: Decimal, to_digits: int) -> Decimal:
    """To so many significant digits, halves up, as readers round."""
    if not amount:
        return Decimal(0)
    step = Decimal(1).scaleb(amount.adjusted() - to_digits + 1)
    # Written out, because a step of thousands would leave an exponent: 1.6E+5.
    return Decimal(f"{(amount / step).to_integral_value(ROUND_HALF_UP) * step:f}")


def is_number(amount: object) -> bool:
    """Whether it can be compared: a Decimal, and not NaN or without an end."""
    return isinstance(amount, Decimal) and amount.is_finite()


def without_cents(amount: Decimal) -> Decimal:
    """For people, halves up: beside thousands, cents claim an exactness that no source has; below,
    they are a part of pay by the hour."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP) if amount >= 1000 else amount


def in_percent(share: Fraction, places: int) -> Decimal:
    """A share of one in per cent, halves away from nothing: 1/16 is 6.3 with one place."""
    percent = Decimal(100 * share.numerator) / share.denominator
    return percent.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_words(amount: Decimal, currency: str, locale: str = "en") -> str:
    """As the locale writes it: whole amounts without cents, others with those of the currency.

    One isolate, so that it keeps its order in a text of either direction.
    """
    text = _pattern(amount, locale).apply(
        amount, locale, currency=currency, currency_digits=amount % 1 != 0
    )
    return isolate(text)


def range_in_words(low: Decimal, high: Decimal, currency: str, locale: str = "en") -> str:
    """Low end, dash, high end, in this order in a text of either direction."""
    ends = (in_words(low, currency, locale), in_words(high, currency, locale))
    return isolate("–".join(ends))


def in_short(amount: Decimal, currency: str, locale: str = "en") -> str:
    """Of round amounts "$85k" and "$1.5M", where there is little room; others are not rounded."""
    size, sign = _size_of(amount)
    if amount % (size / 10):
        return in_words(amount, currency, locale)
    return isolate(f"{_symbol(currency, locale)}{_plain(amount / size)}{sign}")


def range_in_short(low: Decimal, high: Decimal, currency: str, locale: str = "en") -> str:
    """Of round ends "$64–163k"; others are written in full."""
    size, sign = _size_of(high)
    if size == 1 or low % (size / 10) or high % (size / 10):
        return range_in_words(low, high, currency, locale)
    ends = f"{_plain(low / size)}–{_plain(high / size)}"
    return isolate(f"{_symbol(currency, locale)}{ends}{sign}")


def _size_of(amount: Decimal) -> tuple[Decimal, str]:
    sizes = ((Decimal(10**6), "M"), (Decimal(1000), "k"))
    return next((each for each in sizes if amount >= each[0]), (Decimal(1), ""))


def _symbol(currency: str, locale: str) -> str:
    symbol: str = get_currency_symbol(currency, locale)
    # Letters would run into the digits: CHF 85k.
    return f"{symbol}\u00a0" if symbol[-1].isalpha() else symbol


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def isolate(text: str) -> str:
    return f"{ISOLATE}{text}{END_OF_ISOLATE}"


def _pattern(amount: Decimal, locale: str) -> NumberPattern:
    # Parsed anew, since it is changed below: the locale's own is shared by all.
    pattern = parse_pattern(Locale.parse(locale).currency_formats["standard"].pattern)
    if amount % 1 == 0:
        pattern.frac_prec = (0, 0)
    return pattern


def term_differences(first: Terms, second: Terms) -> list[str]:
    """The names of the terms in which the two differ; none when they may be compared."""
    return [
        field.name
        for field in fields(Terms)
        if getattr(first, field.name) != getattr(second, field.name)
    ]


def overlap(first: Pay, second: Pay) -> Fraction:
    """Which share of the union of two ranges both cover: 4/30 for 168-185 and 155-172.

    Two ranges that are the same single amount overlap whole. Raises NotComparable for open
    ranges and for other shapes.
    """
    # As fractions: two thirds of a range have no last digit.
    (low, high), (other_low, other_high) = _ends(first), _ends(second)
    shared = max(Fraction(0), min(high, other_high) - max(low, other_low))
    union = (high - low) + (other_high - other_low) - shared
    return shared / union if union else Fraction(low == other_low)


def _ends(pay: Pay) -> tuple[Fraction, Fraction]:
    if pay.low is None or pay.high is None:
        raise NotComparable("a range needs both its ends to overlap with another")
    return Fraction(pay.low), Fraction(pay.high)


def gap(first: Pay, second: Pay) -> Gap:
    """By how much `first` lies above `second`. Raises NotComparable when their shapes differ."""
    if first.shape != second.shape:
        raise NotComparable(f"{first.shape} and {second.shape} have no amounts in common")
    return Gap(
        _above(first.bottom, second.bottom),
        _above(first.middle, second.middle),
        _above(first.top, second.top),
    )


def _above(amount: Decimal | None, other: Decimal | None) -> Fraction | None:
    # Above nothing there is no share.
    if amount is None or not other:
        return None
    return Fraction(amount) / Fraction(other) - 1
