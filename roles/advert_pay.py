"""Pay in an advert, as it is written there: ranges, and single amounts that are called pay.

A single amount may be a bonus, what investors gave, or, at the head of an advert on a board, the
two ends of a range added up: what it is the words beside it have to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from roles.advert_amounts import (
    LEAST_A_YEAR,
    MoneyWritten,
    is_for_a_year,
    is_likely,
    meant,
    money_written,
    period_in,
)
from roles.advert_pay_caveats import PlacesNamed, caveat
from roles.amounts_typed import Typed
from roles.money import NEAR_A_DOLLAR

# Nothing but pay is counted in lakhs per annum.
_IN_LPA = re.compile(r"lpa$", re.IGNORECASE)
# Where what a sentence says of money before it and right behind it ends.
_BREAK = re.compile(r"[.!?](?=\s)(?<!\b[Rr]s\.)|[;\n•·●]|[$€£₹¥] ?\d")
_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|pay|paid|compensation|range|base|ote|earn|wage|rate|role|position|job"
    r"|remuneration|ctc)\b",
    re.IGNORECASE,
)
_STRONG = (
    r"salar(?:y|ies)|(?:total |base |starting |annual |gross )?(?:pay|compensation|comp)"
    r"|base(?= (?:of|is|:)|:| ?$)|basic|ote|on[- ]target earnings|wages?|remuneration|package|ctc"
    r"|earn(?:ings)?|paid|pays|paying"
    r"|(?:day|daily|hourly|weekly|monthly|pay|bill|contract|market) rate"
    r"|rate(?= of|:| is| ?$)"
)
_CALLED_PAY = re.compile(rf"\b(?:{_STRONG})\b", re.IGNORECASE)
_CALLED_PAY_BEHIND = re.compile(
    r"[ \u00a0]\(?(?:(?:gross|annual|a year|per year|per annum|in) )?(?:base|basic|salary|ote\b"
    r"|tc\b|ctc\b|on[- ]target|(?:total )?comp(?:ensation)?\b|all[- ]in|package|pay\b|day rate)",
    re.IGNORECASE,
)
_BUSINESS = (
    r"arr|mrr|gmv|revenues?|budgets?|funding|spend|deals?|portfolios?|turnover|quotas?|pipelines?"
    r"|book of business|aum|p&l"
)
_EXTRA = (
    r"sign(?:ing)?[- ]?on|signing|bonus(?:es)?(?![- ](?:eligible|target))|stipend|allowance"
    r"|reimbursements?|retention award"
)
_BUSINESS_SAYS = (
    rf"{_BUSINESS}|raised|grew|grow|worth|valued at|sales of|profits?|savings?|costs?|prices?"
    r"|priced|fees?|fines?|donations?|saves?|saved|saving|prizes?|process(?:es|ed|ing)?(?= ?$)"
    r"|(?:contracts?|accounts?|projects?|orders|purchases) (?:of|from|between)"
    r"|(?:customer|client|user)s? pay(?:s|ing)?|you pay|paying (?:customer|client|user)s?"
)
_INVESTED = "valuation|grants?|market|threshold|credits?|loans?"
_NO_PAY = re.compile(rf"\b(?:{_BUSINESS_SAYS})\b", re.IGNORECASE)
# Of a single amount more words are in doubt: it may be anything.
_NO_PAY_ALONE = re.compile(
    rf"\b(?:{_BUSINESS_SAYS}|{_INVESTED}|invest(?:ed|ment|ing)|fund"
    r"|targets? of|limit|cap|manag(?:e|es|ed|ing)|process(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
_BESIDE_PAY = re.compile(
    rf"\b(?:{_EXTRA}|relocation|referral|tuition|learning|wellness|equity|stock|rsus?|options"
    r"|shares|insurance|match(?:ing)?|commission|401 ?\(?k\)?|contribution|benefits?|setup"
    r"|development|premiums?)\b",
    re.IGNORECASE,
)
# Of a sum that stands beside pay, or of somebody else's.
_BETWEEN = re.compile(r"\bplus\b|\+|\band an?\b|\bon top\b", re.IGNORECASE)
_NEVER = re.compile(
    r"\b(?:maximum (?:salary|pay)|pay (?:cap|system)|salary cap|capped|(?:minimum|living) wage"
    r"|(?:national|market|industry) average|average (?:salary|pay|wage)|current salary)\b",
    re.IGNORECASE,
)
_NO_PAY_BEHIND = re.compile(
    r" (?:in |of |worth of |for )?(?:(?!plus\b|and\b|with\b|base\b|or\b)[a-z-]+ )?"
    rf"(?:{_BUSINESS}|{_EXTRA}|sales|contracts?(?! role)|referrals?|equity|stock|customers"
    r"|users|perks|credits|savings|benefits)\b",
    re.IGNORECASE,
)
# A number alone: “Salary: 165,000”, and nothing that is counted behind it.
_BARE_BEFORE = re.compile(
    r"\b(?:salary|comp(?:ensation)?|remuneration|ctc|ote|tc|pay|base)(?: range| band| package)?"
    r"(?: ?[:=–-] ?| (?:of|is) |\*\* ?| )(?:between |from |up ?to |circa |about |around |~)?$",
    re.IGNORECASE,
)
_BARE_BEHIND = re.compile(
    r"\s*(?:$|[.,;)\n+*(|]|(?:gross|base|basic|plus|and|or|per|a year|depending|dependent|doe|with"
    r"|negotiable|annual)\b)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:up ?to|from|starting (?:at|from)|at least|minimum(?: of)?|min\.?|max\.?|around|circa"
    r"|approximately|about) ?$|~ ?$",
    re.IGNORECASE,
)
# “Minimum salary: $95,000”
_BOUND_OF_PAY = re.compile(
    r"\b(min|max)imum (?:base )?(?:salary|pay|rate|compensation)\b.{0,4}$", re.IGNORECASE
)
_PARTS = {
    "ote": re.compile(r"\b(?:ote|on[- ]target)", re.IGNORECASE),
    "total": re.compile(r"\b(?:total (?:comp|pay|cash|rewards?)|ctc\b|tc\b)", re.IGNORECASE),
    "base": re.compile(r"\b(?:base|basic)\b", re.IGNORECASE),
}
_TIME_BEFORE = re.compile(
    r"\b(?:hourly|daily|day|weekly|bi-?weekly|fortnightly|semi-?monthly|monthly|annual|yearly"
    r"|annuali[sz]ed)(?= (?:(?:base|gross|pay|bill|contract|cash) )*(?:rate|pay|salar(?:y|ies)"
    r"|wages?|compensation|base|range|band|remuneration|earnings)\b)"
    r"|\b(?:per|an?|each|/) ?(?:hour|day|week|fortnight|month|year|annum)\b"
    r"|\((?:hourly|daily|weekly|monthly|annual|yearly)\)"
    r"|\b(?:hourly|daily|weekly|monthly|annual(?:ly)?|yearly)(?= ?: ?$)",
    re.IGNORECASE,
)
# An amount that is all that its line, its sentence or its part of one says: “A PM role, £60k.”
_ALONE_BEFORE = re.compile(
    r"(?:^|[,:(|–—-]|[ .]\d\))[ *_+-]*"
    r"(?:(?:up ?to|from|circa|c\.|ca\.?|around|about|approx\.?|~|at|for|between) ?)?[ *_]*$",
    re.IGNORECASE,
)
_ALONE_BEHIND = re.compile(
    r"[ *_]*(?:$|\+|[\n.,;:)(|?!–—-](?!\w))|[ *_]+\(?(?:plus|and|or|doe|dep\w*|negotiable"
    r"|gross|brutto|bruto|brut|net|base|basic|package|fte|pro rata|remote|hybrid|with)\b",
    re.IGNORECASE,
)
_NO_PAY_NEAR = re.compile(
    rf"\b(?:{_BUSINESS_SAYS}|{_INVESTED}|invest(?:ed|ment|ing|ors?)|fund(?:s|ed)?|seed|series [a-f]"
    r"|round|backed|customers?|users?|people|employees|members|followers|downloads)\b",
    re.IGNORECASE,
)
# And no “+bonus”.
_IS_MORE = re.compile(r"\+(?!\w)")
_IN_THOUSANDS = re.compile(r"\d ?[kK]$")
LONGEST_BEFORE, LONGEST_BEHIND, NEAR = 80, 50, 25
_BLANKS = re.compile(r"[ \t\u00a0]{2,}")
# An advert for several places has one for each; as many different ones are looked at.
MOST_TOLD, MOST_READ, MOST_LOOKED_AT = 8, 40, 200
# Units of a currency: what is a year's, a month's or an hour's pay, and no count of customers.
LEAST, LEAST_WITHOUT_PERIOD, MOST = Decimal(5), Decimal(1000), Decimal(100_000_000)
LEAST_ALONE, LEAST_IN_BUSINESS = Decimal(10_000), Decimal(1_000_000)
# What nothing calls pay: in thousands where no currency is named, else in units of one.
LEAST_UNSURE, LEAST_UNSURE_IN_THOUSANDS = Decimal(2_000), Decimal(20_000)
# “Pay band 150-175” are thousands, or an hour's; “pay band 5-6” is a grade.
LEAST_SHORT = Decimal(20)
# How many times its low end the high one is at most; where it is called pay, and else.
WIDEST_CALLED, WIDEST = 10, 4


@dataclass(frozen=True)
class PayWritten:
    """Pay by its place in the text, and what its writing can mean.

    `part` is "base", "ote" (with what is paid on targets), "total" or empty; `is_range` of two
    amounts, and `bound` of one is as that of Typed. The periods of `typed` are those of money, or
    "day" or "half_month", of which no year can be made; none where that is not certain. `caveat`
    is why it is set against no other pay although it can be read: "unsure" where nothing calls it
    pay, "currency" where the text names a place with dollars or rupees of its own, or one of
    `advert_pay_caveats.caveat`.
    """

    start: int
    end: int
    text: str
    typed: Typed
    part: str = ""
    caveat: str = ""

    @property
    def is_sure(self) -> bool:
        return self.caveat != "unsure"

    @property
    def is_range(self) -> bool:
        return len(self.typed.amounts) == 2


def pay_written(text: str) -> tuple[PayWritten, ...]:
    """The pay in a text, from the left, each writing once; where nothing is called pay, what may be
    some."""
    found = tuple(_placed(text, _pay(_BLANKS.sub(" ", text))))
    found = (tuple(filter(_is_sure, found)) or found)[:MOST_TOLD]
    sums = {sum(each.typed.amounts) for each in found if each.is_range}
    return tuple(each for each in found if each.is_range or each.typed.amounts[0] not in sums)


def _is_sure(pay: PayWritten) -> bool:
    return pay.is_sure


def _placed(text: str, found: Iterable[PayWritten]) -> Iterator[PayWritten]:
    """By its place in the text itself, in which blanks may stand by the dozen: of tags, say."""
    removed = [(each.start() + 1, each.end() - each.start() - 1) for each in _BLANKS.finditer(text)]
    at, shift = 0, 0
    for pay in found:
        while at < len(removed) and removed[at][0] - shift <= pay.start:
            shift += removed[at][1]
            at += 1
        start, end, inner, more = pay.start + shift, pay.end + shift, at, shift
        while inner < len(removed) and removed[inner][0] - more < pay.end:
            more += removed[inner][1]
            end += removed[inner][1]
            inner += 1
        yield replace(pay, start=start, end=end, text=text[start:end])


def _pay(text: str) -> Iterator[PayWritten]:
    reader = _PayReader(text)
    told: set[str] = set()
    for written in islice(filter(reader.is_looked_at, money_written(text)), MOST_LOOKED_AT):
        for found in reader.read(written):
            if found.text not in told:
                told.add(found.text)
                yield found


class _PayReader:
    """What of the money in a text is pay, by the sentence around it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[tuple[str, str], Typed] = {}
        self._places = PlacesNamed(text)

    def is_looked_at(self, written: MoneyWritten) -> bool:
        """Whether it is money at all, in thousands, or a number right behind a word of pay."""
        near = max(written.start - NEAR, 0)
        return (
            written.has_sign
            or bool(_IN_THOUSANDS.search(written.plain))
            or bool(_BARE_BEFORE.search(self._text, near, written.start))
        )

    def read(self, written: MoneyWritten) -> Iterator[PayWritten]:
        """The pay in one writing: itself, or of two amounts that are no range either."""
        before, behind = self._beside(written)
        found = [*self._called(written, before, behind)]
        if not found and self._may_be_pay(written, before, behind):
            found = [*self._unsure(written, before, behind)]
        yield from (self._with_caveat(each, before, behind) for each in found)

    def _called(self, written: MoneyWritten, before: str, behind: str) -> Iterator[PayWritten]:
        if not written.ends:
            yield from self._alone(written, before, behind)
        elif typed := self._range(written, before, behind):
            if _IN_LPA.search(written.text) or _is_said_of_pay(before, behind):
                yield _as_pay(written, typed, before, behind)
        elif not written.is_dashed:
            low, high = written.ends
            yield from self._alone(low, before, self._beside(low)[1])
            before += self._text[low.start : high.start]
            yield from self._alone(high, before[-LONGEST_BEFORE:], behind)

    def _with_caveat(self, pay: PayWritten, before: str, behind: str) -> PayWritten:
        said = pay.caveat or caveat(pay.text, before, behind)
        near = f"{before}{pay.text}{_BREAK.split(behind)[0]}"
        is_open = self._places.leave_open(pay.typed.currencies, near)
        return replace(pay, caveat=said or ("currency" if is_open else ""))

    def _may_be_pay(self, written: MoneyWritten, before: str, behind: str) -> bool:
        """Whether it stands by itself, beside other words, and none of them speaks of a business or
        of what is paid beside pay."""
        above = self._text[max(written.start - LONGEST_BEFORE, 0) : written.start]
        label = _label_above(above)
        said = f"{label} {before} {_BREAK.split(behind)[0]}"
        return (
            bool(_ALONE_BEFORE.search(before) and _ALONE_BEHIND.match(behind))
            # “Reach: 50k” is no money.
            and (written.has_sign or not before.rstrip().endswith(":"))
            and any(map(str.isalpha, above + behind))
            and not _NO_PAY_NEAR.search(said)
            and not _BESIDE_PAY.search(f"{label} {before}")
            and not _NO_PAY_BEHIND.match(behind)
        )

    def _unsure(self, written: MoneyWritten, before: str, behind: str) -> Iterator[PayWritten]:
        typed = self._meant(written, before)
        least = LEAST_UNSURE if written.has_sign else LEAST_UNSURE_IN_THOUSANDS
        if typed and _is_amount_perhaps(typed, least):
            bounded = _bounded(typed, before, behind) if len(typed.amounts) == 1 else typed
            yield replace(_as_pay(written, bounded, before, behind), caveat="unsure")

    def _beside(self, written: MoneyWritten) -> tuple[str, str]:
        before = self._text[max(written.start - LONGEST_BEFORE, 0) : written.start]
        behind = self._text[written.end : written.end + LONGEST_BEHIND]
        return _BREAK.split(before)[-1], behind

    def _range(self, written: MoneyWritten, before: str, behind: str) -> Typed | None:
        if not (written.has_sign or _is_bare_pay(before, behind)):
            return None
        typed = self._meant(written, before)
        is_bare = not written.has_sign
        return typed if typed and _is_range_of_pay(typed, before, is_bare=is_bare) else None

    def _alone(self, written: MoneyWritten, before: str, behind: str) -> Iterator[PayWritten]:
        is_bare = _is_bare_pay(before, behind)
        if not (is_bare or (written.has_sign and _is_called_pay(written, before, behind))):
            return
        typed = self._meant(written, before)
        if typed and _is_amount_of_pay(typed, is_called=is_bare and written.has_sign):
            yield _as_pay(written, _bounded(typed, before, behind), before, behind)

    def _meant(self, written: MoneyWritten, before: str) -> Typed | None:
        period = _period_before(before)
        key = (written.text, period)
        if key not in self._known:
            if len(self._known) == MOST_READ:
                return None
            self._known[key] = _with_period(meant(written, period), written)
        return self._known[key]


