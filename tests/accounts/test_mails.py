"""Mails say what happened, what to do, and what if it was not you."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from tests.accounts.people import (
    PASSWORD,
    code_in,
    make_superuser,
    make_user,
    page_of,
    save,
    set_up_app,
    sign_in,
    sign_up,
)

pytestmark = pytest.mark.django_db
KNOWN, NEW = "ada@example.org", "bob@example.org"
# Never sent: a reset goes by code, and nothing tells of a confirmed address.
UNSENT = {"email_confirm", "password_reset_key"}
WAYS = {"login": "/accounts/login/code/", "reset": "/accounts/password/reset/"}


def sent_by_change_of_address(client, address):
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": address, "action_add": ""})


def check(mail):
    """The site's own voice, whatever the mail tells."""
    prefix, subject = mail.subject.split(": ", 1)
    assert prefix == "careerguide"
    # One capital, at its beginning.
    assert re.fullmatch(r"[A-Z][a-z ,-]+", subject)
    assert "Hello" not in mail.body
    assert "Thank you" not in mail.body
    assert "&" not in mail.body
    assert mail.body.endswith("\n\ncareerguide\nhttp://testserver/")
    assert "If it was not you" in mail.body or "If you do not, " in mail.body
    return mail.body


def test_a_new_account_confirms_its_address(client, mailoutbox):
    sign_up(client, NEW)
    (mail,) = mailoutbox
    assert "wants to create an account at careerguide with this address" in check(mail)
    assert code_in(mail)


def test_the_new_address_of_an_account_hears_of_a_change_and_of_no_registration(client, mailoutbox):
    make_user()
    sent_by_change_of_address(client, NEW)
    mail = mailoutbox[-1]
    assert mail.to == [NEW]
    body = check(mail)
    assert "wants to change the address of an account at careerguide to this one" in body
    assert not re.search("regist|creat|sign in", body)
    # Whose account it is, is not for a stranger to read.
    assert KNOWN not in body
    assert code_in(mail)


def test_the_old_address_hears_that_a_password_no_longer_helps(client, mailoutbox):
    make_user()
    sent_by_change_of_address(client, NEW)
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    told = next(mail for mail in mailoutbox if "has been changed from" in mail.body)
    assert told.to == [KNOWN]
    body = check(told)
    assert "Write to whoever runs the site." in body
    assert "/password/reset/" not in body


def test_a_sign_in_without_a_confirmed_address_asks_to_confirm_it(client, mailoutbox):
    User.objects.create_user(NEW, PASSWORD)
    sign_in(client, login=NEW)
    assert "with this address, or to sign in to one" in check(mailoutbox[-1])


@pytest.mark.parametrize(
    ("way", "told"), [("login", "wants to sign in"), ("reset", "wants to set a new password")]
)
def test_a_code_says_what_it_is_for(client, mailoutbox, way, told):
    make_user()
    client.post(WAYS[way], {"email": KNOWN})
    (mail,) = mailoutbox
    assert told in check(mail)
    assert code_in(mail)
    assert "expires after a few minutes" in mail.body


@pytest.mark.parametrize("way", list(WAYS))
def test_an_address_without_an_account_is_told_so_with_a_way_on(client, mailoutbox, way):
    client.post(WAYS[way], {"email": NEW})
    (mail,) = mailoutbox
    assert "There is no account with this address." in check(mail)
    assert "http://testserver/accounts/signup/" in mail.body


def test_a_second_sign_up_with_an_address_leads_to_the_account(client, mailoutbox):
    make_user()
    sign_up(client, KNOWN)
    (mail,) = mailoutbox
    assert "There is one with this address already." in check(mail)
    for way in ("login", "password/reset"):
        assert f"http://testserver/accounts/{way}/\n" in mail.body


def test_what_changes_an_account_is_told_with_what_to_do(client, mailoutbox):
    make_user()
    sign_in(client)
    new = "warm-heron-9-lands"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/accounts/password/change/", sent)
    body = check(next(mail for mail in mailoutbox if "Your password has been" in mail.body))
    assert "http://testserver/accounts/password/reset/\n" in body
    assert re.search(r"- Time: \d+ \w+ \d{4}, \d\d:\d\d UTC$", body, re.MULTILINE)


# They are sent when the transaction has ended.
@pytest.mark.django_db(transaction=True)
def test_factors_are_told_in_the_same_words(client, mailoutbox):
    user = make_user()
    set_up_app(user)
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    assert [check(mail).splitlines()[0] for mail in mailoutbox] == [
        "New recovery codes have been made for your account. The earlier ones no longer help.",
        "The authenticator app of your account has been removed.",
    ]


def test_every_mail_of_the_library_is_written_anew():
    theirs = Path(allauth.__file__).parent / "templates"
    ours = Path(settings.BASE_DIR) / "templates"
    found = [
        path.relative_to(theirs)
        for app in ("account", "mfa")
        for path in (theirs / app / "email").glob("*.txt")
    ]
    assert len(found) > 30
    left = {each.stem for each in found if not (ours / each).exists()}
    assert {re.sub("_(message|subject)$", "", each) for each in left} == UNSENT


FORM = "write to whoever runs the site:\nhttp://testserver/corrections/report/\n"


def test_a_deleted_account_is_told_to_its_address(client, mailoutbox):
    make_user()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    mailoutbox.clear()
    client.post("/accounts/delete/")
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([KNOWN], "careerguide: Your account is deleted")
    assert FORM in check(mail)
    assert "127.0.0.1" in mail.body


def deleted(client, user):
    client.post(page_of(user, "delete"), {"post": "yes"})


def deleted_from_the_list(client, user):
    sent = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    client.post("/admin/accounts/user/", sent)


def closed(client, user):
    save(client, user, is_active=None)


# They are sent when the transaction has ended.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("end", "subject"),
    [
        (deleted, "Your account is deleted"),
        (deleted_from_the_list, "Your account is deleted"),
        (closed, "Your account is closed"),
    ],
)
def test_the_end_of_an_account_by_staff_is_told(client, mailoutbox, end, subject):
    user = make_user(last_login=timezone.now())
    client.force_login(make_superuser())
    end(client, user)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([KNOWN], f"careerguide: {subject}")
    assert FORM in check(mail)
    # Nobody is told where the staff are.
    assert "127.0.0.1" not in mail.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [deleted, closed])
def test_an_address_that_never_signed_in_is_told_of_no_end(client, mailoutbox, end):
    user = make_user()
    client.force_login(make_superuser())
    end(client, user)
    assert mailoutbox == []
    assert not User.objects.filter(email=KNOWN, is_active=True).exists()


@pytest.mark.django_db(transaction=True)
def test_a_closed_account_that_is_saved_again_is_told_nothing(client, mailoutbox):
    user = make_user(last_login=timezone.now(), is_active=False)
    client.force_login(make_superuser())
    save(client, user)
    assert mailoutbox == []


def test_a_mail_that_cannot_be_sent_keeps_no_account(client, settings, caplog):
    user = make_user()
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    settings.EMAIL_BACKEND = "tests.accounts.test_devices.UnreachableMail"
    response = client.post("/accounts/delete/")
    assert response["Location"] == "/accounts/deleted/"
    assert not User.objects.exists()
    told = "unsent account/email/account_deleted (ConnectionRefusedError) /accounts/delete/"
    assert f"{told} user={user.pk}" in caplog.text
