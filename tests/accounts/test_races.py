"""What two do to one account at the same moment, on PostgreSQL."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.people import PASSWORD, code_in, is_signed_in, make_user
from tests.races import at_once

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
