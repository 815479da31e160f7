"""What the place changes: places against the country of the same series, and roles by country."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles import by_place
from tests.factories import make_place, make_salary_figure, publish_three_roles, role_row
from tests.pages import look_into, words

MARKETING = "Marketing Managers (11-2021)"


def paid(place, median, **more):
    usual = dict.fromkeys(by_place.SAME, "") | {"occupation": "Managers", "capped_at": None}
    usual |= {"company_id": None, "level": ""}
    return SimpleNamespace(
        **{**usual, **more},
        place_id=place,
        country=place[:2],
        place=SimpleNamespace(name=place),
        median=median and Decimal(median),
    )


def told(*figures):
    return [
        [(row.figure.place_id, row.times) for row in table.rows]
        for table in by_place.tables(figures)
    ]


US, DEAR, CHEAP = paid("US", 100_000), paid("US-CA", 122_500), paid("US-WV", 59_000)


def test_places_stand_in_multiples_of_the_country_the_dearest_first():
    assert told(CHEAP, US, DEAR) == [[("US-CA", Decimal("1.23")), ("US-WV", Decimal("0.59"))]]


@pytest.mark.parametrize(
    "other", [{name: "another"} for name in by_place.SAME], ids=list(by_place.SAME)
)
def test_only_figures_of_one_series_compare(other):
    assert told(US, DEAR, paid("US-WV", 59_000, **other)) == []


def test_nothing_is_told_of_one_place_or_without_the_country():
    assert told(US, DEAR) == told(DEAR, CHEAP) == told(paid("CA", 1), DEAR, CHEAP) == []
    assert told(paid("US", None, capped_at=Decimal(239_200)), DEAR, CHEAP) == []


def test_what_is_not_printed_comes_first_and_gives_no_ratio():
    capped = paid("US-NY", None, capped_at=Decimal(239_200))

    (table,) = by_place.tables([US, DEAR, CHEAP, capped])

    assert [row.times for row in table.rows] == [None, Decimal("1.23"), Decimal("0.59")]
    assert (table.capped, table.highest.figure, table.lowest.figure) == (1, DEAR, CHEAP)
    assert table.rows[0].at is None


def test_states_and_metropolitan_areas_stand_apart():
    metros = [paid("US-41940", 150_000), paid("US-12060", 90_000)]

    found = by_place.tables([US, DEAR, CHEAP, *metros])

    assert [(table.is_metro, len(table.rows)) for table in found] == [(False, 2), (True, 2)]


def test_the_ends_never_show_a_place_twice():
    figures = [paid(f"US-{letter}", 100 - number) for number, letter in enumerate("ABCDE")]

    (table,) = by_place.tables([US, *figures])

    assert [row.figure.place_id for row in table.dearest] == ["US-A", "US-B", "US-C"]
    assert [row.figure.place_id for row in table.cheapest] == ["US-D", "US-E"]
    assert table.middle == Decimal("0.00")


@given(st.fractions(min_value=0, max_value=100))
def test_ratios_are_rounded_to_hundredths_halves_up(ratio):
    assert -Fraction(1, 200) < Fraction(by_place.rounded(ratio)) - ratio <= Fraction(1, 200)


def test_countries_need_two_and_no_company_or_level():
    one, other = paid("US", 1), paid("CA", 2)

    assert by_place.by_country([one, other, paid("US", 3)]) == [one, other]
    for left_out in (paid("CA", 2, company_id=1), paid("CA", 2, level="Senior")):
        assert by_place.by_country([one, left_out]) == []


@pytest.fixture
def _roles():
    publish_three_roles()


@pytest.fixture
def _places(_roles):
    for place, median in (("US", 100_000), ("US-CA", 122_500), ("US-WV", 59_000)):
        statistic(place, median)


def statistic(place, median, **more):
    usual = {"role": None, "occupation": MARKETING, "basis": "paid", "component": "wage"}
    usual |= {"median": median, "data_set": "oews", "as_of": "2026-05"}
    return make_salary_figure(place=place, **{**usual, **more})


def page_of(client):
    return look_into(client.get("/salaries/by-place/"))


def text_of(client):
    return words(page_of(client).main).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
def test_a_page_tells_what_the_place_changes(client):
    page, text = page_of(client), text_of(client)

    assert "US-CA pays 1.23 times the country’s median of $100,000 a year" in text
    assert "US-WV 0.59 times" in text
    assert {link["href"] for link in page.select("tbody th a")} == {
        "/salaries/?state=US-CA",
        "/salaries/?state=US-WV",
    }
    assert "A neighbouring occupation." in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
def test_long_lists_are_folded_but_for_the_ends_of_the_first(client):
    for number in range(5):
        make_place(code=f"US-{number:03}")
        statistic(f"US-{number:03}", 100_000 + number)
    for place, median in (("US", 100_000), ("US-CA", 122_500), ("US-WV", 59_000)):
        statistic(place, median, occupation="Project Management Specialists (13-1082)")
    marketing, projects = page_of(client).select("section[aria-labelledby^=place]")

    assert len(marketing.select(":scope > .place-table tbody tr")) == 6
    assert len(marketing.select("details .place-table tbody tr")) == 7
    assert len(projects.select(":scope > .place-table tbody tr")) == 2
    assert not projects.select("details")
    for number in range(5):
        statistic(f"US-{number:03}", 100_000, occupation="Project Management Specialists (13-1082)")
    _, projects = page_of(client).select("section[aria-labelledby^=place]")
    assert not projects.select(":scope > .place-table")
    assert (
        words(projects.select_one("summary")) == "All, the dearest first 7 states and territories"
    )
    assert "US-CA pays 1.23 times" in words(projects)


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
def test_what_is_withdrawn_superseded_or_not_of_the_whole_market_has_no_part(client):
    statistic("US-NY", 900_000).withdraw("Misread.")
    statistic("US-WA", 800_000, as_of="2025-05")
    statistic("US-WA", 110_000)
    statistic("US-TX", 700_000, industry="Software Publishers (513200)")
    statistic("US-OR", 600_000, level="Senior")
    statistic("US-NV", 500_000, company="acme")
    statistic("US-UT", 400_000, basis="posted")

    names = {words(name) for name in page_of(client).select("tbody th")}

    assert names == {"US-CA", "US-WV", "US-WA"}
    assert "800,000" not in text_of(client)


@pytest.mark.django_db
@pytest.mark.usefixtures("_roles")
def test_a_capped_and_an_old_statistic_are_told_as_such(client):
    for place, median in (("US", 100_000), ("US-CA", 122_500), ("US-WV", 59_000)):
        statistic(place, median, as_of="2019-05")
    statistic("US-NY", None, p10=1, capped_at=239_200, as_of="2019-05")

    text = text_of(client)

    assert "$239,200 or more not printed, so no ratio" in text
    assert "older than two years" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_roles")
def test_a_role_known_in_two_countries_stands_in_the_currency_of_each(client):
    make_salary_figure(point=100_000)
    make_salary_figure(point=90_000, place="CA", currency="CAD")

    text = text_of(client)

    assert "by country" in text
    assert "$100,000" in text
    assert "CA$90,000" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_roles")
def test_without_places_the_page_says_so_and_pay_has_no_link_to_it(client):
    make_salary_figure()

    assert "No statistic that we hold tells two places" in text_of(client)
    assert not look_into(client.get("/salaries/")).select("a[href='/salaries/by-place/']")


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
def test_pay_links_to_it_unless_it_is_narrowed(client):
    link = "main a[href='/salaries/by-place/']"

    assert look_into(client.get("/salaries/")).select(link)
    assert not look_into(client.get("/salaries/?country=US")).select(link)


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
def test_of_more_figures_than_are_read_no_place_is_called_dearest(client, monkeypatch):
    monkeypatch.setattr("roles.views.by_place.MOST_FIGURES", 2)

    text = text_of(client)
    assert "US-CA" not in text
    assert "More places are known than this page tells apart" in text


@pytest.mark.django_db
@pytest.mark.usefixtures("_places")
@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_as_many_queries_however_many_places(client, django_assert_num_queries, count):
    for number in range(count):
        make_place(code=f"US-{number:03}")
        statistic(f"US-{number:03}", 100_000 + number)
    assert role_row("product-manager")

    with django_assert_num_queries(4):
        client.get("/salaries/by-place/")
