import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_claim,
    make_dispute,
    make_role,
    make_source,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import cited_by, look_into, words

PAIR = ("product-manager", "technical-product-manager")


@pytest.mark.django_db
def test_disputes_say_so_when_there_are_none(client):
    assert "No disagreement is published yet." in words(look_into(client.get("/disputes/")))


@pytest.mark.django_db
def test_dispute_shows_each_claim_with_stance_context_and_source(client):
    publish_three_roles()
    first = make_claim(stance="Always", text="It *is*.", context="Israel", company="Acme")
    second = make_claim(key="no", stance="Never", is_anecdotal=True, sources=("other-article",))
    told = "It depends. Look at **who**."
    publish(make_dispute(roles=PAIR, claims=(first, second), explanation=told))

    dispute = look_into(client.get("/disputes/")).select_one("#who-owns-how")

    always, never, reading = dispute.select(".answers > li")
    assert always.select_one("#who-owns-how-claims-the-first")
    for told in ("Always", "It is.", "Where it holds: Israel", "At Acme"):
        assert told in words(always)
    assert cited_by(always) == ["/sources/an-article/"]
    assert cited_by(never) == ["/sources/other-article/"]
    assert "One person’s story" in words(never)
    assert words(dispute.select_one(".meta")) == "It depends. Our reading"
    assert "Look at who." in words(reading)
    assert "It depends." not in words(reading)
    assert reading.find("a", href=f"/compare/{PAIR[0]}-vs-{PAIR[1]}/")
    assert reading.find("a", href="/roles/product-manager/")


@pytest.mark.django_db
def test_who_answers_and_what_they_sell_stands_beside_the_answer(client):
    make_source(slug="book", short_name="a book seller", interest="sells a book")
    make_source(slug="bare", title="A bare one")
    publish(make_role())
    publish(make_dispute(claims=(make_claim(sources=("book", "bare")), make_claim(key="no"))))

    answer = look_into(client.get("/disputes/")).select_one(".answers summary")

    assert words(answer) == "The first A book seller · sells a book; A bare one"


@pytest.mark.django_db
def test_the_three_that_are_answered_in_most_ways_come_in_full_and_the_rest_as_folds(client):
    publish(make_role())
    for number, question in enumerate(("A?", "B?", "C?", "D?", "E?")):
        claims = [
            make_claim(key=f"claim-{n}", sources=(f"article-{n}",)) for n in range(2 + number // 4)
        ]
        publish(make_dispute(slug=f"d-{number}", question=question, claims=tuple(claims)))

    page = look_into(client.get("/disputes/"))

    assert "Five questions with more than one answer." in words(page.select_one(".lede"))
    in_full = [words(each.h2) for each in page.select("article.dispute")]
    assert in_full == ["E?", "A?", "B?"]
    assert page.find("h2", string="Two more")
    folds = [words(fold.summary) for fold in page.select("details.dispute")]
    assert folds == ["C? 2 answers", "D? 2 answers"]
    assert page.select_one("details.dispute #d-3")


@pytest.mark.django_db
def test_dispute_names_no_role_that_is_withdrawn(client):
    publish_three_roles()
    publish(make_dispute(roles=PAIR))
    withdraw("role", PAIR[1])

    response = client.get("/disputes/")

    assert look_into(response).select_one("#who-owns-how")
    assert PAIR[1] not in response.content.decode()


@pytest.mark.django_db
def test_draft_of_a_dispute_is_not_shown(client):
    publish_three_roles()
    write(make_dispute(question="A secret?"))

    assert "A secret?" not in words(look_into(client.get("/disputes/")))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
def test_disputes_cost_three_queries_however_many(client, django_assert_num_queries, count):
    for number in range(count):
        freeze(
            make_role(slug=f"role-{number}"),
            make_dispute(slug=f"dispute-{number}", roles=(f"role-{number}",)),
        )

    with django_assert_num_queries(3):
        client.get("/disputes/")
