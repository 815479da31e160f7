"""People with an account, and what they do to sign in."""

import re

from allauth.account.models import EmailAddress

from accounts.models import User

PASSWORD = "quiet-otter-pours-tea"


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
