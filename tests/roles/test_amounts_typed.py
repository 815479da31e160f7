from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roles import amounts_typed, money
from roles.amounts_typed import AskedAmount, AskedBack, Chosen, Typed, as_typed, read, understood

OFFERED = ("USD", "EUR", "GBP", "CAD", "AUD", "ILS", "INR", "JPY", "SEK", "NOK")
WORTH = {
    "USD": Fraction(1),
    "EUR": Fraction(11, 10),
    "ILS": Fraction(28, 100),
    "JPY": Fraction(1, 150),
}


def ask(text, currency="USD", period="year", *, is_usual=False):
    chosen = Chosen(currency, is_usual=is_usual), Chosen(period, is_usual=is_usual)
    return understood(read(text), *chosen, OFFERED, WORTH)


def options(answer):
    return [(str(each.amount), each.currency, each.period) for each in answer.options]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("185000", 185_000),
        ("185k", 185_000),
        ("185 k", 185_000),
        ("185k$", 185_000),
        ("185 k$", 185_000),
        ("185K", 185_000),
        ("92.5k", 92_500),
        ("92,5k", 92_500),
        ("185.000", 185_000),
        ("185,000", 185_000),
        ("185,500", 185_500),
        ("1.250,00", 1_250),
        ("1,250.00", 1_250),
        ("1'250", 1_250),
        ("1’250.50", "1250.50"),
        ("1,250,000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("60 000", 60_000),
        ("60\u00a0000", 60_000),
        ("60\u202f000", 60_000),
        ("60\u2009000,50", "60000.50"),
        ("1 250 000", 1_250_000),
        ("18,50,000", 1_850_000),
        ("18.5 lakh", 1_850_000),
        ("1.2M", 1_200_000),
        ("92.50", "92.50"),
        ("92,50", "92.50"),
        ("45.6731", "45.6731"),
        ("0.125", "0.125"),
        ("0185000", 185_000),
        ("+185000", 185_000),
        (" 185,000. ", 185_000),
        ("१८५", 185),
        ("١٨٥٬٠٠٠", 185_000),
        ("１８５，０００", 185_000),
        ("￥１８．５ｋ", 18_500),
        ("18.5 LPA", 1_850_000),
        ("1.2 crore", 12_000_000),
        ("₹1.2 Cr.", 12_000_000),
        ("185 k$/yr", 185_000),
        ("185kUSD", 185_000),
        ("＄１８５ ０００", 185_000),
        ("\u2068$185,000\u2069", 185_000),
        (".75", "0.75"),
        ("$.75/hr", "0.75"),
        ("€.5M", 500_000),
        ("USD .5m", 500_000),
        ("Rs.75", 75),
        ("Fr.5000", 5_000),
        ("approx.90k", 90_000),
        ("18L", 1_800_000),
        ("100k gross", 100_000),
        ("gross 100k EUR", 100_000),
    ],
)
def test_an_amount_that_can_be_read_in_one_way_is_read_so(text, amount):
    typed = read(text)

    assert typed.amounts[0] == Decimal(amount)
    assert (typed.problem, typed.is_unclear, typed.is_several) == ("", False, False)


@pytest.mark.parametrize(
    ("text", "amount", "bound"),
    [
        ("about 185k", 185_000, "about"),
        ("~185k", 185_000, "about"),
        ("≈ $185,000", 185_000, "about"),
        ("approx. 185k a year", 185_000, "about"),
        ("$185k+", 185_000, "least"),
        ("185,000+ USD", 185_000, "least"),
        ("185k USD +", 185_000, "least"),
        ("185k or more", 185_000, "least"),
        ("at least €90.000", 90_000, "least"),
        ("> 90,000", 90_000, "least"),
        ("up to 180k", 180_000, "most"),
        ("<180k", 180_000, "most"),
        ("180k max", 180_000, "most"),
        ("185k", 185_000, ""),
        ("+185k", 185_000, ""),
        ("150k+ to 180k", 180_000, ""),
    ],
)
def test_what_is_not_meant_exactly_is_read_with_what_makes_it_so(text, amount, bound):
    typed = read(text)

    assert (typed.problem, typed.bound) == ("", bound)
    assert typed.amounts[-1] == amount


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("1.250", (1_250, "1.25")), ("62.500", (62_500, "62.5")), ("1.250k", (1_250_000, 1_250))],
)
def test_a_point_before_three_digits_is_asked_back(text, amounts):
    typed = read(text)

    assert typed.is_unclear
    assert typed.amounts == tuple(map(Decimal, amounts))


