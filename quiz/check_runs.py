"""Checks of drafts outside the processes that serve pages: half a minute in one of their few
threads would keep everybody else waiting."""

import subprocess
import sys

from django.conf import settings
from django.utils import timezone

from quiz import publishing
from quiz.models import CheckRun
from quiz.simulation import PERSONS


def ask(version, by):
    """Asks for a check of the draft. One that is on already is left alone."""
    now = timezone.now()
    run, _ = CheckRun.objects.get_or_create(version=version, defaults={"asked_by": by})
    CheckRun.objects.over().filter(pk=run.pk).update(
        asked_by=by, asked_at=now, moved_at=now, begun_at=None, ended_at=None, refusal="", done=0
    )


def start_process():
    """Starts the command that takes what was asked for; it outlives the page and its server. Pages
    come first on a machine that does both."""
    manage = str(settings.BASE_DIR / "manage.py")
    command = ["nice", "-n", "10", sys.executable, manage, "check_drafts"]
    # Nothing of the command is anybody's input.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def take():
    """The check that was asked for first and that nobody else takes; None when there is none."""
    for run in CheckRun.objects.waiting().order_by("asked_at", "pk"):
        now = timezone.now()
        # The update decides: two processes may see the same row.
        if CheckRun.objects.waiting().filter(pk=run.pk).update(begun_at=now, moved_at=now):
            return run
    return None


def carry_out(run, persons=PERSONS):
    """Checks the draft, and says after each row how far it is."""
    row = CheckRun.objects.filter(pk=run.pk)
    try:
        for step in publishing.checking_steps(run.version, persons=persons):
            row.update(done=step.done, total=step.total, moved_at=timezone.now())
    except publishing.VersionRefusal as refused:
        row.update(refusal=str(refused))
    row.update(ended_at=timezone.now())
