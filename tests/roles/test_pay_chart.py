from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import pay_chart
from roles.conversion import Equivalent
from roles.money import Pay
from roles.salaries import FigureRow
from roles.same_employer import NO_LEVEL

PRODUCT, TECHNICAL = (SimpleNamespace(slug=slug) for slug in ("product", "technical"))
UDEMY, ACME = (SimpleNamespace(name=name) for name in ("Udemy", "Acme"))
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
amounts = st.integers(1, 10_000_000).map(Decimal)
shapes = st.one_of(
    st.lists(amounts, min_size=2, max_size=2).map(
        lambda ends: dict(zip(("low", "high"), sorted(ends), strict=True))
    ),
    amounts.map(lambda amount: {"point": amount}),
    amounts.map(lambda amount: {"high": amount}),
    # Any of the five may be missing.
    st.dictionaries(st.sampled_from(PERCENTILES), amounts, min_size=1).map(
        lambda known: dict(
            zip(sorted(known, key=PERCENTILES.index), sorted(known.values()), strict=True)
        )
    ),
)
companies = st.sampled_from([None, UDEMY, ACME])


def make_row(*, role=PRODUCT, is_recent=True, currency="USD", pay=None, **facts):
    pay = Pay(**{name: Decimal(amount) for name, amount in (pay or {"point": 90_000}).items()})
    usual = {"company": None, "component": "base", "basis": "posted", "level": "", "n": None}
    usual |= {"observed_from": "", "employers": None, "currency": currency, "pay": pay}
    usual |= {"is_recent": is_recent, "is_partly_old": False}
    figure = SimpleNamespace(**{"role": role, "as_of": "2026-01", **usual, **facts})
    return FigureRow(figure, "A", Equivalent(pay, currency, "year"), is_recent)


def chart(*rows, roles=(PRODUCT,), component=""):
    return pay_chart.chart(roles, rows, "USD", "year", component)


def chosen(*rows, **more):
    market = chart(*rows, **more).rows[0].market
    return market and market.row


@given(st.lists(st.tuples(shapes, companies, st.booleans()), min_size=1, max_size=8))
def test_everything_stands_within_the_axis_and_no_company_is_the_market(facts):
    drawn = chart(*(make_row(pay=pay, company=who, is_recent=new) for pay, who, new in facts))

    (row,) = drawn.rows
    for drawing in row.drawings:
        bar = drawing.bar
        places = [*(bar.box or ()), *(bar.line or ()), *drawing.ends, drawing.label_at]
        assert all(0 <= place <= 100 for place in places)
        assert drawing.is_old is not drawing.row.is_recent
    assert row.market is None or row.market.row.figure.company is None
    assert all(drawing.row.figure.company for drawing in row.companies)
    assert len(row.companies) <= pay_chart.MOST_COMPANIES


@given(st.lists(amounts, min_size=1))
def test_an_axis_has_four_round_marks_and_ends_above_the_highest(held):
    scale = pay_chart.scale_of(held)
    ticks = pay_chart.Chart((), scale, "USD", "year").ticks

    assert scale.top >= max(held)
    assert [(tick.anchor, tick.amount % 1) for tick in ticks][1:3] == [("middle", 0)] * 2 or (
        scale.top < 30
    )
    assert all(len(tick.amount.normalize().as_tuple().digits) <= 2 for tick in ticks)
    assert (ticks[0].anchor, ticks[-1].anchor, len(ticks)) == ("start", "end", 4)


@pytest.mark.parametrize(
    ("highest", "end"), [(271_395, 300_000), (300_000, 300_000), (301_000, 450_000), (80, 90)]
)
def test_an_axis_ends_at_the_next_round_amount(highest, end):
    assert pay_chart.scale_of([Decimal(highest)]).top == end


