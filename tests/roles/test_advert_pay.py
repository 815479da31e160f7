import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.advert_pay import pay_written
from roles.advert_words import without_markup


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


@pytest.mark.parametrize(
    ("text", "amount", "currency", "period"),
    [
        ("Salary: $165,000", 165_000, "USD", "year"),
        ("Salary for this job - **$160,000** plus equity", 160_000, "USD", "year"),
        ("Base pay $150k", 150_000, "USD", "year"),
        ("£70,000 per annum", 70_000, "GBP", "year"),
        ("Salary £70,000 pa plus benefits", 70_000, "GBP", "year"),
        ("$165,000 base plus 20% bonus", 165_000, "USD", "year"),
        ("Base salary of $150,000, plus bonus and equity", 150_000, "USD", "year"),
        ("€85,000 gross per year", 85_000, "EUR", "year"),
        ("Senior level, $170,000 a year", 170_000, "USD", "year"),
        ("The role pays £75k.", 75_000, "GBP", "year"),
        ("Budget is $150k base", 150_000, "USD", "year"),
        ("Salary: CHF 130'000", 130_000, "CHF", "year"),
        ("Salary: $150.000", 150_000, "USD", "year"),
        ("Salary 18 LPA", 1_800_000, "INR", "year"),
        ("Salary 1.2 Cr", 12_000_000, "INR", "year"),
        ("Monthly salary: €4,500", 4_500, "EUR", "month"),
        ("€4,500 gross per month", 4_500, "EUR", "month"),
        ("£5,000 pm", 5_000, "GBP", "month"),
        ("£5,000 p/m", 5_000, "GBP", "month"),
        ("$4,000 biweekly", 4_000, "USD", "fortnight"),
        ("$1,500 per week", 1_500, "USD", "week"),
        ("$85/hr", 85, "USD", "hour"),
        ("Pay: $75 per hour W2", 75, "USD", "hour"),
        ("day rate £550", 550, "GBP", "day"),
        ("£550 p/d outside IR35", 550, "GBP", "day"),
        ("£450 pd", 450, "GBP", "day"),
        ("Salary € 90.000,- gross", 90_000, "EUR", "year"),
        ("Pay rate: $58.00/Hr.", 58, "USD", "hour"),
        ("Equity of 0.5%, $140k salary", 140_000, "USD", "year"),
        ("Budget: 30 LPA", 3_000_000, "INR", "year"),
    ],
)
def test_a_single_amount_that_is_called_pay_is_read(text, amount, currency, period):
    (found,) = pay_written(text)

    assert found.typed.amounts == (amount,)
    assert found.typed.currencies[0] == currency
    assert found.typed.periods == (period,)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Salary: competitive",
        "We raised $165,000 in seed funding",
        "A budget of $500,000 per year",
        "You manage a $250,000 budget",
        "Save customers $200,000 per year",
        "A sign-on bonus of $20,000",
        "Base salary plus a sign-on bonus of $20,000",
        "Salary and a bonus of $20,000",
        "Relocation up to $10,000",
        "A learning stipend of $20,000 per year",
        "401k match up to $10,000 per year",
        "Up to $10,000 reimbursement per calendar year",
        "The maximum salary available for this pay system is $183,500",
        "A visa needs a salary above the threshold of £38,700",
        "A base of 50,000 customers",
        "We pay 50,000 creators",
        "Customers pay $100 - $200 per month",
        "A market capitalization of about $50,000,000",
        "Projects worth $200,000",
        "Salary increase of 10%",
        "Compensation 2026",
        "$25/wk for lunch",
        "A bonus target of $30,000",
        "The prize is $100,000 a year",
        "A fund of $150,000 per year for training",
        "An apartment costs $2,500 per month",
        "Tuition is $30,000 per year",
    ],
)
def test_a_single_amount_that_is_something_else_is_no_pay(text):
    assert pay_written(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "$1M – $3M",
        "You own a P&L of $1M – $3M",
        "Revenue of $1M - $3M",
        "A quota of $1,000,000 - $3,000,000",
        "A portfolio of £2M–£4M",
        "A pipeline of $200,000 - $400,000",
        "Contracts of $200,000 - $400,000",
        "Accounts of $100,000 - $300,000",
        "Our clients process $150,000 - $190,000 every month",
        "Over $10,000 - $15,000 in perks a year",
        "Employees save $5,000 - $8,000 a year",
    ],
)
def test_millions_and_targets_are_no_pay(text):
    assert pay_written(text) == ()


