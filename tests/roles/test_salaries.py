from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import conversion, evidence, salaries
from roles.money import Pay
from roles.salaries import Bar, FigureRow, Scale
from tests.figures import RATES, TERMS, make_figure

amounts = st.integers(1, 1_000_000).map(Decimal)


def make_row(*, is_recent=True, in_currency="USD", **values):
    figure = make_figure(**values)
    equivalent = conversion.equivalent(figure, in_currency, "year", RATES)
    return FigureRow(figure=figure, name="A", equivalent=equivalent, is_recent=is_recent)


@given(st.lists(amounts, min_size=1), amounts)
def test_a_scale_holds_every_amount_and_keeps_their_order(held, other):
    scale = Scale.of([Pay(point=amount) for amount in held])

    assert all(0 <= scale.at(amount) <= salaries.WIDTH for amount in held)
    assert (scale.at(other) <= scale.at(held[0])) or other > held[0]
    assert scale.at(max(held)) >= salaries.WIDTH / 2


@pytest.mark.parametrize(
    ("pay", "bar"),
    [
        ({"low": 100, "high": 300}, Bar(box=(25, 75))),
        ({"high": 300}, Bar(mark=75)),
        ({"point": 200}, Bar(mark=50)),
        (
            {"p10": 40, "p25": 100, "median": 200, "p75": 300, "p90": 400},
            Bar(box=(25, 75), line=(10, 100), mark=50),
        ),
        ({"p25": 100, "median": 200, "p75": 300}, Bar(box=(25, 75), mark=50)),
        ({"p25": 100, "p75": 300}, Bar(box=(25, 75))),
        ({"p10": 100}, Bar(mark=25)),
        ({"p10": 100, "p75": 300}, Bar(mark=25)),
    ],
)
def test_a_bar_shows_what_is_known_and_no_more(pay, bar):
    amounts = {name: Decimal(amount) for name, amount in pay.items()}

    assert salaries.bar(Pay(**amounts), Scale(Decimal(400))) == bar


def test_what_is_in_another_currency_or_period_is_not_drawn():
    rows = salaries.on_one_scale(
        [make_row(point=90_000), make_row(point=9, currency="ILS", as_of="")], "USD", "year"
    )

    assert [row.bar for row in rows] == [Bar(mark=Decimal(90)), None]


def test_current_pay_is_sorted_before_older_and_comparable_before_other():
    rows = [
        make_row(point=5, is_recent=False),
        make_row(point=9, currency="ILS", as_of=""),
        make_row(point=2),
        make_row(low=3, high=5),
    ]

    highest = salaries.by_pay(rows, "USD", "year", is_highest=True)
    lowest = salaries.by_pay(rows, "USD", "year", is_highest=False)

    assert [rows.index(row) for row in highest] == [3, 2, 1, 0]
    assert [rows.index(row) for row in lowest] == [2, 3, 1, 0]


def comparable(groups, most=9):
    return [pair for found in salaries.comparable_pairs(groups, most) for pair in found.pairs]


def test_overlap_is_the_shared_part_of_all_that_two_ranges_cover():
    first, second = make_row(low=155_000, high=172_000), make_row(low=168_000, high=185_000)

    (pair,) = comparable([[first], [second]])

    assert (pair.shared, pair.spanned) == (Decimal(4_000), Decimal(30_000))
    assert (pair.percent, pair.shared_ends) == (13, (Decimal(168_000), Decimal(172_000)))
    assert pair.bars == (Bar(box=(0, Decimal("56.7"))), Bar(box=(Decimal("43.3"), 100)))


def test_ranges_apart_have_nothing_in_common_and_the_hole_is_in_neither():
    (pair,) = comparable([[make_row(low=1, high=3)], [make_row(low=7, high=8)]])

    assert (pair.overlap, pair.shared_ends, pair.spanned) == (0, None, 3)


@pytest.mark.parametrize("term", ["source", "component", "place", "period", "company", "level"])
def test_ranges_that_differ_in_kind_are_not_set_side_by_side(term):
    other = make_row(low=1, high=2, terms=replace(TERMS, **{term: "other"}))

    assert comparable([[make_row(low=1, high=2)], [other]]) == []


def test_of_several_ranges_those_that_compare_are_told():
    other = make_row(low=1, high=2, terms=replace(TERMS, place="IL"))
    same = make_row(low=1, high=2)

    (pair,) = comparable([[make_row(low=1, high=2)], [other, same]])

    assert pair.second is same


def test_a_role_without_a_range_has_no_pair():
    assert comparable([[make_row(low=1, high=2)], [], []]) == []


