import datetime as dt
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Tidying, User
from accounts.tidying import BATCH
from quiz.models import Answer, Attempt, Result
from roles.models import Report
from tests.accounts.test_sign_in import make_user, sign_in, sign_up
from tests.quiz.factories import make_attempt, make_result, publish_version

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


def tidied(*options, command="tidy"):
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("command", ["tidy", "purge_attempts"])
def test_it_tells_how_many_of_each_were_forgotten(command):
    told = "0 sessions, 0 known devices, 0 unsaved forms, 0 unconfirmed accounts, 0 attempts"
    told += ", 0 plans, 0 addresses of reporters"

    assert tidied(command=command) == f"Forgotten: {told}.\n"


def test_abandoned_attempts_go_after_90_days():
    version, user = publish_version(), make_user()
    kept = make_attempt(version=version, started_at=ago(89), user=user, status="abandoned")
    make_attempt(version=version, started_at=ago(91), user=user, status="abandoned")

    assert "1 attempts" in tidied()

    assert list(Attempt.objects.all()) == [kept]


def test_an_attempt_begun_long_ago_and_left_behind_now_stays(client):
    user = make_user()
    client.force_login(user)
    old = make_attempt(user=user, started_at=ago(91), answers={"p01": 1})
    Answer.objects.update(answered_at=ago(91))
    client.post("/quiz/", {"again": "1"})

    tidied()

    old.refresh_from_db()
    assert old.status == "abandoned"


def test_attempts_that_nobody_claimed_go_after_14_days_with_all_they_hold():
    version = publish_version()
    with time_machine.travel(ago(15)):
        make_result(version=version)
    with time_machine.travel(ago(13)):
        kept = make_attempt(version=version)

    tidied()

    assert list(Attempt.objects.all()) == [kept]
    assert not Result.objects.exists()


def test_an_attempt_that_somebody_goes_on_with_stays(client):
    attempt = make_attempt(client=client, started_at=ago(15))
    client.post(f"/quiz/{attempt.pk}/p01/", {"value": "4"})

    tidied()

    assert Attempt.objects.get() == attempt


def test_what_belongs_to_an_account_and_was_not_left_behind_stays():
    user, version = make_user(), publish_version()
    with time_machine.travel(ago(400)):
        make_result(user=user, version=version)
        make_attempt(user=user, version=version)

    tidied()

    assert Attempt.objects.count() == 2


def test_ended_sessions_go(client):
    make_user()
    old = Client()
    sign_in(client)
    sign_in(old)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=ago(1))

    tidied()

    assert [row.pk for row in Session.objects.all()] == [client.session.session_key]


def test_accounts_that_nobody_confirmed_go_after_14_days(client):
    publish_version()
    for days in (13, 15):
        with time_machine.travel(ago(days)):
            sign_up(Client(), f"{days}@example.org")

    assert "1 unconfirmed accounts" in tidied()

    assert [user.email for user in User.objects.all()] == ["13@example.org"]
    assert [row.email for row in EmailAddress.objects.all()] == ["13@example.org"]


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_active": False}])
def test_accounts_that_staff_made_or_closed_stay(fields):
    publish_version()
    User.objects.create_user("ada@example.org", joined_at=ago(15), **fields)

    tidied()

    assert User.objects.exists()


def test_confirmed_accounts_stay():
    publish_version()
    make_user(joined_at=ago(400))

    tidied()

    assert User.objects.exists()


def make_report(text, settled_at=None):
    report = Report.objects.file(page="/", text=text, evidence="", email="ada@example.org")
    if settled_at:
        with time_machine.travel(settled_at):
            report.is_settled = True
            report.save()


def test_a_reporters_address_goes_30_days_after_the_report_is_settled():
    publish_version()
    make_report("old", settled_at=ago(31))
    make_report("new", settled_at=ago(29))
    make_report("open")

    assert "1 addresses" in tidied()

    assert {row.text for row in Report.objects.exclude(email="")} == {"new", "open"}


def test_the_time_of_a_report_taken_up_again_begins_anew():
    publish_version()
    make_report("old", settled_at=ago(31))
    report = Report.objects.get()
    for is_settled in (False, True):
        report.is_settled = is_settled
        report.save(update_fields=["is_settled"])

    tidied()

    assert Report.objects.get().email


