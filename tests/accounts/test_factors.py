"""The second factor: setting it up, signing in by it, and what ends with it."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from accounts.factor_forms import told_by_key
from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    app_code,
    code_in,
    is_signed_in,
    make_user,
    recovery_codes,
    set_up_app,
    sign_in,
)
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db
SECOND_STEP = "/accounts/2fa/authenticate/"
# So that no code turns into the next one while it is typed.
NOW = "2026-11-25T12:00:05Z"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


# What allauth tells of a new factor, it tells when the transaction has ended.
ends_transactions = pytest.mark.django_db(transaction=True)


def set_up_by_pages(client):
    """As a person does: who is asked who they are, and types what the app shows."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = look_into(page).select_one("code.secret").text
    return client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})


@ends_transactions
def test_an_app_is_set_up_and_asked_for_from_then_on(client, mailoutbox):
    user = make_user()
    client.force_login(user)
    other = Client()
    other.force_login(user)

    response = set_up_by_pages(client)

    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    page = look_into(client.get(response["Location"]))
    shown = [code.text for code in page.select(".codes code")]
    assert shown == recovery_codes(user)
    assert len(shown) == 10
    # Here one goes on; whoever else was signed in has to show both from now on.
    assert client.get("/accounts/email/").status_code == 200
    assert other.get("/accounts/email/").status_code == 302
    assert [message.to for message in mailoutbox] == [[user.email]]
    assert "authenticator app has been set up" in mailoutbox[0].body


@pytest.mark.parametrize("way", ["app", "recovery code"])
def test_the_password_alone_signs_nobody_in(client, way):
    user = make_user()
    secret = set_up_app(user)

    response = sign_in(client)
    assert response["Location"] == SECOND_STEP
    assert not is_signed_in(client)

    code = app_code(secret) if way == "app" else recovery_codes(user)[0]
    client.post(SECOND_STEP, {"code": code})
    assert is_signed_in(client)


def test_a_code_by_mail_alone_signs_nobody_in(client, mailoutbox):
    set_up_app(make_user())
    client.post("/accounts/login/code/", {"email": "ada@example.org"})

    response = client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})

    assert response["Location"] == SECOND_STEP
    assert not is_signed_in(client)


@pytest.mark.parametrize("way", ["app", "recovery code"])
def test_a_code_holds_once(client, way):
    user = make_user()
    secret = set_up_app(user)
    code = app_code(secret) if way == "app" else recovery_codes(user)[0]
    for again in (False, True):
        client = Client()
        sign_in(client)
        client.post(SECOND_STEP, {"code": code})

        assert is_signed_in(client) is not again


def test_a_code_holds_no_longer_than_the_app_shows_it(client, clock):
    code = app_code(set_up_app(make_user()))
    sign_in(client)
    clock.shift(30)

    response = client.post(SECOND_STEP, {"code": code})

    assert response.status_code == 200
    assert "That was not right" in words(look_into(response))
    assert not is_signed_in(client)


def test_recovery_codes_are_kept_as_a_file_that_says_what_they_are(client):
    user = make_user()
    set_up_app(user)
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    lines = client.get("/accounts/2fa/recovery-codes/download/").content.decode().splitlines()

    assert lines[0] == "careerguide: recovery codes of ada@example.org."
    assert lines[3:] == recovery_codes(user)


def test_the_download_names_the_factors_and_holds_no_key(client):
    user = make_user()
    set_up_app(user)
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    held = client.get("/accounts/data/").json()["second_factors"]

    assert [each["name"] for each in held] == ["TOTP Authenticator", "Recovery codes"]
    assert {*held[0]} == {"type", "name", "created_at", "last_used_at"}


def test_nobody_comes_to_the_second_step_past_the_first(client):
    assert client.get(SECOND_STEP)["Location"].startswith("/accounts/login/")
    assert client.post(SECOND_STEP, {"code": "123456"})["Location"].startswith("/accounts/login/")


def test_removing_the_app_signs_the_others_out_and_is_told(client, mailoutbox):
    user = make_user()
    set_up_app(user)
    for device in (client, other := Client()):
        device.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/2fa/totp/deactivate/")

    user.refresh_from_db()
    assert not user.has_second_factor
    # They would be a way in that nobody asks for.
    assert not Authenticator.objects.exists()
    assert client.get("/accounts/email/").status_code == 200
    assert other.get("/accounts/email/").status_code == 302
    assert "app of your account has been removed" in mailoutbox[0].body


@ends_transactions
def test_new_recovery_codes_end_the_old_ones_and_are_told(client, mailoutbox):
    user = make_user()
    set_up_app(user)
    old = recovery_codes(user)
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post("/accounts/2fa/recovery-codes/generate/")

    assert not set(old) & set(recovery_codes(user))
    assert len(mailoutbox) == 1
    assert client.get("/accounts/email/").status_code == 200