FIVE = {"p10": 1, "p25": 2, "median": 3, "p75": 4, "p90": 5}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"is_recent": False, "basis": "paid", "pay": FIVE}),
        ({"pay": FIVE}, {"basis": "paid"}),
        ({"basis": "paid"}, {"basis": "filed", "as_of": "2026-09"}),
        ({"basis": "filed"}, {"n": 900}),
        ({}, {"basis": "stated"}),
        ({}, {"level": "Senior"}),
        ({}, {"component": "total"}),
        ({"n": 900}, {"n": 6, "as_of": "2026-02"}),
        ({"n": 60}, {"n": 900, "is_partly_old": True}),
        ({"n": 40, "as_of": "2026-02"}, {"n": 40}),
        ({"n": 40}, {"n": 30, "pay": {"point": 900_000}}),
    ],
)
def test_a_role_shows_what_carries_farthest_not_the_newest_nor_the_highest(better, worse):
    best, other = make_row(**better), make_row(**worse)

    assert chosen(best, other) is chosen(other, best) is best


def test_a_row_is_of_its_own_role_and_every_role_has_one():
    mine = make_row()

    drawn = chart(mine, roles=(TECHNICAL, PRODUCT))

    assert [row.role for row in drawn.rows] == drawn.roles == [TECHNICAL, PRODUCT]
    assert [row.market and row.market.row for row in drawn.rows] == [None, mine]


def test_without_figures_there_is_no_axis():
    drawn = chart()

    assert (drawn.scale, drawn.ticks, drawn.rows[0].drawings) == (None, [], ())


def test_what_cannot_be_brought_to_the_axis_is_told_and_not_drawn():
    other = make_row(currency="ILS", as_of="", is_recent=False)

    (row,) = chart(other).rows

    assert (row.market, row.unplaced) == (None, other)


def test_a_current_figure_without_a_place_gives_way_to_no_older_one_with_one():
    older = make_row(is_recent=False, as_of="2022-08")
    many = {"p25": 1, "median": 2, "p75": 3}
    strong = make_row(currency="ILS", pay=many, n=76)
    weak = make_row(currency="ILS", pay=many, n=18)
    converted = replace(weak, equivalent=replace(weak.equivalent, currency="USD"))

    for placed in (older, converted):
        (row,) = chart(placed, strong).rows
        assert (row.market, row.companies, row.unplaced) == (None, (), strong)
    (row,) = chart(strong, make_row(pay=many, n=479)).rows
    assert row.market.row.figure.n == 479


def test_ranges_of_employers_without_a_place_give_way_to_no_older_figure():
    older = make_row(is_recent=False, as_of="2022-08")
    own = [make_row(currency="ILS", company=company) for company in (UDEMY, ACME)]

    (row,) = chart(older, *own).rows

    assert (row.market, row.companies, row.own_ranges) == (None, (), 2)
    assert row.unplaced in own
    (row,) = chart(older, own[0], make_row(company=ACME)).rows
    assert (row.older, [each.row.figure.company for each in row.companies]) == (older, [ACME])


@given(st.lists(st.tuples(shapes, companies, st.booleans(), st.booleans()), max_size=6))
def test_where_anything_is_current_nothing_older_speaks_for_the_role(facts):
    rows = [
        make_row(pay=pay, company=who, is_recent=new, currency="USD" if is_placed else "ILS")
        for pay, who, new, is_placed in facts
    ]
    (row,) = chart(*rows).rows

    is_current = any(each.is_recent and not each.figure.company for each in rows)
    assert not (is_current and row.market and row.market.is_old)


def test_a_bonus_is_no_pay_unless_it_is_asked_for():
    bonus = make_row(component="bonus")

    assert chosen(bonus) is None
    assert chosen(bonus, component="bonus") is bonus


def drawing(low, high, *, company=UDEMY, **facts):
    pay = {"low": low, "high": high}
    rows = (
        make_row(pay=pay, company=company, **facts),
        make_row(pay={"point": 290_000}, is_recent=False),
    )
    return chart(*rows).rows[0].companies[0]


