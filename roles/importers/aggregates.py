"""Percentiles of groups, and an account of the rows that are not in any."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Protocol

import polars as pl
from polars.expr.whenthen import ChainedThen, Then

from roles.importers import tables
from roles.money import NEAR_A_DOLLAR

FEWEST = 5
# Fewer rows may be there twice each by chance.
MANY_TO_TELL = 10
# Against slips: a wage of another unit than the file says, or a digit more. In currencies of which
# one is worth about a dollar.
LOWEST_A_YEAR, HIGHEST_A_YEAR = 15_000, 1_000_000
# What no pay a year is in any currency.
SMALLEST, LARGEST = 1, 10**10
ALL = pl.lit(True)
# Of values that cannot be read so many are named.
MOST_VALUES = 5
CENT = Decimal("0.01")
SHARES = {"p10": 0.10, "p25": 0.25, "median": 0.50, "p75": 0.75, "p90": 0.90}


@dataclass(frozen=True, kw_only=True)
class PayGroup:
    """Pay of one role: percentiles of `n` amounts a year, in one place or with one employer.

    `role` is a slug, `company` a name, `place` US, US-CA or of a metropolitan area US-41860 with
    its `place_name`. `balanced` are percentiles where every employer counts once, by the names of
    the columns of figures; `leaning`, `selection`, `qualifier` and `why_neighbour` are texts for
    readers, as figures have them. The rows were seen from
    `observed_from` to `as_of`, each a year, a month or a day; of one date the first is empty.
    `batch` is the date that the figure is known by, `as_of` where there is none. Either `role` or
    `occupation` is given.
    """

    as_of: str
    place: str
    currency: str
    role: str = ""
    occupation: str = ""
    company: str = ""
    n: int | None = None
    percentiles: Mapping[str, Decimal] = field(default_factory=dict)
    capped_at: Decimal | None = None
    note: str = ""
    observed_from: str = ""
    batch: str = ""
    level: str = ""
    industry: str = ""
    place_name: str = ""
    employers: int | None = None
    balanced: Mapping[str, Decimal] = field(default_factory=dict)
    leaning: str = ""
    selection: str = ""
    qualifier: str = ""
    why_neighbour: str = ""


class Held(Protocol):
    """What is told of any file: how many rows, and how many of them for which reason not used."""

    @property
    def rows(self) -> int: ...
    @property
    def unused(self) -> Mapping[str, int]: ...


@dataclass(frozen=True)
class Reading:
    """What a file held: its groups, how many rows, and why rows are in no group.

    `unmapped` counts the titles that stand for no role, most frequent first; `remarks` are lines on
    what else whoever imports it should know.
    """

    groups: Sequence[PayGroup]
    rows: int
    unused: Mapping[str, int] = field(default_factory=dict)
    unmapped: Mapping[str, int] = field(default_factory=dict)
    remarks: Sequence[str] = ()


def nothing_to_use(name: str, held: Held) -> str:
    """In words, why nothing can be made of a file of that name."""
    reasons = "; ".join(f"{count:,} {reason}" for reason, count in held.unused.items())
    if not held.rows:
        return f"{name} has no rows"
    return f"{name}: of {held.rows:,} rows none can be used: {reasons}"


def counted_twice(rows: pl.DataFrame, columns: Sequence[str]) -> int:
    """How many rows are the same as one before in all of these columns.

    Two adverts may be alike, of one employer and job in two towns, so that both count. But where
    each is there as often as every other, twice or more, the file holds its content twice: raises
    Unreadable, of MANY_TO_TELL different ones.
    """
    counts = rows.group_by(columns).len()["len"].to_list()
    times = math.gcd(*counts) if len(counts) >= MANY_TO_TELL else 1
    if times > 1:
        raise tables.Unreadable(
            f"Each row that counts stands there {times} times over: is the file in it twice"
        )
    return rows.height - len(counts)


def plausible(amount: pl.Expr, currency: pl.Expr) -> pl.Expr:
    """Whether an amount a year in this currency may be pay at all; bounds included."""
    is_near = currency.is_in(list(NEAR_A_DOLLAR))
    in_dollars = amount.is_between(LOWEST_A_YEAR, HIGHEST_A_YEAR)
    return amount.is_between(SMALLEST, LARGEST) & (~is_near | in_dollars)


def percentiles(
    rows: pl.DataFrame, by: Sequence[str], amount: str = "amount", also: Sequence[pl.Expr] = ()
) -> pl.DataFrame:
    """A row a group of at least FEWEST, with n, the SHARES of its amounts, and what `also` asks.

    Linear interpolation between the two nearest amounts, as spreadsheets and numpy do.
    """
    shares = [
        pl.col(amount).quantile(share, interpolation="linear").alias(name)
        for name, share in SHARES.items()
    ]
    # A row without a state, say, counts in the groups that do not ask for one.
    groups = rows.drop_nulls(list(by)).group_by(list(by)).agg(pl.len().alias("n"), *shares, *also)
    return groups.filter(pl.col("n") >= FEWEST).sort(list(by))


def amounts(row: Mapping[str, float]) -> dict[str, Decimal]:
    """The percentiles of a row to the cent, halves to the even cent."""
    return {name: to_the_cent(row[name]) for name in SHARES}


def to_the_cent(amount: float) -> Decimal:
    # By its shortest text: the binary digits of a float would push a half to either side.
    return Decimal(repr(amount)).quantize(CENT, ROUND_HALF_EVEN)


def too_few(rows: pl.DataFrame, by: Sequence[str], counts: pl.Expr = ALL) -> pl.DataFrame:
    """The rows, with a reason for those usable whose group has fewer than FEWEST that count."""
    usable = pl.col("reason").is_null()
    is_small = usable & ((usable & counts).sum().over(list(by)) < FEWEST)
    reason = pl.when(is_small).then(pl.lit(f"in a group of fewer than {FEWEST}"))
    return rows.with_columns(reason=pl.coalesce("reason", reason))


def first_reason(reasons: Mapping[str, pl.Expr]) -> pl.Expr:
    """The first of the reasons that holds for a row, in their order; null for a row to use."""
    name, *others = reasons
    chain: Then | ChainedThen = pl.when(reasons[name]).then(pl.lit(name))
    for other in others:
        chain = chain.when(reasons[other]).then(pl.lit(other))
    return chain.otherwise(pl.lit(None, dtype=pl.String))


def name_values(rows: pl.DataFrame, columns: Mapping[str, str]) -> pl.DataFrame:
    """The rows, and behind each of these reasons what stands in its column: in words for the
    MOST_VALUES that are most frequent, else as another value, and nothing where nothing does."""
    for reason, column in columns.items():
        has_it = pl.col("reason") == reason
        counts = count_values(rows.filter(has_it)[column])
        named = {value: f"{reason}: {_in_one_line(value)}" for value in list(counts)[:MOST_VALUES]}
        others = pl.lit(f"{reason}: another value")
        told = pl.col(column).replace_strict(named, default=others, return_dtype=pl.String)
        is_said = has_it & pl.col(column).is_not_null()
        rows = rows.with_columns(reason=pl.when(is_said).then(told).otherwise("reason"))
    return rows


def _in_one_line(value: str) -> str:
    return tables.shown(" ".join(value.split()))


def count_values(values: pl.Series) -> dict[str, int]:
    """How often each value occurs, most frequent first; null is none."""
    counts = (
        values.drop_nulls().value_counts().sort(["count", values.name], descending=[True, False])
    )
    return dict(counts.rows())


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The counts together without those of nothing, most frequent first."""
    together: Counter[str] = Counter()
    for each in counts:
        together.update(each)
    counted = [item for item in together.items() if item[1]]
    return dict(sorted(counted, key=lambda item: (-item[1], item[0])))
