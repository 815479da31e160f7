import datetime as dt

import pytest
from django.utils import timezone

from quiz.attempt_records import version_health
from quiz.models import Answer, Attempt, Result
from tests.quiz.factories import make_attempt, make_result, make_step, make_tied, publish_version

pytestmark = pytest.mark.django_db
LOW = {"key": "low-interest", "roles": [], "liked": 0}


@pytest.fixture
def version():
    return publish_version()


def figures(version, measure, **how):
    found = version_health(version, timezone.now(), **how)
    return {figure.subject: figure for figure in found.figures if figure.measure == measure}


def test_what_was_answered_and_told_is_counted(version):
    for _ in range(30):
        make_result(version=version)

    found = version_health(version, timezone.now())

    assert found.finished == 30
    assert [(cell.status, cell.leaders, cell.count) for cell in found.outcomes] == [
        ("clear", ("product-manager",), 30)
    ]
    led = figures(version, "leads")
    assert [led[role].value for role in sorted(led)] == [1, 0, 0]
    assert figures(version, "skipped")["p01"].value == 0
    assert figures(version, "noise")[""].value > 0


def test_seconds_skips_and_ratings_are_counted(version):
    for _ in range(30):
        make_result(version=version)
    Answer.objects.filter(item="p01").update(value=None)
    Answer.objects.update(seconds=50.0)
    Attempt.objects.update(sounds_like_me=4)

    assert figures(version, "skipped")["p01"].value == 1
    assert figures(version, "seconds")["r01"].value == 50
    assert figures(version, "sounds-like-me")[""].value == 4


def test_whoever_left_is_counted_where_they_stand(version):
    ago = timezone.now() - dt.timedelta(days=8)
    for _ in range(30):
        make_attempt(version=version, last_item="p03", started_at=ago)

    assert figures(version, "completion")[""].value == 0
    assert figures(version, "drop-off")["p03"].value == 1


def test_attempts_at_another_version_do_not_count(version):
    make_result(version=version)

    assert version_health(publish_version(), timezone.now()).finished == 0


def test_the_newest_attempts_are_counted(version):
    long_ago = timezone.now() - dt.timedelta(days=100)
    for _ in range(3):
        make_result(version=version, started_at=long_ago)
    make_result(version=version)

    assert version_health(version, timezone.now(), most=1).finished == 1


@pytest.mark.parametrize("count", [1, 5])
def test_health_costs_three_queries_however_many_attempts(
    version, django_assert_num_queries, count
):
    for _ in range(count):
        make_result(version=version)

    with django_assert_num_queries(3):
        version_health(version, timezone.now())


def test_steps_and_headlines_are_counted(version):
    for _ in range(30):
        attempt = make_tied(version=version)
        make_step(attempt, score_data=attempt.result.score_data | {"status": "clear"})

    offer = version_health(version, timezone.now()).offers[0]

    assert (offer.status, offer.offered, offer.taken) == ("tie", 30, 30)
    assert offer.outcomes == (("clear", 30),)
    assert figures(version, "low-interest")[""].value == 0
    Result.objects.update(score_data=attempt.result.score_data | {"headline": LOW})
    assert figures(version, "low-interest")[""].value == 1
