import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import money
from roles.money import NoRate, NoSuchPeriod, NotComparable, Pay, Rate, Terms

DAY = dt.date(2025, 1, 24)
amounts = st.decimals(1, 10_000_000, places=2)
periods = st.sampled_from(sorted(money.PER_YEAR))
rates = st.decimals(Decimal("0.01"), 50_000, places=4)
terms = Terms(source="s", component="base", period="year", currency="USD", shape="range")


def ranges():
    ends = st.tuples(amounts, amounts).map(sorted)
    return ends.map(lambda ends: Pay(low=ends[0], high=ends[1]))


@pytest.mark.parametrize(
    ("amount", "period", "a_year"),
    [
        ("35.77", "hour", "74401.60"),
        ("2000", "week", "104000"),
        ("4000", "fortnight", "104000"),
        ("25000", "month", "300000"),
        ("107000", "year", "107000"),
    ],
)
def test_pay_is_annualised_by_the_stated_hours_and_periods(amount, period, a_year):
    assert money.in_period(Decimal(amount), period) == Decimal(a_year)


@pytest.mark.parametrize("period", ["once", "decade", ""])
def test_what_does_not_come_round_each_year_is_not_annualised(period):
    with pytest.raises(NoSuchPeriod):
        money.in_period(Decimal(40_000), period)


@given(amounts, amounts, periods, periods)
def test_the_higher_pay_is_the_higher_in_every_period(first, second, given, wanted):
    before = first < second
    after = money.in_period(first, given, wanted) < money.in_period(second, given, wanted)
    assert before == after


@given(amounts, periods)
def test_a_year_split_into_periods_adds_up_again(amount, period):
    there = money.in_period(amount, "year", period)
    assert abs(money.in_period(there, period) - amount) < Decimal("0.000001")


def test_conversion_goes_through_the_euro():
    shekel, dollar = Rate("ILS", DAY, Decimal("3.7585")), Rate("USD", DAY, Decimal("1.0472"))
    assert round(money.convert(Decimal(25_000), shekel, dollar), 2) == Decimal("6965.54")


@given(amounts, rates, rates)
def test_converting_there_and_back_changes_nothing_that_shows(amount, first, second):
    there = money.convert(amount, Rate("AAA", DAY, first), Rate("BBB", DAY, second))
    back = money.convert(there, Rate("BBB", DAY, second), Rate("AAA", DAY, first))
    assert abs(back - amount) < Decimal("0.0001")


def test_rates_of_two_weeks_do_not_go_together():
    other = Rate("USD", DAY - dt.timedelta(8), Decimal(1))
    with pytest.raises(NoRate):
        money.convert(Decimal(1), Rate("ILS", DAY, Decimal(4)), other)


def test_what_a_mistyped_rate_makes_of_an_amount_is_not_converted():
    yen, dollars = Rate("JPY", DAY, Decimal("0.000001")), Rate("USD", DAY, Decimal(10) ** 12)
    with pytest.raises(NoRate):
        money.convert(Decimal("9999999999"), yen, dollars)


def test_a_sunday_takes_the_rates_of_the_friday_before():
    sunday = dt.date(2025, 1, 26)
    friday = Rate("USD", DAY, Decimal("1.0472"))
    older = Rate("USD", dt.date(2025, 1, 23), Decimal("1.0404"))
    assert money.rates_on([older, friday], sunday)["USD"] == friday


def test_a_currency_keeps_the_newest_rate_it_has_when_another_has_a_newer_one():
    dollar, older = Rate("USD", DAY, Decimal("1.0472")), Rate("ILS", DAY, Decimal("3.7585"))
    newer = Rate("ILS", DAY + dt.timedelta(2), Decimal("3.8"))
    found = money.rates_on([newer, dollar, older], newer.day)
    assert (found["USD"], found["ILS"]) == (dollar, newer)
    assert money.convert(Decimal(38), newer, dollar) == Decimal("10.472")


def test_the_euro_is_always_among_the_rates():
    found = money.rates_on([Rate("USD", DAY, Decimal("1.0472"))], DAY)
    assert found["EUR"] == Rate("EUR", DAY, Decimal(1))