def test_pairs_are_cut_for_every_two_roles_apart_and_the_cut_is_counted():
    many = [make_row(low=1, high=2) for _ in range(3)]
    few = [make_row(low=1, high=2)]

    found = salaries.comparable_pairs([many, many, few], 2)

    assert [(len(each.pairs), each.more) for each in found] == [(2, 7), (2, 1), (2, 1)]


def test_a_record_has_every_column_and_says_nothing_of_what_is_unknown():
    row = make_row(point="35.5", period="hour")
    facts = dict.fromkeys(["role", "company", "place", "place_id", "capped_at", "n", "file_name"])
    facts |= dict.fromkeys(salaries.BALANCED)
    facts |= {
        "key": "lca/2025",
        "evidence": evidence.CLAIM,
        "evidence_in_words": "claim of the source",
    }
    source = SimpleNamespace(name="S", slug="s", publisher="", address="", licence="CC0 1.0")
    figure = SimpleNamespace(**facts, **vars(row.figure), source=source)

    record = salaries.record(replace(row, figure=figure))

    assert tuple(record) == salaries.COLUMNS
    assert (record["point"], record["computed_point"]) == ("35.5", "73800")
    assert (record["role"], record["publisher"], record["n"]) == (None, None, None)
    assert record["licence"] == "CC0 1.0"
    assert record["key"] == "lca/2025"
    assert (record["evidence"], record["evidence_in_words"]) == ("claim", "claim of the source")


@pytest.mark.parametrize(
    ("amount", "text"), [("168000.00", "168000"), ("35.77", "35.77"), ("1E+5", "100000")]
)
def test_amounts_are_written_out_in_plain_digits(amount, text):
    assert salaries.written_out(Decimal(amount)) == text


def make_fact(name="", **facts):
    defaults = {"is_recent": True, "company": None, "component": "total", "n": None, "place": None}
    defaults |= {"basis": "posted", "as_of": "2026", "level": "", "employers": None}
    defaults |= {"currency": "USD", "pay": Pay(median=Decimal(9)), "is_partly_old": False}
    return SimpleNamespace(name=name, **{**defaults, **facts})


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"company": "Udemy", "component": "base", "n": 900}),
        ({"component": "base", "n": 5}, {"n": 900}),
        ({"basis": "filed"}, {"n": 900, "as_of": "2027"}),
        ({"n": 900}, {"n": 5, "as_of": "2026-08"}),
        ({"n": 900}, {"n": 60, "as_of": "2026-08"}),
        ({"n": 60}, {"n": 900, "is_partly_old": True}),
        ({"n": 900, "is_partly_old": True}, {"n": 6}),
        ({"n": 40}, {"n": 30}),
        ({"n": 40}, {"n": None}),
        # What is not known is not few.
        ({"n": None}, {"n": 1}),
        ({"n": 40, "employers": 9}, {"n": 40, "employers": 5, "as_of": "2026-08"}),
        ({"n": 40, "as_of": "2026-08"}, {"n": 40}),
        ({"n": 40}, {"n": 900, "currency": "GBP"}),
        ({"n": 40}, {"n": 900, "level": "Senior"}),
        ({"n": 40}, {"n": 900, "pay": Pay(point=Decimal(9))}),
    ],
)
def test_a_card_shows_the_figure_of_no_company_of_base_pay_and_of_the_most(better, worse):
    best, other = make_fact("best", **better), make_fact("other", **worse)

    found = [salaries.headline(each, "USD") for each in ([best, other], [other, best])]
    assert found == [best, best]


def test_a_card_shows_nothing_when_no_figure_is_current():
    assert salaries.headline([make_fact(is_recent=False, n=900)], "USD") is None
    assert salaries.headline([], "USD") is None


def test_a_bonus_is_no_pay_on_a_card():
    assert salaries.headline([make_fact(component="bonus", n=900)], "USD") is None


@pytest.mark.parametrize(("n", "is_few"), [(29, True), (30, False), (None, False)])
def test_fewer_than_thirty_are_few(n, is_few):
    row = replace(make_row(point=1), figure=make_fact(n=n))

    assert row.is_few is is_few


def test_a_box_is_wide_enough_to_be_seen():
    assert Bar(box=(Decimal(7), Decimal(7))).box_width == Decimal("0.2")
    assert (Bar(box=(0, 9)).box_width, Bar().box_width) == (9, 0)


def test_percentiles_without_their_median_are_sorted_by_the_one_in_the_middle():
    pay = Pay(p10=Decimal(1), p25=Decimal(2), p75=Decimal(3))

    assert salaries.by_amount(replace(make_row(point=9).equivalent, pay=pay)) == 2