def test_a_report_settled_without_a_moment_is_counted_from_the_next_tidying():
    make_report("old")
    Report.objects.update(is_settled=True)

    tidied()

    assert Report.objects.get().email
    assert Report.objects.get().settled_at


@pytest.mark.parametrize("days", [15, -15])
def test_nothing_is_forgotten_by_a_clock_that_has_jumped(days):
    make_result()
    sign_up(Client(), "ada@example.org")
    before = Attempt.objects.count(), User.objects.count(), Session.objects.count()

    with time_machine.travel(ago(-days)), pytest.raises(CommandError, match="Nothing was deleted"):
        tidied()

    assert before == (Attempt.objects.count(), User.objects.count(), Session.objects.count())


def test_new_rows_do_not_hide_that_the_clock_has_jumped():
    make_result()
    tidied()

    with time_machine.travel(ago(-15)):
        make_attempt()
        with pytest.raises(CommandError, match="If the clock of this machine is right"):
            tidied()

    assert Attempt.objects.count() == 2


def today(days=0):
    return (timezone.now() - dt.timedelta(days=days)).date().isoformat()


def test_rows_of_a_clock_that_was_ahead_are_named_with_their_table():
    publish_version()
    with time_machine.travel(ago(-20)):
        user = make_user()

    refused = rf"joined_at in the row {user.pk} of accounts_user is {today(-20)} .*--today"
    with pytest.raises(CommandError, match=refused):
        tidied()


def test_after_a_clock_was_ahead_who_names_the_day_loses_nothing_early():
    version = publish_version()
    kept = [make_attempt(version=version, started_at=ago(days)) for days in (12, -20)]
    make_attempt(version=version, started_at=ago(15))
    Tidying.objects.create(pk=1, done_at=ago(-20))

    with pytest.raises(CommandError, match=r"last tidied at .* later than the clock"):
        tidied()
    assert "1 attempts" in tidied("--today", today())

    assert set(Attempt.objects.all()) == set(kept)
    # From then on the days go by as they should, whatever the rows say.
    with time_machine.travel(ago(-1)):
        assert " 0 attempts" in tidied()
    with time_machine.travel(ago(-16)), pytest.raises(CommandError, match="Nothing was deleted"):
        tidied()


@pytest.mark.parametrize("days", [15, -15])
def test_naming_the_day_opens_nothing_while_the_clock_is_wrong(days):
    make_result()
    real = today()

    with time_machine.travel(ago(-days)), pytest.raises(CommandError, match=f"not {real}"):
        tidied("--today", real)
    with time_machine.travel(ago(-days)), pytest.raises(CommandError, match=f"not {real}"):
        tidied("--anyway", "--today", real)

    assert Attempt.objects.exists()


def test_who_names_the_day_is_still_told_where_nearly_everything_would_go():
    version = publish_version()
    for _ in range(101):
        make_attempt(version=version, started_at=ago(15))

    with pytest.raises(CommandError, match="101 of 101 attempts would be deleted"):
        tidied("--today", today())


def test_a_clock_that_was_ahead_between_two_runs_stops_none_of_them():
    version = publish_version()
    tidied()
    make_attempt(version=version, started_at=ago(-20))

    with time_machine.travel(ago(-1)):
        assert " 0 attempts" in tidied()


def test_a_site_that_nobody_visits_is_tidied_day_by_day():
    make_result()

    for day in range(16):
        with time_machine.travel(ago(-day)):
            tidied()

    assert not Attempt.objects.exists()
    assert Tidying.objects.count() == 1


def test_nearly_everything_is_forgotten_only_when_somebody_says_so():
    version = publish_version()
    for _ in range(101):
        make_attempt(version=version, started_at=ago(15))

    with pytest.raises(CommandError, match="101 of 101 attempts would be deleted"):
        tidied()
    assert "101 attempts" in tidied("--anyway")


def test_many_are_forgotten_in_batches():
    version = publish_version()
    fields = {"assessment": version.assessment, "version": version, "started_at": ago(15)}
    Attempt.objects.bulk_create(Attempt(**fields) for _ in range(2 * BATCH + 1))

    assert f"{2 * BATCH + 1} attempts" in tidied("--anyway")
    assert not Attempt.objects.exists()