@pytest.mark.parametrize("days_later", [-1, 8])
def test_rates_of_a_later_day_or_another_week_are_not_taken(days_later):
    with pytest.raises(NoRate):
        money.rates_on([Rate("USD", DAY, Decimal(1))], DAY + dt.timedelta(days_later))


@pytest.mark.parametrize(
    ("known", "kept"), [(["25000"], 2), (["64000", "163000.00"], 3), (["119341.53"], 4), ([], 2)]
)
def test_a_computed_amount_keeps_the_digits_of_what_it_was_made_from(known, kept):
    assert money.digits(map(Decimal, known)) == kept


@pytest.mark.parametrize(
    ("amount", "to_digits", "left"),
    [
        ("6965.54", 2, "7000"),
        ("168432.1", 3, "168000"),
        ("999999", 2, "1000000"),
        ("12.5", 2, "13"),
    ],
)
def test_rounding_leaves_so_many_digits(amount, to_digits, left):
    assert str(money.round_to(Decimal(amount), to_digits)) == left


@given(amounts, st.integers(2, 4))
def test_rounding_twice_is_rounding_once(amount, to_digits):
    once = money.round_to(amount, to_digits)
    assert money.round_to(once, to_digits) == once
    assert abs(once - amount) <= amount / 10 ** (to_digits - 1)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("168000.00", "USD", "en", "$168,000"),
        ("35.77", "USD", "en", "$35.77"),
        ("25000", "ILS", "en", "₪25,000"),
        ("1234.50", "EUR", "de", "1.234,50\xa0€"),
        ("250000", "INR", "hi", "₹2,50,000"),
        ("9000.4", "JPY", "en", "¥9,000"),
    ],
)
def test_money_is_written_as_the_locale_does(amount, currency, locale, text):
    assert money.in_words(Decimal(amount), currency, locale) == f"\u2068{text}\u2069"


@pytest.mark.parametrize("locale", ["en", "he", "ar", "fa"])
def test_money_stays_in_one_piece_in_a_text_of_either_direction(locale):
    text = money.in_words(Decimal(25_000), "ILS", locale)
    assert (text[0], text[-1]) == ("\u2068", "\u2069")


def test_the_low_end_of_a_range_comes_first():
    text = money.range_in_words(Decimal(15_000), Decimal(20_000), "USD")
    assert text == "\u2068\u2068$15,000\u2069–\u2068$20,000\u2069\u2069"


def test_overlap_is_the_shared_part_of_the_union():
    technical = Pay(low=Decimal(168_000), high=Decimal(185_000))
    product = Pay(low=Decimal(155_000), high=Decimal(172_000))
    assert money.overlap(technical, product) == Fraction(4, 30)


@given(ranges(), ranges())
def test_overlap_is_a_share_and_the_same_from_both_sides(first, second):
    share = money.overlap(first, second)
    assert 0 <= share <= 1
    assert share == money.overlap(second, first)


@given(ranges())
def test_a_range_overlaps_whole_with_itself(pay):
    assert money.overlap(pay, pay) == 1


@pytest.mark.parametrize("pay", [Pay(high=Decimal(40_000)), Pay(point=Decimal(1)), Pay()])
def test_only_ranges_with_both_ends_overlap(pay):
    with pytest.raises(NotComparable):
        money.overlap(pay, Pay(low=Decimal(1), high=Decimal(2)))


def test_gap_of_ranges_is_told_at_both_ends_and_in_the_middle():
    technical = Pay(low=Decimal(168_000), high=Decimal(185_000))
    product = Pay(low=Decimal(155_000), high=Decimal(172_000))
    gap = money.gap(technical, product)
    told = [round(float(share), 3) for share in (gap.bottom, gap.middle, gap.top)]
    assert told == [0.084, 0.080, 0.076]


def test_gap_of_points_is_told_in_the_middle_only():
    gap = money.gap(Pay(point=Decimal(90)), Pay(point=Decimal(100)))
    assert (gap.bottom, gap.middle, gap.top) == (None, Fraction(-1, 10), None)


def test_an_open_range_has_a_gap_where_both_name_an_amount():
    gap = money.gap(Pay(high=Decimal(40_000)), Pay(low=Decimal(15_000), high=Decimal(20_000)))
    assert (gap.bottom, gap.middle, gap.top) == (None, None, Fraction(1))


