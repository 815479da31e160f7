"""Amounts of pay as people type them: what a text can mean, and what to ask where that is not one.

Nothing is guessed: a text has one reading, or the reader is asked which is meant, or told that
there is none. Amounts are exact Decimals in units of a currency of ISO 4217, a period is one of
`money.PER_YEAR`. Nothing here raises for any text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product
from typing import TypeVar

from roles import money
from roles.amount_words import (
    AFTER,
    BEFORE,
    BETWEEN,
    CRORES,
    DASHES,
    DOLLARS,
    EITHER,
    GROSS,
    LAKHS,
    NAMES,
    PER,
    PERIODS,
    RUPEES,
    SHARES,
    TIMES,
)

Value = TypeVar("Value")

LONGEST = 40
# From here on it is no amount that anybody is paid, in whichever currency.
HUGE = Decimal(10) ** 12
# Dollars a year. Wide: outside of it a word or a sign is missing, or the period is another.
LOWEST_A_YEAR, HIGHEST_A_YEAR = 2_000, 4_000_000

# Marks of other scripts and keyboards that can stand for one thing only.
_SAME = str.maketrans({"٫": ".", "٬": "'", "’": "'", "‘": "'", "ʼ": "'", "´": "'"})
_TOKEN = re.compile(
    r"(?P<number>\.?\d(?:[\d.,']*\d)?)"
    r"|(?P<word>(?:k|mn?)(?=\$|(?:usd|eur|gbp|cad|aud|inr)\b)|[^\W\d_]*\$|[^\W\d_]+(?:\.[^\W\d_]+)*)"
    # The point of "Rs.75" is of the word, that of "$.75" of the number.
    r"(?:\.(?![\d.])|(?<=rs|fr|kr)\.|(?<=min|max)\.|(?<=approx)\.)?"
    r"|(?P<mark>\S)"
)
# "CA" is short for about, too, but in small letters.
_DOLLARS_OF = re.compile(r"\b(CA|CAN|AU|NZ|HK|SG|MX|NT) (?=\$)")
_PER_LETTER = re.compile(r"\bp/([ahmw])\b")
_FRACTION = re.compile(r"(?<![\d.,'/])([1-9])/([2-9])(?![\d.,'/])")
_GROUPED = r"[1-9]\d{{0,2}}(?:{0}\d{{3}})+"
# As in India, where only the last group has three digits.
_LAKHS = r"[1-9]\d?(?:,\d{2})+,\d{3}"
# Three noughts behind a sign are thousands: nobody writes a third of them for cents.
_CENTS = {".": r"(?:\.(\d{1,2}|(?!000)\d{3}|\d{4}))?", ",": r"(?:,(\d{1,2}|(?!000)\d{3}))?"}


@dataclass(frozen=True)
class Typed:
    """What a text says: the `amounts` that it may mean, the currencies and periods that it names.

    The first amount is meant as this site writes numbers; with `is_unclear` none comes first.
    `is_several` is a text of more than one amount, `is_in_lakhs` one that counts in lakhs, as of
    rupees or crores, and `is_torn` one whose currencies contradict each other. `bound` is "about",
    "least" or "most" where the one amount is not meant exactly. `problem` is why it says none:
    "long", "unreadable", "share", "negative", "zero" or "huge".
    """

    amounts: tuple[Decimal, ...] = ()
    currencies: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    is_unclear: bool = False
    is_several: bool = False
    is_in_lakhs: bool = False
    is_torn: bool = False
    bound: str = ""
    problem: str = ""


@dataclass(frozen=True)
class AskedAmount:
    """An amount in units of `currency` for each `period`."""

    amount: Decimal
    currency: str
    period: str

    @property
    def a_year(self) -> Fraction:
        return Fraction(self.amount) * money.PER_YEAR[self.period]

    @property
    def in_digits(self) -> str:
        """As this site groups them, with cents where there are any: 1,250 or 92.50."""
        return f"{self.amount:,.{2 if self.amount % 1 else 0}f}"


@dataclass(frozen=True)
class AskedBack:
    """What a reader is asked back. `kind` is a problem of Typed, or "foreign", "several",
    "currency", "period", "unclear" or "implausible"; `options` are what may have been meant, none
    of what is foreign: of a currency that cannot be chosen.
    `read_as` is what an implausible text says.
    """

    kind: str
    options: tuple[AskedAmount, ...] = ()
    read_as: AskedAmount | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Chosen:
    """What was chosen beside the text; `is_usual` is what nobody chose, but stands there, and
    `is_instead` what stands there in place of something else, which cannot be chosen."""

    value: str
    is_usual: bool = False
    is_instead: bool = False


def read(text: str) -> Typed:
    """What a text of any length and in any script says."""
    if len(text) > LONGEST:
        return Typed(problem="long")
    plain = _plain(text)
    parts = _parts(_tokens(plain))
    if any(word in SHARES for part in parts for _, word in part):
        return Typed(problem="share")
    if len(parts) > 1 and parts[0][0] == ("word", "between"):
        parts[0] = parts[0][1:]
    pieces = [_piece(part) for part in parts]
    factor = pieces[-1].factor
    typed = _together([_multiplied(piece, factor) for piece in pieces])
    return _with_fraction(typed, plain, factor or 1)


def _with_fraction(typed: Typed, plain: str, factor: int) -> Typed:
    """Half a million, too, of what else is one million or two: "1/2 million"."""
    found = _FRACTION.search(plain)
    if typed.problem or not found or found[1] >= found[2]:
        return typed
    share = _in_cents(Decimal(found[1]) * factor / Decimal(found[2]))
    return replace(typed, amounts=(share, *typed.amounts))


@dataclass(frozen=True)
class _Piece:
    """One number with what stands around it; `factor` is None where no word multiplies it."""

    amounts: tuple[Decimal, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    periods: tuple[str, ...] = ()
    factor: int | None = None
    is_pointed: bool = False
    is_in_lakhs: bool = False
    bound: str = ""
    problem: str = ""


def _multiplied(piece: _Piece, factor: int | None) -> _Piece:
    # In "150-180k" the sign of the last is meant for both, in "150,000-180k" it is not.
    factor = factor if max(piece.amounts, default=0) < 1000 else None
    return replace(piece, factor=piece.factor or factor)


def _together(pieces: Sequence[_Piece]) -> Typed:
    problem = next((piece.problem for piece in pieces if piece.problem), "")
    if problem:
        return Typed(problem=problem)
    amounts = _once(amount * (piece.factor or 1) for piece in pieces for amount in piece.amounts)
    if max(amounts) >= HUGE:
        return Typed(problem="huge")
    if min(amounts) == 0:
        return Typed(problem="zero")
    names = [name for piece in pieces for name in piece.names]
    return Typed(
        amounts=tuple(amounts),
        currencies=_meant(names),
        periods=tuple(_once(period for piece in pieces for period in piece.periods)),
        is_unclear=any(piece.is_pointed and len(piece.amounts) > 1 for piece in pieces),
        is_several=len(pieces) > 1,
        is_in_lakhs=any(piece.is_in_lakhs for piece in pieces),
        is_torn=bool(names) and not _shared(names),
        bound=pieces[0].bound if len(pieces) == 1 else "",
    )


def _meant(names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all the names may mean together; where they contradict each other, all of it."""
    return tuple(_shared(names) or _once(code for codes in names for code in codes))


