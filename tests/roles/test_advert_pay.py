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


@given(st.text(st.sampled_from("$€1029,. -–tokKUSD/yr\n") | st.characters(), max_size=200))
def test_no_text_raises_and_places_are_in_it(text):
    for found in pay_written(text):
        assert text[found.start : found.end] == found.text
