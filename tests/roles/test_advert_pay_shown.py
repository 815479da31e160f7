"""Pay as a page says it: what stands somewhere, and why the rest does not."""

import pytest

from roles import advert_pay_shown
from roles.advert_pay import pay_written


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("$150,000 - $190,000", [("150000", "USD", "year"), ("190000", "USD", "year")]),
        ("€4,000 - €5,000 a month", [("4000", "EUR", "month"), ("5000", "EUR", "month")]),
        ("Pay: 150,000 - 190,000", []),
        ("Salary: $165,000", [("165000", "USD", "year")]),
        ("18-25 LPA", [("1800000", "INR", "year"), ("2500000", "INR", "year")]),
        ("Rs 18 lakh per annum", [("1800000", "INR", "year")]),
        ("$4,000 biweekly", [("4000", "USD", "fortnight")]),
        ("£5,000 pm", [("5000", "GBP", "month")]),
    ],
)
def test_the_ends_of_a_range_are_amounts_where_their_currency_is_certain(written, ends):
    (pay,) = pay_written(written)
    found = advert_pay_shown.ends_of(pay)

    assert [(str(each.amount), each.currency, each.period) for each in found] == ends


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("£500-600 per day", "day"),
        ("day rate £550", "day"),
        ("OTE $220,000", "ote"),
        ("Salary: 165,000", "currency"),
        ("¥6,000,000 - ¥8,000,000 a year", "currency"),
        ("15 000 – 20 000 PLN", "period"),
        ("Salary: €4,500", "period"),
        ("$4,000 - $5,000 semi-monthly", "period"),
        ("PM role, £60k.", "unsure"),
        ("Salary €3,000 net per month", "net"),
        ("Salary £30,000 pro rata", "share"),
        ("Salary €4,200 per month, 14x", "times"),
        ("Toronto. Salary: $150,000", "currency"),
        ("$150,000 - $190,000", ""),
    ],
)
def test_what_cannot_be_set_against_a_year_says_why(written, reason):
    (pay,) = pay_written(written)

    assert advert_pay_shown.unplaced(pay) == reason
    assert bool(advert_pay_shown.ends_of(pay)) == (not reason)


def test_what_can_be_placed_is_said_first():
    said = advert_pay_shown.pay_said(pay_written("OTE $220,000. Base $150,000. Day rate £500."))

    assert [(each.written.text, each.unplaced) for each in said] == [
        ("$150,000", ""),
        ("$220,000", "ote"),
        ("£500", "day"),
    ]


def test_no_ends_are_of_two_amounts_that_stand_apart():
    said = advert_pay_shown.pay_said(pay_written("Ghent: €60k-€70k\nParis: €70k-€80k"))

    assert [[int(end.amount) for end in each.ends] for each in said] == [
        [60_000, 70_000],
        [70_000, 80_000],
    ]
