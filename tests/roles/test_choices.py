"""What is keyed by the choices of a model is keyed by all of them."""

from typing import get_args

import pytest

from roles import content, money, publishing, structured
from roles.admin import preview
from roles.admin.role import RoleAdmin
from roles.filters import SalaryFilter
from roles.importers import spellings
from roles.management.commands.load_starter import FOLDERS
from roles.models import (
    Advice,
    Edition,
    Listing,
    Period,
    Point,
    Route,
    Skill,
    SkillNeed,
    Source,
)
from roles.profile import DEPTHS
from tests.factories import make_advice, make_point, make_role, make_salary_figure, publish
from tests.pages import look_into, words

COMING_ROUND = set(Period.values) - {Period.ONCE}


@pytest.mark.parametrize("table", [money.PER_YEAR, structured.DURATIONS, spellings.SPELLINGS])
def test_every_period_that_comes_round_is_known(table):
    assert set(table) == COMING_ROUND


def test_every_period_that_comes_round_can_be_asked_for():
    assert {value for value, _ in SalaryFilter.PERIODS} == COMING_ROUND


def test_every_currency_that_can_be_asked_for_is_one_of_figures():
    assert set(SalaryFilter.CURRENCIES) <= set(money.CURRENCIES)


@pytest.mark.parametrize(
    ("kinds", "choices"),
    [
        (content.PointKind, Point.Kind),
        (content.AdviceKind, Advice.Kind),
        (content.SkillLevel, SkillNeed.Level),
        (content.SkillKind, Skill.Kind),
        (content.RouteKind, Route.Kind),
        (content.SourceKind, Source.Kind),
    ],
)
def test_content_has_the_kinds_of_the_tables(kinds, choices):
    assert list(get_args(kinds)) == choices.values


def test_a_role_shows_its_skills_at_every_level():
    assert set(DEPTHS) == set(SkillNeed.Level.values)


@pytest.mark.parametrize("table", [content.KINDS, preview.PAGES])
def test_every_kind_of_edition_has_content_and_a_preview(table):
    assert set(table) == set(Edition.Kind.values)


@pytest.mark.parametrize("table", [publishing.TABLES, FOLDERS])
def test_every_kind_of_edition_but_the_outline_has_a_table_and_a_folder(table):
    assert set(table) == set(Edition.Kind.values) - {Edition.Kind.OUTLINE}


@pytest.mark.parametrize("kind", Edition.Kind.values)
def test_every_kind_of_edition_has_an_address(kind):
    slug = "a-vs-b" if kind == "comparison" else "a"

    assert Listing(kind=kind, slug=slug).get_absolute_url().startswith("/")


@pytest.mark.parametrize("kind", Point.Kind.values)
def test_every_kind_of_point_has_its_tab(kind):
    assert kind in RoleAdmin.tabs


@pytest.mark.django_db
def test_a_role_shows_points_and_advice_of_every_kind(client):
    points = tuple(
        make_point(kind=kind, key=kind.replace("_", "-"), text=f"A {kind}, shown")
        for kind in Point.Kind.values
    )
    advice = tuple(
        make_advice(kind=kind, key=kind, prompt=f"Some {kind}, shown", why="Because.")
        for kind in Advice.Kind.values
    )
    publish(make_role(points=points, advice=advice))

    text = words(look_into(client.get("/roles/product-manager/")))

    assert [point.text for point in points if point.text not in text] == []
    assert [part.prompt for part in advice if part.prompt not in text] == []


@pytest.mark.django_db
@pytest.mark.parametrize("period", Period.values)
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/roles/product-manager/",
        "/salaries/?period=hour",
        "/salaries.csv?period=month",
        "/salaries.json",
        "/sources/an-article/",
    ],
)
def test_no_period_of_pay_breaks_a_page(period, address, client):
    publish(make_role())
    make_salary_figure(component="signing", period=period, median=20_000)

    assert client.get(address).status_code == 200
