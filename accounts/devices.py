"""Browsers from which somebody has signed in to an account before.

Each has a random cookie. What is stored of it can be compared and not read, and ends with the
password: a thief who was in once is a stranger again after the owner has set a new one.
"""

import re
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import DEVICE_KNOWN_FOR, KnownDevice, User

TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def known_device(request, user):
    """The one that sends this, if somebody has signed in to the account from it; or None."""
    token = token_of(request)
    if token is None:
        return None
    # Also for nobody's account, or the time would tell that there is one.
    devices = KnownDevice.objects.filter(account=user.pk if user else 0)
    return devices.known(timezone.now()).filter(mark=mark(user, token)).first()


def token_of(request):
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return token if TOKEN.fullmatch(token) else None


def mark(user, token):
    secret = f"{token}\n{user.password if user else ''}"
    return salted_hmac("accounts.device", secret, algorithm="sha256").hexdigest()


def remember(request, response, user):
    """Makes the browser a known one; whether it was."""
    token = token_of(request) or secrets.token_urlsafe(32)
    was_known = keep(user, mark(user, token))
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=DEVICE_KNOWN_FOR,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return was_known


@transaction.atomic
def keep(user, mark):
    # Held: a deletion on its way takes this along, or has left no account.
    account = User.objects.select_for_update().filter(pk=user.pk).first()
    now = timezone.now()
    mine = KnownDevice.objects.filter(account=account, mark=mark)
    was_known = mine.known(now).exists()
    if account and not mine.update(used_at=now):
        KnownDevice.objects.create(account=account, mark=mark, used_at=now)
    return was_known


def forget_others(request, user):
    here = known_device(request, user)
    KnownDevice.objects.filter(account=user).exclude(pk=here and here.pk).delete()


def keep_through(request, user, change):
    """Does what changes the password, after which this browser is as known as it was."""
    here = known_device(request, user)
    change()
    if here:
        KnownDevice.objects.filter(pk=here.pk).update(mark=mark(user, token_of(request)))
