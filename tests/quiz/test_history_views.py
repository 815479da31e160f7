import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quiz.models import Answer, Attempt, Result, Share
from tests.accounts.test_sign_in import make_user
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_definition, make_result, publish_version

pytestmark = pytest.mark.django_db
PM, TPGM, TIE = "noise-free ideal pm", "noisy ideal tpgm", "too close to call between two"


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def compare(client, one, other):
    return client.get("/quiz/compare/", {"a": one.pk, "b": other.pk})


def other_version():
    """Texts and one target differ, so results may not be compared."""
    made = make_definition()
    first, *others = made.profiles
    target, *targets = first.targets
    changed = replace(first, targets=(replace(target, target=70), *targets))
    return publish_version(made=make_definition(profiles=(changed, *others)))


def test_history_lists_what_is_mine_and_not_abandoned(client, user):
    make_result(user=user)
    make_result(user=make_user(email="bob@example.org"), name=TPGM)
    make_attempt(user=user, status="abandoned")
    make_attempt(user=user, answers={"p01": 1})

    page = look_into(client.get("/quiz/history/"))

    assert [words(heading) for heading in page.select(".quiz-history h2")] == [
        "Not finished yet: continue",
        "Product Manager",
    ]


def test_history_works_for_a_browser_without_an_account(client):
    make_result(client=client)

    assert "Product Manager" in words(look_into(client.get("/quiz/history/")).main)


def test_a_tie_names_its_roles_as_a_sentence_does(client):
    make_result(client=client, name=TIE)

    heading = look_into(client.get("/quiz/history/")).select_one(".quiz-history h2")
    assert words(heading) == "Too close to call: Product Manager or Technical Product Manager"


def test_an_empty_history_leads_to_the_assessment(client):
    assert look_into(client.get("/quiz/history/")).select("main a[href='/quiz/']")


def test_history_costs_the_same_queries_however_many_results(client, user):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/quiz/history/")
        return len(found)

    make_result(user=user)
    one = queries()
    for _ in range(4):
        make_result(user=user)

    assert queries() == one <= 4


def test_two_results_stand_side_by_side_with_what_changed(client, user):
    one, other = make_result(user=user, name=PM), make_result(user=user, name=TPGM)

    page = look_into(compare(client, one, other))

    assert len(page.select(".pair .bar")) == 6
    assert "A change:" in words(page.select_one(".pair"))


def test_two_equal_results_lie_within_the_usual_wobble(client, user):
    one, other = make_result(user=user), make_result(user=user)

    page = look_into(compare(client, one, other))

    assert words(page).count("Within the usual wobble") == 3


def test_results_of_versions_that_score_differently_show_no_difference(client, user):
    one = make_result(user=user, name=PM)
    other_version()
    other = make_result(user=user, name=TPGM)

    page = look_into(compare(client, one, other))

    assert len(page.select(".pair .bar")) == 6
    assert "score differently" in words(page)
    assert "A change:" not in words(page)


def test_results_of_versions_that_differ_in_words_alone_are_compared(client, user):
    one = make_result(user=user, name=PM)
    publish_version(made=make_definition(title="Other words"))
    other = make_result(user=user, name=TPGM)

    assert "A change:" in words(look_into(compare(client, one, other)))


def test_comparing_with_the_result_of_somebody_else_is_unknown(client, user):
    mine = make_result(user=user)
    theirs = make_result(user=make_user(email="bob@example.org"))

    assert compare(client, mine, theirs).status_code == 404
    assert compare(client, mine, mine).status_code == 404


def test_of_two_results_the_form_offers_neither_with_itself(client, user):
    old, new = make_result(user=user), make_result(user=user)

    page = look_into(client.get("/quiz/history/"))

    offered = {name: [o["value"] for o in page.select(f"#{name} option")] for name in "ab"}
    assert offered == {"a": [str(old.pk)], "b": [str(new.pk)]}


def test_the_same_result_twice_is_told_beside_the_form(client, user):
    _, chosen, _ = (make_result(user=user) for _ in range(3))

    page = look_into(compare(client, chosen, chosen))

    assert "Choose two different ones" in words(page)
    assert page.select_one("form[action='/quiz/compare/']")


@pytest.mark.parametrize("query", ["", "?a=x&b=y", "?a=1"])
def test_comparing_nothing_leads_to_the_history(client, query):
    assert client.get(f"/quiz/compare/{query}")["Location"] == "/quiz/history/"


def test_deleting_asks_first_and_then_takes_everything(client, user):
    attempt = make_result(user=user)
    Share.objects.open(attempt, with_readiness=False)
    kept = make_result(user=user)

    asked = look_into(client.get(f"/quiz/{attempt.pk}/delete/"))
    response = client.post(f"/quiz/{attempt.pk}/delete/")

    assert "Nobody can bring them back" in words(asked)
    assert response["Location"] == "/quiz/history/"
    assert list(Attempt.objects.all()) == [kept]
    assert {answer.attempt_id for answer in Answer.objects.all()} == {kept.pk}
    assert Result.objects.count() == 1
    assert not Share.objects.exists()


def test_deleting_all_takes_only_mine(client, user):
    make_result(user=user)
    make_attempt(user=user)
    theirs = make_result(user=make_user(email="bob@example.org"))

    client.get("/quiz/history/delete/")
    assert Attempt.objects.count() == 3
    client.post("/quiz/history/delete/")

    assert list(Attempt.objects.all()) == [theirs]


def test_an_anonymous_browser_deletes_all_it_began(client):
    make_result(client=client)

    client.post("/quiz/history/delete/")

    assert not Attempt.objects.exists()


def test_the_download_holds_answers_result_and_share(client, user):
    attempt = make_result(user=user)
    Share.objects.open(attempt, with_readiness=True)

    response = client.get("/quiz/history/data.json")

    held = json.loads(response.content)["attempts"]
    assert [one["id"] for one in held] == [str(attempt.pk)]
    assert len(held[0]["answers"]) == 32
    assert held[0]["result"]["would_you_enjoy_it"]["status"] == "clear"
    assert held[0]["share"]["with_readiness"] is True
    assert "attachment" in response["Content-Disposition"]


def test_the_download_of_a_stranger_is_empty(client):
    make_result(client=Client())

    assert json.loads(client.get("/quiz/history/data.json").content) == {"attempts": []}
