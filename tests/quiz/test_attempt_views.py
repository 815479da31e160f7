import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quiz import taking
from quiz.models import Answer, Attempt, Result
from tests.accounts.test_sign_in import make_user
from tests.pages import look_into, words
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_definition,
    make_result,
    publish_version,
    remember,
)
from tests.quiz.samples import starter

pytestmark = pytest.mark.django_db
KEYS = starter().item_keys
TAMPERED = ["6", "0", "-1", "9223372036854775808", "x", "1.5", " 3", "०३", "p02", ["3", "4"]]


@pytest.fixture
def attempt(client):
    return make_attempt(client=client)


def address(attempt, page):
    return f"/quiz/{attempt.pk}/{page}/"


def post_answer(client, attempt, value, item="p01", **headers):
    return client.post(address(attempt, item), {"value": value}, headers=headers)


def values(attempt):
    return dict(Answer.objects.filter(attempt=attempt).values_list("item", "value"))


def chosen(page):
    return [radio["value"] for radio in page.select("input[type=radio][checked]")]


def test_a_question_has_one_heading_in_the_legend_and_no_choice_made(client, attempt):
    page = look_into(client.get(address(attempt, "p01")))

    assert words(page.select_one("fieldset > legend > h1")) == starter().trade_offs[0].stem
    assert len(page.select("h1")) == 1
    assert len(page.select("input[name=value][type=radio]")) == 5
    assert chosen(page) == []


def test_a_background_question_offers_its_own_levels(client, attempt):
    page = look_into(client.get(address(attempt, "r01")))

    radios = page.select("input[name=value][type=radio]")
    assert [radio["value"] for radio in radios] == ["0", "1", "2", "3"]


def test_a_technical_word_of_a_text_explains_itself_where_it_stands(client, attempt):
    page = look_into(client.get(address(attempt, "p01")))

    term = page.select_one(".quiz-side .term")
    meaning = page.find(id=term["popovertarget"])
    assert words(meaning) == f"{words(term)}: a program that does one job for other programs"
    assert meaning.has_attr("popover")


def test_the_words_of_the_choices_stand_below_them(client, attempt):
    page = look_into(client.get(address(attempt, "r01")))

    assert "SQL a language for asking a database questions" in words(page.select_one("#words"))
    assert not page.select(".quiz-choice button")


def test_each_side_has_its_own_two_answers_and_no_preference_stands_between(client, attempt):
    page = look_into(client.get(address(attempt, "p01")))

    sides = [
        child.get("class") for child in page.select_one(".quiz-sides").find_all(recursive=False)
    ]
    assert sides == [["quiz-side"], ["quiz-choice"], ["quiz-side"]]
    values = [field["value"] for field in page.select(".quiz-sides input")]
    assert values == ["1", "2", "3", "4", "5"]
    assert words(page.select_one("label[for=value-1]")) == "Clearly this: A, clearly"


def test_an_answer_is_saved_and_leads_on_with_303(client, attempt):
    response = post_answer(client, attempt, "4")

    assert response.status_code == 303
    assert response["Location"] == address(attempt, "p02")
    assert values(attempt) == {"p01": 4}


def test_skip_saves_an_empty_answer(client, attempt):
    response = post_answer(client, attempt, "")

    assert response["Location"] == address(attempt, "p02")
    assert values(attempt) == {"p01": None}


WAYS_OUT = {"back": "p01/", "review": "review/", "all": "all/"}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_of_a_question_keeps_the_choice(client, attempt, way):
    response = client.post(address(attempt, "p02"), {"value": "4", "to": way})

    assert (response.status_code, response["Location"]) == (
        303,
        f"/quiz/{attempt.pk}/{WAYS_OUT[way]}",
    )
    assert values(attempt) == {"p02": 4}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_every_way_out_of_a_question_needs_no_choice_and_changes_none(client, way):
    attempt = make_attempt(client=client, answers={"p01": 1, "p02": 2})

    for item in ("p02", "p03"):
        response = client.post(address(attempt, item), {"to": way})
        assert response.status_code == 303

    assert values(attempt) == {"p01": 1, "p02": 2}


