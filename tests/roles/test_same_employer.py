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
    usual["evidence"] = evidence.EMPLOYER
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


def test_how_far_apart_is_told_of_equal_levels_and_of_steps_alone():
    found = tables(
        own(PRODUCT, NO_LEVEL, 80),
        own(TECHNICAL, NO_LEVEL, 160),
        own(PRODUCT, "Senior", 100),
        own(TECHNICAL, "Senior", 110),
        own(PRODUCT, "Staff", 130),
        own(PRODUCT, "Principal", 900),
    )

    roles, levels = same_employer.between_roles(found), same_employer.between_levels(found)

    assert (roles.count, roles.least, roles.most) == (1, Fraction(1, 10), Fraction(1, 10))
    steps = sorted([Fraction(20, 80), Fraction(50, 110), Fraction(30, 100)])
    assert (levels.least, levels.middle, levels.most) == tuple(steps)


def many(role, level, middle, **more):
    return own(role, level, middle, **{"evidence": evidence.ADVERTS, **more})


def test_levels_of_many_employers_stand_in_their_order_and_of_one_place():
    rows = same_employer.of_many(
        [
            many(PRODUCT, "Senior", 100),
            many(TECHNICAL, NO_LEVEL, 80),
            many(PRODUCT, "Senior", 1),
            many(PRODUCT, "Staff", 90, place="CA"),
            many(PRODUCT, "", 70),
            many("astronaut", "Lead", 70),
            own(TECHNICAL, "Senior", 60),
        ],
        [PRODUCT, TECHNICAL],
    )

    told = [(row.level, [each and each.pay.middle for each in row.figures]) for row in rows]
    assert told == [(NO_LEVEL, [None, 80]), ("Senior", [100, None])]


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
    assert (spread.count, spread.least, spread.most) == (len(gaps), gaps[0], gaps[-1])


@pytest.mark.django_db
def test_the_page_says_how_far_apart_roles_and_levels_are_and_shows_each_employer(client):
    publish_three_roles()
    for role, level, low in [
        (PRODUCT, NO_LEVEL, 80),
        (PRODUCT, "Senior", 100),
        (TECHNICAL, "Senior", 104),
    ]:
        made = {"company": "acme", "place": "US-CA", "basis": "posted", "level": level}
        make_salary_figure(role=role, low=low, high=low, n=2, qualifier="one band", **made)

    section = look_into(client.get("/salaries/")).find(id="same-employer").parent

    assert "Level counts for more than the role." in words(section)
    assert "1 pair of roles is 4 % apart." in words(section)
    assert "One step of level moves a role by 25 %." in words(section)
    row = words(section.select("tbody tr")[1])
    assert row.startswith("Senior")
    assert "own range, in 2 adverts (one band), May 2026" in row
    assert section.select("tbody a.cite")


@pytest.mark.django_db
def test_the_page_tells_medians_by_level(client):
    publish_three_roles()
    make_salary_figure(median=100, level="Senior", basis="posted", n=33, employers=11)

    fold = look_into(client.get("/salaries/")).find("h2", string="By level").find_parent("details")

    assert words(fold.summary) == "By level 1 level"
    row = words(fold.select_one("tbody tr"))
    assert row.startswith("Senior")
    assert "33 advertised ranges of 11 employers" in row


@pytest.mark.django_db
def test_the_page_says_nothing_of_employers_where_none_pays_two_roles(client):
    publish_three_roles()
    make_salary_figure(basis="posted", company="acme")

    assert look_into(client.get("/salaries/")).find(id="same-employer") is None