def test_figures_of_different_shapes_have_no_gap():
    with pytest.raises(NotComparable):
        money.gap(Pay(point=Decimal(90)), Pay(median=Decimal(100)))


@given(ranges(), ranges())
def test_who_is_ahead_from_one_side_is_behind_from_the_other(first, second):
    there, back = money.gap(first, second), money.gap(second, first)
    assert (1 + there.bottom) * (1 + back.bottom) == 1


def test_figures_on_the_same_terms_may_be_compared():
    assert money.term_differences(terms, replace(terms)) == []


@pytest.mark.parametrize("term", ["source", "component", "place", "period", "level", "as_of"])
def test_a_term_in_which_figures_differ_is_named(term):
    assert money.term_differences(terms, replace(terms, **{term: "other"})) == [term]


@given(ranges(), periods)
def test_changing_the_period_keeps_the_shape_and_the_order(pay, period):
    a_year = pay.each(lambda amount: money.in_period(amount, period))
    assert a_year.shape == "range"
    assert a_year.low <= a_year.middle <= a_year.high


def test_a_percentile_of_thousands_is_told_without_cents():
    assert money.without_cents(Decimal("244698.50")) == Decimal(244699)
    assert money.without_cents(Decimal("219564.50")) == Decimal(219565)
    assert money.without_cents(Decimal("66.59")) == Decimal("66.59")


@pytest.mark.parametrize(
    ("share", "places", "text"),
    [("5/8", 0, "63"), ("1/16", 1, "6.3"), ("-1/16", 1, "-6.3"), ("1/3", 1, "33.3"), ("0", 0, "0")],
)
def test_halves_of_a_per_cent_go_up(share, places, text):
    assert str(money.in_percent(Fraction(share), places)) == text


@pytest.mark.parametrize(("amount", "text"), [("999.99", "999.99"), ("1000.49", "1000")])
def test_cents_are_left_out_from_a_thousand_on(amount, text):
    assert str(money.without_cents(Decimal(amount))) == text


@pytest.mark.parametrize(("rate", "to_rate"), [(0, 1), (1, 0), (-1, 1), (1, -1)])
def test_a_rate_of_nothing_or_less_converts_nothing(rate, to_rate):
    with pytest.raises(NoRate):
        money.convert(
            Decimal(1), Rate("ILS", DAY, Decimal(rate)), Rate("USD", DAY, Decimal(to_rate))
        )


def test_a_rate_of_the_same_weekday_the_week_before_is_near_enough():
    rate = Rate("USD", DAY, Decimal(1))
    assert money.rates_on([rate], DAY + dt.timedelta(7))["USD"] == rate


def test_the_ends_of_percentiles_are_the_quarters():
    pay = Pay(**{name: Decimal(n) for n, name in enumerate(["p10", "p25", "p75", "p90"], 1)})
    assert (pay.bottom, pay.middle, pay.top) == (2, None, 3)


def test_two_single_amounts_overlap_whole_or_not_at_all():
    one, two = (Pay(low=Decimal(n), high=Decimal(n)) for n in (1, 2))
    assert (money.overlap(one, one), money.overlap(one, two)) == (1, 0)


def test_nothing_lies_above_nothing_by_a_share():
    assert money.gap(Pay(point=Decimal(5)), Pay(point=Decimal(0))).middle is None


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("0", "USD", "$0"),
        ("85000", "USD", "$85k"),
        ("1500000", "ILS", "₪1.5M"),
        ("85250", "USD", "$85,250"),
        ("85000", "CHF", "CHF\u00a085k"),
        ("30", "EUR", "€30"),
    ],
)
def test_round_amounts_are_written_short(amount, currency, text):
    assert money.in_short(Decimal(amount), currency) == money.isolate(text)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("64000", "163000", "\u2068$64–163k\u2069"),
        ("141840", "154130", money.range_in_words(Decimal(141_840), Decimal(154_130), "USD")),
        ("950000", "1200000", money.range_in_words(Decimal(950_000), Decimal(1_200_000), "USD")),
        ("30", "40", money.range_in_words(Decimal(30), Decimal(40), "USD")),
    ],
)
def test_a_range_is_written_short_where_nothing_is_rounded(low, high, text):
    assert money.range_in_short(Decimal(low), Decimal(high), "USD") == text
