import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_dispute,
    make_point,
    make_role,
    make_salary_figure,
    make_source,
    publish,
    write,
)
from tests.pages import look_into, words


def facts(page):
    names = [words(name) for name in page.select("dl.facts dt")]
    return dict(zip(names, map(words, page.select("dl.facts dd")), strict=True))


@pytest.mark.django_db
def test_sources_say_so_when_there_are_none(client):
    assert "Nothing is published" in words(look_into(client.get("/sources/")))


@pytest.mark.django_db
def test_sources_are_listed_with_what_is_known_of_them(client):
    make_source(slug="known", title="A study", author="A. Author", published_on="2022-09")
    make_source(slug="bare", title="A bare one", kind="survey")
    publish(make_role(sources=("known", "bare"), points=(make_point(sources=("known",)),)))

    bare, known = look_into(client.get("/sources/")).select(".card")

    assert words(known) == "A study Article · A. Author · September 2022 2 statements rest on it"
    assert "Survey · author and publisher unknown · date unknown" in words(bare)
    assert "1 statement rests on it" in words(bare)


@pytest.mark.django_db
def test_sources_can_be_filtered_by_kind(client):
    make_source(slug="study", title="A study", kind="survey")
    publish(make_role(sources=("study", "an-article")))

    page = look_into(client.get("/sources/?kind=article&kind=survey"))

    assert [words(card.h2) for card in page.select(".card")] == ["A study"]


@pytest.mark.django_db
def test_unknown_kind_is_named_and_ignored(client):
    publish(make_role())

    page = look_into(client.get("/sources/", {"kind": "<i>gossip</i>"}))

    assert "“<i>gossip</i>” is not a choice here" in words(page)
    assert len(page.select(".card")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["999", "9" * 400, "9" * 5000, "-1", "0", "1.5", "NaN", "x", "٣"])
def test_page_that_is_none_is_the_first_or_the_last(client, page):
    for number in range(101):
        make_source(slug=f"source-{number}", title=f"Source {number:03}")
    publish(make_role(sources=tuple(f"source-{number}" for number in range(101))))

    shown = len(look_into(client.get("/sources/", {"page": page})).select(".card"))

    assert shown in (1, 100)


@pytest.mark.django_db
def test_next_page_keeps_the_filter(client):
    for number in range(101):
        make_source(slug=f"source-{number}", title=f"Source {number:03}")
    publish(make_role(sources=tuple(f"source-{number}" for number in range(101))))

    following = look_into(client.get("/sources/?kind=article")).find("a", rel="next")["href"]

    assert following == "?kind=article&page=2"
    assert len(look_into(client.get(f"/sources/{following}")).select(".card")) == 1


@pytest.mark.django_db
def test_results_alone_are_the_same_as_in_the_full_page(client):
    publish(make_role())

    whole = client.get("/sources/?kind=article")
    part = client.get("/sources/?kind=article", headers={"HX-Request": "true"})

    assert part.content.decode().strip() in whole.content.decode()
    assert b"<html" not in part.content
    assert "HX-Request" in part["Vary"]


@pytest.mark.django_db
def test_source_of_which_nothing_is_known_says_so(client):
    make_source(title="", slug="an-article")
    publish(make_role())

    page = look_into(client.get("/sources/an-article/"))

    assert facts(page) == {
        "Title": "none in our copy",
        "Kind": "Article",
        "Author": "unknown",
        "Publisher": "unknown",
        "Published": "date unknown",
        "Retrieved": "unknown",
        "Licence": "unknown",
        "Address": "unknown",
    }


@pytest.mark.django_db
def test_source_tells_what_is_known_and_leads_there(client):
    make_source(
        address="https://example.org/a?b=1&c=2",
        retrieved_on=dt.date(2026, 3, 1),
        published_on="2022-09-07",
        licence="CC0 1.0",
        note="It sells <books>.",
    )
    publish(make_role())

    page = look_into(client.get("/sources/an-article/"))

    assert facts(page)["Published"] == "7 September 2022"
    assert facts(page)["Retrieved"] == "1 March 2026"
    assert page.find("a", href="https://example.org/a?b=1&c=2")
    assert page.select_one("a[rel~=license]").text == "CC0 1.0"
    assert "It sells <books>." in words(page)


