"""Pay ranges posted in adverts, collected by aijobs.net.

The file lists each posted range as two neighbouring rows that are equal but for the amount: its
top, then its bottom. They are paired first and count as one range, at its middle; percentiles of
the rows themselves, as other tables have them, are percentiles of the ends of ranges. Rows
without a partner are not used. (Percentiles of the unpaired rows agree with such tables to the
cent.)

What counts: full time, a title that is known (`matching`: "Product Manager", not "Data Product
Manager"), in the currency of the posting. The groups are role and country of the company, by the
year of work; `since` joins that year and all later ones to one, of the period in which its ranges
were posted: from the first of the years to the last, or where that is the year of the file, to the
file's own day, because it had only begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from roles.importers import aggregates, matching, samples, tables
from roles.importers.aggregates import PayGroup, Reading
from roles.importers.places import COUNTRIES
from roles.money import CURRENCIES
from roles.titles import KnownTitle

SHARED = (
    "work_year",
    "experience_level",
    "employment_type",
    "job_title",
    "salary_currency",
    "employee_residence",
    "remote_ratio",
    "company_location",
    "company_size",
)
COLUMNS = {name: (name.upper(),) for name in (*SHARED, "salary")}
AMOUNT = f"^({tables.NUMBER.pattern})$"
YEARS = [
    pl.col("work_year").min().alias("first_year"),
    pl.col("work_year").max().alias("last_year"),
]
FULL_TIME, OTHER_KINDS = "FT", ["PT", "CT", "FL"]
LEVELS = {"EN": "entry level", "MI": "mid-level", "SE": "senior", "EX": "executive"}
COUNTED = "Middles of ranges posted for full-time work."
# Reasons that name what stands in a column.
UNREAD = {
    "no kind of employment that is known": "employment_type",
    "no year that is known": "work_year",
    "no country that is known": "company_location",
    "no currency that is known": "salary_currency",
    "no amount above zero that can be read": "salary",
}
GROUPING = ["batch", "role", "company_location", "salary_currency"]


def read(
    file: tables.File,
    known_titles: Iterable[KnownTitle],
    *,
    since: tuple[str, str] | None = None,
    leaning: str = "",
    progress: matching.Progress = iter,
) -> Reading:
    """The groups of a file. `since` is the first year to join, and the day the file is of;
    `leaning` what is known of its adverts as a whole, for readers.

    Raises Unreadable when a column is missing, when `since` is no such pair, and for what `tables`
    refuses. `progress` may wrap the distinct titles to show progress.
    """
    start = since and (tables.of_year(since[0]), tables.of_date(since[1]))
    rows = _with_roles(pair(_opened(file)), known_titles, progress)
    rows = rows.with_columns(_batch(start).alias("batch"))
    rows = rows.with_columns(reason=pl.coalesce("reason", aggregates.first_reason(_refusals())))
    rows = aggregates.name_values(rows, UNREAD)
    # Behind the pairing: a group of five needs five ranges, which are ten rows.
    rows = aggregates.too_few(rows, GROUPING, counts=pl.col("is_top"))
    unmapped = rows.filter(pl.col("reason") == matching.NOT_A_ROLE)["job_title"]
    groups = aggregates.percentiles(_used(rows), GROUPING, also=YEARS)
    return Reading(
        groups=[_group(row, rows, leaning) for row in groups.to_dicts()],
        rows=rows.height,
        unused=aggregates.count_values(rows["reason"]),
        unmapped=aggregates.count_values(unmapped),
    )


def _used(rows: pl.DataFrame) -> pl.DataFrame:
    """The ranges that count, once each."""
    used = rows.filter(pl.col("reason").is_null(), pl.col("is_top"))
    # Nothing names an advert, and many are alike: they count, and only the whole twice is refused.
    aggregates.counted_twice(used, [*SHARED, "end", "amount"])
    return used


def _opened(file: tables.File) -> pl.DataFrame:
    by_name = tables.choose_headers(tables.headers(file), COLUMNS)
    if missing := COLUMNS.keys() - by_name.keys():
        raise tables.Unreadable(f"{file.name} has no column of {', '.join(sorted(missing))}")
    codes = pl.col("employment_type", "company_location", "salary_currency")
    return tables.columns(file, by_name).with_columns(codes.str.to_uppercase())


def pair(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `is_top`, and with the middle of their range as `amount`, null when alone.

    Within a run of equal neighbours the first and second are a pair, the third and fourth, …,
    as long as the second is not above the first.
    """
    rows = rows.with_columns(end=_end())
    # Only neighbours: two adverts that are alike may stand anywhere in the file.
    rows = rows.with_columns(run=pl.struct(SHARED).rle_id())
    rows = rows.with_columns(turn=pl.int_range(pl.len()).over("run"))
    rows = rows.with_columns(pair=pl.struct("run", pl.col("turn") // 2))
    is_whole = (pl.len().over("pair") == 2) & (
        pl.col("end").first().over("pair") >= pl.col("end").last().over("pair")
    )
    middle = pl.col("end").mean().over("pair")
    return rows.with_columns(
        # A range counts once, and its top stands for it.
        is_top=pl.col("turn") % 2 == 0,
        amount=pl.when(is_whole).then(middle),
    )


def _end() -> pl.Expr:
    """The amount of a row as a number, null where it is none above zero."""
    digits = pl.col("salary").str.extract(AMOUNT).str.replace_all(",", "")
    end = digits.cast(pl.Float64)
    return pl.when(end > 0).then(end)


def _with_roles(
    rows: pl.DataFrame, known_titles: Iterable[KnownTitle], progress: matching.Progress
) -> pl.DataFrame:
    titles = rows["job_title"].drop_nulls().unique(maintain_order=True)
    table = matching.table(matching.matches(titles, known_titles, progress), "job_title")
    rows = rows.join(table, on="job_title", how="left", maintain_order="left")
    untitled = pl.when(pl.col("role").is_null()).then(pl.lit(matching.NOT_A_ROLE))
    return rows.with_columns(reason=pl.coalesce("reason", untitled))


def _batch(since: tuple[str, str] | None) -> pl.Expr:
    year = pl.col("work_year")
    if since is None:
        return year
    first, day = since
    return pl.when(year >= first).then(pl.lit(day)).otherwise(year)


def _period(row: dict[str, Any]) -> tuple[str, str]:
    """From when to when the ranges of a group were posted; of one date the first is empty.

    Those of the year of the batch were posted by its day.
    """
    first, last, batch = row["first_year"], row["last_year"], row["batch"]
    return first if first < last else "", batch if batch.startswith(last) else last


def _refusals() -> dict[str, pl.Expr]:
    kind, year = pl.col("employment_type"), pl.col("work_year")
    country, currency = pl.col("company_location"), pl.col("salary_currency")
    return {
        "not full time": kind.is_in(OTHER_KINDS),
        "no kind of employment that is known": kind.ne_missing(pl.lit(FULL_TIME)),
        "no year that is known": ~year.str.contains("^20[0-9]{2}$").fill_null(False),
        "no country that is known": ~country.is_in(list(COUNTRIES)).fill_null(False),
        "no currency that is known": ~currency.is_in(CURRENCIES).fill_null(False),
        "no amount above zero that can be read": pl.col("end").is_null(),
        "without the other end of its range": pl.col("amount").is_null(),
        "implausible a year": ~aggregates.plausible(pl.col("amount"), currency),
    }


def _group(row: dict[str, Any], rows: pl.DataFrame, leaning: str) -> PayGroup:
    observed_from, as_of = _period(row)
    key = {name: row[name] for name in GROUPING}
    # A range counts once, in what is left out too.
    ranges = rows.filter(pl.col("is_top"))
    levels = ranges.filter(pl.col("reason").is_null()).filter(**key)["experience_level"]
    words = aggregates.count_values(levels.replace_strict(LEVELS, default=None))
    return PayGroup(
        role=row["role"],
        batch=row["batch"],
        observed_from=observed_from,
        as_of=as_of,
        place=row["company_location"],
        currency=row["salary_currency"],
        n=row["n"],
        percentiles=aggregates.amounts(row),
        leaning=samples.leaning(leaning, samples.shares(words, row["n"])),
        selection=samples.selection(COUNTED, samples.left_out(ranges, key)),
        note="Middles of the ranges posted in adverts.",
    )
