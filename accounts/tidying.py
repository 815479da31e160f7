"""What is kept for a while only, and then forgotten. The page about privacy promises each rule."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Max

from accounts.models import KnownDevice, SignIn, Tidying, UnsavedForm, User
from quiz.models import Attempt, Plan, Version
from roles.models import Report

UNVERIFIED_FOR = timedelta(days=14)
ADDRESS_FOR = timedelta(days=30)
# Small enough that nobody who answers meanwhile waits for long.
BATCH = 500
# A timer runs every day, and machines disagree by minutes.
LONGEST_SILENCE, MOST_AHEAD = timedelta(days=3), timedelta(days=1)
# Of fewer it is quite possible that nearly all are old.
MANY, NEARLY_ALL = 100, 0.9
MOMENTS = [
    (Attempt, ("started_at", "finished_at", "left_at")),
    (Plan, ("begun_at", "touched_at")),
    (Report, ("created_at",)),
    (User, ("joined_at", "last_login")),
    (Version, ("published_at",)),
]


class TidyRefusal(Exception):
    """By a clock that has jumped, more would be forgotten than the rules say."""

    way_out = (
        "If the clock of this machine is right, say what day it is by another one: --today "
        "YYYY-MM-DD, in UTC. What bears a later moment stays until its time is over by that."
    )


class TooMuch(TidyRefusal):
    way_out = "If the clock of this machine is right, say --anyway."


def tidy(now):
    """Forgets what its rule says, in batches. Returns how many of each."""
    # Whatever has ticked the box without a moment begins its time now.
    Report.objects.filter(is_settled=True, settled_at=None).update(settled_at=now)
    # Of a session that ended while it was listed.
    SignIn.objects.ended().delete()
    counts = {name: _forget(rows) for name, rows in _outdated(now).items()}
    addresses = Report.objects.settled_before(now - ADDRESS_FOR).exclude(email="")
    counts["addresses of reporters"] = addresses.update(email="")
    Tidying.objects.update_or_create(pk=1, defaults={"done_at": now})
    return counts


def _outdated(now):
    return {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "known devices": KnownDevice.objects.outdated(now),
        "unsaved forms": UnsavedForm.objects.outdated(now),
        "unconfirmed accounts": User.objects.unconfirmed(now - UNVERIFIED_FOR),
        "attempts": Attempt.objects.outdated(now),
        "plans": Plan.objects.outdated(now),
    }


def _forget(rows):
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        # Looked at again: somebody may have gone on meanwhile.
        rows.filter(pk__in=keys[start : start + BATCH]).delete()
    return len(keys)


def require_steady_clock(now, *, said=False):
    """Raises TidyRefusal where the clock has jumped, by all that the rows tell. Where somebody who
    has seen another one has `said` what day it is, they are not asked for that."""
    if not said:
        _require_no_jump(now)
    for name, rows in _outdated(now).items():
        _require_few(name, rows)


def require_day(now, today):
    """Raises TidyRefusal where the clock of this machine shows another day than `today`."""
    # Near midnight the other clock may show the next day.
    if abs(now.date() - today) > timedelta(days=1):
        raise TidyRefusal(f"It is {now:%Y-%m-%d} by the clock of this machine, not {today}.")


def _require_no_jump(now):
    # The run before, because after a jump new rows come by the wrong clock.
    last = Tidying.objects.aggregate(at=Max("done_at"))["at"]
    if last and last > now + MOST_AHEAD:
        raise TidyRefusal(f"It was last tidied at {last:%Y-%m-%d %H:%M}, later than the clock.")
    # Time has passed since as it should. Rows of a clock that was ahead meanwhile can stand where
    # they are: of the others nothing is old too early.
    if last and now - LONGEST_SILENCE <= last <= now:
        return
    newest, where = max(_moments(), default=(now, ""))
    if newest > now + MOST_AHEAD:
        raise TidyRefusal(f"{where} is {newest:%Y-%m-%d %H:%M}, later than the clock.")
    last = last or newest
    if abs(now - last) > LONGEST_SILENCE:
        raise TidyRefusal(f"Between {last:%Y-%m-%d} and the clock nothing was tidied or written.")


def _require_few(name, rows):
    count, total = rows.count(), rows.model._default_manager.count()
    # These end by themselves, nearly all at once where few people come.
    if (
        rows.model not in (Session, UnsavedForm, KnownDevice)
        and count > MANY
        and count > NEARLY_ALL * total
    ):
        raise TooMuch(f"{count} of {total} {name} would be deleted.")


def _moments():
    """The newest moment of each column, and which row of which table has it."""
    for model, names in MOMENTS:
        for name in names:
            newest = model.objects.exclude(**{name: None}).order_by(f"-{name}").first()
            if newest:
                where = f"{name} in the row {newest.pk} of {model._meta.db_table}"
                yield getattr(newest, name), where
