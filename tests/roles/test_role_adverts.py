"""What a role's page says of the words that give its work away in adverts."""

import pytest

from careerguide import page_cache
from roles import publishing
from tests.factories import (
    freeze,
    make_comparison,
    make_family_role,
    make_role,
    make_signal,
    make_signals,
    publish,
    publish_three_roles,
)
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db

ROLE = "/roles/product-manager/"
FAMILIES = {
    "product-manager": "product",
    "technical-product-manager": "product",
    "technical-program-manager": "delivery",
    "not-published": "product",
}


def signals(*found):
    families = tuple(make_family_role(role=role, family=each) for role, each in FAMILIES.items())
    return make_signals(families=families, signals=found)


def fold(client, address=ROLE):
    return look_into(client.get(address)).find("details", id="adverts")


def test_a_role_names_the_heaviest_signals_of_its_work(client):
    publish_three_roles()
    heavy = make_signal(key="plans", name="a plan & more", phrases="plan*\nmake (plan*|a plan)")
    light = [
        make_signal(key=f"k{number}", name=f"k{number}", phrases="x", product=1.0)
        for number in range(20)
    ]
    mostly_other = make_signal(key="far", name="far off", delivery=3.0)
    freeze(signals(*light, heavy, mostly_other))

    shown = fold(client)

    lines = [words(line) for line in shown.select("li")]
    assert lines[:2] == ["A plan & more: “make a plan”", "K0"]
    assert len(lines) == 12
    assert "The weightiest of 21" in words(shown)
    assert shown.find("a")["href"] == "/decode/#signals"


def test_roles_that_share_their_work_are_told(client):
    publish_three_roles()
    freeze(signals(make_signal(), make_signal(key="dates", product=0, delivery=1.0)))

    assert "They speak for Technical Product Manager, too" in words(fold(client))
    assert "too" not in words(fold(client, "/roles/technical-program-manager/"))


def test_without_signals_of_its_work_a_role_says_nothing(client):
    publish(make_role())
    assert not fold(client)

    freeze(signals(make_signal(product=0, delivery=1.0)))
    assert not fold(client)


def test_signals_that_are_withdrawn_are_not_told(client):
    publish(make_role())
    publish(make_signals())
    assert fold(client)

    publishing.withdraw("signals", "signals", reason="Wrong.")
    assert not fold(client)


def test_signals_cost_a_role_no_query_more(client, django_assert_num_queries):
    publish_three_roles()
    publish(make_comparison())
    with django_assert_num_queries(12):
        client.get(ROLE)
    freeze(signals(*(make_signal(key=f"k{number}") for number in range(30))))
    # It is read once in a process; the page is made anew.
    client.get(ROLE)
    page_cache.forget()

    with django_assert_num_queries(12):
        client.get(ROLE)