def test_back_from_the_first_question_leads_to_the_first_page(client, attempt):
    response = client.post(address(attempt, "p01"), {"value": "4", "to": "back"})

    assert response["Location"] == "/quiz/"
    assert values(attempt) == {"p01": 4}


def test_the_long_page_keeps_its_choices_on_the_way_to_single_questions(client, attempt):
    response = client.post(address(attempt, "all"), {"p01": "2", "to": "one"})

    assert response["Location"] == address(attempt, "p02")
    assert values(attempt) == {"p01": 2}


@pytest.mark.parametrize("page", ["p01", "all"])
def test_a_way_that_is_none_is_refused(client, attempt, page):
    assert client.post(address(attempt, page), {"to": "elsewhere"}).status_code == 400


def test_skipping_what_is_answered_in_another_tab_keeps_the_answer(client):
    attempt = make_attempt(client=client, answers={"p01": 4})

    response = post_answer(client, attempt, "")

    assert response["Location"] == address(attempt, "p02")
    assert values(attempt) == {"p01": 4}


def test_an_answer_is_removed_by_a_button_that_says_so(client):
    attempt = make_attempt(client=client, answers={"p01": 4})
    page = look_into(client.get(address(attempt, "p01")))
    sent = {field["name"]: field["value"] for field in page.select("#skip input")}

    client.post(address(attempt, "p01"), sent)

    assert words(page.select_one("button[form=skip]")) == "Skip and remove my answer"
    assert values(attempt) == {"p01": None}


def test_continue_without_a_choice_is_an_error_with_a_summary(client, attempt):
    response = client.post(address(attempt, "p01"))

    page = look_into(response)
    assert response.status_code == 200
    assert page.title.text.startswith("Error: ")
    assert page.select_one(".error-summary a")["href"] == "#value-1"
    assert "value-error" in page.fieldset["aria-describedby"]
    assert values(attempt) == {}


def test_back_shows_the_stored_answer(client, attempt):
    post_answer(client, attempt, "4")

    assert chosen(look_into(client.get(address(attempt, "p01")))) == ["4"]


def test_the_last_question_leads_to_the_review(client, attempt):
    response = post_answer(client, attempt, "2", KEYS[-1])

    assert response["Location"] == address(attempt, "review")


def test_a_changed_answer_leads_back_to_the_review_when_all_are_seen(client):
    attempt = make_attempt(client=client, answers=answer_all())

    response = post_answer(client, attempt, "1", "p03")

    assert response["Location"] == address(attempt, "review")
    assert values(attempt)["p03"] == 1


def test_save_and_leave_keeps_the_choice(client, attempt):
    response = client.post(address(attempt, "p01"), {"value": "2", "leave": "1"})

    assert (response.status_code, response["Location"]) == (303, "/quiz/")
    assert values(attempt) == {"p01": 2}


def test_leaving_without_a_choice_saves_nothing(client, attempt):
    response = client.post(address(attempt, "p01"), {"leave": "1"})

    assert (response.status_code, response["Location"]) == (303, "/quiz/")
    assert values(attempt) == {}


@pytest.mark.parametrize("value", TAMPERED)
def test_a_tampered_value_is_refused_and_nothing_written(client, attempt, value):
    response = post_answer(client, attempt, value)

    assert response.status_code == 400
    assert values(attempt) == {}


def test_a_level_that_the_background_question_does_not_offer_is_refused(client, attempt):
    assert post_answer(client, attempt, "4", "r01").status_code == 400


def test_an_item_of_another_version_is_unknown(client, attempt):
    made = make_definition(key="pm-fit")
    other = replace(made, statements=(replace(made.statements[0], key="new"), *made.statements[1:]))
    publish_version(made=other)

    assert client.get(address(attempt, "new")).status_code == 404
    assert post_answer(client, attempt, "3", "new").status_code == 404
    assert values(attempt) == {}


