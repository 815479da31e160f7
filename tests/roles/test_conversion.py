import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import conversion
from roles.conversion import Reach, equivalent
from roles.money import Pay, Rate
from tests.figures import DAY, RATES, make_figure

DATES = ["", "2025-01-24", "2025-01", "2022-08", "2026"]


def test_a_figure_asked_for_as_it_was_published_is_not_computed():
    equivalent = conversion.equivalent(make_figure(low=168_000, high=185_000), "USD", "year", RATES)

    assert not equivalent.is_computed
    assert equivalent.pay == Pay(low=Decimal(168_000), high=Decimal(185_000))


def test_conversion_names_its_rate_and_day_and_keeps_the_digits_of_the_figure():
    figure = make_figure(low=25_000, high=55_000, currency="ILS", period="month")

    equivalent = conversion.equivalent(figure, "USD", "year", RATES)

    assert (equivalent.conversion.day, equivalent.conversion.factor) == (DAY, Decimal("0.2786"))
    assert equivalent.pay == Pay(low=Decimal(84_000), high=Decimal(180_000))
    assert equivalent.has_new_period
    assert equivalent.hours_a_year is None


def test_hourly_pay_says_by_how_many_hours_it_was_reckoned():
    equivalent = conversion.equivalent(make_figure(point=40, period="hour"), "USD", "year", {})

    assert (equivalent.pay.point, equivalent.hours_a_year) == (Decimal(83_000), 2080)


def test_an_undated_figure_keeps_its_currency_though_not_its_period():
    figure = make_figure(low=25_000, high=55_000, currency="ILS", period="month", as_of="")

    equivalent = conversion.equivalent(figure, "USD", "year", RATES)

    assert (equivalent.currency, equivalent.obstacle, equivalent.conversion) == (
        "ILS",
        "undated",
        None,
    )
    assert equivalent.pay == Pay(low=Decimal(300_000), high=Decimal(660_000))


@pytest.mark.parametrize(("currency", "as_of"), [("ILS", "2025-02-24"), ("AED", "2025-01-24")])
def test_a_figure_without_a_rate_of_its_day_keeps_its_currency(currency, as_of):
    equivalent = conversion.equivalent(
        make_figure(point=9, currency=currency, as_of=as_of), "USD", "year", RATES
    )

    assert (equivalent.currency, equivalent.obstacle) == (currency, "no rate")


def test_a_payment_made_once_is_not_spread_over_a_year():
    equivalent = conversion.equivalent(
        make_figure(high=40_000, period="once"), "EUR", "month", RATES
    )

    assert (equivalent.period, equivalent.pay.high, equivalent.has_new_period) == (
        "once",
        Decimal(38_000),
        False,
    )


def test_rates_are_of_the_newest_day_up_to_a_week_before():
    friday, monday, later = dt.date(2025, 1, 24), dt.date(2025, 1, 27), dt.date(2025, 2, 1)
    rates = [Rate("USD", friday, Decimal(1)), Rate("USD", monday, Decimal(2))]

    found = conversion.rates_by_day(rates, [dt.date(2025, 1, 26), later, dt.date(2025, 3, 1)])

    assert {day: rates["USD"].day for day, rates in found.items()} == {
        dt.date(2025, 1, 26): friday,
        later: monday,
    }


def test_a_conversion_by_rates_of_two_days_names_both_and_counts_as_of_the_older():
    later = DAY + dt.timedelta(2)
    shekel, dollar = Rate("ILS", later, Decimal(4)), Rate("USD", DAY, Decimal(1))
    euro = Rate("EUR", later, Decimal(1))

    by = conversion.Conversion(shekel, dollar)

    assert (by.days, by.day) == ([DAY, later], DAY)
    assert conversion.Conversion(dollar, euro).days == [DAY]
    assert conversion.Conversion(euro, shekel).days == [later]


