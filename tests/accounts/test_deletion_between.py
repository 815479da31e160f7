"""An account that is deleted between two looks of whatever is sent for it, wherever that may be."""

from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.deletion import delete_account, sessions_of
from accounts.models import KnownDevice, SignIn, User
from tests.accounts.people import (
    APP_KEY,
    PASSWORD,
    app_code,
    code_in,
    make_user,
    set_up_app,
    sign_in,
    sign_up,
)
from tests.pages import look_into

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
NEW = "calm-heron-reads-maps"
ADDRESS = "ada@example.org"


def signed_in(client, mailoutbox):
    """Somebody who has just shown who they are."""
    make_user()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def with_an_app(client, mailoutbox):
    signed_in(client, mailoutbox)
    set_up_app(User.objects.get())
    client.force_login(User.objects.get())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def showing_it_by_an_app(client, mailoutbox):
    with_an_app(client, mailoutbox)
    return {"code": app_code(APP_KEY)}


def changing_address(client, mailoutbox):
    signed_in(client, mailoutbox)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    return {"code": code_in(mailoutbox[-1])}


def stranger(client, mailoutbox):
    """In a browser from which the owner has signed in before."""
    make_user()
    sign_in(client)
    client.post("/accounts/logout/")


def without_password(client, mailoutbox):
    signed_in(client, mailoutbox)
    user = User.objects.get()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    client.post("/accounts/login/code/", {"email": ADDRESS})


def setting_up_an_app(client, mailoutbox):
    signed_in(client, mailoutbox)
    page = look_into(client.get("/accounts/2fa/totp/activate/"))
    return {"code": app_code(page.select_one("code.secret").text)}


def signed_up(client, mailoutbox):
    sign_up(client, ADDRESS)
    return {"code": code_in(mailoutbox[-1])}


def with_a_code_to_sign_in(client, mailoutbox):
    stranger(client, mailoutbox)
    client.post("/accounts/login/code/", {"email": ADDRESS})
    return {"code": code_in(mailoutbox[-1])}


def with_a_code_to_reset(client, mailoutbox):
    stranger(client, mailoutbox)
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    return {"code": code_in(mailoutbox[-1])}


def resetting(client, mailoutbox):
    client.post("/accounts/password/reset/code/", with_a_code_to_reset(client, mailoutbox))


def at_the_second_step(client, mailoutbox):
    secret = set_up_app(make_user())
    sign_in(client)
    return {"code": app_code(secret)}


PASSWORDS = {"password1": NEW, "password2": NEW}
SENT = {
    "/accounts/login/": (stranger, {"login": ADDRESS, "password": PASSWORD}),
    "/accounts/login/code/": (stranger, {"email": ADDRESS}),
    "/accounts/login/code/confirm/": (with_a_code_to_sign_in, {}),
    "/accounts/2fa/authenticate/": (at_the_second_step, {}),
    "/accounts/signup/": (stranger, {"email": ADDRESS, "password1": NEW}),
    "/accounts/password/reset/": (stranger, {"email": ADDRESS}),
    "/accounts/password/reset/code/": (with_a_code_to_reset, {}),
    "/accounts/password/reset/complete/": (resetting, PASSWORDS),
    "/accounts/password/change/": (signed_in, {"oldpassword": PASSWORD, **PASSWORDS}),
    "/accounts/password/set/": (without_password, PASSWORDS),
    "/accounts/email/": (signed_in, {"email": "new@example.org", "action_add": ""}),
    "/accounts/reauthenticate/": (signed_in, {"password": PASSWORD}),
    "/accounts/sessions/": (signed_in, {"others": "1"}),
    "/accounts/delete/": (signed_in, {}),
    "/accounts/logout/": (signed_in, {}),
    "/accounts/2fa/totp/activate/": (setting_up_an_app, {}),
    "/accounts/2fa/totp/deactivate/": (with_an_app, {}),
    "/accounts/2fa/recovery-codes/generate/": (with_an_app, {}),
    "/accounts/2fa/reauthenticate/": (showing_it_by_an_app, {}),
}
CONFIRMED = {"of a sign-up": signed_up, "of another address": changing_address}
READ = ["data", "email", "sessions", "2fa", "2fa/totp/activate", "2fa/recovery-codes", "delete"]


@contextmanager
def deleted_after(count):
    """Deletes the account right after so many looks that no transaction holds together, as another
    request might; says whose it was, if there were as many."""
    left, done = [None] * count, []

    def run(execute, sql, *args):
        found = execute(sql, *args)
        if left and sql.startswith("SELECT") and not connection.in_atomic_block:
            left.pop()
            if not left and (user := User.objects.filter(email=ADDRESS).first()):
                done.append(user)
                delete_account(user)
        return found

    with connection.execute_wrapper(run):
        yield done


def answers(prepare, mailoutbox, send):
    """The answer to each deletion, one look later each time, until there is none between."""
    for count in range(1, 200):
        User.objects.all().delete()
        # Tries are limited by network address.
        cache.clear()
        client = Client(raise_request_exception=False)
        sent = prepare(client, mailoutbox)
        with deleted_after(count) as done:
            response = send(client, sent or {})
        if not done:
            return
        yield count, response, left_of(done[0])
    raise AssertionError("it asks more than any page does")


def left_of(user):
    """The rows that a deleted account has left; the address alone may stand where a stranger's
    would, who has asked for a code."""
    mine = {"account_id": user.pk}
    rows = [*KnownDevice.objects.filter(**mine), *SignIn.objects.filter(**mine)]
    signed_in = [key for key in sessions_of(user) if names(key, user)]
    return [*rows, *signed_in, *User.objects.filter(pk=user.pk)]


def names(key, user):
    return Session.objects.get(pk=key).get_decoded().get("_auth_user_id") == str(user.pk)


def hold(found):
    seen = list(found)
    assert seen
    errors = [(count, answer.status_code) for count, answer, _ in seen if answer.status_code >= 500]
    assert errors == []
    assert [(count, left) for count, _, left in seen if left] == []


@pytest.mark.parametrize("address", SENT)
def test_what_is_sent_while_the_account_is_deleted_ends_in_no_error(address, mailoutbox):
    prepare, fields = SENT[address]
    hold(answers(prepare, mailoutbox, lambda client, sent: client.post(address, fields | sent)))


@pytest.mark.parametrize("code", CONFIRMED)
def test_a_code_confirmed_while_the_account_is_deleted_ends_in_no_error(code, mailoutbox):
    address = "/accounts/confirm-email/"
    hold(answers(CONFIRMED[code], mailoutbox, lambda client, sent: client.post(address, sent)))


@pytest.mark.parametrize("name", READ)
def test_a_page_read_while_the_account_is_deleted_ends_in_no_error(name, mailoutbox):
    hold(answers(with_an_app, mailoutbox, lambda client, _: client.get(f"/accounts/{name}/")))
