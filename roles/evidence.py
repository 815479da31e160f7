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
OF_BASIS = {"filed": FILINGS, "posted": ADVERTS, "stated": CLAIM}


def evidence_of(basis: str, kind: str, *, is_of_one_company: bool) -> Evidence:
    """The class of a figure: `basis` as figures have it, `kind` as its source has it."""
    if basis == "paid":
        # A survey that somebody else has made is none of the state.
        return STATISTIC if kind == "statistic" else SURVEY
    if basis == "posted" and is_of_one_company:
        return EMPLOYER
    return OF_BASIS[basis]


def in_words(figure: Any) -> str:
    """What a figure rests on: "76 ranges advertised by 29 employers"; what is not known is left
    out. A figure has `evidence`, `n`, `employers` and `source`."""
    match figure.evidence:
        case Evidence(name="filings"):
            return _counted(figure, "wage filing", "wage filings")
        case Evidence(name="adverts"):
            return _counted(figure, "range advertised", "ranges advertised")
        case Evidence(name="employer"):
            return _of_one_employer(figure)
        case Evidence(name="claim"):
            return _with_n(figure, f"stated by {_who_says(figure.source)}")
    return _with_n(figure, figure.evidence.words)


def _with_n(figure: Any, words: str) -> str:
    return f"{words}, n = {figure.n:,}" if figure.n else words


def _counted(figure: Any, one: str, many: str) -> str:
    count = f"{figure.n:,} {one if figure.n == 1 else many}" if figure.n else many
    return f"{count} by {_employers(figure.employers)}" if figure.employers else count


def _employers(count: int) -> str:
    return "one employer" if count == 1 else f"{count:,} employers"


def _of_one_employer(figure: Any) -> str:
    if not figure.n:
        return "the employer’s own range"
    return f"the employer’s own range, in {figure.n:,} advert{'' if figure.n == 1 else 's'}"


def _who_says(source: Any) -> str:
    """Its short name, and what it sells: who says so is part of what is said."""
    name = source.short_name or source.name
    return f"{name} ({source.interest})" if source.interest else name
