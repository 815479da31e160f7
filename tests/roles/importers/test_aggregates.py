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
    ("amount", "is_plausible"),
    [(14_999, False), (15_000, True), (1_000_000, True), (1_000_001, False)],
)
def test_what_is_far_from_any_pay_is_implausible(amount, is_plausible):
    rows = pl.DataFrame({"amount": [amount]})
    assert rows.select(aggregates.plausible(pl.col("amount"))).item() == is_plausible


def test_a_row_has_the_first_reason_that_holds():
    rows = pl.DataFrame({"a": [True, True, False], "b": [True, False, False]})
    reason = aggregates.first_reason({"is b": pl.col("b"), "is a": pl.col("a")})
    assert rows.select(reason).to_series().to_list() == ["is b", "is a", None]
