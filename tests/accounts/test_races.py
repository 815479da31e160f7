"""What two do to one account at the same moment, on PostgreSQL."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import KnownDevice, SignIn, User
from tests.accounts.people import PASSWORD, code_in, is_signed_in, make_user, sign_in
from tests.races import at_once, together

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"email": "ada@example.org", "password1": PASSWORD}
ROUNDS = range(3)


def copies(client):
    """Two windows of one browser."""
    two = [Client(), Client()]
    for each in two:
        each.cookies = client.cookies.copy()
    return two


@pytest.mark.parametrize("_", ROUNDS)
def test_two_sign_ups_at_once_make_one_account_and_both_reach_the_code_page(mailoutbox, _):
    two = [Client(), Client()]

    statuses = at_once(two, "/accounts/signup/", NEW, NEW)

    assert statuses == [302, 302]
    assert [each.get("/accounts/confirm-email/").status_code for each in two] == [200, 200]
    assert EmailAddress.objects.count() == User.objects.count() == 1
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_one_code_sent_twice_at_once_confirms_a_new_address_once(client, mailoutbox, _):
    client.force_login(make_user())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    code = {"code": code_in(mailoutbox[-1])}

    statuses = at_once(copies(client), "/accounts/confirm-email/", code, code)

    assert statuses == [302, 302]
    assert User.objects.get().email == EmailAddress.objects.get().email == "new@example.org"


@pytest.mark.parametrize("_", ROUNDS)
def test_two_who_confirm_one_address_at_once_get_it_once(mailoutbox, _):
    two, codes = [], []
    for name in ("ada", "bob"):
        client = Client()
        client.force_login(make_user(email=f"{name}@example.org"))
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
        codes.append({"code": code_in(mailoutbox[-1])})
        two.append(client)

    statuses = at_once(two, "/accounts/confirm-email/", *codes)

    assert max(statuses) < 400
    assert User.objects.filter(email="new@example.org").count() == 1
    assert EmailAddress.objects.filter(email="new@example.org", verified=True).count() == 1
    assert User.objects.count() == EmailAddress.objects.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_one_sign_up_confirmed_twice_at_once_is_signed_in(client, mailoutbox, _):
    client.post("/accounts/signup/", NEW)
    code = {"code": code_in(mailoutbox[-1])}
    two = copies(client)

    statuses = at_once(two, "/accounts/confirm-email/", code, code)

    assert statuses == [302, 302]
    assert any(map(is_signed_in, two))
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("_", ROUNDS)
def test_two_sign_ins_of_one_browser_at_once_are_both_let_in(client, _):
    make_user()
    sign_in(client)
    client.post("/accounts/logout/")
    sent = {"login": "ada@example.org", "password": PASSWORD}

    statuses = at_once(copies(client), "/accounts/login/", sent, sent)

    assert statuses == [302, 302]
    assert KnownDevice.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_a_session_that_is_used_twice_at_once_is_listed_once(client, _):
    client.force_login(make_user(is_staff=True))
    two = copies(client)

    statuses = together(*(partial(status, each, "/accounts/data/") for each in two))

    assert statuses == [200, 200]
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_devices_that_end_each_other_at_once_meet_no_error(_):
    user = make_user(is_staff=True)
    two = [Client(), Client()]
    for each in two:
        each.force_login(user)
        each.get("/accounts/sessions/")

    statuses = at_once(two, "/accounts/sessions/", *[{"others": "1"}] * 2)

    assert max(statuses) < 500
    assert Session.objects.count() == SignIn.objects.count() <= 1


def status(client, address):
    return client.get(address).status_code