def _shared(names: Sequence[tuple[str, ...]]) -> list[str]:
    every = _once(code for codes in names for code in codes)
    return [code for code in every if all(code in codes for codes in names)]


def _once(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))


def _plain(text: str) -> str:
    """With the digits 0-9, plain spaces and no invisible marks, and the groups that a space parts
    as if they were parted by an apostrophe, which means nothing else either."""
    letters = " ".join("".join(map(_letter, text.translate(_SAME))).split())
    letters = _DOLLARS_OF.sub(r"\1", letters).lower()
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "'", _PER_LETTER.sub(r"p.\1", letters))


def _letter(letter: str) -> str:
    if unicodedata.east_asian_width(letter) == "F":
        # The same as wide as the letters of Chinese or Japanese.
        letter = unicodedata.normalize("NFKC", letter)
    kind = unicodedata.category(letter)
    # By their value: a "²" is none of these, which would make 1852 of 185².
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    # What keeps the order of amounts copied from a page.
    return "" if kind == "Cf" else letter


def _tokens(text: str) -> list[tuple[str, str]]:
    """(kind, text) pairs: numbers, words and marks."""
    found = _TOKEN.finditer(text.rstrip(" .,;"))
    return [(kind, match[kind]) for match in found if (kind := match.lastgroup)]


