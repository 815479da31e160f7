"""What is kept of an attempt beside its answers: further results, backgrounds, its source."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quiz.models import Attempt, BackgroundRecord, Share, StepResult
from tests.accounts.test_sign_in import make_user, sign_in
from tests.quiz.factories import make_attempt, make_record, make_result, make_step

pytestmark = pytest.mark.django_db
TPGM = "technical-program-manager"


def score_of(name):
    return make_result(name=name).result.score_data


@pytest.fixture
def attempt():
    return make_result()


def test_a_step_has_one_result(attempt):
    make_step(attempt)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_step(attempt)
    make_step(attempt, number=2)


@pytest.mark.parametrize("make", [make_step, make_record])
def test_what_is_kept_has_a_shape(attempt, make):
    attempt.result.shape = 0

    with pytest.raises(IntegrityError), transaction.atomic():
        make(attempt)


def test_steps_count_from_one(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_step(attempt, number=0)


def test_only_a_copy_has_a_source(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_attempt(source=attempt)

    make_attempt(source=attempt, is_copy=True)


def test_the_result_shown_is_that_of_the_last_step(attempt):
    first = attempt.result.score
    make_step(attempt, number=2, score_data=score_of("noisy ideal tpgm"))
    make_step(attempt, number=1, score_data=score_of("all 5"))

    assert attempt.looks[0] == attempt.result.score == first
    assert [look.status for look in attempt.looks] == ["clear", "none", "clear"]
    assert attempt.shown_result.score.leaders == (TPGM,)
    assert attempt.leader_names == ["Technical Program Manager"]
    assert [role.slug for role in attempt.findings.leaders] == [TPGM]


def test_the_background_shown_is_the_newest_and_the_answers_stay():
    attempt = make_result(background=1)
    make_record(attempt)

    fact = attempt.definition.facts[0]
    assert attempt.background.levels[fact.key] == 3
    assert [record.levels[fact.key] for record in attempt.older_backgrounds] == [1]
    assert attempt.older_backgrounds[0].created_at == attempt.finished_at
    assert attempt.older_backgrounds[0].readiness == attempt.result.readiness
    assert (attempt.values[fact.item], attempt.shown_values[fact.item]) == (1, 3)


def test_without_a_background_there_is_none():
    attempt = make_result(background=None)

    assert attempt.background is None
    assert attempt.older_backgrounds == []
    assert not attempt.findings.has_background


def test_a_background_that_was_taken_back_is_shown_no_more(attempt):
    make_record(attempt, levels={fact.key: None for fact in attempt.definition.facts})

    assert attempt.background is None
    assert len(attempt.older_backgrounds) == 1
    assert not attempt.findings.has_background


def test_a_background_said_later_is_shared_with_readiness_alone():
    attempt = make_result(background=None)
    make_record(attempt)
    share = Share.objects.open(attempt, with_readiness=True)

    assert all(role.paths for role in share.findings.roles)
    share = Share.objects.open(attempt, with_readiness=False)
    assert not any(role.paths for role in share.findings.roles)


def test_findings_cost_the_same_queries_however_many_steps_and_records(attempt):
    def queries():
        mine = Attempt.objects.with_result().get(pk=attempt.pk)
        with CaptureQueriesContext(connection) as found:
            assert mine.findings
        return len(found)

    one = queries()
    for number in (1, 2):
        make_step(attempt, number=number)
        make_record(attempt)

    assert queries() == one == 3


def test_deleting_takes_steps_and_backgrounds_and_leaves_a_copy(attempt):
    make_step(attempt)
    make_record(attempt)
    copy = make_attempt(source=attempt, is_copy=True)

    attempt.delete()

    copy.refresh_from_db()
    assert (copy.source, copy.is_copy) == (None, True)
    assert not StepResult.objects.exists()
    assert not BackgroundRecord.objects.exists()


@pytest.mark.parametrize("make", [make_step, make_record])
def test_what_is_added_to_an_unclaimed_result_keeps_it_for_fourteen_days_more(make):
    now = timezone.now()
    old, touched = make_result(), make_result()
    ago = now - timedelta(days=15)
    Attempt.objects.update(started_at=ago, finished_at=ago)
    for attempt in (old, touched):
        attempt.answers.update(answered_at=ago)
    make(touched)

    assert list(Attempt.objects.outdated(now)) == [old]
    assert set(Attempt.objects.outdated(now + timedelta(days=15))) == {old, touched}


def test_claiming_brings_steps_and_backgrounds_along(client):
    user = make_user()
    attempt = make_result(client=client)
    make_step(attempt)
    make_record(attempt)

    sign_in(client)

    mine = Attempt.objects.of_user(user).get()
    assert (mine.steps.count(), mine.backgrounds.count()) == (1, 1)


def test_the_downloads_hold_steps_backgrounds_and_what_was_copied(client):
    user = make_user()
    sign_in(client)
    attempt = make_result(user=user)
    make_step(attempt, items=["e01", "e02"])
    make_record(attempt)
    make_attempt(user=user, source=attempt, is_copy=True)

    for address, name in (
        ("/quiz/history/data.json", "attempts"),
        ("/accounts/data/", "assessments"),
    ):
        copy, held = json.loads(client.get(address).content)[name]
        assert held["further_results"][0]["questions"] == ["e01", "e02"]
        assert held["further_results"][0]["would_you_enjoy_it"] == attempt.result.score_data
        assert set(held["later_backgrounds"][0]["levels"].values()) == {3}
        assert held["later_backgrounds"][0]["could_you_get_in_now"]
        assert (held["is_copy"], held["copy_of"]) == (False, None)
        assert (copy["is_copy"], copy["copy_of"]) == (True, str(attempt.pk))