def test_a_comma_before_three_digits_is_read_as_this_site_writes_it():
    assert read("1,250").amounts == (Decimal(1_250), Decimal("1.250"))
    assert ask("185,500").amount == 185_500


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0", "zero"),
        ("0.00", "zero"),
        ("0k", "zero"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("$-5", "negative"),
        ("-$5", "negative"),
        ("15%", "share"),
        ("15 percent", "share"),
        ("999999999999k", "huge"),
        ("9" * 40, "huge"),
        ("9" * 41, "long"),
        ("x" * 100_000, "long"),
    ],
)
def test_what_is_no_amount_of_pay_is_told_why(text, problem):
    assert read(text) == Typed(problem=problem)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "\0",
            "185\0",
            "\ud800",
            "a lot",
            "about",
            "up to",
            "~185k+",
            "185k++",
            "k",
            "$",
        ),
        *("1e6", "10^12", "10**12", "0x10", "1_000", "NaN", "Infinity", "½", "185½", "185²"),
        *("1.2.3", "1,2,3", "1.250.00", "1,250.000", "60 00", "2025 185", "000.581.1", "185 kk"),
        *("١٢٣x", "=1+1", "<b>185</b>", "185; 190", "18 ₹ LPA", "(5,000)", "1'2", "一八五"),
        *("$..75", "60 000 .5", "usd.5000000", "100k net", "EUR$100k", "between 150k", "gross"),
    ],
)
def test_what_cannot_be_read_is_not_guessed(text):
    assert read(text) == Typed(problem="unreadable")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("150-180k", [150_000, 180_000]),
        ("150k–180k", [150_000, 180_000]),
        ("$150,000 - $180,000", [150_000, 180_000]),
        ("150,000 to 180k", [150_000, 180_000]),
        ("150/180k", [150_000, 180_000]),
        ("between 150k and 180k", [150_000, 180_000]),
        ("Between $150-180k", [150_000, 180_000]),
        ("1/2 million", [500_000, 1_000_000, 2_000_000]),
        ("$3/4m", [750_000, 3_000_000, 4_000_000]),
        ("1/3m", [Decimal("333333.33"), 1_000_000, 3_000_000]),
        ("3/2m", [3_000_000, 2_000_000]),
        ("9/20k", [9_000, 20_000]),
    ],
)
def test_of_several_amounts_each_is_offered(text, amounts):
    answer = ask(text)

    assert answer.kind == "several"
    assert [each.amount for each in answer.options] == amounts


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("US$ 185k", ("USD",)),
        ("185000 USD", ("USD",)),
        ("usd 185000", ("USD",)),
        ("US $185k", ("USD",)),
        ("€ 60 000", ("EUR",)),
        ("60.000 €", ("EUR",)),
        ("£60k", ("GBP",)),
        ("₪25,000", ("ILS",)),
        ("CHF 1'250.00", ("CHF",)),
        ("Fr. 5000", ("CHF",)),
        ("$185,000 CAD", ("CAD",)),
        ("€5 USD", ("EUR", "USD")),
        ("185k$", ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")),
        ("1.2m$", ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN")),
        ("185k C$", ("CAD",)),
        ("CAD$100k", ("CAD",)),
        ("USD$100k", ("USD",)),
        ("100k AUD$", ("AUD",)),
        ("CA $100k", ("CAD",)),
        ("AU $100k", ("AUD",)),
    ],
)
def test_a_currency_is_known_by_its_sign_or_code(text, currencies):
    assert read(text).currencies == currencies


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("92.50/hour", "hour"),
        ("92.50 an hour", "hour"),
        ("25k a month", "month"),
        ("25k/mo", "month"),
        ("185k p.a.", "year"),
        ("₹18 LPA", "year"),
        ("185,000 per annum", "year"),
        ("45 ph", "hour"),
        ("45 p/h", "hour"),
        ("25k p/m", "month"),
        ("900 pw", "week"),
    ],
)
def test_a_period_is_known_by_its_word(text, period):
    assert read(text).periods == (period,)


def test_a_sign_that_fits_what_is_chosen_asks_nothing():
    assert ask("$185,000", "CAD") == AskedAmount(Decimal(185_000), "CAD", "year")
    assert ask("185,000 kr a month", "SEK", "month").currency == "SEK"
    assert ask("25k", "ILS", "month") == AskedAmount(Decimal(25_000), "ILS", "month")


def test_a_sign_that_contradicts_what_is_chosen_is_asked_back():
    answer = ask("€ 60 000")

    assert answer.kind == "currency"
    assert options(answer) == [("60000", "USD", "year"), ("60000", "EUR", "year")]
    assert ask("60 000 UAH") == AskedBack(
        "currency", (AskedAmount(Decimal(60_000), "USD", "year"),)
    )


