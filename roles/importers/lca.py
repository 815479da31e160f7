"""Pay in the US Department of Labor's disclosure of labor condition applications (LCA).

An employer who wants to hire from abroad tells the Department the title, the workplace and the
wage it offers. Each yearly file since 2008 names its columns differently; so does a reduced file
of five columns (employer, title, wage a year, city, state) that a collector made of FY2013.

What counts: certified applications that were not withdrawn, full time or not said, whose title is
known (`matching`), at the lower bound of the wage offered, a year, at the first workplace. They
become percentiles by role and country, role and state, role and employer, each by the fiscal
year of the decision (FY2013: October 2012 to September 2013), of five rows or more.

Where this differs from other tables made of the same files: those that count every row with
"product manager" in its title take in assistants, directors and other trades, and those that do
not look at the status take in what was denied or withdrawn. The percentiles themselves are the
same to the cent on equal rows. An employer that files under two names for the same job, told by
equal title, wage and workplace, counts once in a file without case numbers.

Not read: names and addresses of persons. "Prevailing wage" is a legal floor and never pay; a
file that has no other wage is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from roles.dates import FIRST_YEAR, LAST_YEAR
from roles.importers import aggregates, matching, tables
from roles.importers.aggregates import PayGroup, Reading
from roles.importers.places import STATE_CODES
from roles.money import PER_YEAR
from roles.titles import KnownTitle

# Of each the first that a file has counts, so the newest layout stands first.
COLUMNS = {
    "case": ("CASE_NUMBER", "LCA_CASE_NUMBER", "CASE_NO"),
    "title": ("JOB_TITLE", "LCA_CASE_JOB_TITLE", "JOBTITLE"),
    "employer": ("EMPLOYER_NAME", "LCA_CASE_EMPLOYER_NAME", "NAME", "EMPLOYER"),
    "city": ("WORKSITE_CITY", "LCA_CASE_WORKLOC1_CITY", "WORK_LOCATION_CITY1", "CITY_1", "CITY"),
    "state": (
        "WORKSITE_STATE",
        "LCA_CASE_WORKLOC1_STATE",
        "WORK_LOCATION_STATE1",
        "STATE_1",
        "STATE",
    ),
    "wage": (
        "WAGE_RATE_OF_PAY_FROM",
        "WAGE_RATE_OF_PAY",
        "LCA_CASE_WAGE_RATE_FROM",
        "WAGE_RATE_1",
        "WAGE",
    ),
    "unit": ("WAGE_UNIT_OF_PAY", "LCA_CASE_WAGE_RATE_UNIT", "RATE_PER_1"),
    "status": ("CASE_STATUS", "STATUS", "APPROVAL_STATUS"),
    "withdrawn": ("WITHDRAWN",),
    "full_time": ("FULL_TIME_POSITION", "FULL_TIME_POS"),
    "part_time": ("PART_TIME_1",),
    "decided": ("DECISION_DATE", "DOL_DECISION_DATE"),
}
# A file may lack all others: what is not there keeps no row out.
NEEDED = ("title", "employer", "state", "wage")
# Its wages are a year, as its collector says; of no other layout is the unit guessed.
REDUCED = {"EMPLOYER", "JOBTITLE", "WAGE", "CITY", "STATE"}
# A file without statuses is of certified applications, by its collector's choice.
ABSENT = {"status": "CERTIFIED"}
UNITS = {
    "hour": ("hour", "hr"),
    "week": ("week", "wk"),
    "fortnight": ("bi-weekly", "bi"),
    "month": ("month", "mth"),
    "year": ("year", "yr"),
}
# "102,000.00", or the lower bound of "50794 - 78160" and "125000 -".
WAGE = r"^\$?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?:\s*-.*)?$"
MONTH_FIRST = r"^([0-9]{1,2})/[0-9]{1,2}/([0-9]{2,4})\b"
YEAR_FIRST = r"^([0-9]{4})-([0-9]{1,2})-[0-9]"
GROUPINGS = (["year", "role"], ["year", "role", "place"], ["year", "role", "company"])


def read(
    file: tables.File,
    known_titles: Iterable[KnownTitle],
    *,
    year: int | None = None,
    progress: matching.Progress = iter,
) -> Reading:
    """The groups of a file. `year` is the fiscal year of all its rows, for a file without dates.

    Raises Unreadable when a column is missing, with prevailing wages only, for a year that is
    none, and for what `tables` refuses. `progress` may wrap the distinct titles to show progress.
    """
    of_year = None if year is None else tables.of_year(str(year))
    headers = tables.headers(file)
    by_name = _columns(file, headers)
    rows = tables.columns(file, by_name)
    if of_year is None and "decided" not in by_name:
        raise tables.Unreadable(f"{file.name} has no dates: say its fiscal year with --year")
    return _reading(_prepare(rows, headers.keys() == REDUCED, of_year), known_titles, progress)


def _columns(file: tables.File, headers: dict[str, str]) -> dict[str, str]:
    by_name = tables.choose_headers(headers, COLUMNS)
    if "wage" not in by_name and any(header.startswith("PREVAILING") for header in headers):
        raise tables.Unreadable(
            f"{file.name} holds prevailing wages only: a legal floor, not what anybody is paid"
        )
    if missing := [name for name in NEEDED if name not in by_name]:
        raise tables.Unreadable(f"{file.name} has no column of {', '.join(missing)}")
    return by_name


def _prepare(rows: pl.DataFrame, is_reduced: bool, year: str | None) -> pl.DataFrame:
    """Every layout as the same columns, with what is not in the file as ABSENT or null."""
    absent = [
        pl.lit(ABSENT.get(name), pl.String).alias(name)
        for name in COLUMNS
        if name not in rows.columns
    ]
    unit = pl.lit("year") if is_reduced else _unit()
    return rows.with_columns(absent).with_columns(
        # In one case, so that each title is looked up once.
        pl.col("title").str.to_uppercase(),
        (pl.lit(year) if year else _fiscal_year()).alias("year"),
        pl.col("state").str.to_uppercase().replace_strict(STATE_CODES, default=None),
        pl.col("wage").str.extract(WAGE).str.replace_all(",", "").cast(pl.Float64),
        unit.alias("unit"),
    )


def _unit() -> pl.Expr:
    units = {spelling: unit for unit, spellings in UNITS.items() for spelling in spellings}
    return pl.col("unit").str.to_lowercase().replace_strict(units, default=None)


def _fiscal_year() -> pl.Expr:
    decided = pl.col("decided")
    month = pl.coalesce(decided.str.extract(MONTH_FIRST, 1), decided.str.extract(YEAR_FIRST, 2))
    year = pl.coalesce(decided.str.extract(MONTH_FIRST, 2), decided.str.extract(YEAR_FIRST, 1))
    # “2/28/14” stands beside “2/28/2014”; there is no such file of before 2000.
    whole = (
        pl.when(year.str.len_chars() == 2)
        .then(2000 + year.cast(pl.Int32))
        .otherwise(year.cast(pl.Int32))
    )
    # October begins the next fiscal year.
    fiscal = whole + (month.cast(pl.Int32) >= 10)
    is_one = month.cast(pl.Int32).is_between(1, 12) & fiscal.is_between(FIRST_YEAR, LAST_YEAR)
    return pl.when(is_one).then(fiscal.cast(pl.String))


def _reading(
    rows: pl.DataFrame, known_titles: Iterable[KnownTitle], progress: matching.Progress
) -> Reading:
    rows = rows.with_columns(aggregates.first_reason(_refusals()).alias("reason"))
    rows = _with_roles(rows, known_titles, progress)
    rows = _with_employers(rows)
    # By the widest group: whoever is in none of that size is in no other.
    rows = aggregates.too_few(_with_amounts(rows), ["year", "role"])
    used = rows.filter(pl.col("reason").is_null())
    unmapped = rows.filter(pl.col("reason") == matching.NOT_A_ROLE)["title"]
    return Reading(
        groups=[group for by in GROUPINGS for group in _groups(used, by)],
        rows=rows.height,
        unused=aggregates.count_values(rows["reason"]),
        unmapped=aggregates.count_values(unmapped),
    )


def _refusals() -> dict[str, pl.Expr]:
    status = pl.col("status").str.to_uppercase()
    certified = status.eq_missing(pl.lit("CERTIFIED"))
    withdrawn = pl.col("withdrawn").str.to_uppercase() == "Y"
    full_time, part_time = pl.col("full_time"), pl.col("part_time")
    return {
        "not certified, or withdrawn": ~certified | withdrawn,
        "part time": (full_time.str.to_uppercase() == "N") | (part_time.str.to_uppercase() == "Y"),
        "the same case again": pl.col("case").is_not_null() & ~pl.col("case").is_first_distinct(),
    }


def _with_roles(
    rows: pl.DataFrame, known_titles: Iterable[KnownTitle], progress: matching.Progress
) -> pl.DataFrame:
    open_ = rows.filter(pl.col("reason").is_null())
    titles = open_["title"].drop_nulls().unique(maintain_order=True)
    # Distinct titles alone, since a file repeats them.
    table = matching.table(matching.matches(titles, known_titles, progress), "title")
    rows = rows.join(table, on="title", how="left", maintain_order="left", suffix="_of_title")
    untitled = pl.when(pl.col("role").is_null()).then(pl.lit(matching.NOT_A_ROLE))
    return rows.with_columns(reason=pl.coalesce("reason", "reason_of_title", untitled))


def _with_employers(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = rows.filter(pl.col("reason").is_null()).select("employer", "role").drop_nulls()
    pairs = pairs.unique(maintain_order=True)
    names, roles = pairs["employer"], pairs["role"]
    one_name = matching.employer_names(names.unique())
    table = pairs.with_columns(
        pl.Series("company", (one_name[name] or None for name in names), pl.String),
        pl.Series("is_second", map(matching.is_second_name, names), pl.Boolean),
        pl.Series("why_not", map(matching.elsewhere, names, roles), pl.String),
    )
    rows = rows.join(table, on=["employer", "role"], how="left", maintain_order="left")
    return rows.with_columns(reason=pl.coalesce("reason", "why_not", _named_twice()))


def _named_twice() -> pl.Expr:
    """A job that stands under the other name of its employer too, one for one."""
    job = ["company", "title", "wage", "city", "state"]
    is_second = pl.col("is_second") & pl.col("reason").is_null() & pl.col("case").is_null()
    # So many of one name as there are under the other; whatever is over is a job by itself.
    turn = pl.int_range(pl.len()).over([*job, "is_second"])
    under_first_name = (~pl.col("is_second")).sum().over(job)
    is_twin = is_second & (turn < under_first_name)
    return pl.when(is_twin).then(pl.lit("the same job under a second name of its employer"))


def _with_amounts(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.with_columns(
        amount=pl.col("wage") * pl.col("unit").replace_strict(PER_YEAR, default=None),
        place="US-" + pl.col("state"),
    )
    reasons = {
        "no unit of the wage": pl.col("unit").is_null(),
        "no wage that can be read": pl.col("wage").is_null(),
        "implausible a year": ~aggregates.plausible(pl.col("amount")),
        "no date of decision": pl.col("year").is_null(),
    }
    return rows.with_columns(reason=pl.coalesce("reason", aggregates.first_reason(reasons)))


def _groups(rows: pl.DataFrame, by: list[str]) -> Iterable[PayGroup]:
    for row in aggregates.percentiles(rows, by).to_dicts():
        yield PayGroup(
            role=row["role"],
            as_of=row["year"],
            place=row.get("place", "US"),
            company=row.get("company", ""),
            currency="USD",
            n=row["n"],
            percentiles=aggregates.amounts(row),
            note=f"Wages offered, at their lower bound, fiscal year {row['year']}.",
        )
