"""What one employer advertises for several roles, side by side, and how far apart these are."""

from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import evidence, same_employer
from roles.money import Pay
from roles.same_employer import NO_LEVEL
from tests.factories import make_salary_figure, publish_three_roles
from tests.pages import look_into, words

PRODUCT, TECHNICAL = "product-manager", "technical-product-manager"


def own(role, level, middle, *, company="Acme", place="US", **more):
    """A range of so many thousands about its middle."""
    usual = {"component": "base", "currency": "USD", "period": "year", "is_recent": True}
    usual |= {"evidence": evidence.EMPLOYER, "basis": "posted", "is_partly_old": False}
    usual |= {"n": 1, "employers": 1, "as_of": "2026-08"}
    return SimpleNamespace(
        **{**usual, **more},
        role=role and SimpleNamespace(slug=role),
        company=SimpleNamespace(name=company),
        place=SimpleNamespace(name=place),
        place_id=place,
        level=level,
        pay=Pay(low=middle - 1, high=middle + 1),
    )


def tables(*figures):
    return same_employer.tables(figures, [PRODUCT, TECHNICAL])


def test_an_employer_stands_there_that_pays_two_roles_in_one_place():
    here = [own(PRODUCT, "Senior", 100), own(TECHNICAL, "Senior", 110), own(PRODUCT, NO_LEVEL, 80)]
    elsewhere = [own(PRODUCT, "Senior", 100, company="B"), own(TECHNICAL, "Staff", 1, place="CA")]

    (table,) = tables(*here, *elsewhere)

    assert (table.company.name, table.place.name) == ("Acme", "US")
    middles = {row.level: [each and each.pay.middle for each in row.figures] for row in table.rows}
    assert middles == {NO_LEVEL: [80, None], "Senior": [100, 110]}
    assert [row.level for row in table.rows] == [NO_LEVEL, "Senior"]


@pytest.mark.parametrize(
    "more",
    [
        {"component": "total"},
        {"currency": "EUR"},
        {"period": "month"},
        {"is_recent": False},
        {"evidence": evidence.CLAIM},
        {"evidence": evidence.FILINGS},
    ],
)
def test_only_current_ranges_of_base_pay_in_one_currency_stand_beside_each_other(more):
    assert tables(own(PRODUCT, "Senior", 100), own(TECHNICAL, "Senior", 110, **more)) == []


def test_a_figure_of_another_role_or_of_none_is_left_out():
    others = [own("astronaut", "Senior", 1), own(None, "Senior", 2)]

    assert tables(own(PRODUCT, "Senior", 100), *others) == []


def shares(spread):
    return [pair.share for pair in spread.pairs]


def test_which_of_two_roles_is_above_at_one_level_and_how_often():
    found = tables(
        own(PRODUCT, "Senior", 100),
        own(TECHNICAL, "Senior", 110),
        own(PRODUCT, "Staff", 120),
        own(TECHNICAL, "Staff", 120),
        own(PRODUCT, "Director", 120, company="B"),
        own(TECHNICAL, "Director", 150, company="B"),
        own(PRODUCT, NO_LEVEL, 200),
        own(TECHNICAL, NO_LEVEL, 100),
    )

    (lead,) = same_employer.leads(found)

    assert (lead.first.slug, lead.second.slug) == (TECHNICAL, PRODUCT)
    assert (lead.above, lead.level, lead.count) == (2, 1, 3)
    assert same_employer.leads([]) == []


def test_titles_that_say_no_level_count_neither_for_roles_nor_for_levels():
    """One of them may be of any level, and so may an employer's range that names none."""
    found = tables(
        own(PRODUCT, NO_LEVEL, 80),
        own(TECHNICAL, NO_LEVEL, 160),
        own(PRODUCT, "", 90),
        own(TECHNICAL, "", 99),
        own(PRODUCT, "Senior", 100),
        own(TECHNICAL, "Senior", 110),
        own(PRODUCT, "Staff", 130),
    )

    assert shares(same_employer.between_roles(found)) == [Fraction(1, 10)]
    assert shares(same_employer.between_levels(found)) == [Fraction(3, 10)]


def test_a_step_leads_to_the_next_level_that_the_employer_says_up_or_down():
    found = tables(
        own(PRODUCT, "Director", 90),
        own(PRODUCT, "Level 4", 900),
        own(PRODUCT, "Group", 100),
        own(PRODUCT, "Senior", 100),
        own(TECHNICAL, "Staff", 100),
        own(TECHNICAL, "Principal", 130),
        own(PRODUCT, "Senior", 40, company="B"),
        own(TECHNICAL, "Staff", 44, company="B"),
    )

    levels = same_employer.between_levels(found)

    assert shares(levels) == [Fraction(-1, 10), 0, Fraction(3, 10)]
    assert (levels.middle, levels.count, levels.employers) == (0, 3, 1)
    fall, stay = levels.exceptions
    assert [(each.first.level, each.second.level) for each in (fall, stay)] == [
        ("Group", "Director"),
        ("Senior", "Group"),
    ]
    assert (fall.size, levels.rising.least) == (Fraction(1, 10), Fraction(3, 10))


