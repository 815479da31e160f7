import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_glossary,
    make_role,
    make_term,
    publish,
    write,
)
from tests.pages import cited_by, look_into, words

pytestmark = pytest.mark.django_db


def terms(count):
    return tuple(
        make_term(key=f"t-{number}", term=f"{chr(97 + number % 26)} term {number}")
        for number in range(count)
    )


def test_without_a_term_the_page_says_so_and_the_map_leaves_it_out(client):
    write(make_glossary())

    assert "No term is published yet." in words(look_into(client.get("/glossary/")))
    assert "/glossary/" not in client.get("/sitemap.xml").text


def test_each_term_stands_with_its_gloss_its_source_and_whose_word_it_is(client):
    publish(make_role())
    publish(make_glossary(terms=(make_term(roles=("product-manager",), company="Acme"),)))

    page = look_into(client.get("/glossary/"))

    term = page.select_one("#terms-canary-release")
    assert words(term).startswith("canary release To some first.")
    assert "At Acme" in words(term)
    assert cited_by(term) == ["/sources/an-article/"]
    assert term.find("a", href="/roles/product-manager/")
    assert not page.select("nav[aria-label=Letters]")
    assert "One word of the trade" in words(page.select_one(".lede"))
    assert "/glossary/</loc>" in client.get("/sitemap.xml").text


def test_a_role_that_is_withdrawn_since_is_not_named(client):
    publish(make_role())
    publish(make_glossary(terms=(make_term(roles=("product-manager",)),)))
    withdraw("role", "product-manager")

    assert not look_into(client.get("/glossary/")).find("a", href="/roles/product-manager/")


def test_many_terms_are_reached_by_their_letters(client):
    publish(make_glossary(terms=(*terms(13), make_term(key="n", term="99th percentile"))))

    page = look_into(client.get("/glossary/"))

    links = page.select("nav[aria-label=Letters] a")
    assert [words(link) for link in links][:3] == ["0–9", "A", "B"]
    assert all(page.select_one(link["href"]).name == "h2" for link in links)


def test_the_page_of_a_source_leads_to_the_term(client):
    publish(make_glossary())

    page = look_into(client.get("/sources/an-article/"))

    assert words(page.find("a", href="/glossary/#terms-canary-release")) == "canary release"


def test_a_text_leads_to_the_term(client):
    publish(make_glossary())
    publish(make_role(gist="A [canary](/glossary/#terms-canary-release)."))

    page = look_into(client.get("/roles/product-manager/"))

    assert words(page.find("a", href="/glossary/#terms-canary-release")) == "canary"


@pytest.mark.parametrize("count", [3, CROWD])
def test_the_glossary_costs_three_queries_however_long(client, django_assert_num_queries, count):
    freeze(make_role(), make_glossary(terms=terms(count)))

    with django_assert_num_queries(3):
        client.get("/glossary/")