def _period_before(before: str) -> str:
    """What time the words before name: “hourly rate”, “salary per month”."""
    found = list(_TIME_BEFORE.finditer(before))
    return period_in(found[-1][0]) if found else ""


def _with_period(typed: Typed, written: MoneyWritten) -> Typed:
    """With the times that are certain: what nobody is paid for a time is not meant so."""
    if typed.problem or len(typed.periods) > 1:
        return typed
    if typed.periods and is_likely(typed, typed.periods[0]):
        return typed
    is_named = bool(written.periods)
    return replace(typed, periods=("year",) if not is_named and is_for_a_year(typed) else ())


def _is_said_of_pay(before: str, behind: str) -> bool:
    """Whether the sentence speaks of no revenue, budget or bonus."""
    if _NO_PAY_BEHIND.match(behind):
        return False
    pay, other = _last(_PAY, before), _last(_NO_PAY, before)
    return other <= pay and (pay >= 0 or not _BESIDE_PAY.search(before))


def _is_called_pay(written: MoneyWritten, before: str, behind: str) -> bool:
    """The same of a single amount, which something has to call pay."""
    if _NEVER.search(before) or _NO_PAY_BEHIND.match(behind):
        return False
    if _IN_LPA.search(written.text):
        return True
    if _CALLED_PAY_BEHIND.match(behind):
        return not _BESIDE_PAY.search(before.rpartition(",")[2])
    pay = _last(_CALLED_PAY, before)
    if max(_last(_BESIDE_PAY, before), _last(_NO_PAY_ALONE, before)) > pay:
        return False
    return bool(written.periods) if pay < 0 else not _BETWEEN.search(before, pay)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((each.start() for each in pattern.finditer(text)), default=-1)


