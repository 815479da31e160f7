import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_alias,
    make_comparison,
    make_point,
    make_role,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import look_into, words

THREE = ("product-manager", "technical-product-manager", "technical-program-manager")


def answer(client, query, **headers):
    return look_into(client.get("/titles/", {"q": query}, headers=headers)).select_one("#answer")


def publish_two_meanings_of_tpm():
    for slug in THREE[1:]:
        alias = make_alias(key="tpm", title="TPM", note=f"In adverts for {slug}.")
        telltale = make_point(key="ask", kind="telltale", text=f"Is it {slug}?")
        publish(make_role(slug=slug, aliases=(alias,), points=(telltale, make_point())))


@pytest.mark.django_db
def test_title_box_without_a_title_lists_the_titles_we_know(client):
    publish(make_role(aliases=(make_alias(),)))

    page = look_into(client.get("/titles/"))

    assert page.find("a", href="/titles/prod-boss/").string == "Prod Boss"
    assert not words(page.select_one("#answer"))


@pytest.mark.django_db
def test_title_box_works_before_anything_is_published(client):
    page = look_into(client.get("/titles/", {"q": "TPM"}))

    assert "Not a title we know" in words(page)
    assert "None is published yet." in words(page)


@pytest.mark.django_db
def test_known_title_names_its_role_and_who_uses_it(client):
    publish(make_role(aliases=(make_alias(note="Used by one firm."),)))

    told = answer(client, "prod-boss")

    assert "“prod-boss” stands for Product Manager" in words(told)
    assert "Used by one firm." in words(told)
    assert "Decides what to build" in words(told)
    assert told.find("a", href="/roles/product-manager/")
    assert told.find("a", href="/sources/an-article/")


@pytest.mark.django_db
def test_ambiguous_title_shows_every_role_and_how_to_tell(client):
    publish_two_meanings_of_tpm()

    told = answer(client, "TPM")

    assert "“TPM” stands for two jobs" in words(told)
    for slug in THREE[1:]:
        assert f"Is it {slug}?" in words(told)
        assert f"In adverts for {slug}." in words(told)
    assert "Owns the plan" not in words(told)
    assert told.find("a", href=f"/compare/{THREE[1]}-vs-{THREE[2]}/")


@pytest.mark.django_db
def test_narrower_title_says_what_narrows_it(client):
    publish(make_role())

    told = answer(client, "Growth Product Manager")

    assert "“Growth Product Manager” is a kind of Product Manager" in words(told)
    assert "“growth” says" in words(told)


@pytest.mark.django_db
def test_similar_title_is_a_question_and_never_a_statement(client):
    publish(make_role())

    told = answer(client, "Prodcut Manager")

    assert "Did you mean" in words(told)
    assert told.find("a", href="/titles/product-manager/")
    assert "stands for" not in words(told)


@pytest.mark.django_db
def test_unknown_title_is_no_role_but_a_way_to_find_out(client):
    telltale = make_point(key="ask", kind="telltale", text="Is it about users?")
    publish_three_roles(points=(telltale,))
    publish(make_comparison(roles=THREE))

    told = answer(client, "Lion tamer")

    assert "Not a title we know" in words(told)
    assert words(told).count("Is it about users?") == 3
    assert "stands for" not in words(told)


@pytest.mark.django_db
def test_title_that_is_too_long_is_an_error_and_not_repeated(client):
    page = look_into(client.get("/titles/", {"q": "x" * 201}))

    assert page.title.string.startswith("Error: ")
    assert "longer than 200 characters" in words(page.select_one("#q-error"))
    assert page.select_one("#title-q")["aria-invalid"] == "true"
    assert "x" * 101 not in str(page)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "   ", "\u200b\ufeff\u200d", "\u202e"])
def test_title_of_nothing_visible_counts_as_none(client, query):
    publish(make_role())

    assert not words(answer(client, query))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", "{{ 7*7 }}", "{% debug %}", '"><img src=x>', "\u202eTPM", "שלום"],
)
def test_title_is_shown_as_typed_and_apart_from_its_neighbours(client, query):
    publish(make_role())

    page = look_into(client.get("/titles/", {"q": query}))

    shown = page.select_one("#answer bdi").string
    assert shown == query.replace("\u202e", "")
    assert "49" not in words(page)
    assert not page.select("#answer script, #answer img")


@pytest.mark.django_db
def test_last_of_several_titles_wins(client):
    publish(make_role())

    page = look_into(client.get("/titles/?q=Lion+tamer&q=Product+Manager"))

    assert "is the name of a role" in words(page)
    assert page.select_one("#title-q")["value"] == "Product Manager"


@pytest.mark.django_db
def test_answer_alone_is_the_same_as_in_the_full_page(client):
    publish_two_meanings_of_tpm()

    whole = client.get("/titles/", {"q": "TPM"})
    part = client.get("/titles/", {"q": "TPM"}, headers={"HX-Request": "true"})

    assert part.content.decode().strip() in whole.content.decode()
    assert b"<html" not in part.content
    assert "HX-Request" in part["Vary"]


@pytest.mark.django_db
def test_page_of_a_title_says_what_it_stands_for(client):
    publish_two_meanings_of_tpm()

    page = look_into(client.get("/titles/tpm/"))

    assert words(page.h1) == "What does “TPM” stand for?"
    assert len(page.select(".card")) == 2


@pytest.mark.django_db
def test_page_of_a_title_finds_the_other_spelling_of_another_role(client):
    publish(make_role(slug=THREE[1], aliases=(make_alias(key="pm-t", title="PM-T"),)))
    publish(make_role(slug=THREE[2], aliases=(make_alias(key="pmt", title="PMT"),)))

    page = look_into(client.get("/titles/pmt/"))

    assert len(page.select(".card")) == 2


@pytest.mark.django_db
def test_title_of_a_draft_or_of_what_is_withdrawn_is_not_there(client):
    write(make_role(slug="draft", aliases=(make_alias(key="secret", title="Secret"),)))
    publish(make_role(slug="gone", aliases=(make_alias(key="lost", title="Lost"),)))
    withdraw("role", "gone")

    missing = client.get("/titles/never-was/")

    for slug in ("secret", "lost", "draft", "gone"):
        response = client.get(f"/titles/{slug}/")
        assert response.status_code == missing.status_code == 404
        assert response.content.replace(slug.encode(), b"") == missing.content.replace(
            b"never-was", b""
        )
    assert "Not a title we know" in words(answer(client, "Secret"))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
@pytest.mark.parametrize(
    ("query", "queries"), [("", 1), ("TPM", 3), ("Prodcut Manager", 1), ("Lion tamer", 5)]
)
def test_looking_up_costs_at_most_five_queries(
    client, django_assert_num_queries, count, query, queries
):
    publish(make_role())
    publish_two_meanings_of_tpm()
    publish(make_comparison(roles=THREE))
    freeze(*(make_role(slug=f"{'abcdefghij'[n % 10]}{n}-keeper") for n in range(count - 3)))

    with django_assert_num_queries(queries):
        client.get("/titles/", {"q": query})
