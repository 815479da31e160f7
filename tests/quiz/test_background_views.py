"""What a person has done, said or changed after the finish."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from quiz import background
from quiz.models import BackgroundRecord
from quiz.readiness import readiness
from tests.accounts.test_sign_in import make_user, sign_in
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_result, remember
from tests.quiz.samples import starter
from tests.races import at_once

pytestmark = pytest.mark.django_db
FACTS = {fact.item: fact.key for fact in starter().facts}
KEYS = list(FACTS.values())


@pytest.fixture
def attempt(client):
    return make_result(client=client, background=1)


def address(attempt):
    return f"/quiz/{attempt.pk}/background/"


def say(client, attempt, **levels):
    return client.post(address(attempt), levels)


def stored(attempt):
    result = type(attempt.result).objects.values().get(attempt=attempt)
    return json.dumps(result, default=str), attempt.values


def test_the_page_asks_for_each_fact_with_what_was_said_marked(client, attempt):
    page = look_into(client.get(address(attempt)))

    assert len(page.select("fieldset")) == len(FACTS)
    assert {field["value"] for field in page.select("input[checked]")} == {"1"}
    assert [field["value"] for field in page.select("input[name=r01]")] == ["0", "1", "2", "3", ""]


def test_what_was_never_said_is_left_open_on_the_page(client):
    attempt = make_result(client=client, background=None)

    page = look_into(client.get(address(attempt)))

    assert [field["value"] for field in page.select("input[checked]")] == [""] * len(FACTS)


def test_a_change_is_kept_with_its_day_and_the_stored_result_stays(client, attempt):
    before = stored(attempt)

    response = say(client, attempt, r01="3", r02="2")

    assert response.status_code == 303
    assert response["Location"] == f"/quiz/{attempt.pk}/result/#readiness"
    levels = dict.fromkeys(KEYS, 1) | {FACTS["r01"]: 3, FACTS["r02"]: 2}
    record = BackgroundRecord.objects.get()
    assert record.levels == levels
    assert record.readiness == readiness(attempt.definition, levels)
    assert (record.engine, record.digest) == (attempt.result.engine, attempt.version.digest)
    assert timezone.now() - record.created_at < timedelta(minutes=1)
    assert stored(attempt) == before


def test_who_said_nothing_before_can_say_it_now(client):
    attempt = make_result(client=client, background=None)

    say(client, attempt, **dict.fromkeys(FACTS, "2"))

    assert attempt.background.levels == dict.fromkeys(KEYS, 2)
    assert attempt.findings.has_background
    assert client.get(f"/quiz/{attempt.pk}/result/").status_code == 200


def test_each_change_is_one_more_record_and_the_newest_is_shown(client, attempt):
    for level in "230":
        say(client, attempt, r01=level)

    fact = FACTS["r01"]
    assert attempt.background.levels[fact] == 0
    assert [older.levels[fact] for older in attempt.older_backgrounds] == [3, 2, 1]
    page = look_into(client.get(address(attempt)))
    assert page.select_one("input[name=r01][checked]")["value"] == "0"


def test_what_was_said_can_be_taken_back(client, attempt):
    say(client, attempt, r01="")

    assert attempt.background.levels[FACTS["r01"]] is None
    assert attempt.shown_values["r01"] is None


def test_what_is_not_sent_stays_as_it_was(client, attempt):
    say(client, attempt, r01="3")
    say(client, attempt, r02="3")

    assert attempt.background.levels[FACTS["r01"]] == 3


@pytest.mark.parametrize("sent", [{}, {"r01": "1"}, {"other": "3", "p01": "3"}])
def test_what_changes_nothing_is_no_new_record(client, attempt, sent):
    assert client.post(address(attempt), sent).status_code == 303

    assert not BackgroundRecord.objects.exists()


def test_pressing_twice_is_one_record(client, attempt):
    for _ in range(2):
        say(client, attempt, r01="3")

    assert BackgroundRecord.objects.count() == 1


@pytest.mark.parametrize("level", ["4", "-1", "x", "1.5", "\0", "٣", "9" * 30])
def test_a_level_that_is_none_is_refused_whole(client, attempt, level):
    assert say(client, attempt, r01=level, r02="3").status_code == 400

    assert not BackgroundRecord.objects.exists()


def test_an_attempt_that_goes_on_is_led_to_its_questions(client):
    attempt = make_attempt(client=client)

    for response in (client.get(address(attempt)), say(client, attempt, r01="3")):
        assert response["Location"] == f"/quiz/{attempt.pk}/p01/"
    assert not BackgroundRecord.objects.exists()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_the_background_of_somebody_else_is_as_unknown_as_none(client, is_signed_in):
    theirs = make_result(user=make_user(email="bob@example.org"))
    if is_signed_in:
        client.force_login(make_user())

    assert client.get(address(theirs)).status_code == 404
    assert say(client, theirs, r01="3").status_code == 404
    assert not BackgroundRecord.objects.exists()


def test_one_attempt_does_not_grow_for_ever(client, attempt, monkeypatch):
    monkeypatch.setattr(background, "MOST_RECORDS", 2)
    for level in "23":
        say(client, attempt, r01=level)

    response = say(client, attempt, r01="0")

    assert response.status_code == 409
    assert "nothing was saved" in words(look_into(response).select_one("main [role=alert]"))
    assert BackgroundRecord.objects.count() == 2


def test_after_sign_in_what_came_too_late_is_marked_and_not_saved(client):
    attempt = make_result(user=make_user(), background=1)
    sign_in(client)
    client.session.flush()

    late = say(client, attempt, r01="3")
    sign_in(client, next=address(attempt))
    page = look_into(client.get(address(attempt)))

    assert late["Location"] == f"/accounts/login/?next={address(attempt)}"
    assert page.select_one("input[name=r01][checked]")["value"] == "3"
    assert "not saved yet" in words(page)
    assert not BackgroundRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_said_twice_at_once_is_one_record(client):
    attempt = make_result(background=1)
    other = Client()
    for each in (client, other):
        remember(each, attempt)

    statuses = at_once((client, other), address(attempt), {"r01": "3"}, {"r01": "3"})

    assert statuses == [303, 303]
    assert BackgroundRecord.objects.count() == 1
