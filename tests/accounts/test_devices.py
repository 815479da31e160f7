"""A browser is known to an account once somebody has signed in from it; of a new one it is told."""

import datetime as dt

import pytest
import time_machine
from django.core.mail import get_connection
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import DEVICE_KNOWN_FOR, KnownDevice, User
from accounts.tidying import tidy
from tests.accounts.people import (
    PASSWORD,
    code_in,
    is_signed_in,
    make_superuser,
    make_user,
    save,
    sign_in,
    sign_up,
)

pytestmark = pytest.mark.django_db
NEW = "warm-heron-9-lands"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"


class UnreachableMail:
    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def user():
    # Who has signed in before, somewhere else.
    return make_user(last_login=timezone.now())


def notices(outbox):
    return [each for each in outbox if "New sign-in" in each.subject]


def test_a_sign_in_from_a_new_browser_is_told_by_mail(user, mailoutbox):
    sign_in(Client(headers={"user-agent": AGENT}))

    notice = notices(mailoutbox)[-1]
    assert notice.to == [user.email]
    assert "- Browser: Firefox on Linux\n- Network address: 127.0.0.1\n" in notice.body
    assert "http://testserver/accounts/password/reset/" in notice.body


def test_a_browser_that_signed_in_before_is_known(client, user, mailoutbox):
    for _ in range(3):
        sign_in(client)
        client.post("/accounts/logout/")

    assert len(notices(mailoutbox)) == 1
    assert KnownDevice.objects.count() == 1


def test_a_new_account_gets_no_notice_of_its_first_sign_in(client, mailoutbox):
    sign_up(client, "ada@example.org")
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    sign_in(client)

    assert notices(mailoutbox) == []


def test_a_sign_in_by_code_makes_a_browser_known_as_well(client, user, mailoutbox):
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert len(notices(mailoutbox)) == 1

    client.post("/accounts/logout/")
    sign_in(client)

    assert len(notices(mailoutbox)) == 1


def test_two_accounts_of_one_browser_are_each_known(client, user, mailoutbox):
    make_user(email="bob@example.org", last_login=timezone.now())
    for login in ["ada@example.org", "bob@example.org"] * 2:
        sign_in(client, login=login)
        client.post("/accounts/logout/")

    assert [each.to[0] for each in notices(mailoutbox)] == ["ada@example.org", "bob@example.org"]


@pytest.mark.parametrize("forged", ["", "x", "x" * 43, "é" * 43, "x" * 5000])
def test_a_forged_cookie_is_no_known_device(client, user, mailoutbox, forged):
    sign_in(Client())
    client.cookies["device"] = forged

    sign_in(client)

    assert len(notices(mailoutbox)) == 2


def test_the_cookie_cannot_be_read_by_scripts_and_is_not_in_the_database(client, user):
    sign_in(client)

    cookie = client.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie.value not in str(list(KnownDevice.objects.values_list()))


@override_settings(SESSION_COOKIE_SECURE=True, DEVICE_COOKIE_NAME="__Host-device")
def test_over_https_the_cookie_is_of_this_host_alone(client, user):
    sign_in(client)

    assert client.cookies["__Host-device"]["secure"]


def test_a_browser_is_forgotten_after_a_year(client, user, mailoutbox):
    sign_in(client)
    client.post("/accounts/logout/")

    with time_machine.travel(timezone.now() + DEVICE_KNOWN_FOR + dt.timedelta(hours=1)):
        tidy(timezone.now())
        assert not KnownDevice.objects.exists()
        sign_in(client)

    assert len(notices(mailoutbox)) == 2


def test_a_year_counts_though_nobody_has_tidied(client, user, mailoutbox):
    sign_in(client)
    KnownDevice.objects.update(used_at=timezone.now() - DEVICE_KNOWN_FOR)
    client.post("/accounts/logout/")

    sign_in(client)

    assert len(notices(mailoutbox)) == 2


def test_after_a_new_password_only_the_browser_that_set_it_is_known(client, user, mailoutbox):
    other = Client()
    for each in (client, other):
        sign_in(each)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", sent)
    client.post("/accounts/logout/")
    mailoutbox.clear()

    for each in (client, other):
        sign_in(each, password=NEW)

    assert len(notices(mailoutbox)) == 1


def test_signing_out_of_all_others_forgets_their_browsers(client, user, mailoutbox):
    other = Client()
    for each in (other, client):
        sign_in(each)
    client.post("/accounts/sessions/", {"others": "1"})
    mailoutbox.clear()

    for each in (client, other):
        sign_in(each)

    assert len(notices(mailoutbox)) == 1


def test_known_devices_go_with_the_account(client, user):
    sign_in(client)
    user.delete()

    assert not KnownDevice.objects.exists()


def test_a_mail_that_cannot_be_sent_stops_no_sign_in(client, user, caplog):
    with override_settings(EMAIL_BACKEND="tests.accounts.test_devices.UnreachableMail"):
        assert isinstance(get_connection(), UnreachableMail)
        response = sign_in(client)

    assert response.status_code == 302
    assert is_signed_in(client)
    told = "unsent account/email/new_device (ConnectionRefusedError) /accounts/login/"
    assert told in caplog.text


# Whatever somebody is signed in by.


def changed_password(client, user, outbox):
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", sent)


def reset_password(client, user, outbox):
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": user.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(outbox[-1])})
    client.post("/accounts/password/reset/complete/", {"password1": NEW, "password2": NEW})


def changed_address(client, user, outbox):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": code_in(outbox[-1])})


def set_password_by_staff(client, user, outbox):
    client.force_login(make_superuser())
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": ""}
    client.post(f"/admin/accounts/user/{user.pk}/password/", sent)


def changed_address_by_staff(client, user, outbox):
    client.force_login(make_superuser())
    save(client, user, email="new@example.org")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (changed_password, "Your password has been changed."),
        (reset_password, "Your password has been reset."),
        (set_password_by_staff, "Your password has been changed."),
        (
            changed_address,
            "Your e-mail address has been changed from ada@example.org to new@example.org.",
        ),
        (
            changed_address_by_staff,
            "Your e-mail address has been changed from ada@example.org to new@example.org.",
        ),
    ],
)
def test_a_change_of_what_one_signs_in_by_is_told_to_the_address_before(
    client, user, mailoutbox, change, told
):
    sign_in(client)
    change(client, user, mailoutbox)

    notice = next(each for each in mailoutbox if told in each.body)
    assert notice.to == ["ada@example.org"]
    assert User.objects.get(pk=user.pk).check_password(NEW) or "@example.org." in told


def test_what_staff_change_does_not_tell_where_the_staff_are(client, user, mailoutbox):
    changed_address_by_staff(client, user, mailoutbox)

    assert "127.0.0.1" not in mailoutbox[-1].body