def test_a_sign_speaks_for_itself_where_nobody_chose():
    assert ask("€ 60 000", is_usual=True).currency == "EUR"
    assert ask("$ 60 000", is_usual=True).currency == "USD"
    assert ask("60 000 kr", is_usual=True).kind == "currency"
    assert ask("25k ILS a month", is_usual=True).period == "month"


def test_a_period_that_contradicts_what_is_chosen_is_asked_back():
    answer = ask("25k a month", "ILS")

    assert answer.kind == "period"
    assert options(answer) == [("25000", "ILS", "year"), ("25000", "ILS", "month")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("€90,000", ("90000", "EUR", "year")),
        ("90.000 €", ("90000", "EUR", "year")),
        ("£85k p.a.", ("85000", "GBP", "year")),
        ("$92/hr", ("92", "USD", "hour")),
        ("€45 an hour", ("45", "EUR", "hour")),
        ("185k", ("185000", "USD", "year")),
    ],
)
def test_what_is_written_holds_where_nothing_was_chosen(text, meant):
    answer = ask(text, is_usual=True)

    assert (str(answer.amount), answer.currency, answer.period) == meant


@pytest.mark.parametrize("text", ["185k ₽", "₫900,000,000", "60 000 UAH"])
def test_a_currency_that_nothing_compares_with_is_no_other_one(text):
    assert ask(text, is_usual=True) == AskedBack("foreign")
    assert ask(text).kind == "currency"


@pytest.mark.parametrize("is_usual", [True, False])
@pytest.mark.parametrize("text", ["EUR 150k USD", "150k EUR/USD", "€150k USD"])
def test_currencies_that_contradict_each_other_are_asked_back(text, is_usual):
    answer = ask(text, is_usual=is_usual)

    assert answer.kind == "currency"
    assert options(answer) == [("150000", "EUR", "year"), ("150000", "USD", "year")]


def test_a_currency_beside_one_that_cannot_be_chosen_is_asked_back():
    assert options(ask("150k USD/RUB")) == [("150000", "USD", "year")]


@pytest.mark.parametrize("is_usual", [True, False])
def test_periods_that_contradict_each_other_are_asked_back(is_usual):
    answer = ask("50k a month a year", is_usual=is_usual)

    assert answer.kind == "period"
    assert options(answer) == [("50000", "USD", "month"), ("50000", "USD", "year")]


@pytest.mark.parametrize("is_usual", [True, False])
@pytest.mark.parametrize("text", ["5 lakh", "5 LPA", "0.05 crore", "5,00,000", "5L", "5,00,000.00"])
def test_lakhs_may_be_of_rupees(text, is_usual):
    answer = ask(text, is_usual=is_usual)

    assert answer.kind == "currency"
    assert [(round(each.amount), each.currency) for each in answer.options] == [
        (500_000, "USD"),
        (500_000, "INR"),
    ]
    assert ask(text, "INR").currency == ask(f"₹{text}", is_usual=True).currency == "INR"
    assert ask(f"$ {text}").currency == "USD"


@pytest.mark.parametrize("is_usual", [True, False])
@pytest.mark.parametrize("text", ["Rs 18 lakh", "₨ 18 lakh", "Rs. 18,00,000", "1800k rupees"])
def test_a_name_of_several_currencies_is_none_of_them_alone(text, is_usual):
    answer = ask(text, is_usual=is_usual)

    assert (answer.kind, answer.options[-1].currency) == ("currency", "INR")
    assert ask(text, "INR").currency == "INR"
    assert understood(
        read("¥300k"), Chosen("USD", is_usual=True), Chosen("year"), ["USD", "JPY"], {}
    ) == AskedBack("currency", (AskedAmount(Decimal(300_000), "JPY", "year"),))


def test_what_may_be_a_month_or_a_role_is_asked_back():
    answer = ask("25k pm", is_usual=True)

    assert answer.kind == "period"
    assert options(answer) == [("25000", "USD", "month"), ("25000", "USD", "year")]
    assert ask("25k p.m.", is_usual=True).period == "month"


def test_what_stands_in_place_of_another_choice_is_asked_back():
    currency, period = Chosen("USD", is_usual=True), Chosen("year", is_usual=True)
    for kind in ("currency", "period"):
        chosen = {"currency": currency, "period": period}
        chosen[kind] = replace(chosen[kind], is_instead=True)
        answer = understood(read("150k"), *chosen.values(), OFFERED, WORTH)
        assert answer == AskedBack(kind, (AskedAmount(Decimal(150_000), "USD", "year"),))


