import random
from bisect import bisect_left, bisect_right
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import locator, money
from roles.amounts_typed import AskedAmount
from roles.locator import PERCENTILES, RANGE
from roles.money import Pay, Rate
from tests.figures import DAY, RATES, TERMS

PRODUCT = SimpleNamespace(slug="product")
FIVE = {"p10": 100, "p25": 200, "median": 300, "p75": 400, "p90": 500}


def pay_of(amounts):
    return Pay(**{name: Decimal(amount) for name, amount in amounts.items()})


def make_figure(amounts=FIVE, **facts):
    usual = {"role": PRODUCT, "company": None, "basis": "posted", "n": None, "is_recent": True}
    usual |= {"currency": "USD", "period": "year", "as_of": "2025-01-24", "capped_at": None}
    usual |= {"balanced_p25": None, "balanced_median": None, "balanced_p75": None}
    return SimpleNamespace(pay=pay_of(amounts), terms=TERMS, **{**usual, **facts})


def stand(amount, amounts=FIVE, cap=None):
    cap = cap and Decimal(cap)
    return locator.standing(pay_of(amounts), cap, Fraction(Decimal(amount)))


def locate(amount, a="year", rates=RATES, **facts):
    """Where so many dollars for a period stand."""
    return locator.base(make_figure(**facts), "A", AskedAmount(Decimal(amount), "USD", a), rates)


def names(marks):
    return [mark.name for mark in marks]


@pytest.mark.parametrize(
    ("amount", "where", "below", "above"),
    [
        ("99.99", "below", None, "p10"),
        (150, "between", "p10", "p25"),
        ("300.01", "between", "median", "p75"),
        ("499.99", "between", "p75", "p90"),
        (501, "above", "p90", None),
    ],
)
def test_an_amount_stands_between_the_two_published_ones_next_to_it(amount, where, below, above):
    found = stand(amount)

    assert found.where == where
    assert getattr(found.below, "name", None) == below
    assert getattr(found.above, "name", None) == above


def test_what_equals_a_percentile_stands_at_it():
    assert (stand(300).where, names(stand(300).at)) == ("at", ["median"])
    assert names(stand(5, {"p25": 5, "median": 5, "p75": 9}).at) == ["p25", "median"]


def test_between_two_known_ones_no_unknown_one_is_made_up():
    found = stand(300, {"p25": 200, "p75": 400})

    assert (found.where, found.below.name, found.above.name) == ("between", "p25", "p75")
    assert stand(450, {"p25": 200, "p75": 400}).where == "above"


@pytest.mark.parametrize(
    ("amount", "where"), [(350, "between"), (450, "under cap"), (500, "capped"), (999, "capped")]
)
def test_where_the_publisher_prints_nothing_more_no_tail_is_made_up(amount, where):
    amounts = {name: FIVE[name] for name in ("p10", "p25", "median", "p75")}

    assert stand(amount, amounts, cap=500).where == where


@pytest.mark.parametrize(
    ("ends", "places"),
    [
        ({"low": 100, "high": 200}, ["below", "at", "between", "at", "above"]),
        ({"high": 200}, ["between", "between", "between", "at", "above"]),
        ({"low": 100}, ["below", "at", "between", "between", "between"]),
    ],
)
def test_a_range_has_an_inside_where_it_is_open_too(ends, places):
    assert [stand(amount, ends).where for amount in (50, 100, 150, 200, 250)] == places
    assert stand(150, ends).is_range


def random_row(chance):
    """The known percentiles of a figure, some equal and some missing, and an amount near them."""
    every = sorted(
        chance.choice([chance.randint(50, 90), chance.randint(1, 10_000)]) for _ in "12345"
    )
    kept = sorted(chance.sample(range(5), chance.randint(1, 5)))
    known = {PERCENTILES[place]: Decimal(every[place]) / 2 for place in kept}
    amount = chance.choice([*known.values(), Decimal(chance.randint(1, 11_000)) / 4])
    return known, amount


