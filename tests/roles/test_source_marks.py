"""The mark behind a statement, and the set of sources that it leads to."""

import re

import pytest

from tests.factories import (
    make_advice,
    make_cell,
    make_dispute,
    make_outline,
    make_point,
    make_role,
    make_source,
    publish,
)
from tests.pages import look_into, words
from tests.test_conventions import ROOT

pytestmark = pytest.mark.django_db

ROLE = "/roles/product-manager/"
SLUGS = ("product-manager", "technical-product-manager")


@pytest.fixture
def role(client):
    """A page of a role: two statements rest on both sources, one on the first alone."""
    make_source(slug="book", short_name="a book seller", interest="sells a book")
    make_source(slug="bare", title="A bare one", published_on="2022-09")
    points = (
        make_point(key="one", sources=("book",)),
        make_point(key="both", sources=("bare", "book")),
    )
    publish(make_role(sources=("book", "bare"), points=points))
    return look_into(client.get(ROLE))


def mark_of(page, anchor):
    (mark,) = page.find(id=anchor).select("a.cite")
    return mark


def test_the_mark_is_the_short_name_of_one_source_and_the_number_of_several(role):
    assert words(mark_of(role, "points-one")) == "a book seller"
    assert words(mark_of(role, "points-both")) == "2 sources"
    assert mark_of(role, "points-both")["data-numbers"] == "1, 2"


def test_statements_with_the_same_sources_share_one_set(role):
    ids = [each["id"] for each in role.select(".source-set")]

    assert ids == ["sources-1-2", "sources-1"]
    assert {mark["href"] for mark in role.select("a.cite")} == {f"#{each}" for each in ids}


def test_a_set_says_of_each_source_who_it_is_when_and_what_it_sells(role):
    shown = role.select_one(mark_of(role, "points-both")["href"])

    assert words(shown.b) == "Two sources for this"
    assert [words(line) for line in shown.select("li")] == [
        "A book seller, no date Sells a book",
        "A bare one, September 2022",
    ]
    assert [link["href"] for link in shown.select("li a")] == ["/sources/book/", "/sources/bare/"]


def test_a_set_leads_back_to_the_first_mark_that_leads_to_it(role):
    for shown in role.select(".source-set"):
        back = role.select(shown.select_one(".back")["href"])

        assert [mark["href"] for mark in back] == [f"#{shown['id']}"]
        assert back[0] is role.select_one(f'a.cite[href="#{shown["id"]}"]')


def test_the_sources_of_a_disputed_statement_say_so_and_those_of_others_do_not(client):
    make_source(slug="book", short_name="a book seller")
    publish(make_outline())
    cells, points = (make_cell(sources=("book",)),), (make_point(key="one", sources=("book",)),)
    for slug in SLUGS:
        publish(make_role(slug=slug, sources=("book",), cells=cells, points=points))
    publish(make_dispute(slug="who-decides", roles=SLUGS, dimensions=("focus",)))

    for path in (ROLE, f"/compare/{'-vs-'.join(SLUGS)}/"):
        page = look_into(client.get(path))
        links = {each["id"]: each.select("p a:has(.differ)") for each in page.select(".source-set")}

        assert [id for id, found in links.items() if found] == ["sources-1-who-decides"]
        (link,) = links["sources-1-who-decides"]
        assert words(link).startswith("Sources disagree: ")
        path, _, anchor = link["href"].partition("#")
        assert look_into(client.get(path)).find(id=anchor)
        assert "sources-1" in links


def test_no_line_can_break_between_a_statement_and_its_mark():
    loose = re.compile(r"\s(\{% marks [^%]+%\})?\{% cite ")

    for path in (ROOT / "templates").rglob("*.html"):
        assert not loose.search(path.read_text()), path


def test_sources_of_a_text_stand_at_the_end_of_its_last_line(client):
    make_source(slug="book", short_name="a book seller")
    listed = {"prompt": "How?", "answer": "So:\n\n- one\n- two"}
    advice = (make_advice(sources=("book",), why="For peace."), make_advice(key="list", **listed))
    publish(make_role(sources=("book",), gist="Finds out why.", advice=advice))

    page = look_into(client.get(ROLE))

    assert words(page.select_one("#work .prose p")) == "Finds out why. a book seller"
    assert words(page.select("#advice-just-specs p")[-1]).endswith("For peace. a book seller")
    assert words(page.select("#advice-list p")[-1]) == "1 source"
