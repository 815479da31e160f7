"""Filings among those known: by case, so that files of one year add up in whatever order they come.

What is known of the cases of a fiscal year is all that its figures rest on. A newer decision takes
the place of an older one, of another year too; and the figures of each year that is touched are
made anew of all its cases. They are not corrected by that: nothing was wrong, more is known.
"""

from dataclasses import dataclass

import polars as pl

from roles.importers import aggregates, cases
from roles.importers.filing import standing
from roles.importers.tables import Unreadable
from roles.models import FiledCase, Role

# A tuple of Python is many times what its row is in a table.
BATCH = 20_000


@dataclass(frozen=True)
class Known:
    """All cases of the years that filings touch, and those of the years of which figures rest on
    nothing else."""

    cases: pl.DataFrame
    whole: frozenset[str]


def merge(filings, files, data_set, *, revise):
    """Stores what is new in these filings, and returns what is known of their years then.

    Raises Unreadable where no row can be used and none ends a case, known or not yet, and where
    figures stand that were made of other files before cases were kept; with `revise` these are
    corrected.
    """
    read = cases.newest(filings.cases)
    earlier = _stored(FiledCase.objects.in_turn().numbered(read["case"].to_list()))
    tells_something = filings.withdrawals or read["left_out"].is_null().any()
    if earlier.is_empty() and not tells_something:
        raise Unreadable(aggregates.nothing_to_use(files.name, filings))
    years = {*read["year"], *earlier["year"]}
    unkept = years - FiledCase.objects.years()
    others = _made_of_others(unkept, files, data_set)
    if others and not revise:
        raise Unreadable(_told(others))
    FiledCase.objects.replace(_newer(read, earlier))
    known = _stored(FiledCase.objects.of_years(years).iterator(BATCH))
    known = known.filter(pl.col("role").is_in(list(Role.objects.values_list("slug", flat=True))))
    return Known(known, frozenset(years - others.keys()))


def refuse_uncounted(filings, files):
    """Raises Unreadable for rows without case numbers of years of which cases are known."""
    if kept := sorted(set(filings.cases["year"].drop_nulls()) & FiledCase.objects.years()):
        raise Unreadable(
            f"{files.name} has no case numbers, so what of it is known already cannot be told: the "
            f"fiscal year {kept[0]} was read case by case"
        )


def _newer(read, earlier):
    """What of these rows is not known yet, as rows of the table."""
    both = pl.concat([read.with_columns(is_read=True), earlier.with_columns(is_read=False)])
    best = cases.newest(both).filter("is_read").drop("is_read")
    changed = best.join(earlier, on=list(cases.CASES), how="anti", nulls_equal=True)
    texts = pl.selectors.string().fill_null("")
    return (FiledCase(**row) for row in changed.with_columns(texts).iter_rows(named=True))


def _stored(rows):
    """Rows of the table as a table of what was read."""
    names = list(cases.CASES)
    frames, some = [pl.DataFrame(schema=cases.CASES)], []
    for row in rows:
        some.append([getattr(row, name) for name in names])
        if len(some) == BATCH:
            frames.append(_frame(some))
            some = []
    together = pl.concat([*frames, _frame(some)])
    return together.with_columns(pl.selectors.string().replace("", None))


def _frame(rows):
    return pl.DataFrame(rows, schema=cases.CASES, orient="row")


def _made_of_others(years, files, data_set):
    """By year, names of the files whose rows its figures rest on, and which are not among these."""
    given = {file.digest for file in files.files}
    names = {}
    for year in years:
        rows = standing(data_set, year).order_by().values_list("file_name", "file_digest")
        if others := {name for name, digest in rows.distinct() if digest not in given}:
            names[year] = sorted(others)
    return names


def _told(others):
    year, names = min(others.items())
    return (
        f"Figures of the fiscal year {year} stand that were made of {', '.join(names)}. Give that "
        "file too, in the same command, if it has case numbers; or correct them with --revise"
    )