def test_where_every_step_falls_none_rises():
    found = tables(
        own(PRODUCT, "Senior", 100), own(PRODUCT, "Staff", 90), own(TECHNICAL, "Senior", 100)
    )

    assert same_employer.between_levels(found).rising is None


def test_of_two_figures_of_one_level_that_of_more_adverts_stands_there():
    more = own(PRODUCT, "Senior", 100, n=40, as_of="2026-01")
    found = [own(PRODUCT, "Senior", 1, n=35, as_of="2026-08"), more, own(TECHNICAL, "Senior", 110)]

    (row,) = tables(*found)[0].rows

    assert row.figures[0] is more


def many(role, level, middle, **more):
    return own(role, level, middle, **{"evidence": evidence.ADVERTS, **more})


def test_levels_of_many_employers_stand_in_their_order_and_of_the_place_of_most_adverts():
    few = [many(PRODUCT, "Staff", 90, place="CA", n=12)]
    told = same_employer.of_many(
        [
            *few,
            many(PRODUCT, "Senior", 100, n=9),
            many(TECHNICAL, NO_LEVEL, 80, n=5),
            many(PRODUCT, "Senior", 1, n=6),
            many(PRODUCT, "", 70, n=99, place="CA"),
            many("astronaut", "Lead", 70, n=99, place="CA"),
            own(TECHNICAL, "Senior", 60),
        ],
        [PRODUCT, TECHNICAL],
    )

    rows = [(row.level, [each and each.pay.middle for each in row.figures]) for row in told.rows]
    assert rows == [(NO_LEVEL, [None, 80]), ("Senior", [100, None])]
    assert told.place.name == "US"
    assert same_employer.of_many([], [PRODUCT]) is None


def test_nothing_is_told_of_no_pairs():
    assert same_employer.between_roles([]) is same_employer.between_levels([]) is None


middles = st.lists(st.integers(2, 10**6), min_size=2, max_size=2)


@given(st.lists(middles, min_size=1, max_size=6))
def test_a_spread_is_of_the_higher_to_the_lower_in_any_order(pairs):
    figures = [
        own(role, "Senior", middle, company=str(number))
        for number, pair in enumerate(pairs)
        for role, middle in zip((PRODUCT, TECHNICAL), pair, strict=True)
    ]
    gaps = sorted(Fraction(max(pair), min(pair)) - 1 for pair in pairs)

    found, turned = tables(*figures), tables(*reversed(figures))

    spread = same_employer.between_roles(found)
    assert spread == same_employer.between_roles(turned)
    assert shares(spread) == gaps
    assert (spread.count, spread.least, spread.most) == (len(gaps), gaps[0], gaps[-1])
    assert spread.employers == len(gaps)


@pytest.mark.django_db
def test_the_page_says_how_far_apart_roles_and_levels_are_and_shows_each_employer(client):
    publish_three_roles()
    for role, level, low, n in [
        (PRODUCT, NO_LEVEL, 80, 2),
        (PRODUCT, "Senior", 100, 2),
        (PRODUCT, "Staff", 130, 3),
        (PRODUCT, "Director", 117, 1),
        (TECHNICAL, "Senior", 104, 2),
    ]:
        made = {"company": "acme", "place": "US-CA", "basis": "posted", "level": level, "n": n}
        make_salary_figure(role=role, low=low, high=low, qualifier="one band", **made)

    section = look_into(client.get("/salaries/")).find(id="same-employer").parent
    said = words(section)

    assert "In the middle, a level counts for more than the role: 10 % against 4 %." in said
    assert "Two roles at one level: 4 % apart; 1 pair at 1 employer." in said
    assert "The next level that the employer advertised for the role, which may skip" in said
    assert "order below: 30 % more in 1 of 2 steps at 1 employer." in said
    assert "10 % less at Acme, Staff to Director (3 adverts against 1)." in said
    row = words(section.select("tbody tr")[1])
    assert row.startswith("Senior")
    assert "own range, in 2 adverts (one band), May 2026" in row
    assert section.select("tbody a.cite")


@pytest.mark.django_db
def test_the_page_tells_medians_by_level(client):
    publish_three_roles()
    make_salary_figure(median=100, level="Senior", basis="posted", n=33, employers=11, place="US")

    fold = look_into(client.get("/salaries/")).find("h2", string="By level").find_parent("details")

    assert words(fold.summary) == "By level 1 level"
    assert "five adverts or more; of US, the place with the most adverts" in words(fold)
    row = words(fold.select_one("tbody tr"))
    assert row.startswith("Senior")
    assert "33 advertised ranges of 11 employers" in row


@pytest.mark.django_db
def test_the_page_says_nothing_of_employers_where_none_pays_two_roles(client):
    publish_three_roles()
    make_salary_figure(basis="posted", company="acme")

    assert look_into(client.get("/salaries/")).find(id="same-employer") is None
