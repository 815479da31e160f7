from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.advert_pay import pay_written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The range is $145,000.00 to $190,000.00 a year.", "$145,000.00 to $190,000.00 a year"),
        ("Pay: $120k - $150k, and shares", "$120k - $150k"),
        ("between USD 145,000 and USD 160,000", "USD 145,000 and USD 160,000"),
        ("€60.000–€75.000 per year", "€60.000–€75.000 per year"),
        ("$65-$80/hr", "$65-$80/hr"),
        ("125,000 - 150,000 EUR per year", "125,000 - 150,000 EUR per year"),
        ("£70,000 — £85,000.", "£70,000 — £85,000"),
        ("$120-150k", "$120-150k"),
        ("£72,500 to £85,000", "£72,500 to £85,000"),
        ("$150K/yr - $190K/yr", "$150K/yr - $190K/yr"),
        ("_Pay: $182,500 - $240,000_", "$182,500 - $240,000"),
        ("Grade G-15 - $105,123 to $136,659", "$105,123 to $136,659"),
        ("€72.500 - €85.250", "€72.500 - €85.250"),
        ("Base pay $120,000 - $150,000 plus bonus", "$120,000 - $150,000"),
        ("$120,000 - $150,000 annual bonus eligible", "$120,000 - $150,000"),
        ("$120,000 - $150,000 Grow with us", "$120,000 - $150,000"),
        ("Salary and bonus: $120,000 - $150,000", "$120,000 - $150,000"),
        ("Our budget for this role is $120k - $150k", "$120k - $150k"),
        ("$1,000 - $2,000 sign-on bonus. Salary $150,000 - $190,000", "$150,000 - $190,000"),
        ("Salary $150k - $190k, sign-on bonus $1,000 - $2,000", "$150k - $190k"),
    ],
)
def test_a_range_of_pay_is_found_as_it_is_written(text, written):
    (found,) = pay_written(text)

    assert found.text == written == text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "We raised $20 million and serve 10,000 - 15,000 customers",
        "from $50M to $900M in revenue",
        "401(k)",
        "5-7 years, 2020 - 2024",
        "$335,000",
        "between $1 and $3",
        "$190,000 - $120,000",
        "We grew ARR from $100k to $300k in 2020",
        "You manage budgets of $200,000 to $500,000",
        "In this role you manage a budget of $200,000 to $500,000",
        "$200,000 - $500,000 in revenue",
        "$1,000 - $2,000 sign-on bonus",
        "Bonus of $1,000 - $2,000",
        "Revenue in 2023: $200,000 to $500,000",
        "ZZ$140k-160k",
    ],
)
def test_other_numbers_are_no_pay(text):
    assert pay_written(text) == ()


def test_each_writing_is_told_once_and_in_order():
    text = "$100,000 - $120,000 here, $90,000 - $110,000 there, $100,000 - $120,000 again"

    assert [each.text for each in pay_written(text)] == [
        "$100,000 - $120,000",
        "$90,000 - $110,000",
    ]


def test_what_the_writing_can_mean_comes_with_it():
    (found,) = pay_written("€60,000 - €75,000 per year")

    assert found.typed.amounts == (Decimal(60_000), Decimal(75_000))
    assert found.typed.periods == ("year",)


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$112,500 - $150,000", 112_500, 150_000, "USD"),
        ("€5,000 – €6,500 per month", 5_000, 6_500, "EUR"),
        ("€72.500 - €85.250", 72_500, 85_250, "EUR"),
        ("$150K/yr - $190K/yr", 150_000, 190_000, "USD"),
        ("NZ$140k-160k", 140_000, 160_000, "NZD"),
        ("NZ $140k - NZ $160k", 140_000, 160_000, "NZD"),
        ("R$ 12.000 - 15.000", 12_000, 15_000, "BRL"),
        ("MX$ 40,000 - MX$ 60,000", 40_000, 60_000, "MXN"),
        ("CAD $100,000 - $120,000", 100_000, 120_000, "CAD"),
        ("$140k - $160k NZD", 140_000, 160_000, "NZD"),
        ("San Jose, CA $140,000 - $160,000", 140_000, 160_000, "USD"),
    ],
)
def test_both_ends_and_the_currency_are_read(text, low, high, currency):
    (found,) = pay_written(text)

    assert found.typed.amounts == (low, high)
    assert found.typed.currencies[0] == currency
    assert not found.typed.is_unclear


def test_a_writing_that_is_no_pay_in_one_place_is_pay_in_another():
    text = "You manage budgets of $200,000 to $500,000. The salary is $200,000 to $500,000."

    (found,) = pay_written(text)
    assert found.start > text.index("salary")


@given(st.text(st.sampled_from("$€1029,. -–tokKUSD/yr\n") | st.characters(), max_size=200))
def test_no_text_raises_and_places_are_in_it(text):
    for found in pay_written(text):
        assert text[found.start : found.end] == found.text
