"""The sessions of an account, for its owner: where it is signed in, and the end of it."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.db import transaction
from django.utils.crypto import constant_time_compare

from accounts.browsers import in_words
from accounts.models import SignIn, User
from accounts.session_limits import MOMENTS, Moments

# Says which key is in the list: a session gets another one now and then.
LISTED = "listed"
LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Device:
    sign_in: SignIn
    used_at: datetime | None
    is_this: bool


def keep_listed(request, user):
    key = request.session.session_key
    if key and request.session.get(LISTED) != key:
        enlist(request, user, key)
        request.session[LISTED] = key


@transaction.atomic
def enlist(request, user, key):
    # Held: a deletion on its way takes this along, or has left no account to list it for.
    account = User.objects.select_for_update().filter(pk=user.pk).first()
    began = request.session.get(MOMENTS, (time.time(),))[0]
    sign_in = SignIn(
        session_id=key,
        account=account,
        began_at=datetime.fromtimestamp(began, UTC),
        browser=in_words(request.headers.get("User-Agent", "")),
        address=network_address(request),
    )
    if account:
        # Two requests at once list it once.
        SignIn.objects.bulk_create([sign_in], ignore_conflicts=True)


def network_address(request):
    address = get_adapter().get_client_ip(request)
    try:
        validate_ipv46_address(address)
    except ValidationError:
        return None
    return address


def devices_of(user, this=None):
    """Where the account is signed in, the one used last first."""
    found = [device(sign_in, this) for sign_in in alive(user)]
    return sorted(found, key=lambda each: (each.is_this, each.used_at or LONG_AGO), reverse=True)


def alive(user):
    for sign_in in user.sign_ins.open(datetime.now(UTC)):
        session = sign_in.session.get_decoded()
        state = session.get(HASH_SESSION_KEY, "")
        # Of an old password or address, or at its end: it is signed out when it comes back.
        is_over = user.is_staff and Moments(*session.get(MOMENTS, (0, 0))).is_over(time.time())
        if constant_time_compare(state, user.get_session_auth_hash()) and not is_over:
            yield sign_in


def device(sign_in, this):
    moments = sign_in.session.get_decoded().get(MOMENTS)
    used_at = datetime.fromtimestamp(moments[1], UTC) if moments else sign_in.began_at
    return Device(sign_in, used_at, sign_in.session_id == this)


@transaction.atomic
def end(sign_ins):
    """How many sessions that ends; their rows go, so that no copy of a cookie is of use."""
    keys = list(sign_ins.values_list("session_id", flat=True))
    sign_ins.delete()
    return Session.objects.filter(pk__in=keys).delete()[1].get("sessions.Session", 0)