def test_a_thousand_brackets_are_those_that_counting_finds():
    chance = random.Random(20261126)  # noqa: S311
    for _ in range(1_000):
        known, amount = random_row(chance)
        fields, values = list(known), list(known.values())
        first, last = bisect_left(values, amount), bisect_right(values, amount)
        lower = sum(value < amount for value in values)
        assert (first, last) == (lower, lower + values.count(amount))

        found = stand(amount, known)

        assert names(found.at) == fields[first:last]
        assert getattr(found.below, "name", None) == (fields[first - 1] if first else None)
        assert getattr(found.above, "name", None) == [*fields, None][last]
        outside = {0: "below", len(values): "above"}.get(last, "between")
        assert found.where == ("at" if first < last else outside)


def test_a_thousand_brackets_in_another_currency_and_period_are_exact():
    chance = random.Random(20261127)  # noqa: S311
    for _ in range(1_000):
        known, _ = random_row(chance)
        period, to_period = (chance.choice(list(money.PER_YEAR)) for _ in "12")
        cents, dollars, shekels = (chance.randint(1, 10**6) for _ in "123")
        # In whole numbers: both sides times whatever would divide them.
        mine = cents * money.PER_YEAR[period] * shekels
        theirs = [
            int(value * 100) * money.PER_YEAR[to_period] * dollars for value in known.values()
        ]
        rates = {"USD": dollars, "ILS": shekels}

        found = locate(
            Decimal(cents) / 100,
            period,
            {DAY: {code: Rate(code, DAY, Decimal(each)) for code, each in rates.items()}},
            amounts=known,
            currency="ILS",
            period=to_period,
        ).standing

        fields = list(known)
        first, last = bisect_left(theirs, mine), bisect_right(theirs, mine)
        assert names(found.at) == fields[first:last]
        assert getattr(found.below, "name", None) == (fields[first - 1] if first else None)
        assert getattr(found.above, "name", None) == [*fields, None][last]


def test_the_day_of_a_figure_says_by_which_rate_the_amount_is_compared():
    found = locate(100, currency="ILS", amounts={"median": 400})

    assert (found.standing.where, found.is_computed) == ("below", True)
    assert found.conversion.day == DAY
    assert found.conversion.factor == money.round_to(Decimal("3.7585") / Decimal("1.0472"), 4)
    assert found.there == Decimal("358.91")


@pytest.mark.parametrize(
    ("amount", "there"), [("5000.4", "5000.40"), ("4999.6", "4999.60"), ("5000", "5000")]
)
def test_an_amount_beside_a_mark_is_not_shown_as_if_it_stood_at_it(amount, there):
    found = locate(amount, amounts={"median": 5000})

    assert (str(found.there), found.standing.where == "at") == (there, there == "5000")


@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        ({"as_of": ""}, "undated"),
        ({"as_of": "2019"}, "no rate"),
        ({"currency": "JPY"}, "no rate"),
    ],
)
def test_what_has_no_rate_of_its_day_cannot_be_compared(facts, obstacle):
    found = locate(100, **{"currency": "ILS", **facts})

    assert (found.standing, found.obstacle) == (None, obstacle)


@pytest.mark.parametrize(("dollars", "shekels"), [("0", "0"), ("0.000001", "999999999999")])
def test_a_mistyped_rate_is_none(dollars, shekels):
    rates = {"USD": dollars, "ILS": shekels}
    rates = {DAY: {code: Rate(code, DAY, Decimal(each)) for code, each in rates.items()}}

    assert locate(100, rates=rates, currency="ILS").obstacle == "no rate"


def test_an_undated_figure_in_the_same_currency_is_compared():
    found = locate(100, as_of="", period="month")

    assert (found.standing.amount, found.has_new_period) == (Fraction(100, 12), True)


def test_an_hour_is_told_by_its_hours():
    found = locate(208_000, period="hour")

    assert (found.there, found.has_hours, found.standing.where) == (Decimal(100), True, "at")