def _is_bare_pay(before: str, behind: str) -> bool:
    """Whether a number without a currency is pay."""
    return bool(_BARE_BEFORE.search(before) and _BARE_BEHIND.match(behind))


def _label_above(before: str) -> str:
    """The line above, where it is a label of this one: “Referral bonus:”."""
    above = before.rpartition("\n")[0].rstrip()
    return above.rpartition("\n")[2] if above.endswith(":") else ""


def _is_amount_perhaps(typed: Typed, least: Decimal) -> bool:
    if typed.problem or not 1 <= len(typed.amounts) <= 2:
        return False
    low, high = typed.amounts[0], typed.amounts[-1]
    is_usual = set(typed.currencies) & set(NEAR_A_DOLLAR) or not typed.currencies
    return (
        least <= low <= high <= (LEAST_IN_BUSINESS if is_usual else MOST) and high <= WIDEST * low
    )


def _is_range_of_pay(typed: Typed, before: str, *, is_bare: bool) -> bool:
    if typed.problem or len(typed.amounts) != 2:
        return False
    low, high = typed.amounts
    least = LEAST if typed.periods else LEAST_SHORT if is_bare else LEAST_WITHOUT_PERIOD
    if _CALLED_PAY.search(before):
        return least <= low <= high <= MOST and high <= WIDEST_CALLED * low
    # Millions are revenue or a budget, where nothing calls them pay.
    most = LEAST_IN_BUSINESS if set(typed.currencies) & set(NEAR_A_DOLLAR) else MOST
    return least <= low <= high <= most and high <= WIDEST * low


