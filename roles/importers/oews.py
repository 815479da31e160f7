"""Wages of occupations in the United States, by the Bureau of Labor Statistics (OEWS).

The survey asks employers; it counts occupations of its own classification, which has none for
product, technical product or technical program managers. Those who hold these jobs are counted
among the occupations in OCCUPATIONS, with many others: their figures are shown as a neighbouring
occupation's, under its name, and never as one of the three roles'. One occupation is a neighbour
of ours by name, project management.

Annual percentiles of the national file are read (national_M2024_dl.xlsx). "#" stands for the
amount of CAPS or more, "*" and "**" for none released: both stay empty, the first with a mark. An
occupation without any percentile is not taken, and what is neither a number nor such a mark is
refused. The wage counts base pay, commissions and production bonuses, not yearly bonuses or shares.
How many answered is not in the file, so n is unknown; employment is told in words.
"""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

from roles.importers import tables
from roles.importers.aggregates import PayGroup, Reading

OCCUPATIONS = {"11-2021": "", "11-3021": "", "13-1082": "project-manager"}
PERCENTILES = {
    "p10": "A_PCT10",
    "p25": "A_PCT25",
    "median": "A_MEDIAN",
    "p75": "A_PCT75",
    "p90": "A_PCT90",
}
COLUMNS = {
    "area": ("AREA_TYPE",),
    "code": ("OCC_CODE",),
    "occupation": ("OCC_TITLE",),
    "size": ("O_GROUP",),
    "employed": ("TOT_EMP",),
    **{name: (header,) for name, header in PERCENTILES.items()},
}
NOT_RELEASED = {"", "*", "**"}
CAPPED, CAPS = "#", {"2024": Decimal(239_200)}
# The file has totals of wider groups too, which count the same people again.
NATIONAL, DETAILED = "1", "detailed"


def read(file: tables.File, *, year: int | None = None, cap: str = "") -> Reading:
    """The occupations of a national file; `year` when its name does not say M2024, and `cap`, the
    amount that "#" stands for, when CAPS does not say it or says another.

    Raises Unreadable for a file of another kind, and when the year or the cap is not known or is
    none.
    """
    by_name = tables.choose_headers(tables.headers(file), COLUMNS)
    if missing := COLUMNS.keys() - by_name.keys():
        raise tables.Unreadable(f"{file.name} has no column of {', '.join(sorted(missing))}")
    rows = tables.columns(file, by_name)
    national = rows.filter(
        pl.col("code").is_in(list(OCCUPATIONS)),
        pl.col("area") == NATIONAL,
        pl.col("size") == DETAILED,
    )
    of_year = tables.of_year(_year(file) if year is None else str(year))
    amount = tables.amount(cap) if cap else CAPS.get(of_year)
    groups = [_group(row, of_year, amount) for row in national.to_dicts()]
    told = [group for group in groups if group.percentiles]
    unused = {
        "other occupations": rows.height - len(groups),
        "no percentile released": len(groups) - len(told),
    }
    return Reading(told, rows.height, {reason: count for reason, count in unused.items() if count})


def _year(file: tables.File) -> str:
    if match := re.search("M(20[0-9]{2})", file.name):
        return match[1]
    raise tables.Unreadable(f"{file.name} does not say its year: give it with --year")


def _group(row: dict[str, str | None], year: str, cap: Decimal | None) -> PayGroup:
    is_capped = CAPPED in {row[name] for name in PERCENTILES}
    # The amount changes over the years and is in no column; guessed, it would be a false fact.
    if is_capped and cap is None:
        raise tables.Unreadable(f"What does # stand for in {year}? Say the amount with --cap")
    return PayGroup(
        role=OCCUPATIONS[row["code"] or ""],
        occupation=_occupation(row),
        place="US",
        currency="USD",
        as_of=f"{year}-05",
        percentiles=_percentiles(row),
        capped_at=cap if is_capped else None,
        note=_note(row),
    )


def _occupation(row: dict[str, str | None]) -> str:
    if not row["occupation"]:
        raise tables.Unreadable(f"{row['code']} has no name in its column OCC_TITLE")
    return f"{row['occupation']} ({row['code']})"


def _percentiles(row: dict[str, str | None]) -> dict[str, Decimal]:
    printed = [name for name in PERCENTILES if row[name] != CAPPED]
    amounts = {name: _amount(row, name) for name in printed}
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _note(row: dict[str, str | None]) -> str:
    employed = _amount(row, "employed")
    count = f" with about {employed:,.0f} employed" if employed else ""
    return f"A neighbouring occupation{count}."


def _amount(row: dict[str, str | None], name: str) -> Decimal | None:
    """The number in that column; None where none was released."""
    text = row[name] or ""
    if text in NOT_RELEASED:
        return None
    try:
        return tables.amount(text)
    except tables.Unreadable as error:
        raise tables.Unreadable(f"{row['code']}, {COLUMNS[name][0]}: {error}") from error
