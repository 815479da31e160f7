"""People with an account, and what they do to sign in."""

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

from accounts.models import User
from tests.pages import look_into

PASSWORD = "quiet-otter-pours-tea"
APP_KEY = "JBSWY3DPEHPK3PXP"


def make_user(*, email="ada@example.org", password=PASSWORD, **fields):
    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_superuser(*, email="root@example.org", **fields):
    return make_user(email=email, is_staff=True, is_superuser=True, **fields)


def sign_in(client, *, login="ada@example.org", password=PASSWORD, **fields):
    return client.post("/accounts/login/", {"login": login, "password": password, **fields})


def sign_up(client, email, *, password=PASSWORD, **fields):
    return client.post("/accounts/signup/", {"email": email, "password1": password, **fields})


def code_in(message):
    return re.search(r"^\s*([A-Z0-9-]{6,})\s*$", message.body, re.MULTILINE)[1]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def set_up_app(user, secret=APP_KEY):
    """Gives the account an authenticator app and recovery codes, and says the app's key."""
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    user.refresh_from_db()
    return secret


def app_code(secret):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def recovery_codes(user):
    return user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()


def page_of(user, name="change"):
    return reverse(f"admin:accounts_user_{name}", args=[user.pk])


def save(client, user, **fields):
    """What staff send who change these fields of an account."""
    seen = seen_on(client.get(page_of(user)))
    sent = {"email": user.email, "is_active": user.is_active and "on", "seen": seen, **fields}
    return client.post(page_of(user), {name: each for name, each in sent.items() if each})


def seen_on(page):
    """What a form of the admin says that it shows."""
    field = page.status_code == 200 and look_into(page).find("input", attrs={"name": "seen"})
    return field and field["value"]