@pytest.mark.django_db
def test_source_shows_all_that_rests_on_it_by_subject(client):
    publish(make_role(points=(make_point(),)))
    publish(make_dispute())

    page = look_into(client.get("/sources/an-article/"))

    links = [link["href"] for link in page.select("section[aria-labelledby=rests-on-it] a")]
    assert links == [
        "/disputes/#who-owns-how",
        "/disputes/#who-owns-how-claims-the-first",
        "/roles/product-manager/",
        "/roles/product-manager/",
        "/roles/product-manager/#points-own-the-plan",
    ]
    assert "3 statements on this site name it" in words(page)


@pytest.mark.django_db
def test_source_shows_where_in_it_a_statement_stands(client):
    publish(make_role(points=(make_point(where="Under “What they own”"),)))

    rests = look_into(client.get("/sources/an-article/")).find_all("li")

    assert "Owns the plan Under “What they own”" in map(words, rests)


@pytest.mark.django_db
def test_source_of_drafts_or_of_what_is_withdrawn_is_not_there(client):
    write(make_role(slug="draft", sources=("of-a-draft",)))
    publish(make_role(slug="gone", sources=("of-the-gone",)))
    withdraw("role", "gone")

    for slug in ("of-a-draft", "of-the-gone", "never-was"):
        assert client.get(f"/sources/{slug}/").status_code == 404
    assert not look_into(client.get("/sources/")).select(".card")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_sources_cost_the_same_however_many_roles(client, django_assert_num_queries, count):
    for number in range(count):
        make_source(slug=f"source-{number}", title=f"Source {number}")
        freeze(make_role(slug=f"role-{number}", sources=("an-article", f"source-{number}")))

    with django_assert_num_queries(2):
        client.get("/sources/")
    with django_assert_num_queries(3):
        client.get("/sources/an-article/?page=2")


@pytest.mark.django_db
def test_list_of_sources_on_a_page_writes_dates_in_words_and_names_nobody_twice(client):
    make_source(
        publisher="A firm, not named", title="", published_on="2022-09-07", interest="sells a book"
    )
    publish(make_role())

    line = look_into(client.get("/roles/product-manager/")).select_one(".sources li")

    assert words(line) == "Untitled article from A firm 7 September 2022 · sells a book"


@pytest.mark.django_db
def test_a_source_names_and_links_the_collections_it_was_made_from(client):
    publish(make_role())
    made = make_salary_figure(source="adverts", basis="posted").source
    make_source(
        slug="a-hub",
        title="A hub",
        publisher="Somebody",
        address="https://hub.test/",
        licence="MIT",
        note="5 of 9 adverts.",
        part_of=made,
    )
    make_source(slug="b-hub", title="B hub", part_of=made)

    page = look_into(client.get("/sources/adverts/"))
    first, second = page.find(id="made-from").parent.select("li")

    assert words(first) == "A hub by Somebody, licence: MIT 5 of 9 adverts."
    assert first.a["href"] == "https://hub.test/"
    assert (words(second), second.a) == ("B hub by nobody known, licence: unknown", None)
    assert "that of each collection below" in words(page.select_one(".facts"))
    assert "Somebody" not in words(look_into(client.get("/sources/")).main)


@pytest.mark.django_db
def test_a_source_without_collections_has_no_list_of_them(client):
    publish(make_role())
    make_salary_figure(source="adverts")

    assert look_into(client.get("/sources/adverts/")).find(id="made-from") is None


@pytest.mark.django_db
def test_no_source_is_made_from_itself():
    source = make_source(slug="a")
    source.part_of = source

    with pytest.raises(ValidationError, match="not made from itself"):
        source.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        source.save()