@pytest.mark.parametrize(
    ("text", "amount"), [("185500.0040", "185500"), ("185500.5051", "185500.51")]
)
def test_what_is_typed_with_more_digits_than_money_has_is_rounded(text, amount):
    assert ask(text).amount == Decimal(amount)


def test_two_doubts_at_once_are_one_question():
    answer = ask("€1.250", period="month")

    assert options(answer) == [("1250", "USD", "month"), ("1250", "EUR", "month")]


def test_what_nobody_is_paid_is_asked_back_with_what_may_be_meant():
    hourly = ask("185,000", period="hour")

    assert hourly.kind == "implausible"
    assert options(hourly) == [("185000", "USD", "year"), ("185000", "USD", "month")]
    assert options(ask("185"))[-1] == ("185000", "USD", "year")
    assert ("185", "USD", "hour") in options(ask("185"))
    assert ("92.500", "USD", "hour") in options(ask("92,500", period="hour"))
    assert ask("999999999") == AskedBack("implausible")


def test_what_is_unclear_is_offered_in_both_ways_where_neither_is_plausible():
    assert options(ask("1.250")) == [("1250", "USD", "year"), ("1.250", "USD", "year")]


def test_a_comma_is_asked_back_where_both_ways_are_plausible():
    answer = understood(read("1,250"), Chosen("KWD"), Chosen("hour"), ["KWD"], {})

    assert answer.kind == "unclear"
    assert options(answer) == [("1250", "KWD", "hour"), ("1.250", "KWD", "hour")]


def test_a_problem_is_all_that_is_said_of_it():
    assert ask("15%") == AskedBack("share")


amounts = st.decimals("0.01", "999999999", places=2)
GROUPS = st.sampled_from(["", ",", ".", "'", " ", "\u00a0", "\u202f"])


def written(amount, group, point):
    whole, _, cents = f"{amount:f}".partition(".")
    number = f"{int(whole):,}".replace(",", group)
    return f"{number}{point}{cents}" if cents else number


@given(amounts, GROUPS, st.sampled_from([".", ","]))
def test_every_way_to_write_cents_is_read_as_it_was_meant(amount, group, point):
    if group == point:
        group = ""
    typed = read(written(amount, group, point))

    assert typed.amounts == (amount,)


@given(st.integers(1, 999_999_999), GROUPS)
def test_a_whole_amount_is_read_or_asked_back_and_never_another(amount, group):
    typed = read(written(Decimal(amount), group, "."))

    assert Decimal(amount) in typed.amounts
    assert typed.is_unclear or typed.amounts[0] == amount


@given(
    st.integers(2_001, 3_999_999),
    st.sampled_from(
        [
            (sign, names[0])
            for sign, names in amounts_typed.NAMES.items()
            if len(names) == 1 and names[0] in OFFERED
        ]
    ),
    st.sampled_from(sorted(amounts_typed.PERIODS.items() - {("lpa", "year")})),
    st.booleans(),
)
def test_a_sign_and_a_word_are_read_as_written_where_nothing_was_chosen(
    amount, sign, period, is_before
):
    (name, currency), (word, meant) = sign, period
    text = f"{name} {amount:,} {word}" if is_before else f"{amount:,} {name} {word}"
    usual = Chosen("USD", is_usual=True), Chosen("year", is_usual=True)
    answer = understood(read(text), *usual, OFFERED, {})

    read_as = answer if isinstance(answer, AskedAmount) else answer.options[0]
    assert read_as == AskedAmount(Decimal(amount), currency, meant)


@given(st.decimals("0.0001", "999999999", places=4))
def test_what_a_link_fills_in_is_read_as_that_amount_alone(amount):
    assert read(as_typed(amount)).amounts == (amount,)


words_known = [*amounts_typed.NAMES, *amounts_typed.TIMES, *amounts_typed.PERIODS]
signs = st.sampled_from([*words_known, *amounts_typed.BEFORE, *amounts_typed.AFTER])
likely = st.lists(signs | st.text("0123456789.,' -–/k$€%+~", max_size=8), max_size=6).map("".join)


@given(st.text(max_size=60) | likely, st.sampled_from(list(money.PER_YEAR)))
@example("1\u0660.\u0661", "year")
def test_any_text_is_an_amount_or_a_question(text, period):
    answer = ask(text, period=period)

    if isinstance(answer, AskedAmount):
        assert amounts_typed.is_plausible(answer, WORTH)
        assert (answer.currency, answer.period) == ("USD", period)
    else:
        assert answer.kind
        assert all(0 < each.amount < amounts_typed.HUGE for each in answer.options)
