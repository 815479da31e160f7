"""Which role a row of a data set is about: by the look-up of titles, and by explicit rules.

Only a title that is known counts, as the look-up means it: a role's name or alias, whatever its
rank, place or topics behind it. A narrower one does not: "Construction Project Manager" and
"Process Engineering Manager" are other trades as often as not. Nor does an ambiguous one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from roles import slugs
from roles.titles import Index, KnownTitle

NOT_A_ROLE = "title stands for none of our roles"
SEVERAL = "title stands for several roles"
# What the table of companies has room for.
LONGEST_NAME = 100
# An employer that means another job by a title, by the beginning of its folded name.
ELSEWHERE = {
    ("microsoft", "program-manager"): "Program Manager at Microsoft, largely a product role",
}
# Employers that stand in the files under two names.
SAME_EMPLOYER = {"syntel consulting": "syntel"}
LEGAL_FORMS = re.compile(
    r"\b(?:inc|incorporated|llc|l l c|ltd|limited|corp|corporation|co|company|lp|llp|plc|gp|usa)\b"
)

# What passes the titles on one by one, and may show how far it has come.
Progress = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True)
class Match:
    """The role a title stands for, or the reason why it stands for none."""

    role: str = ""
    reason: str = ""


def matches(
    titles: Iterable[str], known_titles: Iterable[KnownTitle], progress: Progress = iter
) -> dict[str, Match]:
    """For each title as written, its match. `progress` may wrap the titles to show progress."""
    index = Index(known_titles)
    return {title: _match(index, title) for title in progress(titles)}


def table(by_title: Mapping[str, Match], column: str) -> pl.DataFrame:
    """The matches as rows to join by the column of titles: `role`, or the `reason` for none."""
    schema = {column: pl.String, "role": pl.String, "reason": pl.String}
    rows = [(name, match.role or None, match.reason or None) for name, match in by_title.items()]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _match(index: Index, title: str) -> Match:
    # For files that write “&amp;” for “&”.
    answer = index.look_up(html.unescape(title))
    if answer.kind != "known":
        return Match(reason=NOT_A_ROLE)
    return Match(role=answer.roles[0]) if len(answer.roles) == 1 else Match(reason=SEVERAL)


def elsewhere(employer: str, role: str) -> str | None:
    """Why a role is not meant at this employer, though the title says so; None when it is."""
    key = _employer_key(employer)
    rules = ((name, why) for (name, of), why in ELSEWHERE.items() if of == role)
    return next((why for name, why in rules if key.startswith(name)), None)


def employer_names(employers: Iterable[str]) -> dict[str, str]:
    """For each employer as written one name for people to read; empty where nothing tells it.

    Two that slugs name alike are one employer, under the spelling that has most of its accents.
    """
    names = {employer: employer_name(employer) for employer in employers}
    spellings_by_slug: dict[str, list[str]] = {}
    for name in set(names.values()):
        spellings_by_slug.setdefault(slugs.company_slug(name), []).append(name)
    best = {slug: min(spellings, key=_plainness) for slug, spellings in spellings_by_slug.items()}
    return {employer: best[slugs.company_slug(name)] for employer, name in names.items()}


def _plainness(name: str) -> tuple[int, str]:
    # Files drop accents, and never add any.
    return -sum(not sign.isascii() for sign in name), name


def employer_name(employer: str) -> str:
    """An employer without its legal form: "GOOGLE INC." as Google; at most LONGEST_NAME letters."""
    key = _employer_key(employer)
    return SAME_EMPLOYER.get(key, key).title()[:LONGEST_NAME].strip()


def is_second_name(employer: str) -> bool:
    return _employer_key(employer) in SAME_EMPLOYER


def _employer_key(employer: str) -> str:
    # An accent may be a sign of its own, which below would part the word.
    text = unicodedata.normalize("NFC", html.unescape(employer)).lower()
    words = re.sub(r"[\W_]+", " ", text.replace("&", " and "))
    # "The Limited" and "Company" are names too.
    return " ".join(LEGAL_FORMS.sub(" ", words).split() or words.split())
