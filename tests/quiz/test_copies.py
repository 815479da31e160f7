"""Taking the assessment again on a copy of one's answers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quiz.attempt_records import version_health
from quiz.models import Answer, Attempt
from tests.accounts.test_sign_in import make_user
from tests.pages import look_into, words
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_definition,
    make_record,
    make_result,
    publish_version,
    remember,
)
from tests.races import at_once, once_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def result(user):
    return make_result(user=user)


def start_on(client, result, **fields):
    return client.post("/quiz/", {"copy": str(result.pk), **fields})


def copy_of(client, result):
    start_on(client, result)
    return Attempt.objects.open().get()


def reworded(*, keys=("l02",), **changes):
    """The next version, in which these statements say something else."""
    made = make_definition(**changes)
    statements = tuple(
        replace(each, text=f"{each.text} Often.") if each.key in keys else each
        for each in made.statements
    )
    return publish_version(made=replace(made, statements=statements))


def test_a_copy_holds_the_answers_remembers_its_source_and_opens_at_the_review(client, result):
    response = start_on(client, result)

    copy = Attempt.objects.open().get()
    assert (response.status_code, response["Location"]) == (303, f"/quiz/{copy.pk}/")
    assert client.get(f"/quiz/{copy.pk}/")["Location"] == f"/quiz/{copy.pk}/review/"
    assert copy.values == result.values
    assert (copy.source, copy.is_copy) == (result, True)


def test_a_browser_without_an_account_copies_too(client):
    result = make_result(client=client)

    copy = copy_of(client, result)

    assert (copy.values, copy.user) == (result.values, None)
    assert client.get(f"/quiz/{copy.pk}/review/").status_code == 200


def test_only_questions_that_are_the_same_are_copied_and_what_is_missing_comes_first(
    client, result
):
    newest = reworded(keys=("l02", "l10"))

    copy = copy_of(client, result)
    page = look_into(client.get(f"/quiz/{copy.pk}/review/"))

    assert copy.version == newest
    assert result.values.keys() - copy.values.keys() == {"l02", "l10"}
    lists = page.select(".quiz-answers")
    assert [item["value"] for item in lists[0].select("li")] == ["14", "22"]
    assert len(page.select(".quiz-answers > li")) == 32
    assert "2 of 32 questions have no answer yet" in words(page)


def test_skipped_questions_are_missing_in_the_copy(client, user):
    result = make_result(user=user)
    result.answers.filter(item="p03").update(value=None)

    assert "p03" not in copy_of(client, result).values


def test_a_copied_answer_is_marked_with_its_day_until_it_is_saved_again(client, result):
    result.answers.update(answered_at=timezone.now() - timedelta(days=40))
    day = result.answers.first().answered_at
    copy = copy_of(client, result)

    assert {answer.said_at for answer in copy.answers.all()} == {day}
    page = words(look_into(client.get(f"/quiz/{copy.pk}/review/")))
    marked = f"from {day.day} {day:%b %Y}"
    assert page.count(marked) == 32
    assert marked in words(look_into(client.get(f"/quiz/{copy.pk}/p01/")))

    client.post(f"/quiz/{copy.pk}/p01/", {"value": str(result.values["p01"])})

    assert copy.answers.get(item="p01").said_at is None
    page = words(look_into(client.get(f"/quiz/{copy.pk}/review/")))
    assert page.count(marked) == 31
    assert marked not in words(look_into(client.get(f"/quiz/{copy.pk}/p01/")))


def test_the_long_page_saves_what_was_changed_and_leaves_the_rest_of_its_day(client, result):
    copy = copy_of(client, result)
    sent = {**result.values, "p01": 6 - result.values["p01"]}

    client.post(f"/quiz/{copy.pk}/all/", sent)

    said = {answer.item for answer in copy.answers.all() if answer.said_at is None}
    assert said == {"p01"}
    page = look_into(client.get(f"/quiz/{copy.pk}/all/"))
    assert len(page.select("fieldset time")) == 31


def test_a_copy_of_a_copy_keeps_the_day_of_each_answer(client, result):
    first = copy_of(client, result)
    day = first.answers.get(item="p01").said_at
    client.post(f"/quiz/{first.pk}/review/")

    second = copy_of(client, first)

    assert second.source == first
    assert second.answers.get(item="p01").said_at == day


def test_the_background_is_copied_as_it_was_said_last(client, user):
    result = make_result(user=user, background=1)
    record = make_record(result)

    copy = copy_of(client, result)

    answer = copy.answers.get(item="r01")
    assert (answer.value, answer.said_at) == (3, record.created_at)


def test_answering_what_is_missing_leads_over_the_rest_to_the_review(client, result):
    reworded(keys=("l02", "l10"))
    copy = copy_of(client, result)

    first = client.post(f"/quiz/{copy.pk}/l02/", {"value": "3"})
    second = client.post(f"/quiz/{copy.pk}/l10/", {"value": "3"})

    assert first["Location"] == f"/quiz/{copy.pk}/l10/"
    assert second["Location"] == f"/quiz/{copy.pk}/review/"


def test_changing_an_answer_while_others_are_missing_leads_to_those(client, result):
    reworded()
    copy = copy_of(client, result)

    earlier = client.post(f"/quiz/{copy.pk}/p01/", {"value": "3"})
    later = client.post(f"/quiz/{copy.pk}/l14/", {"value": "3"})

    assert earlier["Location"] == f"/quiz/{copy.pk}/l02/"
    assert later["Location"] == f"/quiz/{copy.pk}/review/"


def test_pressing_twice_makes_one_copy(client, result):
    first, second = start_on(client, result), start_on(client, result)

    assert first["Location"] == second["Location"]
    assert Attempt.objects.count() == 2


def test_of_two_tabs_the_slower_gets_the_copy_of_the_quicker(client, user, result):
    def quicker():
        other = Client()
        other.force_login(user)
        start_on(other, result)

    with once_read("quiz_attempt", quicker, looks=2):
        response = start_on(client, result)

    assert response["Location"] == f"/quiz/{Attempt.objects.open().get().pk}/"
    assert Attempt.objects.count() == 2


def test_an_untouched_attempt_gives_way_to_the_copy(client, user, result):
    begun = make_attempt(user=user)

    copy = copy_of(client, result)

    begun.refresh_from_db()
    assert (begun.status, copy.source) == ("abandoned", result)


def test_answers_of_an_open_attempt_are_left_behind_only_when_that_is_said(client, user, result):
    newer = make_result(user=user)
    begun = make_attempt(user=user, answers={"p01": 1})

    refused = start_on(client, result)

    page = look_into(refused)
    assert refused.status_code == 409
    assert "no copy was made" in words(page.select_one("main [role=alert]"))
    assert page.select_one(f'a[href="/quiz/{begun.pk}/"]')
    form = page.select_one(f"form:has(button[value='{result.pk}'])")
    assert not page.select(f"button[value='{newer.pk}']")
    assert Attempt.objects.open().get() == begun

    again = form.select_one("input[name=again]")["value"]
    start_on(client, result, again=again)

    assert Attempt.objects.open().get().source == result


def test_the_first_page_offers_both_ways_to_take_it_again(client, result):
    page = look_into(client.get("/quiz/"))

    assert words(page.select_one("form button")) == "Start from the beginning"
    offered = page.select_one("button[name=copy]")
    assert offered["value"] == str(result.pk)
    assert words(offered).startswith("Start on a copy of my answers of ")


def test_without_a_result_there_is_nothing_to_copy(client, user):
    make_attempt(user=user, answers={"p01": 1})

    assert not look_into(client.get("/quiz/")).select("button[name=copy]")


def test_what_is_no_finished_attempt_of_mine_cannot_be_copied(client, user):
    theirs = make_result(user=make_user(email="bob@example.org"))
    begun = make_attempt(user=user, answers=answer_all())

    for other in (theirs, begun):
        assert start_on(client, other).status_code == 404
    assert not Attempt.objects.filter(is_copy=True).exists()


@pytest.mark.parametrize("copy", ["x", "1", "00000000-0000-0000-0000-00000000000", "\0"])
def test_what_is_no_key_cannot_be_copied(client, user, copy):
    publish_version()

    assert client.post("/quiz/", {"copy": copy}).status_code == 400


def test_without_a_published_version_nothing_is_copied(client, result):
    result.version.__class__.objects.update(status="retired")

    assert start_on(client, result).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_two_who_copy_at_the_same_moment_get_one_copy(client, is_signed_in):
    result = make_result(user=make_user() if is_signed_in else None)
    remember(client, result)
    if is_signed_in:
        client.force_login(result.user)
    other = Client()
    other.cookies = client.cookies

    sent = {"copy": str(result.pk)}
    statuses = at_once((client, other), "/quiz/", sent, sent)

    assert statuses == [303, 303]
    copy = Attempt.objects.open().get()
    assert copy.values == result.values
    assert client.get(f"/quiz/{copy.pk}/review/").status_code == 200


@pytest.mark.parametrize("looks", [1, 2])
def test_copying_what_is_being_deleted_makes_nothing(client, result, looks):
    with once_read("quiz_attempt", lambda: Attempt.objects.all().delete(), looks=looks):
        response = start_on(client, result)

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This is gone"
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()


def test_a_limit_of_starts_holds_for_copies(client, result, settings):
    settings.ACCOUNT_RATE_LIMITS = {"start_attempt": "1/m/ip"}
    other = make_result(user=result.user)
    start_on(client, result)

    assert start_on(client, other, again="1").status_code == 429


def test_copies_stay_out_of_the_health_figures():
    version = publish_version()
    user = make_user()
    for _ in range(3):
        make_result(version=version, user=user)
    source = make_result(version=version, user=user)
    make_result(version=version, user=user, source=source, is_copy=True)
    make_result(version=version, is_copy=True)

    found = version_health(version, timezone.now())

    assert found.finished == 4
    retakes = next(figure for figure in found.figures if figure.measure == "retake")
    assert retakes.n == 3
