"""Wages of occupations in the United States, by the Bureau of Labor Statistics (OEWS).

The survey asks employers; it counts occupations of its own classification, which has none for
product, technical product or technical program managers. Those who hold these jobs are counted
among the occupations in OCCUPATIONS, with many others: their figures are shown as a neighbouring
occupation's, under its name, and never as one of the three roles'. One occupation is a neighbour
of ours by name, project management.

Annual percentiles are read, of files of the whole country (national_M2025_dl.xlsx), its states and
territories, its metropolitan areas, and its industries. An industry is a figure of its own under
its name with its code, because the levels of the classification count the same people again and
may share a name; of one that is told by its owners too, the row of most of them is taken. Of all
industries together only rows of all owners count.

"#" stands for an amount or more that the sheet "Field Descriptions" of a workbook names, and CAPS
for files without one; "*" and "**" for none released: both stay empty, the first with a mark. An
occupation without any percentile is not taken, and what is neither a number nor such a mark is
refused. The wage counts base pay, commissions and production bonuses, not yearly bonuses or shares.
How many answered is not in the file, so n is unknown; employment is told in words.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import polars as pl

from roles.importers import tables
from roles.importers.aggregates import PayGroup, Reading, count_values, first_reason
from roles.importers.places import STATE_CODES
from roles.importers.sheets import sheet_texts


class Neighbour(NamedTuple):
    """The slug of a role that the occupation is by name, and whose neighbour it is, and why."""

    role: str
    why: str


OCCUPATIONS = {
    "11-2021": Neighbour(
        "",
        "Our reading: the classification has no occupation of its own for product managers. Those "
        "who answer for a product as a business may be counted here, with all who manage "
        "marketing.",
    ),
    "11-3021": Neighbour(
        "",
        "Our reading: the classification has no occupation of its own for technical product or "
        "technical program managers. Those who lead work on software may be counted here, with all "
        "who manage computer and information systems.",
    ),
    "13-1082": Neighbour(
        "project-manager",
        "Our reading: the classification has no occupation of its own for technical program "
        "managers. Those whose work is mostly to run projects may be counted here, with all "
        "specialists of project management.",
    ),
}
PERCENTILES = {
    "p10": "A_PCT10",
    "p25": "A_PCT25",
    "median": "A_MEDIAN",
    "p75": "A_PCT75",
    "p90": "A_PCT90",
}
NEEDED = {
    "area": ("AREA_TYPE",),
    "code": ("OCC_CODE",),
    "occupation": ("OCC_TITLE",),
    "size": ("O_GROUP",),
    "employed": ("TOT_EMP",),
    **{name: (header,) for name, header in PERCENTILES.items()},
}
# Where one is missing, the file is of the whole country, of all industries and of all owners.
COLUMNS = NEEDED | {
    "area_code": ("AREA",),
    "area_name": ("AREA_TITLE",),
    "state": ("PRIM_STATE",),
    "industry_code": ("NAICS",),
    "industry": ("NAICS_TITLE",),
    "industry_size": ("I_GROUP",),
    "owner": ("OWN_CODE",),
}
NOT_RELEASED = {"", "*", "**"}
# Of how many are employed, which is told beside and keeps no pay out.
UNSAID = "n/a"
CAPPED, CAPS = "#", {"2024": Decimal(239_200)}
DESCRIPTIONS = "Field Descriptions"
# In the name of a file, or what its descriptions begin with: May 2025 OEWS Estimates.
YEAR = re.compile("(?:M|^May )(?P<year>20[0-9]{2})", re.IGNORECASE)
CAP = re.compile(rf"#\s*=.*\$\s*({tables.NUMBER.pattern}) per year")
# The file has totals of wider groups too, which count the same people again.
DETAILED = "detailed"
NATION, STATE, TERRITORY, METRO = "1", "2", "3", "4"
# Spreadsheets drop the zeros that a code begins with.
METRO_CODE, ALL_INDUSTRIES = "^0*([1-9][0-9]{4})$", "^0*$"
CROSS_INDUSTRY, ALL_OWNERS = "cross-industry", "1235"
SOME_OWNERS = "of some of the owners only"


def read(file: tables.File, *, year: int | None = None, cap: str = "") -> Reading:
    """The occupations of a file; `year` when its name does not say M2025, and `cap`, the amount
    that "#" stands for, when neither the workbook nor CAPS says it, or they say another.

    Raises Unreadable for a file of another kind, when the year or the cap is not known or is none,
    and for another year than the name of the file says.
    """
    by_name = tables.choose_headers(tables.headers(file), COLUMNS)
    if missing := NEEDED.keys() - by_name.keys():
        raise tables.Unreadable(f"{file.name} has no column of {', '.join(sorted(missing))}")
    rows = _prepare(tables.columns(file, by_name))
    of_year = _year(file, year)
    amount = tables.amount(cap) if cap else _cap(file) or CAPS.get(of_year)
    used = rows.filter(pl.col("reason").is_null())
    return Reading(
        groups=[_group(row, of_year, amount) for row in used.to_dicts()],
        rows=rows.height,
        unused=count_values(rows["reason"]),
    )


def _year(file: tables.File, given: int | None) -> str:
    year = None if given is None else tables.of_year(str(given))
    named = YEAR.search(file.name)
    if year and named and named["year"] != year:
        raise tables.Unreadable(f"{file.name} is named as of {named['year']}, not of {year}")
    texts = [file.name, *sheet_texts(file, DESCRIPTIONS)]
    said = next((match["year"] for text in texts if (match := YEAR.search(text))), None)
    if found := year or said:
        return found
    raise tables.Unreadable(f"{file.name} does not say its year: give it with --year")


def _cap(file: tables.File) -> Decimal | None:
    """The amount that the notes of a workbook say "#" stands for; None where they do not."""
    texts = sheet_texts(file, DESCRIPTIONS)
    # In one cell, or the sign in one and its meaning in the next.
    beside = [f"# = {text}" for sign, text in pairwise(texts) if sign.strip() == CAPPED]
    found = (CAP.search(text) for text in [*texts, *beside])
    return next((tables.amount(match[1]) for match in found if match), None)


def _prepare(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `place`, `industry` with its code, empty for all of them, and a `reason` where
    they are not used."""
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in rows.columns]
    rows = rows.with_columns(absent).with_columns(place=_place(), industry=_industry())
    rows = rows.with_columns(reason=first_reason(_refusals()))
    return rows.with_columns(reason=pl.coalesce("reason", _of_some_owners()))


