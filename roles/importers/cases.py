"""Cases of labor condition applications: of each the newest decision, and pay by groups of them.

What files hold of a case is a row; what is known of a case is the row of its newest decision, in
whichever file it stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from roles.importers import aggregates, matching, samples
from roles.importers.aggregates import PayGroup, Reading

# `decided` is a day, `amount` dollars a year, and `left_out` says why it does not count.
CASES: dict[str | Any, Any] = {
    "case": pl.String,
    "year": pl.String,
    "decided": pl.String,
    "role": pl.String,
    "state": pl.String,
    "employer": pl.String,
    "amount": pl.Float64,
    "left_out": pl.String,
}
OUT = "not certified, or withdrawn"
AGAIN = "the same case again"
SMALL = f"in a group of fewer than {aggregates.FEWEST}"
GROUPINGS = (["year", "role"], ["year", "role", "place"], ["year", "role", "company"])
BALANCED = {"balanced_p25": 0.25, "balanced_median": 0.50, "balanced_p75": 0.75}
LEANING = "filings for people to be hired from abroad"
COUNTED = "Certified, not withdrawn, full time, under a title of the role and no narrower one."
MONTH = len("2024-10")
DECIDED = pl.col("decided")
MONTHS = [
    DECIDED.min().str.slice(0, MONTH).alias("first"),
    DECIDED.max().str.slice(0, MONTH).alias("last"),
    DECIDED.is_not_null().all().alias("is_dated"),
]


@dataclass(frozen=True)
class Filings:
    """What files held: a row of `cases` for each whose title is a role's, and an account of all.

    `unused` counts why rows cannot be used, and `unmapped` titles of no role. Without `is_by_case`
    the rows have no case numbers, and one that stands there again may be another. `withdrawals` are
    rows that take a case back, whichever file has it.
    """

    cases: pl.DataFrame
    rows: int
    unused: Mapping[str, int]
    unmapped: Mapping[str, int]
    is_by_case: bool
    withdrawals: int = 0


def reading(filings: Filings, known: pl.DataFrame | None = None) -> Reading:
    """The groups of `known`, the cases of some years among which these filings are; of the filings
    alone where none are given. And why rows of the filings are in none."""
    if known is None:
        known = newest(filings.cases) if filings.is_by_case else filings.cases
    known = _placed(known)
    used = known.filter(pl.col("left_out").is_null())
    own = filings.cases.filter(pl.col("left_out").is_null())
    counted = own
    if filings.is_by_case:
        same = ["case", "decided"]
        counted = own.unique("case").join(used, on=same, how="semi", nulls_equal=True)
    small = used.filter(pl.len().over("year", "role") < aggregates.FEWEST)
    # By the widest group: whoever is in none of that size is in no other.
    too_few = counted.join(small.unique(["year", "role"]), on=["year", "role"], how="semi")
    reasons = {AGAIN: own.height - counted.height, SMALL: too_few.height}
    return Reading(
        groups=[group for by in GROUPINGS for group in _groups(known, by)],
        rows=filings.rows,
        unused=aggregates.total(
            [filings.unused, {why: count for why, count in reasons.items() if count}]
        ),
        unmapped=filings.unmapped,
        remarks=_kept(filings),
    )


def _kept(filings: Filings) -> list[str]:
    """That rows are stored, too, of which no figure comes."""
    kept = newest(filings.cases).height if filings.is_by_case else 0
    return [f"Cases of these rows, kept for files that tell more of them: {kept:,}"] if kept else []


def newest(cases: pl.DataFrame) -> pl.DataFrame:
    """Of each case the row of its newest decision; of one day, one that takes it back, and else
    the same one whatever their order. Of rows with `is_read`, those read now go before others.

    Rows that cannot be told from others, or belong to no year, are left out.
    """
    rank = {
        "case": False,
        "decided": True,
        "year": True,
        "is_out": True,
        **({"is_read": True} if "is_read" in cases.columns else {}),
        **dict.fromkeys(("left_out", "amount", "state", "employer", "role"), False),
    }
    rows = cases.drop_nulls(["case", "year"]).with_columns(is_out=pl.col("left_out") == OUT)
    rows = rows.with_columns(pl.col("is_out").fill_null(False))
    best = rows.sort(list(rank), descending=list(rank.values()), nulls_last=True)
    return best.unique("case", keep="first", maintain_order=True).drop("is_out")


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    """With the place, and one name for each employer in whatever spellings."""
    names = matching.employer_names(aggregates.count_values(rows["employer"]))
    return rows.with_columns(
        place="US-" + pl.col("state"),
        company=pl.col("employer").replace_strict(names, default=None, return_dtype=pl.String),
    )


def _groups(rows: pl.DataFrame, by: list[str]) -> Iterable[PayGroup]:
    """Of rows that count, and of those left out, which are told of by their number."""
    used = rows.filter(pl.col("left_out").is_null())
    groups = aggregates.percentiles(used, by, also=MONTHS)
    for beside in (_employers(used, by), _left_out(rows, by)):
        groups = groups.join(beside, on=by, how="left", maintain_order="left")
    return map(_group, groups.to_dicts())


def _employers(used: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """How many employers a group has, and its percentiles where each counts once, by its median;
    nothing where one is not named, and no percentiles of fewer than a group needs."""
    each = list(dict.fromkeys([*by, "company"]))
    of_each = used.group_by(each).agg(pl.col("amount").median(), pl.len())
    shares = [
        pl.col("amount").quantile(share, interpolation="linear").alias(name)
        for name, share in BALANCED.items()
    ]
    counts = of_each.with_columns(name="company").sort("len", "name", descending=[True, False])
    counts = counts.group_by(by, maintain_order=True).agg(
        pl.len().alias("employers"),
        pl.col("name").is_null().any().alias("is_unnamed"),
        pl.struct(company="name", len="len").head(samples.MUCH).alias("largest"),
        *shares,
    )
    are_enough = pl.col("employers") >= aggregates.FEWEST
    balanced = (pl.when(are_enough).then(name) for name in BALANCED)
    return counts.filter(~pl.col("is_unnamed")).select(*by, "employers", "largest", *balanced)


def _largest(row: dict[str, Any]) -> dict[str, int]:
    """Who has most filings of a group that is not of one employer."""
    return (
        {} if "company" in row else {each["company"]: each["len"] for each in row["largest"] or ()}
    )


def _left_out(rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return rows.drop_nulls("left_out").group_by(by).agg(pl.col("left_out"))


def _group(row: dict[str, Any]) -> PayGroup:
    observed_from, as_of = _period(row)
    balanced = {name: row[name] for name in BALANCED if row[name] is not None}
    return PayGroup(
        role=row["role"],
        batch=row["year"],
        observed_from=observed_from,
        as_of=as_of,
        place=row.get("place", "US"),
        company=row.get("company", ""),
        currency="USD",
        n=row["n"],
        employers=row["employers"],
        percentiles=aggregates.amounts(row),
        balanced={name: aggregates.to_the_cent(amount) for name, amount in balanced.items()},
        note=f"Wages offered, at their lower bound, fiscal year {row['year']}.",
        qualifier="lowest wage offered",
        leaning=samples.leaning(LEANING, samples.shares(_largest(row), row["n"], "by ")),
        selection=samples.selection(COUNTED, aggregates.total([Counter(row["left_out"] or ())])),
    )


def _period(row: dict[str, Any]) -> tuple[str, str]:
    """From which month to which the rows were decided; of one month the first is empty."""
    year = row["year"]
    if not row["is_dated"]:
        return f"{int(year) - 1}-10", f"{year}-09"
    return row["first"] if row["first"] < row["last"] else "", row["last"]