PAGES = ["", "p01/", "all/", "review/", "result/", "delete/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_an_attempt_of_somebody_else_is_as_unknown_as_none(client, page, method, is_signed_in):
    theirs = make_result(user=make_user(email="bob@example.org"))
    if is_signed_in:
        client.force_login(make_user())
    before = list(Answer.objects.values_list("pk", "value")), theirs.result.score_data

    known, unknown = (
        getattr(client, method)(f"/quiz/{key}/{page}", {"value": "1"})
        for key in (theirs.pk, uuid.uuid4())
    )

    if page or method == "get":
        assert (known.status_code, unknown.status_code) == (404, 404)
        assert known.content.replace(str(theirs.pk).encode(), b"") == unknown.content.replace(
            unknown.wsgi_request.path.split("/")[2].encode(), b""
        )
    else:
        assert (known.status_code, unknown.status_code) == (405, 405)
    theirs.refresh_from_db()
    assert (list(Answer.objects.values_list("pk", "value")), theirs.result.score_data) == before


def test_an_unclaimed_attempt_of_another_browser_is_unknown(client):
    attempt = make_attempt(client=Client())

    assert client.get(address(attempt, "p01")).status_code == 404


def test_a_claimed_attempt_is_unknown_to_the_session_that_began_it(client):
    attempt = make_attempt(user=make_user(), client=client)

    assert client.get(address(attempt, "p01")).status_code == 404


@pytest.mark.parametrize("page", ["p01", "all"])
@pytest.mark.parametrize(
    "sent", [{"value": "1", "p01": "1"}, {}, {"leave": "1"}, {"value": "", "p01": ""}, {"p01": "9"}]
)
def test_whatever_is_sent_to_a_finished_attempt_is_a_conflict(client, page, sent):
    attempt = make_result(client=client)
    before = values(attempt)

    response = client.post(address(attempt, page), sent)

    assert response.status_code == 409
    assert look_into(response).select_one(f'main a[href="{address(attempt, "result")}"]')
    assert values(attempt) == before


@pytest.mark.parametrize("page", ["p01", "all"])
@pytest.mark.parametrize("sent", [{"value": "1", "p01": "1"}, {}])
def test_a_conflict_answers_htmx_with_a_fragment_that_leads_to_the_result(client, page, sent):
    attempt = make_result(client=client)

    response = client.post(address(attempt, page), sent, headers={"HX-Request": "true"})

    assert response.status_code == 409
    assert b"<html" not in response.content
    assert address(attempt, "result").encode() in response.content


def test_an_answer_to_an_abandoned_attempt_is_a_conflict_that_leads_on(client, attempt):
    Attempt.objects.open().abandon()

    response = post_answer(client, attempt, "1")

    assert response.status_code == 409
    assert b"Go on with the new one" in response.content


def test_pages_of_a_finished_attempt_lead_to_its_result(client):
    attempt = make_result(client=client)

    for page in ("p01", "all", "review"):
        assert client.get(address(attempt, page))["Location"] == address(attempt, "result")
    assert client.get(f"/quiz/{attempt.pk}/")["Location"] == address(attempt, "result")


def test_the_attempt_leads_to_the_first_question_not_seen(client):
    attempt = make_attempt(client=client, answers={"p01": 3, "p02": None})

    assert client.get(f"/quiz/{attempt.pk}/")["Location"] == address(attempt, "p03")


def test_one_page_is_remembered(client, attempt):
    client.get(address(attempt, "all"))

    assert client.get(f"/quiz/{attempt.pk}/")["Location"] == address(attempt, "all")


def test_one_question_a_page_is_remembered_again(client, attempt):
    client.get(address(attempt, "all"))
    post_answer(client, attempt, "3")

    assert client.get(f"/quiz/{attempt.pk}/")["Location"] == address(attempt, "p02")


def test_all_on_one_page_saves_what_was_answered_and_leads_to_the_review(client, attempt):
    response = client.post(address(attempt, "all"), {"p01": "1", "r02": "0"})

    assert response["Location"] == address(attempt, "review")
    assert values(attempt) == {"p01": 1, "r02": 0}


def test_all_on_one_page_shows_what_is_stored(client):
    attempt = make_attempt(client=client, answers={"p01": 4, "l02": 2})

    page = look_into(client.get(address(attempt, "all")))

    assert page.select_one("#p01-4").has_attr("checked")
    assert chosen(page) == ["4", "2"]


def test_all_on_one_page_refuses_a_tampered_value_whole(client, attempt):
    response = client.post(address(attempt, "all"), {"p01": "1", "p02": "9"})

    assert response.status_code == 400
    assert values(attempt) == {}


def test_the_long_page_tells_htmx_that_it_saved(client, attempt):
    headers = {"HX-Request": "true"}

    response = client.post(address(attempt, "all"), {"p01": "1"}, headers=headers)

    assert "Saved. 1 of 32 answered or skipped" in response.content.decode()
    assert b"<html" not in response.content


def test_a_fragment_is_part_of_its_page(client, attempt):
    page = client.get(address(attempt, "p02"))
    fragment = client.get(address(attempt, "p02"), headers={"HX-Request": "true"})

    body = fragment.content.decode().split("</title>")[1].strip()
    assert "<html" not in body
    head, question = body.replace(' hx-swap-oob="true"', "").split("</header>")
    for part in (head, question.strip()):
        assert without_tokens(part) in without_tokens(page.content.decode())
    assert "HX-Request" in fragment["Vary"]


def without_tokens(html):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html)


