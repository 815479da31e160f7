"""When a session ends: at once, and on every device."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.deletion import delete_account
from accounts.models import User
from quiz.access import IN_FLIGHT
from tests.accounts.people import make_user, sign_in
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt
from tests.races import once_read

pytestmark = pytest.mark.django_db
PASSWORD = "quiet-otter-pours-tea"
NEW = "warm-heron-9-lands"


@pytest.fixture
def user():
    return User.objects.create_user("ada@example.org", PASSWORD, is_staff=True)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def is_signed_in(client):
    return client.get("/accounts/email/").status_code == 200


def test_a_session_that_was_signed_out_is_of_no_use_to_whoever_copied_it(user):
    client, copy = signed_in(user), Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_signed_in(copy)

    client.post("/accounts/logout/")

    assert not is_signed_in(copy)


def test_a_new_password_ends_every_session_but_the_one_that_set_it(user):
    client, other, copy = signed_in(user), signed_in(user), Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value

    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    page = client.post("/accounts/password/change/", sent, follow=True)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert page.redirect_chain == [("/accounts/email/", 302)]
    told = "Your password is changed. All other devices are signed out."
    assert told in words(look_into(page))
    assert is_signed_in(client)
    assert not is_signed_in(other)
    # Whoever had stolen the cookie of this one is out as well.
    assert not is_signed_in(copy)


def test_a_first_password_ends_every_session_but_the_one_that_set_it(user):
    user.set_unusable_password()
    user.save()
    client, other = signed_in(user), signed_in(user)

    sent = {"password1": NEW, "password2": NEW}
    page = client.post("/accounts/password/set/", sent, follow=True)

    assert "Your password is set." in words(look_into(page))
    assert page.redirect_chain == [("/accounts/email/", 302)]
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)


@pytest.fixture
def question(client, user):
    """One that takes something out of the session when it is shown."""
    client.force_login(user)
    address = f"/quiz/{make_attempt(user=user).pk}/p01/"
    session = client.session
    session[IN_FLIGHT] = [address, {"value": "4"}]
    session.save()
    return address


def test_who_is_signed_out_elsewhere_meanwhile_is_led_to_sign_in(client, question):
    with once_read("quiz_attempt", Session.objects.all().delete):
        response = client.get(question)

    assert response["Location"] == f"/accounts/login/?next={question}"
    assert SESSION_KEY not in client.session
    assert told_at_sign_in(client, response) == ["You were signed out."]


def test_who_is_signed_out_elsewhere_meanwhile_gets_no_page_into_a_fragment(client, question):
    with once_read("quiz_attempt", Session.objects.all().delete):
        response = client.get(question, headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == f"/accounts/login/?next={question}"


def test_a_database_that_is_gone_is_not_taken_for_a_session_that_is_over(client, question):
    def fail(execute, sql, *args):
        if sql.startswith('UPDATE "django_session"'):
            raise OperationalError("gone") from OSError("the line is cut")
        return execute(sql, *args)

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        response = client.get(question)

    assert response.status_code == 503
    assert response["Retry-After"]


def test_whose_account_is_deleted_elsewhere_meanwhile_is_told_so(client, user, question):
    with once_read("quiz_attempt", lambda: delete_account(user)):
        response = client.get(question)

    assert response.status_code == 404
    assert look_into(response).h1.text == "This account is deleted"
    assert not client.cookies["sessionid"].value


def test_an_account_that_is_locked_out_is_signed_out_at_once(user):
    client = signed_in(user)

    User.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_who_is_no_longer_staff_is_refused_at_once(user):
    client = signed_in(user)
    assert client.get("/admin/").status_code == 200

    User.objects.update(is_staff=False)

    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_takes_from_the_browser_what_it_keeps(user, address):
    client = signed_in(user)
    assert "Clear-Site-Data" not in client.get(address)

    assert client.post(address)["Clear-Site-Data"] == '"cache"'


def test_deleting_the_account_takes_from_the_browser_what_it_keeps(client):
    make_user()
    sign_in(client)
    assert "Clear-Site-Data" not in client.post("/accounts/delete/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert client.post("/accounts/delete/")["Clear-Site-Data"] == '"cache"'


@contextmanager
def later(**time):
    with time_machine.travel(timezone.now() + dt.timedelta(**time), tick=False):
        yield


def test_staff_are_signed_out_after_an_hour_without_a_request(user):
    client = signed_in(user)
    assert client.get("/admin/").status_code == 200

    with later(minutes=59):
        assert client.get("/admin/").status_code == 200
    with later(minutes=59 + 60):
        response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


def test_staff_are_signed_out_after_twelve_hours_whatever_they_do(user):
    client = signed_in(user)
    for half_hours in range(24):
        with later(minutes=30 * half_hours):
            assert client.get("/admin/").status_code == 200

    with later(hours=12):
        assert not is_signed_in(client)


def test_the_end_of_a_staff_session_is_the_servers_whatever_the_cookie_says(user):
    client = signed_in(user)
    assert is_signed_in(client)
    copy = Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value

    with later(hours=2):
        assert not is_signed_in(copy)
        assert not is_signed_in(client)


def test_who_signs_in_anew_has_twelve_hours_anew(client):
    make_user(is_staff=True)
    for hours in (0, 11.5):
        with later(hours=hours):
            sign_in(client)

    with later(hours=12.4):
        assert is_signed_in(client)


def test_takers_stay_signed_in_for_two_weeks(client):
    make_user()
    sign_in(client)

    with later(days=13):
        assert is_signed_in(client)
    with later(days=13 + 13):
        assert is_signed_in(client)
    with later(days=13 + 13 + 15):
        assert not is_signed_in(client)


def test_who_becomes_staff_falls_under_their_rule_at_once(client):
    make_user()
    sign_in(client)

    with later(hours=13):
        assert is_signed_in(client)
        User.objects.update(is_staff=True)
        assert not is_signed_in(client)


@pytest.mark.parametrize("hours", [-30, -1])
def test_a_clock_that_jumps_back_signs_nobody_out_and_makes_no_session_longer(user, hours):
    client = signed_in(user)
    assert is_signed_in(client)

    with later(hours=hours):
        assert is_signed_in(client)
    with later(hours=hours + 1.1):
        assert not is_signed_in(client)


def test_a_session_is_written_once_a_minute_and_not_at_each_request(user):
    client = signed_in(user)
    with later(seconds=0):
        client.get("/accounts/data/")
        with CaptureQueriesContext(connection) as same_minute:
            client.get("/accounts/data/")
    with later(seconds=61), CaptureQueriesContext(connection) as next_minute:
        client.get("/accounts/data/")

    assert [writes(each) for each in (same_minute, next_minute)] == [0, 1]


def writes(queries):
    return sum('UPDATE "django_session"' in query["sql"] for query in queries)


def told_at_sign_in(client, response):
    """What the page to sign in says before its form, if the response leads there."""
    address = response["HX-Redirect" if "HX-Redirect" in response else "Location"]
    page = look_into(client.get(address, follow=True))
    assert page.find("input", attrs={"name": "login"})
    return [words(each) for each in page.select(".message")]


def test_staff_whose_time_is_over_are_told_so_at_sign_in(user):
    client = signed_in(user)
    client.get("/admin/")

    with later(minutes=61):
        response = client.get("/admin/")

        assert told_at_sign_in(client, response) == ["You were signed out."]
        assert told_at_sign_in(client, client.get("/admin/")) == []


def test_whose_password_changed_elsewhere_is_told_so_at_sign_in(user):
    client = signed_in(user)
    user.set_password(NEW)
    user.save()

    assert told_at_sign_in(client, client.get("/accounts/data/")) == ["You were signed out."]


KEPT_ONES = "What you wrote is kept and comes back after signing in to the same account."


@pytest.mark.parametrize("htmx", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_an_answer_that_waits_is_told_at_sign_in(client, user, question, htmx):
    user.set_password(NEW)
    user.save()

    response = client.post(question, {"value": "2"}, **htmx)

    assert told_at_sign_in(client, response) == [f"You were signed out. {KEPT_ONES}"]


def test_an_answer_that_waits_for_nobody_known_says_of_nobody_that_they_were_signed_in(question):
    client = Client()
    client.cookies["sessionid"] = "a" * 32

    response = client.post(question, {"value": "2"})

    assert told_at_sign_in(client, response) == [f"You are not signed in. {KEPT_ONES}"]


@pytest.mark.parametrize("cookie", ["", "a" * 32])
def test_who_never_signed_in_is_told_nothing_at_sign_in_and_has_no_session(cookie):
    client = Client()
    client.cookies["sessionid"] = cookie

    assert told_at_sign_in(client, client.get("/accounts/data/")) == []
    assert told_at_sign_in(client, client.get("/admin/")) == []
    assert not Session.objects.exists()
