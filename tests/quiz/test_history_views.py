import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quiz.models import Answer, Attempt, Result, Share
from tests.accounts.test_sign_in import make_user
from tests.factories import publish_three_roles
from tests.pages import look_into, words
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_copy,
    make_definition,
    make_result,
    make_step,
    publish_version,
)
from tests.quiz.samples import PM as PRODUCT
from tests.quiz.samples import starter

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


def test_each_result_has_a_picture_of_its_own_that_can_be_read_out(client, user):
    publish_three_roles()
    for name in (PM, TPGM):
        make_result(user=user, name=name)

    pictures = look_into(client.get("/quiz/history/")).select(".quiz-history svg[role=img]")

    told = [picture["aria-label"] for picture in pictures]
    assert len(set(told)) == 2
    assert all(re.fullmatch(r"(.+? \d+, between \d+ and \d+(; |$)){3}", each) for each in told)
    assert len(pictures[0].select("rect.bar-band")) == 3


def test_a_result_that_names_no_role_for_want_of_answers_has_no_picture(client, user):
    make_result(user=user, name="half answered")

    page = look_into(client.get("/quiz/history/"))

    assert not page.select(".quiz-history svg")
    assert "Not enough answers" in words(page)


def test_the_picture_and_the_name_are_those_of_the_newest_result(client, user):
    attempt = make_result(user=user, name=TIE)
    make_step(attempt, score_data=make_result(user=user, name=PM).result.score_data)

    first = look_into(client.get("/quiz/history/")).select(".quiz-history li")[-1]

    assert words(first.h2) == "Product Manager"
    assert "with 1 further question" in words(first)


def test_little_interest_is_named_before_any_role(client, user):
    attempt = make_result(user=user, name=PM)
    headline = {"key": "low-interest", "roles": [PRODUCT], "liked": 0}
    make_step(attempt, score_data={**attempt.result.score_data, "headline": headline})

    heading = look_into(client.get("/quiz/history/")).select_one(".quiz-history h2")

    assert words(heading) == "Little of this work appeals to you"


@pytest.mark.parametrize(
    ("days", "hint"), [(1, "From "), (29, "From "), (31, "a second result says more by now")]
)
def test_a_second_result_is_advised_after_a_month(client, user, days, hint):
    with time_machine.travel(timezone.now() - timedelta(days=days)):
        make_result(user=user)

    assert hint in words(look_into(client.get("/quiz/history/")))


def test_of_a_copy_no_time_to_wait_is_told(client, user):
    with time_machine.travel(timezone.now() - timedelta(days=40)):
        source = make_result(user=user)
    make_copy(source)

    told = words(look_into(client.get("/quiz/history/")))

    assert "a second result says more by now" in told
    assert f"on a copy of your answers of {source.finished_at:%-d %B %Y}" in told


def test_a_copy_lists_the_answers_changed_and_the_points_moved_and_calls_no_change(client, user):
    source = make_result(user=user, name=PM)
    opposite = {key: 6 - value for key, value in answer_all(PM, background=None).items()}
    copy = make_copy(source, opposite)

    page = look_into(compare(client, source, copy))

    told = words(page.main)
    answers = len(page.select(".quiz-answers li"))
    assert words(page.h1) == f"What {answers} changed answers moved"
    assert answers == sum(value != 3 for value in answer_all(PM, background=None).values())
    assert "no second measurement" in told
    assert "Moved by" in words(page.select_one(".side-by-side"))
    assert "A change:" not in told
    assert "wobble" not in told
    first = words(page.select_one(".quiz-answers li"))
    assert starter().trade_offs[0].stem in first
    assert "Earlier " in first


def test_what_is_said_of_the_background_is_told_to_move_no_bar(client, user):
    source = make_result(user=user)

    page = look_into(compare(client, source, make_copy(source, {"r01": 0})))

    assert words(page.h1) == "What one changed answer moved"
    assert "moves none of these bars" in words(page.select_one(".quiz-answers li"))


def test_a_copy_with_nothing_changed_says_so(client, user):
    source = make_result(user=user)

    page = look_into(compare(client, source, make_copy(source)))

    assert words(page.h1) == "The same answers twice"
    assert words(page).count("Moved by less than a point") == 3
    assert not page.select(".quiz-answers")


def test_a_copy_of_a_copy_and_its_sibling_are_copies_too(client, user):
    source = make_result(user=user)
    copy, sibling = make_copy(source, {"p01": 5}), make_copy(source, {"p02": 5})
    grandchild = make_copy(copy, {"p03": 5})

    for other in (copy, sibling, source):
        assert "no second measurement" in words(look_into(compare(client, grandchild, other)))


def test_copies_are_known_when_their_source_is_gone(client, user):
    source = make_result(user=user)
    copy, sibling = make_copy(source, {"p01": 5}), make_copy(source, {"p02": 5})
    client.post(f"/quiz/{source.pk}/delete/")

    assert "no second measurement" in words(look_into(compare(client, copy, sibling)))
    assert "on a copy of earlier answers" in words(look_into(client.get("/quiz/history/")))


def test_a_copy_and_an_attempt_of_its_own_are_two_measurements(client, user):
    copy = make_copy(make_result(user=user, name=PM))
    other = make_result(user=user, name=TPGM)

    assert "A change:" in words(look_into(compare(client, copy, other)))


def test_results_that_count_other_further_questions_show_no_difference(client, user):
    one, other = make_result(user=user, name=PM), make_result(user=user, name=TPGM)
    make_step(other)

    page = look_into(compare(client, one, other))

    assert len(page.select(".side-by-side .bar")) == 6
    assert "They count different further questions" in words(page)
    assert "A change:" not in words(page)


@pytest.mark.parametrize(("days", "is_told"), [(3, True), (31, False)])
def test_two_results_of_one_month_are_said_to_be_more_alike(client, user, days, is_told):
    with time_machine.travel(timezone.now() - timedelta(days=days)):
        one = make_result(user=user)

    told = words(look_into(compare(client, one, make_result(user=user))))

    assert ("more alike than they would be" in told) is is_told


def test_comparing_costs_the_same_queries_however_many_results(client, user):
    one, other = make_result(user=user), make_result(user=user)

    def queries():
        with CaptureQueriesContext(connection) as found:
            compare(client, one, other)
        return len(found)

    few = queries()
    for _ in range(4):
        make_copy(one)

    assert queries() == few <= 7


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

    assert queries() == one <= 5


def test_two_results_stand_side_by_side_with_what_changed(client, user):
    one, other = make_result(user=user, name=PM), make_result(user=user, name=TPGM)

    page = look_into(compare(client, one, other))

    assert len(page.select(".side-by-side .bar")) == 6
    assert "A change:" in words(page.select_one(".side-by-side"))


def test_the_finding_of_two_results_comes_first(client, user):
    one, other = make_result(user=user, name=PM), make_result(user=user, name=TPGM)

    page = look_into(compare(client, one, other))

    assert words(page.h1) == "What changed between your results"
    assert re.search(r"Product Manager lies \d+ points lower;", words(page.select_one(".lede")))


def test_two_equal_results_lie_within_the_usual_wobble(client, user):
    one, other = make_result(user=user), make_result(user=user)

    page = look_into(compare(client, one, other))

    assert words(page).count("Within the usual wobble") == 3


def test_results_of_versions_that_score_differently_show_no_difference(client, user):
    one = make_result(user=user, name=PM)
    other_version()
    other = make_result(user=user, name=TPGM)

    page = look_into(compare(client, one, other))

    assert len(page.select(".side-by-side .bar")) == 6
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