@pytest.mark.parametrize(
    "page", ["totp/activate/", "totp/deactivate/", "recovery-codes/", "webauthn/add/"]
)
def test_no_factor_is_seen_or_changed_without_showing_who_one_is(client, page, clock):
    user = make_user()
    if page in ("totp/deactivate/", "recovery-codes/"):
        set_up_app(user)
    sign_in_wholly(client, user)
    clock.shift(600)

    response = client.get(f"/accounts/2fa/{page}")

    assert response["Location"].startswith("/accounts/reauthenticate/?next=")


def sign_in_wholly(client, user):
    sign_in(client)
    if user.has_second_factor:
        client.post(SECOND_STEP, {"code": recovery_codes(user)[0]})
    assert is_signed_in(client)


def test_a_reset_code_dies_with_a_new_factor(client, mailoutbox):
    user = make_user()
    client.post("/accounts/password/reset/", {"email": user.email})
    set_up_app(user)

    client.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})

    new = {"password1": "warm-heron-9-lands", "password2": "warm-heron-9-lands"}
    client.post("/accounts/password/reset/complete/", new)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_half_done_sign_in_dies_with_a_new_factor(client):
    user = make_user()
    set_up_app(user)
    sign_in(client)
    user.authenticator_set.filter(type="totp").delete()
    secret = set_up_app(user, "GEZDGNBVGY3TQOJQ")

    client.post(SECOND_STEP, {"code": app_code(secret)})

    assert not is_signed_in(client)


def test_of_two_tabs_that_set_up_an_app_the_second_is_shown_what_the_first_did(client, monkeypatch):
    user = make_user()
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = look_into(page).select_one("code.secret").text
    set_up_app(user)
    # The other tab was quicker by less than it takes to look.
    monkeypatch.setattr("allauth.mfa.totp.views.is_mfa_enabled", lambda *sent: False)
    user.refresh_from_db()
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    session = client.session
    session["mfa.totp.secret"] = secret
    session.save()

    response = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})

    assert response["Location"] == "/accounts/2fa/"
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_backup_of_the_database_shows_no_key(client):
    secret = set_up_app(make_user())

    stored = [str(row.data) for row in Authenticator.objects.all()]

    assert not any(secret in data for data in stored)


def test_with_another_key_of_the_server_no_code_fits(client, settings):
    user = make_user()
    secret = set_up_app(user)
    old = recovery_codes(user)
    settings.SECRET_KEY = "another-" * 8
    for code in (app_code(secret), old[0]):
        client = Client()
        sign_in(client)

        assert client.post(SECOND_STEP, {"code": code}).status_code == 200
        assert not is_signed_in(client)


NO_CREDENTIALS = [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    "1" * 5000,
    "[" * 50_000,
    "{}",
    '{"id": 5}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": []}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": 3}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"attestationObject": "oA", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"attestationObject": "", "authenticatorData": "", "signature": "", "userHandle": null}}',
    '{"id": "\\u0000", "response": {"userHandle": "\\ud800"}}',
    '{"response": {"userHandle": "' + "9" * 60_000 + '"}}',
]
KEY_DOORS = ["webauthn/login/", "authenticate/", "webauthn/reauthenticate/", "webauthn/add/"]


@pytest.mark.parametrize("door", KEY_DOORS)
@pytest.mark.parametrize("credential", NO_CREDENTIALS, ids=range(len(NO_CREDENTIALS)))
def test_what_no_key_sends_is_refused(client, door, credential):
    user = make_user()
    set_up_app(user)
    if door == "authenticate/":
        sign_in(client)
    elif door != "webauthn/login/":
        client.force_login(user)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    headers = {"accept": "application/json"}
    # So that something was asked for, and what is sent is really looked at.
    client.get(f"/accounts/2fa/{door}", headers=headers)

    response = client.post(f"/accounts/2fa/{door}", {"credential": credential, "name": "x"})

    assert response.status_code in (200, 302)
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert is_signed_in(client) is (door in KEY_DOORS[2:])


def test_the_account_takes_its_factors_along(client):
    user = make_user()
    set_up_app(user)

    user.delete()

    assert not Authenticator.objects.exists()