def test_review_lists_every_answer_and_marks_the_missing_ones(client):
    attempt = make_attempt(client=client, answers={"p01": 1, "p02": None})

    page = look_into(client.get(address(attempt, "review")))

    assert len(page.select(".quiz-answers > li")) == 32
    assert words(page).count("Skipped") == 1
    assert words(page).count("Not answered") == 30


def test_finishing_twice_gives_one_result(client):
    attempt = make_attempt(client=client, answers=answer_all())

    first, second = (client.post(address(attempt, "review")) for _ in range(2))

    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"] == address(attempt, "result")
    assert Result.objects.count() == 1


def test_the_result_keeps_engine_and_hash_of_the_version_it_began_with(client):
    attempt = make_attempt(client=client, answers=answer_all())
    publish_version(made=make_definition(title="Newer"))

    client.post(address(attempt, "review"))

    engine = attempt.definition.scoring.engine
    assert (attempt.result.engine, attempt.result.digest) == (engine, attempt.version.digest)


def test_an_attempt_goes_on_with_its_version_after_a_newer_one_is_published(client, attempt):
    made = make_definition()
    first = replace(made.trade_offs[0], stem="Newer words?")
    publish_version(made=replace(made, trade_offs=(first, *made.trade_offs[1:])))

    page = look_into(client.get(address(attempt, "p01")))

    assert words(page.h1) == starter().trade_offs[0].stem


def test_two_tabs_race_and_the_last_write_wins(client, attempt):
    for value in ("1", "5", "2"):
        post_answer(client, attempt, value)

    assert values(attempt) == {"p01": 2}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_an_answer_costs_at_most_nine_queries_and_writes_no_session(client, is_signed_in):
    user = make_user() if is_signed_in else None
    attempt = make_attempt(user=user, answers={"p01": 3})
    client.force_login(user) if user else remember(client, attempt)

    with CaptureQueriesContext(connection) as queries:
        post_answer(client, attempt, "4", "p02")

    assert len(queries) <= 9, [query["sql"] for query in queries]
    assert not any("UPDATE" in q["sql"] and "django_session" in q["sql"] for q in queries)


def test_pages_of_an_attempt_are_private(client, attempt):
    for response in (client.get(address(attempt, "p01")), client.get(f"/quiz/{uuid.uuid4()}/")):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_seconds_are_kept_for_the_first_answer_only(client, attempt):
    post_answer(client, attempt, "1")
    first = attempt.answers.get().seconds
    post_answer(client, attempt, "2")

    assert first is not None
    assert attempt.answers.get().seconds == first


def test_a_long_pause_is_not_counted_as_time_for_the_answer(attempt):
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=11))
    attempt.refresh_from_db()

    taking.answer(attempt, {"p01": 1})

    assert attempt.answers.get().seconds is None


def test_answers_that_came_together_have_no_time_of_their_own(attempt):
    taking.answer(attempt, {"p01": 1, "p02": 2})

    assert {answer.seconds for answer in attempt.answers.all()} == {None}


def test_a_closed_attempt_takes_no_answer(client, attempt):
    taking.finish(attempt)

    with pytest.raises(taking.ClosedError):
        taking.answer(attempt, {"p01": 1})

    assert values(attempt) == {}
