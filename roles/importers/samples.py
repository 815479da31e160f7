"""What a group of rows is like, in words for readers: who holds much of it, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from roles.importers import aggregates

# Who holds so much of a group, one of how many, is told.
MUCH = 3
# What a figure has room for.
LONGEST_LEANING, LONGEST_SELECTION, LONGEST_NAME = 200, 300, 60


def shares(counts: Mapping[str, int], n: int, before: str = "") -> list[str]:
    """Of a group of `n`, who holds a third or more, the most first: "31 of 76 by Uber"."""
    return [
        f"{count:,} of {n:,} {before}{name:.{LONGEST_NAME}}"
        for name, count in counts.items()
        if count * MUCH >= n
    ]


def leaning(known: str, counted: Iterable[str]) -> str:
    """What is known of a sample, and behind it what was counted, as far as there is room."""
    text = known.strip().removesuffix(".")
    for share in counted:
        longer = f"{text}; {share}" if text else share
        if len(longer) <= LONGEST_LEANING:
            text = longer
    return text


def left_out(rows: pl.DataFrame, key: Mapping[str, str]) -> dict[str, int]:
    """Why rows that are of the group of this key are not in it, most frequent first.

    Of the group is a row of its `role` that says nothing else of any column of the key.
    """
    others = rows.filter(pl.col("reason").is_not_null(), pl.col("role") == key["role"])
    for name in key.keys() - {"role"}:
        others = others.filter(pl.col(name).is_null() | (pl.col(name) == key[name]))
    # Without what stood there, which is for whoever imports it.
    return aggregates.count_values(others["reason"].str.replace(": .*", ""))


def selection(counted: str, left_out: Mapping[str, int]) -> str:
    """What was counted, and what was left out and how many, as far as there is room."""
    shown, others = list(left_out.items()), 0
    while len(text := _sentences(counted, shown, others)) > LONGEST_SELECTION and shown:
        others += shown.pop()[1]
    return text


def _sentences(counted: str, shown: Sequence[tuple[str, int]], others: int) -> str:
    parts = [*shown, *([("for other reasons", others)] if others else [])]
    told = ", ".join(f"{reason} ({count:,})" for reason, count in parts)
    return f"{counted} Left out: {told}." if parts else counted
