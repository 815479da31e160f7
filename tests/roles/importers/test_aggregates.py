from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.importers import aggregates


def of(*amounts):
    rows = pl.DataFrame({"role": ["pm"] * len(amounts), "amount": list(map(float, amounts))})
    return aggregates.percentiles(rows, ["role"]).to_dicts()


def test_percentiles_lie_between_the_two_nearest_amounts():
    [row] = of(85_000, 115_000, 115_000, 115_000, 120_000, 136_080, 270_300)
    told = [str(amount) for amount in aggregates.amounts(row).values()]
    assert told == ["103000.00", "115000.00", "115000.00", "128040.00", "189768.00"]


def test_half_a_cent_goes_to_the_even_cent():
    row = dict.fromkeys(aggregates.SHARES, 69_604.925)
    assert aggregates.amounts(row)["p10"] == Decimal("69604.92")


def test_a_group_of_four_is_not_told():
    assert of(1, 2, 3, 4) == []


@given(st.lists(st.integers(15_000, 1_000_000), min_size=5, max_size=30))
def test_percentiles_are_in_order_and_within_the_amounts(amounts):
    [row] = of(*amounts)
    told = list(aggregates.amounts(row).values())
    assert told == sorted(told)
    assert min(amounts) <= told[0]
    assert told[-1] <= max(amounts)


@pytest.mark.parametrize(
    ("amount", "currency", "is_plausible"),
    [
        *[(14_999, "USD", False), (15_000, "USD", True)],
        *[(1_000_000, "EUR", True), (1_000_001, "EUR", False)],
        *[(9_000_000, "JPY", True), (9_000, "KWD", True)],
        *[(0.9, "KWD", False), (10**10 + 1, "IDR", False)],
    ],
)
def test_what_is_far_from_any_pay_is_implausible(amount, currency, is_plausible):
    rows = pl.DataFrame({"amount": [amount], "currency": [currency]})
    told = rows.select(aggregates.plausible(pl.col("amount"), pl.col("currency")))
    assert told.item() == is_plausible


def test_a_row_has_the_first_reason_that_holds():
    rows = pl.DataFrame({"a": [True, True, False], "b": [True, False, False]})
    reason = aggregates.first_reason({"is b": pl.col("b"), "is a": pl.col("a")})
    assert rows.select(reason).to_series().to_list() == ["is b", "is a", None]


def test_a_row_without_what_it_is_grouped_by_is_in_no_group():
    rows = pl.DataFrame({"place": [None] * 5, "amount": [1.0] * 5}, schema_overrides={"place": str})
    assert aggregates.percentiles(rows, ["place"]).to_dicts() == []


def reasons(reasons, counts=aggregates.ALL):
    rows = pl.DataFrame({"role": ["pm"] * len(reasons), "reason": reasons})
    rows = rows.with_columns(place=pl.int_range(pl.len()), reason=pl.col("reason").cast(pl.String))
    return aggregates.too_few(rows, ["role"], counts)["reason"].to_list()


def test_five_usable_rows_are_enough_and_four_are_not():
    assert reasons([None] * 5) == [None] * 5
    assert reasons([None] * 4) == ["in a group of fewer than 5"] * 4


def test_a_row_keeps_the_reason_it_has_and_does_not_fill_its_group():
    assert reasons(["part time", *[None] * 4]) == [
        "part time",
        *["in a group of fewer than 5"] * 4,
    ]


def test_only_rows_that_count_fill_a_group():
    assert reasons([None] * 8, counts=pl.col("place") % 2 == 0)[0] == "in a group of fewer than 5"


def test_values_are_counted_most_frequent_first_and_null_is_none():
    counts = aggregates.count_values(pl.Series("title", ["b", "a", None, "a", "c", None, None]))
    assert list(counts.items()) == [("a", 2), ("b", 1), ("c", 1)]


def named(values):
    rows = pl.DataFrame({"reason": ["no unit"] * len(values), "unit": values})
    rows = rows.vstack(pl.DataFrame({"reason": [None], "unit": ["hour"]}, rows.schema))
    return aggregates.name_values(rows, {"no unit": "unit"})["reason"].to_list()


def test_a_value_that_cannot_be_read_is_named_behind_its_reason():
    assert named(["hr\n .", None]) == ["no unit: hr .", "no unit", None]


def test_only_the_most_frequent_values_are_named():
    values = ["a", "a", *"bcdefg"]
    told = named(values)
    assert told[:2] == ["no unit: a"] * 2
    assert told.count("no unit: another value") == 2


def test_rows_that_all_have_a_value_that_can_be_read_stay_as_they_are():
    assert named([]) == [None]