def test_millions_that_are_called_pay_are_pay():
    (found,) = pay_written("Total compensation: $0.9M - $1.2M")

    assert found.typed.amounts == (900_000, 1_200_000)


@pytest.mark.parametrize(
    ("text", "low", "high", "period"),
    [
        ("60 000 – 75 000 EUR", 60_000, 75_000, "year"),
        ("60\N{THIN SPACE}000 – 75\N{NARROW NO-BREAK SPACE}000 EUR", 60_000, 75_000, "year"),
        ("€60\N{NO-BREAK SPACE}000 – €75\N{NO-BREAK SPACE}000 per year", 60_000, 75_000, "year"),
        ("CHF 120'000 - 140'000", 120_000, 140_000, "year"),
        ("CHF 120’000–140’000 p.a.", 120_000, 140_000, "year"),
        ("€5.000,00 – €6.500,00 gross/month", 5_000, 6_500, "month"),
        ("45,50 – 60,00 €/hour", Decimal("45.5"), 60, "hour"),
        ("18-25 LPA", 1_800_000, 2_500_000, "year"),
        ("Rs 18-25 lakh per annum", 1_800_000, 2_500_000, "year"),
        ("Rs. 18,00,000 - 25,00,000 per annum", 1_800_000, 2_500_000, "year"),
        ("₹18L - ₹25L", 1_800_000, 2_500_000, "year"),
        ("INR 20-30 Lakhs", 2_000_000, 3_000_000, "year"),
        ("£500-600 per day", 500, 600, "day"),
        ("Day rate: £500 - £600 (inside IR35)", 500, 600, "day"),
        ("Hourly rate: $60 - $70", 60, 70, "hour"),
        ("$60 - $70 (hourly)", 60, 70, "hour"),
        ("$4,000 - $5,000 bi-weekly", 4_000, 5_000, "fortnight"),
        ("$4,000 - $5,000 semi-monthly", 4_000, 5_000, "half_month"),
        ("$1,500 - $1,800 per week", 1_500, 1_800, "week"),
        ("Salary per month: 55 000 - 65 000 SEK", 55_000, 65_000, "month"),
        ("$175,000/year up to $190,000/year", 175_000, 190_000, "year"),
        ("$143,000 in our lowest market up to $198,000", 143_000, 198_000, "year"),
        ("Pay Range: $131,325$154,500 USD", 131_325, 154_500, "year"),
        ("$95,000 (minimum) to $120,000 (maximum)", 95_000, 120_000, "year"),
        ("$150,000/Yr. - $190,000/Yr.", 150_000, 190_000, "year"),
        ("€ 5.500,- to € 7.500,- per month", 5_500, 7_500, "month"),
        ("Base compensation between $150 and $190k", 150_000, 190_000, "year"),
    ],
)
def test_a_range_is_read_however_it_is_grouped_and_for_its_time(text, low, high, period):
    (found,) = pay_written(text)

    assert found.typed.amounts == (low, high)
    assert found.typed.periods == (period,)


@pytest.mark.parametrize(
    "text",
    [
        "$4,000 - $5,000",
        "Salary: €4,500",
        "15 000 – 20 000 PLN",
        "R$ 12.000 - 15.000",
        "Salary: 65,000 - 80,000",
        "Pay: $150,000 - $190,000 per hour",
    ],
)
def test_what_is_for_no_certain_time_stands_for_no_year(text):
    (found,) = pay_written(text)

    assert found.typed.periods == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("SF: $150k-$190k; NYC: $140k - $180k", [("$150k-$190k", ""), ("$140k - $180k", "")]),
        ("$150k base, $200k OTE", [("$150k", "base"), ("$200k", "ote")]),
        ("Base: $120k-$150k. OTE: $180,000", [("$120k-$150k", "base"), ("$180,000", "ote")]),
        ("Base $150k - OTE $200k", [("$150k", "base"), ("$200k", "ote")]),
        ("Total compensation $300k - $400k", [("$300k - $400k", "total")]),
        ("Senior: £60k-£70k. Staff: £75k-£90k", [("£60k-£70k", ""), ("£75k-£90k", "")]),
        ("Salary $165,000, relocation worth up to $9,000", [("$165,000", "")]),
        ("Salary: $335,000\nThe range is $145,000 to $190,000", [("$145,000 to $190,000", "")]),
    ],
)
def test_several_writings_stay_apart_each_with_its_part(text, written):
    assert [(each.text, each.part) for each in pay_written(text)] == written