def test_whoever_runs_the_site_can_open_the_door_for_somebody_who_lost_theirs(
    client, capsys, mailoutbox
):
    user = make_user()
    set_up_app(user)
    client.force_login(user)

    call_command("forget_factors", user.email)

    user.refresh_from_db()
    assert not user.has_second_factor
    assert client.get("/accounts/email/").status_code == 302
    assert mailoutbox[0].to == [user.email]
    sign_in(client)
    assert is_signed_in(client)
    with pytest.raises(CommandError, match="no account"):
        call_command("forget_factors", "nobody@example.org")
    with pytest.raises(CommandError, match="no second factor"):
        call_command("forget_factors", user.email)


STAFF_PAGES = ["/admin/", "/admin/roles/role/", "/admin/accounts/user/", "/admin/jsi18n/"]


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_the_administration_opens_for_nobody_without_a_second_factor(client, settings, page):
    settings.STAFF_MFA = True
    client.force_login(make_user(is_staff=True, is_superuser=True))

    response = client.get(page, follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/2fa/staff/"
    assert "One more step" in words(look_into(response))
    assert client.post(page).status_code == 302


@ends_transactions
def test_with_a_second_factor_it_opens(client, settings):
    settings.STAFF_MFA = True
    user = make_user(is_staff=True)
    client.force_login(user)
    set_up_by_pages(client)

    assert client.get("/admin/").status_code == 200
    assert client.get("/accounts/2fa/staff/")["Location"] == "/admin/"


def test_staff_whose_factor_is_removed_elsewhere_are_outside_at_once(client, settings):
    settings.STAFF_MFA = True
    user = make_user(is_staff=True)
    set_up_app(user)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200

    Authenticator.objects.all().delete()

    assert client.get("/admin/").status_code == 302
    assert Session.objects.count() <= 1


def test_takers_are_not_led_through_what_staff_need(client, settings):
    settings.STAFF_MFA = True
    client.force_login(make_user())

    assert client.get("/accounts/2fa/staff/").status_code == 403
    assert client.get("/admin/", follow=True).status_code == 403


def test_using_a_factor_signs_nobody_out(client):
    user = make_user()
    secret = set_up_app(user)
    client.force_login(user)
    other = Client()
    sign_in(other)

    other.post(SECOND_STEP, {"code": app_code(secret)})

    assert client.get("/accounts/email/").status_code == 200
    assert User.objects.get().has_second_factor


EXTENSIONS = [None, {"credProps": None}, {"credProps": "x"}, {"credProps": [1]}, {"x": 1e999}, []]


@pytest.mark.parametrize("results", EXTENSIONS)
def test_nothing_is_stored_of_a_key_that_cannot_be_read_again(results):
    said = {"clientDataJSON": "e30", "attestationObject": "oA", "more": [[1]]}
    credential = {"id": "eA", "rawId": "eA", "type": "public-key", "response": said, "x": "y"}

    told = told_by_key({**credential, "clientExtensionResults": results})

    assert told["clientExtensionResults"] == {}
    assert {*told} == {"id", "rawId", "type", "response", "clientExtensionResults"}
    assert {*told["response"]} == {"clientDataJSON", "attestationObject"}


@pytest.mark.parametrize(
    ("asked", "alone", "enters"),
    [("required", True, True), ("preferred", True, False), ("required", False, False)],
)
def test_a_key_signs_in_alone_where_that_was_asked_and_its_owner_wants_it(
    client, monkeypatch, asked, alone, enters
):
    data = {"name": "A", "credential": {"clientExtensionResults": {"credProps": {"rk": alone}}}}
    key = Authenticator.objects.create(user=make_user(), type="webauthn", data=data)
    # The key has answered rightly to whatever it was asked.
    monkeypatch.setattr(LoginWebAuthnForm, "clean_credential", lambda form: key)
    session = client.session
    session["mfa.webauthn.state"] = {"challenge": "x", "user_verification": asked}
    session.save()

    client.post("/accounts/2fa/webauthn/login/", {"credential": '{"id": "x"}'})

    assert is_signed_in(client) is enters


def test_the_code_that_sets_up_the_app_signs_in_nowhere_else(client):
    user = make_user()
    client.force_login(user)
    set_up_by_pages(client)
    secret = user.authenticator_set.get(type="totp").wrap()

    other = Client()
    sign_in(other)
    other.post(SECOND_STEP, {"code": app_code(decrypt(secret.instance.data["secret"]))})

    assert not is_signed_in(other)


def test_the_second_step_says_what_to_do_when_all_is_lost(client):
    set_up_app(make_user())
    page = look_into(client.get(sign_in(client)["Location"]))

    assert "type one of your recovery codes" in words(page)
    assert page.main.find("a", href="/corrections/report/")


def test_without_scripts_a_page_with_passkeys_says_what_they_need(client):
    told = look_into(client.get("/accounts/login/")).select("noscript")
    assert "Passkeys and security keys work in a browser with scripts only." in map(words, told)
