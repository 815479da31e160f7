"""Further questions after a tie or no clear preference, taken on pages as the first ones are."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from quiz import scoring
from quiz.extension import look_again
from quiz.models import Answer, Attempt, Result, StepResult
from tests.accounts.test_sign_in import make_user, sign_in
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_tied, publish_version, remember
from tests.quiz.samples import first_version, golden_sheet_2, looks_of, starter
from tests.races import at_once, once_read, together

pytestmark = pytest.mark.django_db
CLEARED = "tie, four more, clear"
STAYED = "tie, four more, tie"
OF_TWELVE = "none, twelve more, clear"
FURTHER = [item.key for item in starter().further]
FOUR, EIGHT = FURTHER[8:], FURTHER[:8]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def tied(client):
    return make_tied(client=client)


def address(attempt, page):
    return f"/quiz/{attempt.pk}/{page}/"


def result_of(attempt):
    return address(attempt, "result")


def give(client, attempt, keys=FOUR, name=CLEARED, number=1):
    """Answers all of these on one page."""
    answers = golden_sheet_2(name)
    sent = {key: str(answers.get(key, 3)) for key in keys}
    return client.post(address(attempt, f"more/{number}/all"), sent)


def finish(client, attempt, number=1):
    return client.post(address(attempt, f"more/{number}/review"))


def stored(attempt):
    return json.dumps(Result.objects.values().get(attempt=attempt), default=str)


def values(attempt):
    return dict(Answer.objects.filter(attempt=attempt).values_list("item", "value"))


def test_the_offer_says_what_is_asked_and_how_much_of_it_counts(tied):
    offer = tied.offered

    assert [question.key for question in offer.questions] == FOUR
    assert [question.number for question in offer.questions] == [1, 2, 3, 4]
    assert (offer.number, offer.total, offer.needed, offer.answered) == (1, 4, 3, 0)
    assert not offer.is_begun
    assert not offer.is_short


def test_after_no_clear_preference_twelve_are_offered_nine_of_which_count():
    offer = make_tied(name=OF_TWELVE).offered

    assert (offer.number, offer.total, offer.needed) == (1, 12, 9)


def test_a_clear_result_offers_none_and_an_open_attempt_neither():
    assert make_tied(name="noise-free ideal pm").offered is None
    assert make_attempt().offered is None


def test_a_step_begins_at_its_first_question_which_counts_by_itself(client, tied):
    begun = client.get(address(tied, "more/1"))
    page = look_into(client.get(begun["Location"]))

    assert begun["Location"] == address(tied, FOUR[0])
    assert words(page.select_one(".attempt-head p")) == "Question 1 of 4 more"
    assert words(page.h1) == starter().further[8].stem
    assert (page.progress["max"], page.progress["value"]) == ("4", "0")
    assert words(page.title) == "Question 1 of 4 more – careerguide"
    assert len(page.select("input[name=value]")) == 2 + 4


def test_continue_leads_through_the_step_to_its_review(client, tied):
    places = [*(address(tied, key) for key in FOUR[1:]), address(tied, "more/1/review")]

    for key, place in zip(FOUR, places, strict=True):
        response = client.post(address(tied, key), {"value": "2"})
        assert (response.status_code, response["Location"]) == (303, place)

    assert {values(tied)[key] for key in FOUR} == {2}


def test_back_skip_and_leave_are_as_in_the_first_questions(client, tied):
    first, second = address(tied, FOUR[0]), address(tied, FOUR[1])

    assert client.post(first, {"value": "4", "to": "back"})["Location"] == result_of(tied)
    assert client.post(second, {"value": "4", "to": "back"})["Location"] == first
    assert client.post(second, {"value": "2", "leave": "1"})["Location"] == result_of(tied)
    assert client.post(first, {"value": ""})["Location"] == second
    assert client.post(first, {"to": "all"})["Location"] == address(tied, "more/1/all")
    assert {key: values(tied)[key] for key in FOUR[:2]} == {FOUR[0]: 4, FOUR[1]: 2}
    client.post(first, {"value": "", "remove": "1"})
    assert values(tied)[FOUR[0]] is None


def test_a_step_goes_on_where_it_was_left(client, tied):
    client.post(address(tied, FOUR[0]), {"value": "2"})
    assert client.get(address(tied, "more/1"))["Location"] == address(tied, FOUR[1])

    client.get(address(tied, "more/1/all"))
    assert client.get(address(tied, "more/1"))["Location"] == address(tied, "more/1/all")

    client.post(address(tied, FOUR[1]), {"value": "2"})
    for key in FOUR[2:]:
        client.post(address(tied, key), {"value": "2"})
    assert client.get(address(tied, "more/1"))["Location"] == address(tied, "more/1/review")


def test_a_further_question_without_a_choice_is_an_error_with_a_summary(client, tied):
    page = look_into(client.post(address(tied, FOUR[0])))

    assert page.select_one(".error-summary a")["href"] == "#value-1"
    assert FOUR[0] not in values(tied)


def test_all_of_a_step_stand_on_one_page(client, tied):
    page = look_into(client.get(address(tied, "more/1/all")))

    assert words(page.h1) == "4 more questions on one page"
    assert [field["id"] for field in page.select("fieldset")] == FOUR
    assert words(page.select_one("#saved")) == "0 of 4 answered or skipped"
    response = client.post(address(tied, "more/1/all"), {FOUR[0]: "1", FOUR[1]: "5"})
    assert response["Location"] == address(tied, "more/1/review")
    one = client.post(address(tied, "more/1/all"), {FOUR[2]: "1", "to": "one"})
    assert one["Location"] == address(tied, FOUR[3])
    last = client.post(address(tied, "more/1/all"), {FOUR[3]: "1", "to": "one"})
    assert last["Location"] == address(tied, FOUR[3])
    leave = client.post(address(tied, "more/1/all"), {"leave": "1"})
    assert leave["Location"] == result_of(tied)


def test_the_long_page_of_a_step_tells_htmx_that_it_saved(client, tied):
    response = client.post(address(tied, "more/1/all"), {FOUR[0]: "1"}, headers=HTMX)

    assert "Saved. 1 of 4 answered or skipped" in response.content.decode()


def test_the_review_tells_what_is_missing_as_long_as_anything_is(client, tied):
    review = address(tied, "more/1/review")
    lede = words(look_into(client.get(review)).select_one("main .lede"))
    assert lede.startswith("4 more questions, 4 without an answer. They count when 3 are answered.")

    give(client, tied)

    lede = words(look_into(client.get(review)).select_one("main .lede"))
    assert lede.startswith("All 4 are answered. After “Show my result” these answers are fixed;")


def test_the_review_lists_the_step_alone(client, tied):
    give(client, tied, FOUR[:2])

    page = look_into(client.get(address(tied, "more/1/review")))

    assert len(page.select(".quiz-answers > li")) == 4
    assert words(page).count("Not answered") == 2
    assert "They count when 3 are answered" in words(page)
    assert {form["action"] for form in page.select("main form")} == {address(tied, "more/1/review")}


def test_finishing_a_step_keeps_its_result_beside_the_first(client, tied):
    before = stored(tied)
    give(client, tied)

    response = finish(client, tied)

    assert (response.status_code, response["Location"]) == (303, result_of(tied))
    step = StepResult.objects.get()
    looks = looks_of(starter(), golden_sheet_2(CLEARED))
    assert (step.number, step.items, step.score) == (1, FOUR, looks[1])
    assert (step.engine, step.digest) == (2, tied.version.digest)
    assert stored(tied) == before
    mine = Attempt.objects.with_result().get(pk=tied.pk)
    assert mine.looks == tuple(looks)
    assert mine.shown_result == step
    assert mine.offered is None
    assert client.get(result_of(tied)).status_code == 200


def test_a_tie_that_stays_is_offered_the_other_eight_and_then_no_more(client):
    tied = make_tied(name=STAYED, client=client)
    give(client, tied, name=STAYED)
    finish(client, tied)

    offer = Attempt.objects.get(pk=tied.pk).offered
    assert (offer.number, offer.needed) == (2, 6)
    assert [question.key for question in offer.questions] == EIGHT
    assert client.get(address(tied, "more/2"))["Location"] == address(tied, "more/2/all")
    page = look_into(client.get(address(tied, EIGHT[0])))
    assert words(page.select_one(".attempt-head p")) == "Question 1 of 8 more"

    give(client, tied, EIGHT, name=STAYED, number=2)
    finish(client, tied, 2)

    mine = Attempt.objects.with_result().get(pk=tied.pk)
    assert [step.number for step in mine.steps.all()] == [1, 2]
    assert mine.looks == tuple(looks_of(starter(), values(tied)))
    assert mine.offered is None


def test_what_is_not_asked_yet_is_asked_once_it_is_offered(client, tied):
    other = address(tied, EIGHT[0])

    assert client.get(other)["Location"] == result_of(tied)
    assert client.post(other, {"value": "1"}).status_code == 409
    assert client.get(address(tied, "more/2")).status_code == 404
    assert give(client, tied, EIGHT, number=2).status_code == 404
    assert finish(client, tied, 2).status_code == 404
    assert not set(EIGHT) & set(values(tied))


def test_the_long_page_of_a_step_takes_no_answers_to_others(client, tied):
    client.post(address(tied, "more/1/all"), {FOUR[0]: "1", EIGHT[0]: "1", "p01": "1"})

    before = golden_sheet_2(CLEARED)["p01"]
    assert (values(tied)["p01"], EIGHT[0] in values(tied)) == (before, False)


@pytest.mark.parametrize("value", ["6", "0", "-1", "x", "1.5", "٣", ["3", "4"]])
def test_a_tampered_value_of_a_further_question_is_refused(client, tied, value):
    assert client.post(address(tied, FOUR[0]), {"value": value}).status_code == 400
    assert client.post(address(tied, "more/1/all"), {FOUR[0]: "9"}).status_code == 400
    assert FOUR[0] not in values(tied)


@pytest.mark.parametrize("number", [0, 3, 10**30])
@pytest.mark.parametrize("page", ["", "/all", "/review"])
def test_a_step_that_there_never_is_is_unknown(client, tied, number, page):
    here = address(tied, f"more/{number}{page}")

    assert client.get(here).status_code == 404
    if page:
        assert client.post(here, {FOUR[0]: "1"}).status_code == 404


def test_with_too_few_answers_a_step_says_so_and_leaves_the_result(client, tied):
    give(client, tied, FOUR[:2])

    page = look_into(finish(client, tied))

    told = words(page.select_one("main [role=alert]"))
    assert told.startswith("Fewer than 3 of the 4 are answered")
    assert "Your result stands as it was" in told
    assert page.select_one(f"main a[href='{result_of(tied)}']")
    assert not StepResult.objects.exists()
    mine = Attempt.objects.with_result().get(pk=tied.pk)
    assert mine.shown_result == mine.result
    assert set(mine.shown_values) & set(FURTHER) == set()
    assert (mine.offered.answered, mine.offered.is_begun) == (2, True)


def test_who_answers_the_rest_of_a_step_later_finishes_it(client, tied):
    give(client, tied, FOUR[:2])
    finish(client, tied)
    client.post(address(tied, FOUR[2]), {"value": "3"})
    client.post(address(tied, FOUR[3]), {"value": ""})

    assert finish(client, tied)["Location"] == result_of(tied)

    assert StepResult.objects.get().score.answered == 29


def test_an_offer_of_which_too_much_was_skipped_says_that_it_is_short(client, tied):
    for key in FOUR:
        client.post(address(tied, key), {"value": ""})

    offer = Attempt.objects.get(pk=tied.pk).offered
    assert (offer.is_begun, offer.is_short) == (True, True)


SENT = [{"value": "1", FOUR[0]: "1"}, {}, {"leave": "1"}, {FOUR[0]: "9", "value": "9"}]


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("page", [FOUR[0], "more/1/all"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_answers_of_a_finished_step_are_fixed(client, tied, page, sent, headers):
    give(client, tied)
    finish(client, tied)
    before = values(tied)

    response = client.post(address(tied, page), sent, headers=headers)

    assert response.status_code == 409
    assert result_of(tied) in response.content.decode()
    assert values(tied) == before


def test_a_page_of_the_step_before_changes_nothing_of_the_next(client):
    tied = make_tied(name=STAYED, client=client)
    give(client, tied, name=STAYED)
    finish(client, tied)

    late = client.post(address(tied, "more/1/all"), {FOUR[0]: "1", EIGHT[0]: "1"})

    assert late.status_code == 409
    assert EIGHT[0] not in values(tied)
    for page in ("more/1", "more/1/all", "more/1/review", FOUR[0]):
        assert client.get(address(tied, page))["Location"] == result_of(tied)


def test_the_first_answers_stay_fixed_while_further_ones_are_asked(client, tied):
    for page in ("p01", "all"):
        sent = client.post(address(tied, page), {"value": "1", "p01": "1", FOUR[0]: "1"})
        assert sent.status_code == 409
    assert client.get(address(tied, "review"))["Location"] == result_of(tied)
    assert FOUR[0] not in values(tied)


def test_finishing_a_step_again_gives_the_same_result(client, tied):
    give(client, tied)
    first = finish(client, tied)
    kept = StepResult.objects.values().get()

    again = finish(client, tied)

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert StepResult.objects.values().get() == kept


@pytest.mark.django_db(transaction=True)
def test_two_who_finish_a_step_at_once_get_one_result():
    tied, two = make_tied(), (Client(), Client())
    for each in two:
        remember(each, tied)
    give(two[0], tied)

    statuses = at_once(two, address(tied, "more/1/review"), {}, {})

    assert statuses == [303, 303]
    assert StepResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_on_its_way_while_the_step_is_finished_is_before_it_or_refused():
    tied, two = make_tied(), (Client(), Client())
    for each in two:
        remember(each, tied)
    give(two[0], tied)
    page = address(tied, "more/1/review")

    def answer(client):
        return client.post(address(tied, FOUR[0]), {"value": "5"}).status_code

    found = together(lambda: answer(two[0]), lambda: two[1].post(page).status_code)

    assert found[0] in {303, 409}
    assert found[1] == 303
    mine = Attempt.objects.with_result().get(pk=tied.pk)
    looks = [mine.result.score]
    assert mine.steps.get().score == look_again(mine.definition, mine.values, looks)


def test_an_answer_that_comes_after_the_step_was_finished_meanwhile_is_refused(client, tied):
    give(client, tied)
    other = Client()
    remember(other, tied)

    with once_read("quiz_attempt", lambda: finish(other, tied)):
        response = client.post(address(tied, FOUR[0]), {"value": "5"})

    assert response.status_code == 409
    assert values(tied)[FOUR[0]] == golden_sheet_2(CLEARED)[FOUR[0]]


@pytest.mark.parametrize(
    ("page", "sent"),
    [(FOUR[0], {"value": "4"}), ("more/1/all", {FOUR[0]: "1"}), ("more/1/review", {})],
)
def test_what_is_sent_to_a_step_that_is_being_deleted_is_told_that_it_is_gone(
    client, tied, page, sent
):
    with once_read("quiz_attempt", lambda: Attempt.objects.all().delete()):
        response = client.post(address(tied, page), sent)

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This is gone"
    assert not Answer.objects.exists()
    assert not StepResult.objects.exists()


@pytest.mark.parametrize("page", ["more/1", "more/1/all", "more/1/review", FOUR[0]])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_the_step_of_somebody_else_is_as_unknown_as_none(client, page, is_signed_in):
    theirs = make_tied(user=make_user(email="bob@example.org"))
    if is_signed_in:
        client.force_login(make_user())

    assert client.get(address(theirs, page)).status_code == 404
    if page != "more/1":
        assert client.post(address(theirs, page), {"value": "1"}).status_code == 404


def test_an_open_attempt_is_asked_no_further_question(client):
    attempt = make_attempt(client=client)

    for page in (FOUR[0], "more/1", "more/1/all", "more/1/review"):
        assert client.get(address(attempt, page)).status_code == 404
    assert client.post(address(attempt, FOUR[0]), {"value": "1"}).status_code == 404


def test_a_version_of_engine_1_offers_nothing(client):
    made = replace(first_version(), extension=starter().extension)
    publish_version(made=made)
    tied = make_tied(client=client)

    assert tied.result.score.status in {"tie", "none"}
    assert tied.offered is None
    assert client.get(address(tied, "more/1")).status_code == 404


def test_a_newer_version_changes_nothing_of_a_step(client, tied):
    stem = replace(starter().extension[2].items[0], stem="Newer words?")
    block = replace(starter().extension[2], items=(stem, *starter().extension[2].items[1:]))
    publish_version(made=replace(starter(), extension=(*starter().extension[:2], block)))

    page = look_into(client.get(address(tied, FOUR[0])))

    assert words(page.h1) == starter().further[8].stem
    give(client, tied)
    finish(client, tied)
    assert StepResult.objects.get().digest == tied.version.digest


def test_after_sign_in_the_further_answers_that_came_too_late_are_marked(client):
    tied = make_tied(user=make_user())
    sign_in(client)
    client.session.flush()
    here = address(tied, "more/1/all")

    late = client.post(here, {FOUR[0]: "2"})
    sign_in(client, next=here)
    page = look_into(client.get(here))

    assert late["Location"] == f"/accounts/login/?next={here}"
    assert [radio["id"] for radio in page.select("[checked]")] == [f"{FOUR[0]}-2"]
    assert "not saved yet" in words(page)


def test_a_copy_is_offered_the_questions_afresh(client, tied):
    give(client, tied)
    finish(client, tied)

    client.post("/quiz/", {"copy": str(tied.pk)})
    copy = Attempt.objects.open().get()
    assert not set(FURTHER) & set(copy.values)
    client.post(address(copy, "review"))

    copy = Attempt.objects.with_result().get(pk=copy.pk)
    assert copy.result.score == scoring.score(starter(), tied.values)
    assert (copy.offered.number, copy.offered.is_begun) == (1, False)


def test_the_answers_behind_a_result_hold_those_of_counted_steps_alone(client):
    tied = make_tied(name=STAYED, client=client)
    give(client, tied, name=STAYED)
    finish(client, tied)
    give(client, tied, EIGHT[:2], name=STAYED, number=2)

    mine = Attempt.objects.with_result().get(pk=tied.pk)

    assert set(mine.shown_values) & set(FURTHER) == set(FOUR)
    numbers = [entry.question.number for entry in mine.findings.answers]
    assert numbers[-4:] == [33, 34, 35, 36]


def test_the_first_answer_of_a_step_has_no_time_as_the_result_was_read_before(client, tied):
    for key in FOUR[:2]:
        client.post(address(tied, key), {"value": "2"})

    first, second = (tied.answers.get(item=key).seconds for key in FOUR[:2])
    assert first is None
    assert second is not None