@pytest.mark.parametrize(
    ("text", "written", "bound"),
    [
        ("We pay up to £80k", "up to £80k", "most"),
        ("Salary from £55,000 p.a.", "from £55,000 p.a.", "least"),
        ("Comp is $180k+", "$180k+", "least"),
        ("Minimum salary: $95,000", "$95,000", "least"),
        ("CTC upto 35 LPA", "upto 35 LPA", "most"),
        ("A salary of about €60,000", "about €60,000", "about"),
    ],
)
def test_the_end_of_pay_is_told_as_such(text, written, bound):
    (found,) = pay_written(text)

    assert (found.text, found.typed.bound) == (written, bound)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hi, Product Manager role, £60k. Interested?", "£60k"),
        ("PM role - £60k - Leeds", "£60k"),
        ("Hi! £80k+bonus, a PM role?", "£80k"),
        ("A PM job in Leeds (£60k)", "£60k"),
        ("£42,000 + shift allowance", "£42,000"),
        ("Product Manager\n£60k.", "£60k"),
        ("Product Manager\nup to £75k", "up to £75k"),
        ("Product Manager\n$150K+", "$150K+"),
        ("Product Manager\nfrom $110,000", "from $110,000"),
        ("Product Manager\n50-60k.", "50-60k"),
        ("Product Manager, 50-60k, Leeds", "50-60k"),
        ("Product Manager\n80k EUR", "80k EUR"),
        ("Product Manager\nA$160k", "A$160k"),
        ("Product Manager\nUS$150k", "US$150k"),
        ("Product Manager\nS$8,000", "S$8,000"),
        ("Product Manager\nDKK 55.000", "DKK 55.000"),
        ("Product Manager\n¥12,000,000", "¥12,000,000"),
        ("Product Manager\n1,2 MSEK", "1,2 MSEK"),
        ("Product Manager\n* £60k plus bonus", "£60k"),
    ],
)
def test_an_amount_that_stands_by_itself_may_be_pay_and_is_not_said_to_be(text, written):
    (found,) = pay_written(text)

    assert (found.text, found.caveat, found.is_sure) == (written, "unsure", False)


@pytest.mark.parametrize(
    "text",
    [
        "£60k",
        "We raised money, £60k. Interested?",
        "Referral bonus:\n$5,000",
        "Series A ($500k)",
        "We are backed by investors, $500,000.",
        "We have 50k users, 60k downloads.",
        "- Budget: $300,000\n- Team: 5",
        "Deal size: $50k",
        "Prize:\n$10,000",
        "Our clients saved, $40k.",
        "Founded in 2015, 50k customers.",
        "Reach: 50k",
        "Product Manager\n$150M",
        "Pay band 5-6",
        "Grade: R2 - R3",
        "TOP 10 - 20",
        "The COP 26 in 2021",
    ],
)
def test_an_amount_of_something_else_may_not_be_pay(text):
    assert pay_written(text) == ()


def test_what_may_be_pay_is_told_where_nothing_is_called_pay_alone():
    text = "Product Manager\n£60k\nSalary: £70,000"

    assert [each.text for each in pay_written(text)] == ["£70,000"]


