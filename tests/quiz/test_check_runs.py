"""The check of a draft goes on outside the processes that serve pages."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from quiz import check_runs
from quiz.models import CheckRun, Frame, Version
from quiz.models.check_run import SILENCE
from tests.pages import look_into, words
from tests.quiz.factories import make_draft

pytestmark = pytest.mark.django_db
FEW = 5


@pytest.fixture
def draft():
    return make_draft()


@pytest.fixture
def run(draft):
    check_runs.ask(draft, by=None)
    return CheckRun.objects.get()


def later(**time):
    return time_machine.travel(timezone.now() + dt.timedelta(**time), tick=False)


def page(client, draft):
    client.force_login(User.objects.create_superuser("editor@example.org"))
    return look_into(client.get(f"/admin/quiz/version/{draft.pk}/checking/"))


def test_what_was_asked_for_is_taken_once(run):
    assert check_runs.take() == run
    assert check_runs.take() is None


def test_the_report_is_stored_and_the_end_is_told(run):
    check_runs.carry_out(check_runs.take(), FEW)

    run.refresh_from_db()
    assert run.done == run.total > 20
    assert run.ended_at
    assert not run.is_on
    assert Version.objects.get().last_check.simulation.persons == FEW


def test_asking_again_while_it_is_on_changes_nothing(draft, run):
    check_runs.take()

    check_runs.ask(draft, by=None)

    assert CheckRun.objects.get().begun_at
    assert check_runs.take() is None


def test_asking_again_afterwards_checks_again(draft, run):
    check_runs.carry_out(check_runs.take(), FEW)

    check_runs.ask(draft, by=None)

    assert check_runs.take() == run


def test_one_that_was_killed_may_be_asked_for_again(draft, run):
    check_runs.take()

    with later(seconds=SILENCE.total_seconds() + 1):
        assert CheckRun.objects.get().is_silent
        check_runs.ask(draft, by=None)
        assert check_runs.take() == run


def test_what_cannot_be_read_any_more_ends_with_the_reason(client, draft, run):
    Frame.objects.all().delete()

    check_runs.carry_out(check_runs.take(), FEW)

    assert "could not be checked" in words(page(client, draft).select_one(".errornote"))


def test_the_page_says_how_far_it_is_and_looks_again_by_itself(client, draft, run):
    CheckRun.objects.update(begun_at=timezone.now(), done=7, total=29)

    checking = page(client, draft)

    assert "7 of 29 rows are done" in words(checking.select_one("[role=status]"))
    assert checking.select_one('script[src$="js/reload.js"]')
    assert not checking.select_one('[value="Check this draft"]')


@pytest.mark.parametrize(
    ("begun", "told"), [(True, "stopped before it was done"), (False, "was taken by no process")]
)
def test_the_page_says_that_nothing_was_heard_of_it(client, draft, run, begun, told):
    CheckRun.objects.update(
        begun_at=timezone.now() if begun else None, moved_at=timezone.now() - 2 * SILENCE
    )

    checking = page(client, draft)

    assert told in words(checking.select_one(".errornote"))
    assert checking.select_one('[value="Check this draft"]')


def test_the_process_is_one_of_its_own(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "manage.py").write_text(
        "import os, pathlib, sys\n"
        "told = f'{sys.argv[1]} {os.getsid(0) == os.getpid()} {os.nice(0)}'\n"
        f"pathlib.Path({str(tmp_path / 'told')!r}).write_text(told)\n"
    )

    assert check_runs.start_process().wait() == 0
    assert (tmp_path / "told").read_text().startswith("check_drafts True 1")
