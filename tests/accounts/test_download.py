import json

import pytest
import time_machine
from django.db import OperationalError
from django.db.models.signals import pre_delete
from django.test import Client

from accounts.models import User
from quiz.models import Answer, Attempt, Share
from roles.models import Report
from tests.accounts.test_sign_in import PASSWORD, make_user, sign_in
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_result

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    sign_in(client)
    return user


def confirm(client, password=PASSWORD):
    """Gives the password once more, as allauth asks before what cannot be undone."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def test_the_download_holds_all_that_is_kept_of_the_person(client, user):
    attempt = make_result(user=user)
    Share.objects.open(attempt, with_readiness=False)
    Report.objects.file(page="/", text="Wrong.", evidence="", email="Ada@Example.org")

    response = client.get("/accounts/data/")

    held = json.loads(response.content)
    assert "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert held["account"]["email"] == "ada@example.org"
    assert held["email_addresses"] == [
        {"email": "ada@example.org", "verified": True, "primary": True}
    ]
    assert [len(one["answers"]) for one in held["assessments"]] == [32]
    assert [one["text"] for one in held["reports"]] == ["Wrong."]
    assert "password" not in response.content.decode()


def test_the_download_holds_nothing_of_others(client, user):
    make_result(user=make_user(email="bob@example.org"))

    held = json.loads(client.get("/accounts/data/").content)

    assert held["assessments"] == held["reports"] == []


@pytest.mark.parametrize("address", ["/accounts/data/", "/accounts/delete/"])
def test_a_stranger_is_led_to_sign_in(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_deleting_the_account_asks_first(client, user):
    confirm(client)

    page = look_into(client.get("/accounts/delete/"))

    assert "Nobody can bring them back" in words(page)
    assert User.objects.exists()


def test_deleting_the_account_takes_everything_with_it(client, user):
    Share.objects.open(make_result(user=user), with_readiness=False)
    confirm(client)

    response = client.post("/accounts/delete/")

    assert (response.status_code, response["Location"]) == (303, "/")
    for model in (User, Attempt, Answer, Share):
        assert not model.objects.exists()
    assert "_auth_user_id" not in client.session


def test_other_devices_are_signed_out_of_a_deleted_account(client, user):
    other = Client()
    sign_in(other)
    confirm(client)

    client.post("/accounts/delete/")

    assert other.get("/accounts/data/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_asks_for_the_password_again(client, user, method):
    asked = getattr(client, method)("/accounts/delete/")
    wrong = confirm(client, "not the password")

    assert asked["Location"].startswith("/accounts/reauthenticate/")
    assert wrong.status_code == 200
    assert User.objects.exists()


def test_the_password_counts_for_a_few_minutes_only(client, user):
    confirm(client)

    with time_machine.travel(user.joined_at.timestamp() + 3600):
        client.post("/accounts/delete/")

    assert User.objects.exists()


def test_an_account_of_the_staff_is_not_deleted_from_its_own_page(client):
    make_user(is_staff=True)
    sign_in(client)
    confirm(client)

    assert client.post("/accounts/delete/").status_code == 403
    assert "Another member of the staff" in words(look_into(client.get("/accounts/delete/")))
    assert User.objects.exists()


def test_deletion_needs_the_token_of_the_form():
    make_user()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get())

    assert client.post("/accounts/delete/").status_code == 403
    assert User.objects.exists()


def test_the_account_page_leads_to_results_download_and_deletion(client, user):
    page = look_into(client.get("/accounts/email/"))

    for address in ("/quiz/history/", "/accounts/data/", "/accounts/delete/"):
        assert page.select_one(f"main a[href='{address}']")


def test_beginning_an_attempt_forgets_nothing_of_others(client):
    old = make_attempt(answers={"p01": 1})

    with time_machine.travel(old.started_at.timestamp() + 15 * 24 * 3600):
        client.post("/quiz/")

    assert Attempt.objects.filter(pk=old.pk).exists()


@pytest.fixture
def undeletable():
    """What a full disk does to a deletion."""

    def fail(**kwargs):
        raise OperationalError("database or disk is full")

    pre_delete.connect(fail, sender=User)
    yield
    pre_delete.disconnect(fail, sender=User)


@pytest.mark.usefixtures("undeletable")
def test_who_could_not_be_deleted_stays_signed_in(client, user):
    confirm(client)
    client.raise_request_exception = False

    assert client.post("/accounts/delete/").status_code == 503

    assert client.get("/accounts/data/").status_code == 200
