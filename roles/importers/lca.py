"""Pay in the US Department of Labor's disclosure of labor condition applications (LCA).

An employer who wants to hire from abroad tells the Department the title, the workplace and the
wage it offers. The files were yearly, and are quarterly since the fiscal year 2020; quarters
overlap. Their columns have been named in many ways since 2008; so does a reduced file of five
columns (employer, title, wage a year, city, state) that a collector made of FY2013.

What counts: certified applications that were not withdrawn, full time or not said, whose title is
known (`matching`), at the lower bound of the wage offered, a year, at the first workplace. They
become percentiles by role and country, role and state, role and employer, each by the fiscal
year of the decision (FY2013: October 2012 to September 2013), of five rows or more. A figure says
from which month to which its rows were decided; where only the fiscal year is told, its months.

Of one case the newest decision counts, in whichever file it stands: one that was certified and
then withdrawn is out. A case keeps its title from one decision to the next, and so rows of other
titles are not looked at.

Where this differs from other tables made of the same files: those that count every row with
"product manager" in its title take in assistants, directors and other trades, and those that do
not look at the status take in what was denied or withdrawn. The percentiles themselves are the
same to the cent on equal rows. An employer that files under two names for the same job, told by
equal title, wage and workplace, counts once in a file without case numbers.

Not read: names and addresses of persons. "Prevailing wage" is a legal floor and never pay; a
file that has no other wage is refused. What a cell says that cannot be read is told with its count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from roles.dates import LAST_YEAR
from roles.importers import aggregates, matching, spellings, tables
from roles.importers.cases import CASES, OUT, Filings
from roles.importers.places import STATE_CODES
from roles.money import PER_YEAR
from roles.titles import KnownTitle

# Employers file such applications from October 1991 on.
FIRST_FISCAL_YEAR = 1992
# Of each the first that a file has counts, so the newest layout stands first.
COLUMNS = {
    "case": ("CASE_NUMBER", "LCA_CASE_NUMBER", "CASE_NO"),
    "title": ("JOB_TITLE", "LCA_CASE_JOB_TITLE", "JOBTITLE"),
    "employer": ("EMPLOYER_NAME", "LCA_CASE_EMPLOYER_NAME", "NAME", "EMPLOYER"),
    "city": (
        "WORKSITE_CITY",
        "WORKSITE_CITY_1",
        "LCA_CASE_WORKLOC1_CITY",
        "WORK_LOCATION_CITY1",
        "CITY_1",
        "CITY",
    ),
    "state": (
        "WORKSITE_STATE",
        "WORKSITE_STATE_1",
        "LCA_CASE_WORKLOC1_STATE",
        "WORK_LOCATION_STATE1",
        "STATE_1",
        "STATE",
    ),
    "wage": (
        "WAGE_RATE_OF_PAY_FROM",
        "WAGE_RATE_OF_PAY_FROM_1",
        "WAGE_RATE_OF_PAY",
        "LCA_CASE_WAGE_RATE_FROM",
        "WAGE_RATE_1",
        "WAGE",
    ),
    "unit": ("WAGE_UNIT_OF_PAY", "WAGE_UNIT_OF_PAY_1", "LCA_CASE_WAGE_RATE_UNIT", "RATE_PER_1"),
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
FLOORS_OF_PAY = ("PREVAILING", "PW_")
CERTIFIED = "certified"
TAKEN_BACK = ("certifiedwithdrawn", "withdrawn", "invalidated")
NOT_CERTIFIED = (*TAKEN_BACK, "denied", "rejected")
WITHDRAWN = dict.fromkeys(spellings.YES, True) | dict.fromkeys(spellings.NO, False)
# “F” is full time to some, and false to others: there it is not known.
FULL_TIME = {**WITHDRAWN, "fulltime": True, "parttime": False, "f": None}
PART_TIME = {**WITHDRAWN, "parttime": True, "fulltime": False}
# "102,000.00", or the lower bound of "50794 - 78160" and "125000 -".
WAGE = r"^\$?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?:\s*-.*)?$"
# Other signs are none of a number, and not every database can store them.
CASE = "^([ -~]{1,40})$"
# Reasons that say what stood in a column.
TELLING = {
    "withdrawn, and on which day is not known": "decided",
    "status not known": "status",
    "withdrawn or not is not known": "withdrawn",
    "full time or not is not known": "full_time",
    "part time or not is not known": "part_time",
    "no case number that can be read": "case",
    "no wage that can be read": "wage",
    "unit not known": "unit",
    "date of decision not known": "decided",
    "no such state": "state",
}
OF_EMPLOYER = {"company": pl.String, "is_second": pl.Boolean, "why_not": pl.String}


def read(
    files: Sequence[tables.File],
    known_titles: Iterable[KnownTitle],
    *,
    year: int | None = None,
    progress: matching.Progress = iter,
) -> Filings:
    """What files hold, in whatever order. `year` is the fiscal year of all rows, and their dates
    are not looked at then.

    Raises Unreadable when a column is missing, with prevailing wages only, for a year that is
    none, for several files of which one has no case numbers, and for what `tables` refuses.
    `progress` may wrap the distinct titles to show progress.
    """
    of_year = None if year is None else tables.of_year(str(year))
    if year is not None and year < FIRST_FISCAL_YEAR:
        raise tables.Unreadable(f"{year} is no fiscal year: they begin with {FIRST_FISCAL_YEAR}")
    titles = list(known_titles)
    parts = [_read(file, titles, of_year, progress) for file in files]
    if len(files) > 1:
        _refuse_unnumbered(files, parts)
    return Filings(
        cases=pl.concat([part.cases for part in parts]),
        rows=sum(part.rows for part in parts),
        unused=aggregates.total(part.unused for part in parts),
        unmapped=aggregates.total(part.unmapped for part in parts),
        is_by_case=all(part.is_by_case for part in parts),
        withdrawals=sum(part.withdrawals for part in parts),
    )


def _refuse_unnumbered(files: Sequence[tables.File], parts: Sequence[Filings]) -> None:
    for file, part in zip(files, parts, strict=True):
        if not part.is_by_case:
            raise tables.Unreadable(
                f"{file.name} has no case numbers: what of it stands in other files, too, cannot "
                "be told, so it has to come alone"
            )


def _read(
    file: tables.File,
    known_titles: Sequence[KnownTitle],
    of_year: str | None,
    progress: matching.Progress,
) -> Filings:
    headers = tables.headers(file)
    by_name = _columns(file, headers)
    if of_year is None and "decided" not in by_name:
        raise tables.Unreadable(f"{file.name} has no dates: say its fiscal year with --year")
    rows = _prepare(tables.columns(file, by_name), headers.keys() == REDUCED, of_year)
    reasons = _refusals(is_by_case="case" in by_name)
    rows = rows.with_columns(aggregates.first_reason(reasons).alias("reason"))
    rows = _with_roles(rows, known_titles, progress)
    ours = _with_amounts(_with_employers(rows.filter(pl.col("role").is_not_null())))
    others = rows.filter(pl.col("role").is_null())
    unmapped = others.filter(pl.col("reason") == matching.NOT_A_ROLE)["title"]
    return Filings(
        cases=_cases(ours),
        rows=rows.height,
        unused=aggregates.total([_unused(others), _unused(ours)]),
        unmapped=aggregates.count_values(unmapped),
        is_by_case="case" in by_name,
        withdrawals=ours.drop_nulls(["number", "year"]).filter(_is_taken_back()).height,
    )


def _columns(file: tables.File, headers: dict[str, str]) -> dict[str, str]:
    by_name = tables.choose_headers(headers, COLUMNS)
    wages = [header for header in headers if "WAGE" in header or "PAY" in header.split("_")]
    if wages and all(header.startswith(FLOORS_OF_PAY) for header in wages):
        raise tables.Unreadable(
            f"{file.name} holds prevailing wages only: a legal floor, not what anybody is paid"
        )
    if missing := [name for name in NEEDED if name not in by_name]:
        named = ", ".join(f"{name} ({COLUMNS[name][0]})" for name in missing)
        raise tables.Unreadable(f"{file.name} has no column of {named} by a name that is known")
    return by_name


def _prepare(rows: pl.DataFrame, is_reduced: bool, of_year: str | None) -> pl.DataFrame:
    """Every layout as the same columns, with what is not in the file as ABSENT or null, and beside
    what was written what it means."""
    absent = [
        pl.lit(ABSENT.get(name), pl.String).alias(name)
        for name in COLUMNS
        if name not in rows.columns
    ]
    rows = rows.with_columns(absent)
    states = pl.col("state").str.to_uppercase().str.replace_all(".", "", literal=True)
    rows = rows.with_columns(
        # In one case, so that each title is looked up once.
        pl.col("title").str.to_uppercase(),
        number=pl.col("case").str.to_uppercase().str.extract(CASE),
        day=pl.lit(None, pl.String) if of_year else _days(rows["decided"]),
        region=states.replace_strict(STATE_CODES, default=None),
        offered=pl.col("wage").str.extract(WAGE).str.replace_all(",", "").cast(pl.Float64),
        per=pl.lit("year") if is_reduced else _meaning("unit", spellings.UNITS),
    )
    return rows.with_columns(year=pl.lit(of_year) if of_year else _fiscal_year())


def _days(written: pl.Series) -> pl.Expr:
    # Distinct ones alone, since a file repeats them.
    days = {text: spellings.day(text) for text in written.drop_nulls().unique()}
    read = {text: day.isoformat() for text, day in days.items() if day}
    return pl.col("decided").replace_strict(read, default=None, return_dtype=pl.String)


def _fiscal_year() -> pl.Expr:
    year, month = (pl.col("day").str.slice(*part).cast(pl.Int32) for part in ((0, 4), (5, 2)))
    # October begins the next fiscal year.
    fiscal = year + (month >= 10)
    return pl.when(fiscal.is_between(FIRST_FISCAL_YEAR, LAST_YEAR)).then(fiscal.cast(pl.String))


def _letters(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().str.replace_all("[^a-z0-9]+", "")


def _meaning(name: str, meanings: Mapping[str, Any]) -> pl.Expr:
    return _letters(name).replace_strict(meanings, default=None)


def _is_said(name: str) -> pl.Expr:
    return pl.col(name).is_not_null() & ~_letters(name).is_in(spellings.UNSAID)


def _is_unclear(name: str, meanings: Mapping[str, Any]) -> pl.Expr:
    return _is_said(name) & _meaning(name, meanings).is_null()


def _is_taken_back() -> pl.Expr:
    return (_letters("status").is_in(TAKEN_BACK) | _meaning("withdrawn", WITHDRAWN)).fill_null(
        False
    )


def _is_undated() -> pl.Expr:
    return _is_taken_back() & pl.col("year").is_null()


def _refusals(*, is_by_case: bool) -> dict[str, pl.Expr]:
    status = _letters("status")
    return {
        # Whether a case was certified again behind them is not known, and so it counts.
        "withdrawn, and on which day is not known": _is_undated(),
        "withdrawn, without a title": _is_taken_back() & pl.col("title").is_null(),
        OUT: status.is_in(NOT_CERTIFIED) | _meaning("withdrawn", WITHDRAWN),
        "no status": status.is_null(),
        "status not known": status != CERTIFIED,
        "withdrawn or not is not known": _is_unclear("withdrawn", WITHDRAWN),
        "part time": ~_meaning("full_time", FULL_TIME) | _meaning("part_time", PART_TIME),
        "full time or not is not known": _is_unclear("full_time", FULL_TIME),
        "part time or not is not known": _is_unclear("part_time", PART_TIME),
        "no case number that can be read": pl.lit(is_by_case) & pl.col("number").is_null(),
    }


def _with_roles(
    rows: pl.DataFrame, known_titles: Iterable[KnownTitle], progress: matching.Progress
) -> pl.DataFrame:
    titles = rows["title"].drop_nulls().unique(maintain_order=True)
    # Distinct titles alone, since a file repeats them.
    table = matching.table(matching.matches(titles, known_titles, progress), "title")
    rows = rows.join(table, on="title", how="left", maintain_order="left", suffix="_of_title")
    untitled = pl.when(pl.col("role").is_null()).then(pl.lit(matching.NOT_A_ROLE))
    return rows.with_columns(reason=pl.coalesce("reason", "reason_of_title", untitled))


def _with_employers(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = rows.select("employer", "role").drop_nulls().unique(maintain_order=True)
    told = (_of_employer(name, role) for name, role in pairs.iter_rows())
    table = pl.concat(
        [pairs, pl.DataFrame(told, schema=OF_EMPLOYER, orient="row")], how="horizontal"
    )
    rows = rows.join(table, on=["employer", "role"], how="left", maintain_order="left")
    return rows.with_columns(reason=pl.coalesce("reason", "why_not", _named_twice()))


def _of_employer(employer: str, role: str) -> tuple[str | None, bool, str | None]:
    name, is_second = matching.employer_name(employer), matching.is_second_name(employer)
    return name or None, is_second, matching.elsewhere(employer, role)


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
        amount=pl.col("offered") * pl.col("per").replace_strict(PER_YEAR, default=None)
    )
    reasons = {
        "no unit of the wage": pl.col("per").is_null() & ~_is_said("unit"),
        "unit not known": pl.col("per").is_null(),
        "no wage that can be read": pl.col("offered").is_null(),
        "implausible a year": ~aggregates.plausible(pl.col("amount"), pl.lit("USD")),
        "no date of decision": pl.col("year").is_null() & pl.col("decided").is_null(),
        "date of decision not known": pl.col("year").is_null(),
        "no such state": _is_said("state") & pl.col("region").is_null(),
    }
    return rows.with_columns(reason=pl.coalesce("reason", aggregates.first_reason(reasons)))


def _cases(rows: pl.DataFrame) -> pl.DataFrame:
    is_used = pl.col("reason").is_null()
    return rows.select(
        pl.col("number").alias("case"),
        "year",
        pl.col("day").alias("decided"),
        "role",
        pl.col("region").alias("state"),
        pl.col("company").alias("employer"),
        # Of what is left out it may be anything, or nothing.
        pl.when(is_used).then("amount"),
        pl.col("reason").alias("left_out"),
    ).cast(CASES)


def _unused(rows: pl.DataFrame) -> dict[str, int]:
    """How often each reason holds, with the values that some of them are about."""
    return aggregates.count_values(aggregates.name_values(rows, TELLING)["reason"])