@pytest.mark.parametrize(
    ("text", "amounts", "currency", "period"),
    [
        ("Salary upto 70K DOE", [70_000], "", ""),
        ("Pay band is 150-175", [150, 175], "", ""),
        ("Total comp around 300k", [300_000], "", ""),
        ("KES 350,000 - 420,000 per month", [350_000, 420_000], "KES", "month"),
        ("₦500,000 monthly", [500_000], "NGN", "month"),
        ("R25 000 - R35 000 per month", [25_000, 35_000], "ZAR", "month"),
        ("Salary: R45k per month", [45_000], "ZAR", "month"),
        ("RM5,000 - RM7,000 per month", [5_000, 7_000], "MYR", "month"),
        ("Hourly: $60 - $75", [60, 75], "USD", "hour"),
        ("£500pd", [500], "GBP", "day"),
        ("Salary GBP60k", [60_000], "GBP", "year"),
        ("USD150k-USD180k", [150_000, 180_000], "USD", "year"),
        ("Salary of £60k PM", [60_000], "GBP", "year"),
        ("£60,000pa", [60_000], "GBP", "year"),
        ("€5.500 brutto pro Monat", [5_500], "EUR", "month"),
        ("€4.200 brutto/Monat", [4_200], "EUR", "month"),
        ("€70k/an", [70_000], "EUR", "year"),
        ("4.000 € par mois", [4_000], "EUR", "month"),
        ("€ 4.500 - € 6.000 bruto per maand", [4_500, 6_000], "EUR", "month"),
        ("60 000 € à 75 000 €", [60_000, 75_000], "EUR", "year"),
        ("Pay: 55.000 bis 65.000 Euro", [55_000, 65_000], "EUR", "year"),
        ("Paying £60k", [60_000], "GBP", "year"),
    ],
)
def test_pay_is_read_as_other_countries_and_mails_write_it(text, amounts, currency, period):
    (found,) = pay_written(text)

    assert list(found.typed.amounts) == amounts
    assert "".join(found.typed.currencies[:1]) == currency
    assert "".join(found.typed.periods) == period


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Salary: &pound;50,000 - &pound;60,000", [50_000, 60_000]),
        ("PM <b>$100,000</b> to <b>$120,000</b> a year", [100_000, 120_000]),
        ("Salary: <strong>$100,000</strong> &ndash; <strong>$120,000</strong>", [100_000, 120_000]),
        ("Pay:   &euro;   70,000   to   &euro;   80,000", [70_000, 80_000]),
    ],
)
def test_mark_up_within_a_range_parts_nothing(text, amounts):
    plain = without_markup(text)
    (found,) = pay_written(plain)

    assert list(found.typed.amounts) == amounts
    assert plain[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "caveat"),
    [
        ("£30,000 - £35,000 pro rata (0.6 FTE)", "share"),
        ("Pro rata salary: £30,000", "share"),
        ("Salary £30,000 (80% FTE)", "share"),
        ("Salary £30,000, part-time", "share"),
        ("Salary: €4.200 brutto/Monat, 14x", "times"),
        ("€3,000 per month, 13 salaries", "times"),
        ("PLN 20 000 - 26 000 net/month B2B", "net"),
        ("Salary €3,000 netto per month", "net"),
        ("Net salary: €3,000 per month", "net"),
        ("Salary: £50,000. You know .NET", ""),
        ("Salary: £50,000. Part-time is possible", ""),
        ("Melbourne VIC\n$130,000 - $150,000 + superannuation", "currency"),
        ("$160k - $180k + super", "currency"),
        ("Vancouver, BC, Canada\nSalary: $130,000", "currency"),
        ("Toronto, ON. $140,000 - $160,000", "currency"),
        ("Singapore. $9,000 - $12,000 per month", "currency"),
        ("Auckland, NZ. Salary $140,000", "currency"),
        ("Mexico City. Salary $60,000 a month", "currency"),
        ("Karachi. Salary Rs 200,000 per month", "currency"),
        ("Melbourne, FL. Salary $150,000", ""),
        ("Albuquerque, New Mexico. Salary: $90,000", ""),
        ("Toronto. Salary: US$150,000", ""),
        ("Toronto. Salary: CAD 150,000", ""),
        ("Offices in Toronto. The US pay is $140,000 - $160,000.", ""),
        ("A super team. Salary: $150,000", ""),
        ("Austin, TX. Salary: $150,000", ""),
    ],
)
def test_what_makes_pay_incomparable_is_said_of_it(text, caveat):
    (found,) = pay_written(text)

    assert found.caveat == caveat


def test_the_point_of_a_shortened_year_is_kept():
    (found,) = pay_written("75.000-88.000 € p.a., all included")

    assert found.text == "75.000-88.000 € p.a."


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["1-", "1,000 ", "$1", "1 000 ", "£60k.\n", "KES ", "   1", "$1 to ", "R1 000 - ", "  k"],
)
def test_the_time_grows_as_the_text_does(piece):
    def seconds(length):
        text = piece * (length // len(piece))
        begun = time.process_time()
        pay_written(text)
        return time.process_time() - begun

    # Four times the text; what grows by the square would take sixteen times as long.
    assert min(seconds(80_000) for _ in range(2)) < 8 * max(seconds(20_000), 0.02)


@given(st.text(st.sampled_from("$€1029,. -–tokKUSDL/yr\n'") | st.characters(), max_size=200))
def test_no_text_raises_and_places_are_in_it(text):
    for found in pay_written(text):
        assert text[found.start : found.end] == found.text
