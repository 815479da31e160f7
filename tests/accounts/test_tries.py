"""Five wrong passwords and codes for each account in five minutes, by all doors together."""

import pytest
from django.test import Client

from tests.accounts.people import (
    PASSWORD,
    app_code,
    code_in,
    is_signed_in,
    make_user,
    set_up_app,
    sign_in,
    sign_up,
)

pytestmark = pytest.mark.django_db
NEW = {"password1": "warm-heron-9-lands", "password2": "warm-heron-9-lands"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def by_sign_in(user, secret, outbox):
    return sign_in(Client(), login=user.email, password=secret)


def by_reauthentication(user, secret, outbox):
    return signed_in(user).post("/accounts/reauthenticate/", {"password": secret})


def by_change_of_password(user, secret, outbox):
    return signed_in(user).post("/accounts/password/change/", {"oldpassword": secret, **NEW})


def by_sign_in_code(user, secret, outbox):
    client = Client()
    client.post("/accounts/login/code/", {"email": user.email})
    return client.post("/accounts/login/code/confirm/", {"code": secret})


def by_reset_code(user, secret, outbox):
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    return client.post("/accounts/password/reset/confirm/", {"code": secret})


def by_change_of_address(user, secret, outbox):
    client = signed_in(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    return client.post("/accounts/confirm-email/", {"code": secret})


def by_sign_up(user, secret, outbox):
    client = Client()
    sign_up(client, user.email)
    return client.post("/accounts/confirm-email/", {"code": secret})


def by_second_factor(user, secret, outbox):
    set_up_app(user)
    client = Client()
    sign_in(client, login=user.email)
    return client.post("/accounts/2fa/authenticate/", {"code": secret})


def by_key(user, secret, outbox):
    set_up_app(user)
    client = Client()
    sign_in(client, login=user.email)
    return client.post("/accounts/2fa/authenticate/", {"credential": '{"id": "x"}'})


def by_second_factor_once_more(user, secret, outbox):
    set_up_app(user)
    return signed_in(user).post("/accounts/2fa/reauthenticate/", {"code": secret})


DOORS = [
    by_sign_in,
    by_reauthentication,
    by_change_of_password,
    by_sign_in_code,
    by_reset_code,
    by_change_of_address,
    by_sign_up,
    by_second_factor,
    by_key,
    by_second_factor_once_more,
]


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_try_at_any_door_counts_at_sign_in(mailoutbox, door):
    user = make_user()
    assert door(user, "wrong", mailoutbox).status_code == 200
    for _ in range(4):
        by_sign_in(user, "wrong", mailoutbox)

    response = by_sign_in(user, PASSWORD, mailoutbox)

    assert response.status_code == 429
    assert response["Retry-After"] == "300"


@pytest.mark.parametrize("door", DOORS[:3])
def test_after_five_wrong_tries_the_right_password_is_checked_at_no_door(mailoutbox, door):
    user = make_user()
    for _ in range(5):
        by_sign_in(user, "wrong", mailoutbox)

    response = door(user, PASSWORD, mailoutbox)

    assert response.status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("htmx", [{}, {"hx-request": "true"}])
def test_after_five_wrong_tries_the_right_code_is_refused_too(client, mailoutbox, htmx):
    user = make_user()
    client.post("/accounts/login/code/", {"email": user.email})
    for _ in range(5):
        by_sign_in(user, "wrong", mailoutbox)

    code = {"code": code_in(mailoutbox[0])}
    response = client.post("/accounts/login/code/confirm/", code, headers=htmx)

    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert not is_signed_in(client)


def test_tries_are_counted_whatever_host_and_spelling_are_named(client):
    make_user()
    for n, spelling in enumerate(["ada@example.org", "ADA@example.org", " ada@Example.ORG"] * 2):
        fields = {"login": spelling, "password": "wrong"}
        client.post("/accounts/login/", fields, headers={"host": f"localhost:{n + 1}"})

    assert sign_in(client).status_code == 429


def test_right_tries_are_not_counted(mailoutbox):
    user = make_user()
    for _ in range(3):
        for door in DOORS[:2]:
            assert door(user, PASSWORD, mailoutbox).status_code == 302

    assert by_sign_in(user, PASSWORD, mailoutbox).status_code == 302


def test_asking_for_too_many_codes_is_refused_as_too_many(client):
    for _ in range(3):
        Client().post("/accounts/login/code/", {"email": "ada@example.org"})

    response = client.post("/accounts/login/code/", {"email": "ada@example.org"})

    assert (response.status_code, response["Retry-After"]) == (429, "300")


def try_wrong(client, times, **fields):
    return [sign_in(client, password="wrong", **fields).status_code for _ in range(times)]


def known_browser(user):
    client = Client(REMOTE_ADDR="192.0.2.9")
    sign_in(client, login=user.email)
    client.post("/accounts/logout/")
    return client


def by_stranger(times=5):
    # Not from the owner's network address, whose tries are counted as well.
    return [try_wrong(Client(REMOTE_ADDR=f"198.51.100.{n}"), 1)[0] for n in range(times)]


def test_a_strangers_wrong_tries_keep_nobody_out_of_a_browser_that_is_known():
    owner = known_browser(make_user())
    assert by_stranger(7) == [200] * 5 + [429] * 2

    assert sign_in(owner).status_code == 302


CODES = {"code": {"code": "000000"}, "key": {"credential": '{"id": "x"}'}}


@pytest.mark.parametrize("kind", CODES)
def test_whoever_knows_the_password_keeps_nobody_out_at_the_second_step(kind):
    user = make_user()
    owner = known_browser(user)
    secret = set_up_app(user)
    thief = Client(REMOTE_ADDR="198.51.100.1")
    sign_in(thief)
    page = "/accounts/2fa/authenticate/"
    assert [thief.post(page, CODES[kind]).status_code for _ in range(7)] == [200] * 5 + [429] * 2

    sign_in(owner)
    assert owner.post(page, {"code": app_code(secret)}).status_code == 302
    assert is_signed_in(owner)


def test_from_a_known_browser_five_wrong_tries_are_checked_as_well():
    owner = known_browser(make_user())

    assert try_wrong(owner, 7) == [200] * 5 + [429] * 2
    assert sign_in(owner).status_code == 429


def test_a_wrong_try_at_any_door_of_a_known_browser_counts_there(mailoutbox):
    user = make_user()
    owner = known_browser(user)
    assert try_wrong(owner, 3) == [200] * 3
    sign_in(owner)
    for _ in range(2):
        assert owner.post("/accounts/reauthenticate/", {"password": "wrong"}).status_code == 200

    sent = {"oldpassword": PASSWORD, **NEW}
    assert owner.post("/accounts/password/change/", sent).status_code == 429


def test_from_a_known_browser_a_wrong_reset_code_counts_once():
    user = make_user()
    owner = known_browser(user)
    owner.post("/accounts/password/reset/", {"email": user.email})
    for _ in range(2):
        owner.post("/accounts/password/reset/confirm/", {"code": "wrong"})

    assert try_wrong(owner, 4) == [200] * 3 + [429]


@pytest.mark.parametrize("cookie", ["x" * 43, "forged", ""])
def test_a_forged_cookie_opens_no_count_of_its_own(cookie):
    known_browser(make_user())
    by_stranger()
    client = Client()
    client.cookies["device"] = cookie

    assert sign_in(client).status_code == 429


def test_the_browser_of_one_account_is_a_stranger_to_another():
    make_user()
    attacker = known_browser(make_user(email="eve@example.org"))
    by_stranger()

    assert sign_in(attacker).status_code == 429
    sign_in(attacker, login="eve@example.org")
    page = "/accounts/reauthenticate/"
    assert attacker.post(page, {"password": PASSWORD}).status_code == 302
    attacker.post("/accounts/logout/")
    assert sign_in(attacker).status_code == 429


def test_after_five_wrong_passwords_the_owner_sets_a_new_one_by_code(client, mailoutbox):
    user = make_user()
    by_stranger()

    client.post("/accounts/password/reset/", {"email": user.email})
    code = {"code": code_in(mailoutbox[-1])}
    assert client.post("/accounts/password/reset/confirm/", code).status_code == 302
    client.post("/accounts/password/reset/complete/", NEW)
    by_stranger()

    user.refresh_from_db()
    assert user.check_password(NEW["password1"])
    assert is_signed_in(client)


def test_five_wrong_reset_codes_are_checked_in_all(mailoutbox):
    user = make_user()

    statuses = []
    for _ in range(3):
        client = Client()
        client.post("/accounts/password/reset/", {"email": user.email})
        for _ in range(2):
            response = client.post("/accounts/password/reset/confirm/", {"code": "wrong"})
            statuses.append(response.status_code)

    assert statuses == [200] * 5 + [429]
