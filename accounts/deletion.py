"""An account goes with all that is held of its person, at once or not at all."""

import json

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db import transaction
from django.shortcuts import render

from accounts.reports import reports_from
from quiz.models import Attempt, Plan
from quiz.taking import GoneError


@transaction.atomic
def delete_account(user):
    """Raises GoneError where another tab or device was quicker."""
    # Held first, so that nothing new is begun in it; then its attempts and its plan, in the order
    # that all who write to them keep (quiz/taking.py, quiz/planning.py).
    held = get_user_model().objects.select_for_update().filter(pk=user.pk).first()
    if held is None:
        raise GoneError
    Attempt.objects.of_user(held).delete()
    Plan.objects.of_user(held).delete()
    reports_from(held.email).update(email="")
    end_sessions(held)
    held.delete()


def end_sessions(user):
    Session.objects.filter(pk__in=sessions_of(user)).delete()


def sessions_of(user):
    """The keys of the sessions that name the account: signed in, or on the way to it."""
    # No column tells whose a session is. All are read, once in the life of an account.
    return [row.pk for row in Session.objects.iterator() if _names(row.get_decoded(), user)]


def _names(session, user):
    return session.get(SESSION_KEY) == str(user.pk) or _text(user.email) in _text(session).lower()


def _text(value):
    # With quotation marks around each word in it: other addresses may end in this one.
    return json.dumps(value, ensure_ascii=False)


def gone_page(request):
    """For whoever still acts in an account that is deleted meanwhile; signs this browser out."""
    request.session.flush()
    request.is_known_to_be_signed_in = False
    return render(request, "account/deleted.html", status=404)
