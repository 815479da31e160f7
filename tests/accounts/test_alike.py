"""No page, header or cookie tells whether an address has an account, however far one goes on."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
KNOWN, NEW = "ada@example.org", "bob@example.org"
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+')


def heard(response, address):
    """Everything that a browser is told, but for the address typed and what is random."""
    body = TOKEN.sub(r"\1", response.content.decode()).replace(address, "(address)")
    cookies = {
        name: {key: each for key, each in cookie.items() if key != "expires"}
        for name, cookie in response.cookies.items()
    }
    # The second at which it was made.
    headers = {name: each for name, each in response.items() if name != "Expires"}
    return response.status_code, headers, cookies, body


def story(address, pages, *, person=None):
    """What one hears who posts the address, then looks on, guesses, and asks again."""
    client = Client()
    cache.clear()
    if person:
        client.force_login(person)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    first, code_page, sent = pages
    steps = [
        (client.post, first, {name: each.format(address) for name, each in sent.items()}),
        (client.get, code_page, {}),
        (client.post, code_page, {"code": "BCDF-GHJK"}),
        (client.post, code_page, {"action": "resend"}),
        (client.post, code_page, {"action": "change", "email": "carol@example.org"}),
        (client.get, code_page, {}),
        (client.get, "/accounts/login/", {}),
        (client.get, "/accounts/signup/", {}),
        (client.get, "/accounts/email/", {}),
        (client.post, code_page, {"code": "BCDF-GHJK"}),
        (client.get, "/accounts/login/", {}),
        (client.post, first, {name: each.format(address) for name, each in sent.items()}),
    ]
    heard_at = []
    for ask, page, data in steps:
        # Not what the limits say: they count for each address alike.
        cache.clear()
        heard_at.append(heard(ask(page, data), address))
    return heard_at


SIGN_UP = (
    "/accounts/signup/",
    "/accounts/confirm-email/",
    {"email": "{}", "password1": "warm-heron-9-lands"},
)
RESET = ("/accounts/password/reset/", "/accounts/password/reset/confirm/", {"email": "{}"})
CODE = ("/accounts/login/code/", "/accounts/login/code/confirm/", {"email": "{}"})
SIGN_IN = ("/accounts/login/", "/accounts/login/", {"login": "{}", "password": "wrong-one"})
CHANGE = ("/accounts/email/", "/accounts/confirm-email/", {"email": "{}", "action_add": ""})


@pytest.mark.parametrize("state", [{}, {"is_active": False}])
@pytest.mark.parametrize("pages", [SIGN_UP, RESET, CODE, SIGN_IN])
def test_a_known_and_a_new_address_are_told_the_same(pages, state):
    make_user(email=KNOWN, **state)

    known, new = story(KNOWN, pages), story(NEW, pages)

    for step, (one, other) in enumerate(zip(known, new, strict=True)):
        assert one == other, step


def test_an_address_that_nobody_has_confirmed_is_told_the_same():
    make_user(email=KNOWN).emailaddress_set.update(verified=False)

    for pages in (SIGN_UP, RESET, CODE, SIGN_IN):
        assert story(KNOWN, pages) == story(NEW, pages)


def test_whoever_changes_to_a_known_and_to_a_new_address_is_told_the_same():
    make_user(email=KNOWN)
    person = make_user(email="carol@example.org")

    assert story(KNOWN, CHANGE, person=person) == story(NEW, CHANGE, person=person)
