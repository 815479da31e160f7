import re

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    code_in,
    is_signed_in,
    make_superuser,
    make_user,
    sign_in,
    sign_up,
)
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db
NEW = "warm-heron-9-lands"
TWICE = {"password1": NEW, "password2": NEW}
ASK = {"login/code/": "login/code/confirm/", "password/reset/": "password/reset/confirm/"}


def ask(client, page):
    client.post(f"/accounts/{page}", {"email": "ada@example.org"})


def owner_changes_the_password():
    owner = Client()
    sign_in(owner)
    owner.post("/accounts/password/change/", {"oldpassword": PASSWORD, **TWICE})


def owner_changes_the_address():
    user = User.objects.get(email="ada@example.org")
    user.email = "lovelace@example.org"
    user.save()
    EmailAddress.objects.filter(user=user).update(email=user.email)


def staff_set_the_password():
    staff = Client()
    staff.force_login(make_superuser())
    user = User.objects.get(email="ada@example.org")
    page = f"/admin/accounts/user/{user.pk}/password/"
    staff.post(page, {"usable_password": "true", **TWICE})


def owner_deletes_the_account():
    User.objects.get(email="ada@example.org").delete()


CHANGES = [
    owner_changes_the_password,
    owner_changes_the_address,
    staff_set_the_password,
    owner_deletes_the_account,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("page", ASK)
def test_a_code_ends_with_what_the_account_is_signed_in_by(client, mailoutbox, page, change):
    make_user()
    ask(client, page)
    code = code_in(mailoutbox[0])

    change()
    response = client.post(f"/accounts/{ASK[page]}", {"code": code}, follow=True)

    assert not is_signed_in(client)
    assert "no longer holds" in response.content.decode()
    assert client.get("/accounts/password/reset/complete/").status_code == 302
    for name in ("login_code", "password_reset_verification", "email_verification_code"):
        assert f"account_{name}" not in client.session


@pytest.mark.parametrize("change", CHANGES)
def test_a_reset_half_done_ends_with_what_the_account_is_signed_in_by(client, mailoutbox, change):
    make_user()
    ask(client, "password/reset/")
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})
    change()
    before = list(User.objects.values_list("password"))

    client.post("/accounts/password/reset/complete/", {"password1": "a" * 4 + NEW, **TWICE})

    assert list(User.objects.values_list("password")) == before


def test_the_code_of_a_sign_up_ends_when_the_password_is_reset_elsewhere(client, mailoutbox):
    other = Client()
    sign_up(client, "ada@example.org")
    ask(other, "password/reset/")
    other.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[1])})
    other.post("/accounts/password/reset/complete/", TWICE)

    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})

    assert User.objects.get().check_password(NEW)
    assert not is_signed_in(client)


def test_a_new_code_after_the_change_is_taken(client, mailoutbox):
    make_user()
    ask(client, "login/code/")
    owner_changes_the_password()
    ask(client, "login/code/")

    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[-1])})

    assert is_signed_in(client)


@pytest.mark.parametrize("page", ASK)
def test_a_code_is_taken_once_and_from_the_browser_that_asked(client, mailoutbox, page):
    make_user()
    ask(client, page)
    code = {"code": code_in(mailoutbox[0])}

    assert Client().post(f"/accounts/{ASK[page]}", code).status_code == 302
    client.post(f"/accounts/{ASK[page]}", code)
    client.post("/accounts/password/reset/complete/", TWICE)
    client.post("/accounts/logout/")
    client.post(f"/accounts/{ASK[page]}", code)

    assert not is_signed_in(client)
    assert client.get("/accounts/password/reset/complete/").status_code == 302


@pytest.mark.parametrize("start", ["sign_up", *ASK])
def test_looking_at_the_page_for_a_code_changes_nothing(client, mailoutbox, start):
    if start == "sign_up":
        sign_up(client, "ada@example.org")
    else:
        make_user()
        ask(client, start)
    code = code_in(mailoutbox[0])

    with CaptureQueriesContext(connection) as queries:
        for page in ["confirm-email/", *ASK.values(), "password/reset/complete/", "login/"]:
            client.get(f"/accounts/{page}?code={code}&action=resend")

    assert len(mailoutbox) == 1
    written = [sql for each in queries if re.match("INSERT|UPDATE|DELETE", sql := each["sql"])]
    assert [sql for sql in written if "django_session" not in sql] == []
    assert not is_signed_in(client)


def signing_up(client):
    sign_up(client, "bob@example.org")


def asking_to_sign_in(client):
    make_user()
    client.post("/accounts/login/code/", {"email": "ada@example.org"})


def resetting(client):
    make_user()
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})


def changing(client):
    client.force_login(make_user())
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})


@pytest.mark.parametrize(
    ("begin", "page", "again"),
    [
        (signing_up, "/accounts/confirm-email/", "Sign in to get a new one."),
        (changing, "/accounts/confirm-email/", "Ask for a new one below."),
        (asking_to_sign_in, "/accounts/login/code/confirm/", "Ask for a new one below."),
        (resetting, "/accounts/password/reset/confirm/", "Ask for a new one below."),
    ],
)
def test_after_three_wrong_codes_it_is_said_that_the_code_is_void(client, begin, page, again):
    begin(client)
    for _ in range(3):
        response = client.post(page, {"code": "BCDF-GHJK"}, follow=True)

    told = "That was one wrong code too many: the one we sent no longer holds."
    assert f"{told} {again}" in words(look_into(response))


def test_who_signed_up_and_guessed_signs_in_to_get_a_new_code(client, mailoutbox):
    signing_up(client)
    for _ in range(3):
        client.post("/accounts/confirm-email/", {"code": "BCDF-GHJK"})
    sign_in(client, login="bob@example.org")

    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert is_signed_in(client)
