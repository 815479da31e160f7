"""Which role a row of a data set is about: by the look-up of titles, and by explicit rules.

Only a title that is known counts, to the strict look-up and to the reader of titles alike: a role's
name or alias, whatever its rank, place or topics behind it. A narrower one does not: "Construction
Project Manager" and "Process Engineering Manager" are other trades as often as not. Nor does an
ambiguous one.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from roles import slugs
from roles.importers import employers
from roles.title_reader import Reader
from roles.titles import Index, KnownTitle

MOST_REMEMBERED = 100_000
NOT_A_ROLE = "title stands for none of our roles"
SEVERAL = "title stands for several roles"
# An employer that means another job by a title, by the beginning of its slug.
ELSEWHERE = {
    ("microsoft", "program-manager"): "Program Manager at Microsoft, largely a product role",
}
# Employers that stand in the files under two names: the slug of the second, and the first.
SAME_EMPLOYER = {"syntel-consulting": "Syntel"}

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
    known = list(known_titles)
    index, reader = Index(known), Reader(known)
    return {title: _match(index, reader, title) for title in progress(titles)}


def table(by_title: Mapping[str, Match], column: str) -> pl.DataFrame:
    """The matches as rows to join by the column of titles: `role`, or the `reason` for none."""
    schema = {column: pl.String, "role": pl.String, "reason": pl.String}
    rows = [(name, match.role or None, match.reason or None) for name, match in by_title.items()]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _match(index: Index, reader: Reader, title: str) -> Match:
    # For files that write “&amp;” for “&”.
    text = html.unescape(title)
    strict = index.look_up(text)
    if strict.kind != "known":
        return Match(reason=NOT_A_ROLE)
    # That one knows titles in any order of their words; this one as they are written.
    free = reader.read(text)
    if free.roles == strict.roles and free.kind == "known" and len(free.roles) == 1:
        return Match(role=free.roles[0])
    is_several = free.roles or len({title.role for title in free.similar}) > 1
    return Match(reason=SEVERAL if is_several else NOT_A_ROLE)


def elsewhere(employer: str, role: str) -> str | None:
    """Why a role is not meant at this employer, though the title says so; None when it is."""
    rules = ((name, why) for (name, of), why in ELSEWHERE.items() if of == role)
    return next((why for name, why in rules if _named(employer)[1].startswith(name)), None)


def employer_names(spellings: Iterable[str] | Mapping[str, int]) -> dict[str, str]:
    """For each employer as written, once for each row or with its rows counted, one name for people
    to read; empty where nothing tells it.

    Those that slugs name alike are one employer. Of its names that counts which has most accents,
    since files drop them and never add any; then the one most often written.
    """
    counts = Counter(spellings)
    names = {spelling: employer_name(spelling) for spelling in counts}
    rows: Counter[str] = Counter()
    for spelling, count in counts.items():
        rows[names[spelling]] += count
    slug_of = {name: _slug(name) for name in rows}
    by_slug: dict[str, list[str]] = {}
    for name, slug in slug_of.items():
        by_slug.setdefault(slug, []).append(name)
    best = {slug: min(some, key=lambda name: _rank(name, rows)) for slug, some in by_slug.items()}
    return {spelling: best[slug_of[name]] for spelling, name in names.items()}


def _slug(name: str) -> str:
    return slugs.company_slug(name) if name else ""


@lru_cache(MOST_REMEMBERED)
def _named(employer: str) -> tuple[str, str]:
    """The name as it is read, and its slug. Files repeat their employers, and ask three times."""
    name = employers.name_for_reading(employer)
    return name, _slug(name)


def _rank(name: str, rows: Mapping[str, int]) -> tuple[int, int, str]:
    return -sum(not sign.isascii() for sign in name), -rows[name], name


def employer_name(employer: str) -> str:
    """An employer without its legal form, as people read it: "GOOGLE INC." as Google."""
    name, slug = _named(employer)
    return SAME_EMPLOYER.get(slug, name)


def is_second_name(employer: str) -> bool:
    return _named(employer)[1] in SAME_EMPLOYER
