"""How strong what a figure of pay rests on is: its class, in a word and in a sentence.

The class follows from how the source knows (`basis`), whether it speaks of one company, and what
kind of source it is; nobody types it, so that it never contradicts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Evidence:
    """A class of evidence; `name` for programs, `words` for readers."""

    name: str
    words: str


STATISTIC = Evidence("statistic", "official statistic")
SURVEY = Evidence("survey", "survey of employers")
FILINGS = Evidence("filings", "wage filings")
ADVERTS = Evidence("adverts", "advertised ranges")
EMPLOYER = Evidence("employer", "one employer’s own range")
CLAIM = Evidence("claim", "claim of the source")
# The strongest first.
CLASSES = (STATISTIC, SURVEY, FILINGS, ADVERTS, EMPLOYER, CLAIM)
# By basis, of many companies and of one alone, which carries less far.
STRENGTH = {"paid": (5, 5), "filed": (4, 2), "posted": (3, 2), "stated": (1, 0)}
# Below this a reader is told that it rests on few.
FEW = 30
OF_BASIS = {"filed": FILINGS, "posted": ADVERTS, "stated": CLAIM}


def evidence_of(basis: str, kind: str, *, is_of_one_company: bool) -> Evidence:
    """The class of a figure: `basis` as figures have it, `kind` as its source has it."""
    if basis == "paid":
        # A survey that somebody else has made is none of the state.
        return STATISTIC if kind == "statistic" else SURVEY
    if basis == "posted" and is_of_one_company:
        return EMPLOYER
    return OF_BASIS[basis]


def strength(basis: str, *, is_of_one_company: bool) -> int:
    """How far a figure carries by how its source knows, the surest highest."""
    return STRENGTH[basis][is_of_one_company]


def in_words(figure: Any) -> str:
    """What a figure rests on: "76 advertised ranges of 29 employers"; what is not known is left
    out. A figure has `evidence`, `n`, `employers`, `pay` and `source`."""
    match figure.evidence:
        case Evidence(name="filings"):
            return _counted(figure, "wage filing", "wage filings")
        case Evidence(name="adverts"):
            return _counted(figure, "advertised range", "advertised ranges")
        case Evidence(name="employer"):
            return _of_one_employer(figure)
        case Evidence(name="claim"):
            return _with_n(figure, _claim(figure.source))
    return _with_n(figure, figure.evidence.words)


def caption(what: str, figure: Any) -> str:
    """What an amount is and what it rests on, in words: "median of 76 advertised ranges of 29
    employers". `what` is the amount: a median, a range."""
    is_median = figure.evidence == EMPLOYER and figure.pay.shape == "percentiles"
    is_counted = figure.n and (figure.evidence in (FILINGS, ADVERTS) or is_median)
    return f"{what}{' of ' if is_counted else ', '}{in_words(figure)}"


def is_few(figure: Any) -> bool:
    """Whether it rests on so little that a reader is told; what is not known is not few."""
    return figure.n is not None and figure.n < FEW


def _with_n(figure: Any, words: str) -> str:
    return f"{words}, n = {figure.n:,}" if figure.n else words


def _counted(figure: Any, one: str, many: str) -> str:
    only = "only " if is_few(figure) else ""
    count = f"{only}{figure.n:,} {one if figure.n == 1 else many}" if figure.n else many
    return f"{count} of {_employers(figure.employers)}" if figure.employers else count


def _employers(count: int) -> str:
    return "one employer" if count == 1 else f"{count:,} employers"


def _of_one_employer(figure: Any) -> str:
    if not figure.n:
        return EMPLOYER.words
    # A median of them is no range.
    if figure.pay.shape == "percentiles":
        return f"{figure.n:,} advertised ranges of one employer"
    return f"{EMPLOYER.words}, in {figure.n:,} advert{'' if figure.n == 1 else 's'}"


def _claim(source: Any) -> str:
    """With what the source sells: who says so is part of what is said."""
    return f"{CLAIM.words} ({source.interest})" if source.interest else CLAIM.words
