import json

import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_dispute,
    make_inquiry,
    make_role,
    make_section,
    make_source,
    publish,
    write,
)
from tests.pages import cited_by, look_into, words

pytestmark = pytest.mark.django_db
LONG = "word " * 200


def answered(**more):
    return make_inquiry(silence="How long it takes.", **more)


def test_without_a_question_the_page_says_so_and_nothing_leads_there(client):
    write(answered(question="A secret?"))

    page = look_into(client.get("/questions/"))

    assert "No question is answered yet." in words(page)
    assert not look_into(client.get("/")).main.find("a", href="/questions/")
    assert "/questions/" not in client.get("/sitemap.xml").text
    assert client.get("/questions/how-to-start/").status_code == 404


def test_questions_stand_in_two_groups_in_their_order_each_with_its_first_sentence(client):
    publish(answered(slug="b", question="Bee?"))
    publish(answered(slug="c", question="Cee?", place=2))
    publish(answered(slug="a", question="Aye?"))
    publish(answered(slug="d", question="Dee?", place=1))
    publish(answered(slug="e", question="Eee?", for_hiring=True))

    page = look_into(client.get("/questions/"))

    choosing, hiring = page.select("section")
    assert [link["href"] for link in choosing.select("a")] == [f"/questions/{x}/" for x in "dcab"]
    assert [words(line) for line in hiring.select("li")] == ["Eee? By doing."]


def test_where_all_questions_are_of_one_group_the_other_has_no_heading(client):
    publish(answered())

    assert not look_into(client.get("/questions/")).select("#hiring")


def test_the_first_page_and_the_map_lead_to_what_people_ask(client):
    publish(answered())

    assert look_into(client.get("/")).main.find("a", href="/questions/")
    map_of_pages = client.get("/sitemap.xml").text
    assert "/questions/</loc>" in map_of_pages
    assert "/questions/how-to-start/</loc>" in map_of_pages


def test_the_foot_of_a_page_leads_to_questions_and_the_glossary(client):
    foot = look_into(client.get("/about/")).select_one("footer")

    for name, address in (("Questions", "/questions/"), ("Glossary", "/glossary/")):
        assert words(foot.find("a", href=address)) == name
        assert client.get(address).status_code == 200


def test_a_question_is_answered_first_and_each_part_says_whose_it_is(client):
    publish(make_role())
    part = make_section(company="Acme", holds_for="France", is_anecdotal=True, is_our_reading=True)
    publish(answered(parts=(part,), roles=("product-manager",)))

    page = look_into(client.get("/questions/how-to-start/"))

    assert words(page.h1) == "How does one start?"
    assert words(page.select_one(".lede")).startswith("By doing. Then by asking.")
    assert sorted(cited_by(page.select_one(".lede"))) == [
        "/sources/an-article/",
        "/sources/other-article/",
    ]
    told = page.select_one("#parts-overlap")
    for mark in ("Where they overlap", "In writing.", "At Acme", "France", "Our reading", "story"):
        assert mark in words(told)
    assert cited_by(told) == ["/sources/an-article/"]
    assert page.find("a", href="/roles/product-manager/")
    assert "How long it takes." in words(page.select_one("section[aria-labelledby=silence]"))


def test_what_is_soon_read_stands_open_and_more_in_folds_that_count(client):
    publish(answered(slug="short", parts=(make_section(),)))
    long = make_section(body=f"{LONG}\n\n- one\n- two")
    publish(answered(slug="long", parts=(long,)))

    short = look_into(client.get("/questions/short/"))
    folded = look_into(client.get("/questions/long/"))

    assert not short.select("main details")
    assert words(folded.select_one("details > summary")) == "Where they overlap 2"
    assert folded.select_one("details #parts-overlap")


def test_disputes_and_other_questions_are_linked_and_not_told_again(client):
    publish(make_role())
    publish(make_dispute())
    publish(answered(slug="other", question="And then?"))
    publish(answered(disputes=("who-owns-how",), related=("other",)))

    page = look_into(client.get("/questions/how-to-start/"))

    assert words(page.find("a", href="/disputes/#who-owns-how")) == "Who owns how?"
    assert words(page.find("a", href="/questions/other/")) == "And then?"
    assert "It says so." not in words(page)


def test_what_is_withdrawn_since_is_not_linked(client):
    publish(make_role())
    publish(make_dispute())
    publish(answered(slug="other", question="And then?"))
    linked = {"disputes": ("who-owns-how",), "related": ("other",), "roles": ("product-manager",)}
    publish(answered(**linked))
    for kind, slug in (
        ("dispute", "who-owns-how"),
        ("inquiry", "other"),
        ("role", "product-manager"),
    ):
        withdraw(kind, slug)

    page = look_into(client.get("/questions/how-to-start/"))

    assert not page.select("#disagree, #related")
    assert not page.find("a", href="/roles/product-manager/")


def test_search_engines_are_told_the_question_and_its_short_answer(client):
    publish(answered(short_answer="By *doing*."))

    page = look_into(client.get("/questions/how-to-start/"))

    scripts = [json.loads(each.string) for each in page.select("script[type*=json]")]
    trail, faq = sorted(scripts, key=lambda each: each["@type"])
    assert faq["mainEntity"] == [
        {
            "@type": "Question",
            "name": "How does one start?",
            "acceptedAnswer": {"@type": "Answer", "text": "<p>By <em>doing</em>.</p>"},
        }
    ]
    assert [each["name"] for each in trail["itemListElement"]] == [
        "careerguide",
        "Questions",
        "How does one start?",
    ]
    assert page.select_one("link[rel=canonical]")["href"].endswith("/questions/how-to-start/")
    assert page.select_one("meta[name=description]")["content"] == "By doing."


def test_the_page_of_a_source_leads_to_the_part_that_rests_on_it(client):
    make_source()
    publish(answered(parts=(make_section(),)))

    page = look_into(client.get("/sources/an-article/"))

    assert page.find("a", href="/questions/how-to-start/#parts-overlap")


@pytest.mark.parametrize("count", [3, CROWD])
def test_questions_cost_the_same_however_many(client, django_assert_num_queries, count):
    slugs = tuple(f"q-{number}" for number in range(count))
    freeze(make_role(), *(answered(slug=slug, related=slugs[:3]) for slug in slugs))

    with django_assert_num_queries(1):
        client.get("/questions/")
    with django_assert_num_queries(3):
        client.get("/questions/q-1/")