def test_bases_stand_apart_by_role_and_the_strongest_comes_first():
    udemy = SimpleNamespace(name="Udemy")
    figures = [
        make_figure(role=None),
        make_figure(company=udemy),
        make_figure(is_recent=False, n=900),
        make_figure(basis="stated", n=500),
        make_figure(n=15),
        make_figure(n=479),
        make_figure(currency="ILS", as_of="", n=9_999),
        make_figure(role=SimpleNamespace(slug="another")),
    ]
    asked = AskedAmount(Decimal(250), "USD", "year")
    bases = [locator.base(figure, "A", asked, RATES) for figure in figures]

    own, neighbours = locator.groups(bases, {"product": "Product", "absent": "Absent"})

    order = [figures.index(each.figure) for each in own.bases]
    assert [figures.index(each.figure) for each in own.others] == order[-1:]
    assert own.compared == own.bases[:-1]
    assert (own.name, order) == ("Product", [5, 4, 1, 3, 2, 6])
    # Of which role a neighbour is, is for whoever chooses the figures.
    assert (neighbours.is_of_neighbours, len(neighbours.bases)) == (True, 2)
    assert [each.is_few for each in own.bases][:2] == [False, True]


def test_it_stands_among_those_that_count_each_employer_once_by_themselves():
    once = {f"balanced_{name}": Decimal(each) for name, each in (("median", 220), ("p75", 240))}

    found = locate(250, **once)

    assert (found.standing.below.name, found.standing.above.name) == ("p25", "median")
    assert (found.balanced.where, found.balanced.below.name) == ("above", "p75")
    assert locate(250).balanced is None
    assert locate(250, currency="XXX", **once).balanced is None


def test_an_amount_beside_a_mark_of_each_employer_once_is_not_shown_as_if_it_stood_at_it():
    assert locate("219.60", balanced_median=Decimal(220)).there == Decimal("219.60")


def test_a_base_in_the_currency_that_was_asked_in_comes_before_those_it_is_converted_to():
    figures = [make_figure(n=900), make_figure(currency="ILS", is_recent=False), make_figure()]
    asked = AskedAmount(Decimal(250), "ILS", "year")
    bases = [locator.base(figure, "A", asked, RATES) for figure in figures]

    assert [figures.index(each.figure) for each in locator.by_strength(bases)] == [1, 0, 2]


def test_bases_that_are_left_out_are_counted():
    asked = AskedAmount(Decimal(250), "USD", "year")
    bases = [locator.base(make_figure(), "A", asked, RATES) for _ in range(14)]

    (group,) = locator.groups(bases, {"product": "Product"})

    assert (len(group.bases), group.more) == (locator.MOST_BASES, 2)
    assert [*group.first, *group.rest] == group.compared
    assert len(group.first) == locator.READ_AT_ONCE


amounts = st.decimals("0.01", "999999999", places=2)


@given(
    st.lists(amounts, min_size=5, max_size=5).map(sorted),
    st.sets(st.sampled_from(PERCENTILES), min_size=1),
    amounts,
    amounts | st.none(),
)
def test_every_amount_stands_somewhere_and_between_what_was_published(five, kept, amount, cap):
    known = {name: each for name, each in zip(PERCENTILES, five, strict=True) if name in kept}
    found = stand(amount, known, cap)

    lower = [mark.amount for mark in [found.below] if mark]
    higher = [mark.amount for mark in [found.above] if mark]
    assert all(each < amount for each in lower)
    assert all(each > amount for each in higher)
    assert {*lower, *higher, *(mark.amount for mark in found.at)} <= set(known.values())
    assert (found.where == "at") == (amount in known.values())
    assert found.where != "between" or (lower and higher)


def test_names_of_marks_are_those_of_pay():
    assert {*RANGE, *PERCENTILES, "point"} == set(Pay.__dataclass_fields__)