def _is_amount_of_pay(typed: Typed, *, is_called: bool) -> bool:
    if typed.problem or len(typed.amounts) != 1:
        return False
    if typed.periods and typed.periods[0] != "year":
        return is_likely(typed, typed.periods[0], LEAST_A_YEAR)
    return (LEAST_WITHOUT_PERIOD if is_called else LEAST_ALONE) <= typed.amounts[0] <= MOST


def _bounded(typed: Typed, before: str, behind: str) -> Typed:
    found = _BOUND.search(before) or _BOUND_OF_PAY.search(before)
    word = found[0].lower() if found else "least" if _IS_MORE.match(behind) else ""
    if word.startswith(("up", "max")):
        return replace(typed, bound="most")
    if word.startswith(("from", "starting", "at least", "min", "least")):
        return replace(typed, bound="least")
    return replace(typed, bound="about" if word else "")


def _as_pay(written: MoneyWritten, typed: Typed, before: str, behind: str) -> PayWritten:
    start, end = written.start, written.end
    text = written.text
    if typed.bound and (found := _BOUND.search(before)):
        start, text = start - len(found[0]), found[0] + text
    elif typed.bound and _IS_MORE.match(behind):
        end, text = end + 1, f"{text}+"
    return PayWritten(start, end, text, typed, _part(before, behind))


def _part(before: str, behind: str) -> str:
    """Which part of pay it is: by the word right behind it, or the last before it."""
    for part, pattern in _PARTS.items():
        if pattern.match(behind.lstrip(" ()*")):
            return part
    near = before[-NEAR:]
    last = {part: _last(pattern, near) for part, pattern in _PARTS.items()}
    return max(last, key=lambda part: last[part]) if max(last.values()) >= 0 else ""