def test_one_figure_a_company_is_drawn_and_of_the_first_few_alone():
    names = ["A", "B", "C", "C"]
    rows = [
        make_row(company=SimpleNamespace(name=name), as_of=f"2026-0{n}")
        for n, name in enumerate(names, start=1)
    ]

    drawn = chart(*rows).rows[0].companies

    assert [each.row.figure.company.name for each in drawn] == ["C", "B"]
    assert drawn[0].row is rows[3]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"is_recent": False, "n": 90}),
        ({"n": 40}, {"n": 90, "basis": "stated"}),
        ({"n": 40, "currency": "USD"}, {"n": 90, "currency": "EUR"}),
        ({"n": 3}, {"n": 2, "as_of": "2026-08"}),
        ({"as_of": "2026-08"}, {"as_of": "2026-07"}),
        ({"level": NO_LEVEL}, {"level": "Senior"}),
        ({"level": "Senior"}, {"level": "Principal"}),
        ({"n": 40, "level": "Senior"}, {"n": 30, "level": NO_LEVEL}),
    ],
)
def test_of_a_company_what_reaches_farthest_is_drawn_and_of_equals_the_lowest_level(better, worse):
    best, other = make_row(company=ACME, **better), make_row(company=ACME, **worse)

    for rows in ([best, other], [other, best]):
        (drawn,) = chart(*rows).rows[0].companies
        assert drawn.row is best


def test_companies_are_drawn_where_nothing_of_many_is_current():
    rows = [make_row(company=SimpleNamespace(name=name), n=n) for n, name in enumerate("AB", 1)]

    beside = chart(make_row(), *rows).rows[0]
    alone = chart(make_row(is_recent=False), *rows).rows[0]

    assert (beside.market.row.is_recent, beside.companies) == (True, ())
    assert (beside.older, alone.older.is_recent) == (None, False)
    # The one that rests on more first.
    assert (alone.market, [each.row for each in alone.companies]) == (None, rows[::-1])


def test_ranges_of_single_employers_are_counted_where_nothing_of_many_is_current():
    posted = make_row(company=ACME, basis="posted")
    others = [
        make_row(company=UDEMY, basis="stated"),
        make_row(company=UDEMY, basis="posted", is_recent=False),
        make_row(company=ACME, basis="posted", role=TECHNICAL),
        make_row(company=ACME, basis="posted", role=None),
    ]

    again = make_row(company=ACME, basis="posted", level="Senior")
    row = chart(posted, again, *others).rows[0]
    assert (row.own_ranges, row.employers) == (2, 1)
    assert chart(posted, *others).rows[0].own_ranges == 1
    assert chart(posted, *others, make_row()).rows[0].own_ranges == 0
    assert chart(posted, *others, make_row(is_recent=False)).rows[0].own_ranges == 1


def test_the_name_of_a_company_stands_before_its_range_where_both_have_room():
    middle = drawing(155_000, 172_000, level="Level 4")
    left, right = drawing(10_000, 20_000), drawing(280_000, 290_000)

    assert (middle.is_between, middle.company) == (True, "Udemy, Level 4")
    assert (left.is_between, left.is_before, left.label_at) == (False, False, left.ends[1])
    assert (right.is_between, right.is_before, right.label_at) == (False, True, right.ends[0])


def test_a_range_of_titles_without_a_level_names_none():
    unsaid, senior = (drawing(1000, 2000, level=level) for level in (NO_LEVEL, "Senior"))

    assert (unsaid.company, unsaid.level) == ("Udemy", "")
    assert (senior.company, senior.level) == ("Udemy, Senior", "Senior")


def test_amounts_beside_a_shape_are_round_so_that_a_name_has_room():
    exact = drawing(229_200, 319_500, company=SimpleNamespace(name="Riot Games"))

    assert (exact.is_between, exact.company) == (True, "Riot Games")
    assert (exact.pay.low, exact.pay.high) == (229_000, 320_000)
    assert exact.row.equivalent.pay.high == 319_500


def test_a_name_too_long_for_a_phone_is_cut():
    long = drawing(100_000, 200_000, company=SimpleNamespace(name="An " * 30))

    assert long.company == "An An An A…"


@pytest.mark.parametrize(
    ("period", "year"),
    [(("", "2013-10"), "2013"), (("2012-10", "2013-09"), "2012–13"), (("", ""), "")],
)
def test_an_old_figure_names_its_year(period, year):
    observed_from, as_of = period
    row = make_row(observed_from=observed_from, as_of=as_of, is_recent=False)
    old = chart(row).rows[0].market

    assert (old.is_old, old.year) == (True, year)
