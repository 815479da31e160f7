import datetime as dt

import pytest
from django.utils import timezone

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_comparison,
    make_dispute,
    make_remit,
    make_role,
    make_route,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import look_into, words

THREE = ("product-manager", "technical-product-manager", "technical-program-manager")


@pytest.mark.django_db
def test_home_is_honest_when_nothing_is_published(client):
    write(make_role(name="A Draft"))

    page = look_into(client.get("/"))

    assert words(page.h1) == "Product, Technical Product or Technical Program Manager?"
    assert "No role is published yet." in words(page)
    assert "A Draft" not in words(page)
    assert not page.find("time")


@pytest.mark.django_db
def test_home_shows_what_each_role_of_the_main_comparison_decides(client):
    publish_three_roles(not_for_you="you dislike meetings.")
    publish(make_role(slug="a-first-role"))
    publish(make_comparison(roles=THREE))
    publish(make_comparison())

    page = look_into(client.get("/"))

    cards = page.select(".card")
    assert [card.a["href"] for card in cards] == [f"/roles/{slug}/" for slug in THREE]
    assert "Decides what to build" in words(cards[0])
    assert "Not for you if you dislike meetings." in words(cards[0])
    assert page.find("a", href=f"/compare/{'-vs-'.join(THREE)}/")


@pytest.mark.django_db
def test_home_emphasises_the_word_that_differs(client):
    publish(make_role(slug="technical-program-manager", emphasis="Program"))

    heading = look_into(client.get("/")).select_one(".card h3")

    assert heading.em.string == "Program"


@pytest.mark.django_db
def test_home_leads_from_where_one_is_to_the_ways_in(client):
    publish_three_roles()
    publish(make_route(to_role=THREE[1], from_role=THREE[0]))
    publish(make_route(slug="another", background="Nursing & care"))

    page = look_into(client.get("/"))

    links = [link["href"] for link in page.select("section[aria-labelledby=i-am-now] li a")]
    assert links == ["/routes/?from=product-manager", "/routes/?from=nursing-care"]


@pytest.mark.django_db
def test_home_asks_what_sources_answer_differently(client):
    publish(make_role())
    publish(make_dispute())

    page = look_into(client.get("/"))

    assert page.find("a", href="/disputes/#who-owns-how").string == "Who owns how?"


@pytest.mark.django_db
def test_home_tells_the_day_of_the_newest_edition_that_is_due(client):
    publish(make_role(), at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    publish(make_role(slug="older"), at=dt.datetime(2025, 1, 2, tzinfo=dt.UTC))
    publish(make_role(), at=timezone.now() + dt.timedelta(days=1))

    assert look_into(client.get("/")).find("time")["datetime"] == "2026-01-02"


@pytest.mark.django_db
def test_home_names_nothing_that_was_withdrawn(client):
    publish_three_roles()
    publish(make_comparison(roles=THREE))
    publish(make_route(to_role=THREE[1], from_role=THREE[2], name="A lost way"))
    withdraw("role", THREE[2])

    cards = look_into(client.get("/")).select(".card")

    assert [card.a["href"] for card in cards] == [f"/roles/{slug}/" for slug in THREE[:2]]
    assert THREE[2] not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_home_costs_five_queries_however_many_roles(client, django_assert_num_queries, count):
    for number in range(count):
        freeze(
            make_role(slug=f"role-{number}"),
            make_route(slug=f"route-{number}", to_role=f"role-{number}"),
        )

    with django_assert_num_queries(5):
        client.get("/")


@pytest.mark.django_db
def test_the_drawing_says_who_answers_for_what_in_words_too(client):
    publish_three_roles()
    own = (make_remit(), make_remit(question="what", text=""))
    publish(make_role(remits=own))
    disputed = make_remit(question="how", text="its design", is_disputed=True)
    publish(make_role(slug="technical-product-manager", remits=(disputed,)))

    page = look_into(client.get("/"))

    assert [words(band) for band in page.select(".map li")] == [
        "Why, What: which problem is worth solving",
        "How (sources disagree): its design",
    ]
    assert "Hatched: sources disagree" in words(page.select_one(".map"))


@pytest.mark.django_db
def test_nothing_is_drawn_where_nobody_says_who_answers_for_what(client):
    publish_three_roles()

    assert not look_into(client.get("/")).select(".map")
