import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_alias,
    make_claim,
    make_comparison,
    make_contrast,
    make_dispute,
    make_remit,
    make_role,
    make_route,
    make_salary_figure,
    make_source,
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
    publish_three_roles()
    publish(make_role(slug="a-first-role"))
    line = make_contrast(role=THREE[1], text="Decides how.")
    publish(make_comparison(roles=THREE, contrasts=(line,)))
    publish(make_comparison())

    page = look_into(client.get("/"))

    cards = page.select(".home-cards .card")
    assert [card.a["href"] for card in cards] == [f"/roles/{slug}/" for slug in THREE]
    assert "Decides what to build" in words(cards[0])
    assert "Decides how." in words(cards[1])
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

    asked = page.find("a", href="/disputes/#who-owns-how")
    assert words(asked.parent) == "Who owns how? 2 answers"


@pytest.mark.django_db
def test_home_asks_three_questions_those_with_most_answers_first(client):
    publish(make_role())
    for slug in "abcd":
        publish(make_dispute(slug=slug, question=f"{slug}?"))
    more = tuple(make_claim(key=key, sources=(f"of-{key}",)) for key in "xyz")
    publish(make_dispute(slug="e", question="e?", claims=more))

    page = look_into(client.get("/"))

    assert words(page.select_one("section[aria-labelledby=disagree] a")) == "e?"
    assert len(page.select("section[aria-labelledby=disagree] li")) == 3
    assert "All five questions" in words(page)


@pytest.mark.django_db
def test_home_says_what_it_rests_on_and_leads_there(client):
    make_source(slug="figures", kind="statistic")
    make_source(slug="of-nothing-public")
    publish(make_role(sources=("an-article", "figures")))

    page = look_into(client.get("/"))

    assert words(page.select_one("main").find("a", href="/sources/")) == (
        "Rests on 1 article and 1 data set"
    )


@pytest.mark.django_db
def test_home_leads_straight_to_what_the_acronyms_of_its_roles_mean(client):
    pm = make_alias(key="pm", title="PM")
    tpm = make_alias(key="tpm", title="TPM")
    publish(make_role(aliases=(pm, make_alias())))
    publish(make_role(slug=THREE[1], aliases=(tpm,)))
    publish(make_role(slug=THREE[2], aliases=(tpm,)))
    publish(make_role(slug="near", is_neighbour=True, aliases=(make_alias(key="n", title="NX"),)))
    publish(make_comparison(roles=THREE))

    chips = look_into(client.get("/")).select(".home-head .chip")

    assert [chip["href"] for chip in chips] == ["/titles/tpm/", "/titles/pm/"]


@pytest.mark.django_db
def test_home_shows_no_amount_without_its_year_basis_and_source(client):
    publish_three_roles()
    make_salary_figure(role=THREE[0], median=140_000, as_of=timezone.localdate().isoformat())

    cards = look_into(client.get("/")).select(".home-cards .card")

    pay = words(cards[0].select_one(".home-pay"))
    assert "$140,000" in pay
    assert "a year Base pay: median, claim of the source, US" in pay
    assert str(timezone.localdate().year) in pay
    assert cards[0].select_one(".home-pay a")["href"].startswith("/sources/")
    assert "No current pay figure of a whole country." in words(cards[1])


@time_machine.travel("2026-11-26T10:00:00Z", tick=False)
@pytest.mark.django_db
def test_home_says_what_part_of_its_pay_is_older(client):
    publish_three_roles()
    make_salary_figure(role=THREE[0], median=140_000, observed_from="2024", as_of="2025-01")

    pay = words(look_into(client.get("/")).select_one(".home-pay"))

    assert "2024 to January 2025, partly over two years old" in pay


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

    cards = look_into(client.get("/")).select(".home-cards .card")

    assert [card.a["href"] for card in cards] == [f"/roles/{slug}/" for slug in THREE[:2]]
    assert THREE[2] not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_home_costs_nine_queries_however_many_roles(client, django_assert_num_queries, count):
    for number in range(count):
        freeze(
            make_role(slug=f"role-{number}"),
            make_route(slug=f"route-{number}", to_role=f"role-{number}"),
        )

    with django_assert_num_queries(9):
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