def _place() -> pl.Expr:
    # Other tables of states know them by their names alone.
    state = pl.coalesce("state", "area_name").str.to_uppercase()
    code = (
        pl.when(pl.col("area") == METRO)
        .then(pl.col("area_code").str.extract(METRO_CODE))
        .when(pl.col("area").is_in([STATE, TERRITORY]))
        .then(state.replace_strict(STATE_CODES, default=None))
    )
    return pl.when(pl.col("area") == NATION).then(pl.lit("US")).otherwise("US-" + code)


def _industry() -> pl.Expr:
    """Its name and code; empty for all industries, null where one of the two is missing."""
    is_of_all = pl.col("industry_code").fill_null("").str.contains(ALL_INDUSTRIES)
    size = pl.col("industry_size").fill_null(CROSS_INDUSTRY).str.to_lowercase()
    is_said_so = size == CROSS_INDUSTRY
    one = pl.format("{} ({})", "industry", "industry_code")
    return pl.when(is_of_all & is_said_so).then(pl.lit("")).otherwise(one)


def _refusals() -> dict[str, pl.Expr]:
    is_released = [
        ~pl.col(name).fill_null("").is_in([*NOT_RELEASED, CAPPED]) for name in PERCENTILES
    ]
    of_all = pl.col("industry") == ""
    return {
        "other occupations": ~pl.col("code").is_in(list(OCCUPATIONS)).fill_null(False),
        "totals of wider groups of occupations": pl.col("size")
        .str.to_lowercase()
        .ne_missing(pl.lit(DETAILED)),
        "neither of a state nor of a metropolitan area": pl.col("place").is_null(),
        "industry without a name or a code": pl.col("industry").is_null(),
        SOME_OWNERS: of_all & (pl.col("owner") != ALL_OWNERS).fill_null(False),
        "no percentile released": ~pl.any_horizontal(is_released),
    }


def _of_some_owners() -> pl.Expr:
    """Of rows that tell one thing, those of fewer owners than another row of it, each of which has
    a digit in the code, and those of which no row is of most."""
    by = ["code", "place", "industry"]
    owners = pl.col("owner").fill_null(ALL_OWNERS).str.len_chars()
    is_most = owners == owners.max().over(by)
    is_one = pl.col("owner").filter(is_most).n_unique().over(by) == 1
    return pl.when(~(is_most & is_one)).then(pl.lit(SOME_OWNERS))


def _group(row: dict[str, str | None], year: str, cap: Decimal | None) -> PayGroup:
    is_capped = CAPPED in {row[name] for name in PERCENTILES}
    # The amount changes over the years and is in no column; guessed, it would be a false fact.
    if is_capped and cap is None:
        raise tables.Unreadable(f"What does # stand for in {year}? Say the amount with --cap")
    neighbour = OCCUPATIONS[row["code"] or ""]
    return PayGroup(
        role=neighbour.role,
        occupation=_occupation(row),
        place=row["place"] or "",
        place_name=(row["area_name"] or "") if row["area"] == METRO else "",
        industry=row["industry"] or "",
        currency="USD",
        as_of=f"{year}-05",
        percentiles=_percentiles(row),
        capped_at=cap if is_capped else None,
        note=_note(row),
        why_neighbour=neighbour.why,
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
    is_unsaid = name == "employed" and text.lower() == UNSAID
    if text in NOT_RELEASED or is_unsaid:
        return None
    try:
        return tables.amount(text)
    except tables.Unreadable as error:
        raise tables.Unreadable(f"{row['code']}, {COLUMNS[name][0]}: {error}") from error