def _parts(tokens: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The tokens of each amount, parted by what stands between two numbers."""
    parts: list[list[tuple[str, str]]] = [[]]
    for index, token in enumerate(tokens):
        is_between = token[1] in BETWEEN and _has_number(parts[-1])
        if is_between and _has_number(tokens[index:]):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _has_number(tokens: Sequence[tuple[str, str]]) -> bool:
    return any(kind == "number" for kind, _ in tokens)


def _piece(tokens: Sequence[tuple[str, str]]) -> _Piece:
    kinds = [kind for kind, _ in tokens]
    if kinds.count("number") != 1:
        return _Piece(problem="unreadable")
    place = kinds.index("number")
    number, words = tokens[place][1], [word for _, word in tokens]
    before, after = words[:place], words[place + 1 :]
    if any(word in DASHES for word in before):
        return _Piece(problem="negative")
    factor = TIMES.get(after[0]) if after else None
    bound, before, tail = _bounded(before, after[factor is not None :])
    rest = [word for word in before if word != "+"] + tail
    rest = [word for word in rest if word not in GROSS]
    names = [codes for word in rest if (codes := _codes(word))]
    periods = [PERIODS[word] for word in words if word in PERIODS]
    periods = periods or [period for word in words for period in EITHER.get(word, ())]
    amounts = _readings(number)
    if not amounts or not all(map(_is_understood, rest)):
        return _Piece(problem="unreadable")
    has_word = any(word in (*LAKHS, *CRORES) for word in after[:1])
    return _Piece(
        amounts,
        tuple(names),
        tuple(periods),
        factor,
        # A comma is how this site parts thousands.
        is_pointed="," not in number,
        is_in_lakhs=has_word or bool(re.fullmatch(rf"{_LAKHS}(\.\d+)?", number)),
        bound=bound,
    )


def _is_understood(word: str) -> bool:
    """A currency or a period. "LPA" stands behind its number: elsewhere it would be a year, and no
    lakhs."""
    return bool(_codes(word)) or word in {*PERIODS, *EITHER, *PER} - {*TIMES}


def _bounded(before: list[str], after: list[str]) -> tuple[str, list[str], list[str]]:
    """What makes of the number a bound, and the words around it that are left; nothing is taken
    away where there is none, or one on either side."""
    first, before_left = _phrase(before, BEFORE)
    # "185k+ USD" and "185k USD+", and of words alike.
    found = ((after[:at], *_phrase(after[at:], AFTER)) for at in range(len(after)))
    head, last, after_left = next((each for each in found if each[1]), ([], "", after))
    if first and last:
        return "", before, after
    return first or last, before_left, [*head, *after_left]


def _phrase(words: list[str], known: Mapping[str, str]) -> tuple[str, list[str]]:
    """What the first one or two words mean, and those behind them."""
    for count in (2, 1):
        if meaning := known.get(" ".join(words[:count])):
            return meaning, words[count:]
    return "", words


def _codes(word: str) -> tuple[str, ...]:
    code = word.upper()
    # "CAD$" is the same said twice.
    code = code[:-1] if code[:-1] in DOLLARS and code[-1] == "$" else code
    return NAMES.get(word) or ((code,) if code in money.CURRENCIES else ())


def _readings(number: str) -> tuple[Decimal, ...]:
    """What digits with points, commas and apostrophes mean in one convention or another, the
    highest first; nothing in none."""
    number = f"0{number}" if number.startswith(".") else number
    return tuple(sorted(set(_by_convention(number)), reverse=True))


def _by_convention(number: str) -> Iterable[Decimal]:
    for group, point in product(("", ",", ".", "'"), (".", ",")):
        if group == point:
            continue
        whole = _GROUPED.format(re.escape(group)) if group else r"\d+"
        whole = f"{whole}|{_LAKHS}" if group == "," else whole
        found = re.fullmatch(f"({whole}){_CENTS[point]}", number)
        if found:
            digits = re.sub(r"\D", "", found[1])
            yield Decimal(f"{digits}.{found[2]}" if found[2] else digits)


def understood(
    typed: Typed,
    currency: Chosen,
    period: Chosen,
    offered: Sequence[str],
    in_dollars: Mapping[str, Fraction],
) -> AskedAmount | AskedBack:
    """The one amount that was meant, or what to ask.

    `offered` are the currencies that can be chosen; `in_dollars` is what a unit of each is worth,
    by which an amount is plausible or not. Of a currency without a worth every amount is.
    """
    if typed.problem:
        return AskedBack(typed.problem)
    currencies, is_foreign = _currencies(typed, currency, offered)
    if currency.is_usual and typed.currencies and not set(typed.currencies) & set(offered):
        return AskedBack("foreign")
    periods = _settled(period, typed.periods, is_torn=len(typed.periods) > 1)
    is_unclear_period = len(periods) > 1 or period.is_instead
    kind = _kind(typed, is_foreign or len(currencies) > 1, is_unclear_period)
    some = typed.amounts if typed.is_unclear or typed.is_several else typed.amounts[:1]
    meant = [AskedAmount(*each) for each in product(map(_in_cents, some), currencies, periods)]
    if kind:
        likely = [each for each in meant if is_plausible(each, in_dollars)]
        return AskedBack(kind, tuple(likely or meant))
    (only,) = meant
    return _plausible(only, typed.amounts[1:], in_dollars)


def _plausible(
    only: AskedAmount, readings: Sequence[Decimal], in_dollars: Mapping[str, Fraction]
) -> AskedAmount | AskedBack:
    """It, where what was written can be nothing else that anybody is paid."""
    others = [replace(only, amount=_in_cents(amount)) for amount in readings]
    others = [each for each in others if is_plausible(each, in_dollars)]
    if not is_plausible(only, in_dollars):
        near = [each for each in _near(only) if is_plausible(each, in_dollars)]
        return AskedBack("implausible", tuple(_once([*others, *near])), only)
    return AskedBack("unclear", (only, *others)) if others else only


def _kind(typed: Typed, asks_currency: bool, asks_period: bool) -> str:
    """The kind of the question, the first that has to be asked; empty where there is none."""
    kinds = {
        "several": typed.is_several,
        "currency": asks_currency,
        "period": asks_period,
        "unclear": typed.is_unclear,
    }
    return next((kind for kind, holds in kinds.items() if holds), "")


def _in_cents(amount: Decimal) -> Decimal:
    """Rounded where more digits were typed than money has, as what is shown of it is."""
    cents = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return cents if cents != amount and 0 < cents < HUGE else amount


def _currencies(typed: Typed, chosen: Chosen, offered: Sequence[str]) -> tuple[list[str], bool]:
    """What may be meant, and whether it has to be asked even if that is one alone."""
    is_hint = typed.is_in_lakhs and not typed.currencies
    names = RUPEES if is_hint else typed.currencies
    named = [code for code in names if code in offered]
    # Dollars are counted in lakhs, too: that alone does not speak for rupees.
    is_usual = chosen.is_usual and not is_hint
    found = _settled(replace(chosen, is_usual=is_usual), named, is_torn=typed.is_torn)
    # Named, and by a name of which none or not all can be chosen here: to pass over what else it
    # may mean would change it.
    is_foreign = chosen.value not in names and len(named) < len(names)
    return found, is_foreign or typed.is_torn or chosen.is_instead


def _settled(chosen: Chosen, named: Sequence[str], *, is_torn: bool) -> list[str]:
    """What may be meant: what the text names, where nothing else was chosen or it agrees with
    that; where it contradicts itself all that it names."""
    if not named or (chosen.value in named and not is_torn):
        return [chosen.value]
    return list(named) if chosen.is_usual or is_torn else _once([chosen.value, *named])


def _near(asked: AskedAmount) -> Iterable[AskedAmount]:
    """What was meant, perhaps: the same for another period, or thousands of it."""
    for period in reversed(money.PER_YEAR):
        yield replace(asked, period=period)
    yield replace(asked, amount=asked.amount * 1000)


def is_plausible(asked: AskedAmount, in_dollars: Mapping[str, Fraction]) -> bool:
    """Whether anybody may be paid that much, and no less, for a year of full-time work."""
    worth = in_dollars.get(asked.currency)
    return worth is None or LOWEST_A_YEAR <= asked.a_year * worth <= HIGHEST_A_YEAR


def as_typed(amount: Decimal) -> str:
    """The amount in digits that `read` reads as it again, and as nothing else."""
    whole, _, cents = f"{amount.normalize():f}".partition(".")
    # Three digits behind a point might be thousands.
    return f"{whole}.{cents}{'0' if len(cents) == 3 else ''}" if cents else whole