def test_one_newer_rate_takes_no_other_currency_away():
    sunday = DAY + dt.timedelta(2)
    rates = [Rate(code, DAY, Decimal(2)) for code in ("USD", "GBP", "ILS")]

    by_day = conversion.rates_by_day([*rates, Rate("ILS", sunday, Decimal(4))], [sunday])

    days = {code: rate.day for code, rate in by_day[sunday].items() if code != "EUR"}
    assert days == {"USD": DAY, "GBP": DAY, "ILS": sunday}
    assert conversion.worth(by_day, "USD") == {"USD": 1, "GBP": 1, "EUR": 2, "ILS": Fraction(1, 2)}


def test_what_is_only_in_another_currency_is_computed():
    equivalent = conversion.equivalent(make_figure(point=9, currency="ILS"), "USD", "year", RATES)

    assert (equivalent.has_new_period, equivalent.is_computed) == (False, True)


def test_a_currency_asked_for_without_a_rate_of_that_day_is_not_reached():
    equivalent = conversion.equivalent(make_figure(point=9), "AED", "year", RATES)

    assert (equivalent.currency, equivalent.obstacle) == ("USD", "no rate")


def test_figures_need_the_rates_of_the_last_day_they_may_mean_and_undated_ones_none():
    figures = [make_figure(point=1, as_of=as_of) for as_of in ("2024-02", "2024", "")]

    assert conversion.days_of(figures) == {dt.date(2024, 2, 29), dt.date(2024, 12, 31)}


@pytest.mark.parametrize(
    ("per_euro", "written"), [("17802.4", "17000"), ("1.0472", "1"), ("0.73304", "0.7")]
)
def test_a_rate_is_written_without_an_exponent(per_euro, written):
    rate = Rate("IDR", DAY, Decimal(per_euro))

    assert conversion.Conversion(RATES[DAY]["USD"], rate).factor_written_out == written


def test_a_currency_is_worth_what_the_newest_rates_of_both_say():
    later = DAY + dt.timedelta(30)
    euro, dollar = Rate("EUR", later, Decimal(1)), Rate("USD", later, Decimal(2))
    rates = {**RATES, later: {"EUR": euro, "USD": dollar, "XXX": Rate("XXX", later, Decimal(0))}}

    worth = conversion.worth(rates, "USD")

    assert (worth["USD"], worth["EUR"]) == (1, 2)
    assert worth["ILS"] == Fraction("1.0472") / Fraction("3.7585")
    assert "XXX" not in worth
    assert conversion.worth({}, "USD") == {"USD": 1}


def test_a_currency_is_reached_by_what_is_in_it_and_by_rates_of_its_own_day():
    converted = make_figure(point=1)
    late = make_figure(point=1, as_of="2026-05")
    undated = make_figure(point=1, currency="CAD", as_of="")

    assert conversion.reached([converted], RATES) == {"USD", "EUR", "ILS"}
    assert conversion.reached([late, undated], RATES) == {"USD", "CAD"}
    assert conversion.reached([], RATES) == set()


def test_how_much_of_a_list_comes_to_a_currency_is_counted_with_the_days_of_its_rates():
    figures = [
        make_figure(point=1, currency="EUR"),
        make_figure(point=1),
        make_figure(point=1, currency="ILS"),
        make_figure(point=1, as_of="2026-05"),
        make_figure(point=1, as_of=""),
    ]
    found = Reach.of("EUR", [equivalent(each, "EUR", "year", RATES) for each in figures])

    assert found == Reach("EUR", 1, 2, undated=1, without_rate=1, first=DAY, last=DAY)
    assert (found.reached, found.left) == (3, 2)
    assert Reach.of("EUR", []) == Reach("EUR")


@given(
    st.lists(st.tuples(st.sampled_from(["USD", "EUR", "ILS", "CAD"]), st.sampled_from(DATES))),
    st.sampled_from(["USD", "EUR", "ILS", "GBP"]),
)
def test_every_figure_of_a_list_comes_to_the_currency_or_stays_in_its_own(terms, currency):
    figures = [make_figure(point=1, currency=code, as_of=date) for code, date in terms]
    found = Reach.of(currency, [equivalent(each, currency, "year", RATES) for each in figures])

    assert found.reached + found.left == len(figures)
    assert (found.reached > 0) == (currency in conversion.reached(figures, RATES))
