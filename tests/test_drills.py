"""Whatever writes to an attempt, against the deletion of the attempt and of its account, all at the
same moment. A few rounds here; `make drills` has many, and shows the counts."""

import datetime as dt
import os
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.deletion import sessions_of
from accounts.models import User
from quiz.models import Answer, Attempt, Result, Share
from tests.accounts.test_deletion import confirm
from tests.accounts.test_sign_in import PASSWORD, make_user, sign_in
from tests.quiz.factories import answer_all, make_attempt, make_result, publish_version
from tests.races import posting, together

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]

ROUNDS = int(os.environ.get("DRILL_ROUNDS", "2"))
WRITERS = 3
PAGES = {
    "answer": ("p01", {"value": "4"}),
    "long page": ("all", {"p01": "1", "p02": "2", "r01": "0"}),
    "finish": ("review", {}),
    "share": ("share", {"with_readiness": "1"}),
    "feedback": ("result", {"sounds_like_me": "4"}),
}


def device(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def attempt_for(writer, user):
    if writer in {"share", "feedback"}:
        return make_result(user=user)
    if writer == "claim":
        return make_result()
    if writer == "purge":
        old = timezone.now() - dt.timedelta(days=400)
        return make_attempt(user=user, status="abandoned", started_at=old, answers=None)
    return make_attempt(user=user, answers=answer_all() if writer == "finish" else {"p05": 3})


def writing(writer, user, attempt):
    if writer == "purge":
        return lambda: call_command("tidy", stdout=StringIO()) or 200
    if writer == "claim":
        sent = {"login": user.email, "password": PASSWORD}
        return posting(browser_of(attempt), "/accounts/login/", sent)
    page, sent = PAGES[writer]
    return posting(device(user), f"/quiz/{attempt.pk}/{page}/", sent)


def browser_of(attempt):
    """The browser that began an attempt without an account."""
    client = Client(raise_request_exception=False)
    session = client.session
    session["attempts"] = [str(attempt.pk)]
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def deleting_attempt(user, attempt):
    client = device(user) if attempt.user else browser_of(attempt)
    return posting(client, f"/quiz/{attempt.pk}/delete/")


def deleting_account(user, attempt):
    client = Client(raise_request_exception=False)
    sign_in(client, login=user.email)
    confirm(client)
    return posting(client, "/accounts/delete/")


DELETIONS = {"attempt": deleting_attempt, "account": deleting_account}


def a_round(writer, deletion):
    """The statuses of one round, that of the deletion last, and how many rows are left over."""
    # Signing in is limited by network address.
    cache.clear()
    user = make_user()
    attempt = attempt_for(writer, user)
    acts = [writing(writer, user, attempt) for _ in range(WRITERS)]
    statuses = together(*acts, DELETIONS[deletion](user, attempt))
    # Claimed before, it is nothing any more that this browser could delete.
    was_claimed = writer == "claim" and deletion == "attempt" and statuses[-1] == 404
    left = 0 if was_claimed else left_of(user, attempt, deletion)
    User.objects.all().delete()
    Attempt.objects.all().delete()
    return statuses, left


def left_of(user, attempt, deletion):
    mine = Attempt.objects.filter(pk=attempt.pk)
    # Without the account, what a browser began and no sign-in claimed is still that browser's.
    mine = mine.exclude(user=None) if deletion == "account" else mine
    left = mine.count() + sum(
        model.objects.filter(attempt__in=mine).count() for model in (Answer, Result, Share)
    )
    if deletion == "account":
        left += User.objects.filter(pk=user.pk).count() + len(sessions_of(user))
    return left


@pytest.mark.parametrize("deletion", DELETIONS)
@pytest.mark.parametrize("writer", [*PAGES, "claim", "purge"])
def test_the_deletion_wins_and_nobody_gets_an_error(writer, deletion):
    publish_version()

    rounds = [a_round(writer, deletion) for _ in range(ROUNDS)]

    errors = [status for statuses, _ in rounds for status in statuses if status >= 500]
    left = sum(left for _, left in rounds)
    told = f"{writer} against the deletion of the {deletion}: {ROUNDS} rounds"
    print(f"{told}, {len(errors)} answers 5xx, {left} rows left")
    assert (errors, left) == ([], 0)
    # Where it is purged or claimed already, there is nothing to delete.
    done = {303, 404} if writer in {"purge", "claim"} else {303}
    assert {statuses[-1] for statuses, _ in rounds} <= done
