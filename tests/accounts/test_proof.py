"""Whoever publishes, changes rights or takes data along has shown lately who they are."""

import datetime as dt
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from roles.models import Edition, Role, Source
from tests.accounts.people import PASSWORD, make_superuser, make_user, set_up_app, sign_in
from tests.factories import make_role, publish
from tests.pages import filled_in, look_into, words

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture
def root():
    return make_superuser()


@pytest.fixture
def client(root):
    client = Client(headers=HERE)
    sign_in(client, login=root.email)
    return client


@contextmanager
def an_hour_later(client):
    """In a session that was used meanwhile, so that it has not ended."""
    for minutes in (30, 59):
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False):
            client.get("/admin/")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61), tick=False):
        yield


def show_who(client, page, **secret):
    return client.post(f"/accounts/reauthenticate/?next={page}", {"password": PASSWORD})


def seen(page):
    return page.context["form"]["seen"].value()


def pages():
    publish(make_role())
    role, source = Role.objects.get(), Source.objects.first()
    return {
        "publish": f"/admin/roles/role/{role.pk}/publish/",
        "withdraw": f"/admin/roles/role/{role.pk}/withdraw/",
        "user": f"/admin/accounts/user/{User.objects.first().pk}/change/",
        "new user": "/admin/accounts/user/add/",
        "group": "/admin/auth/group/add/",
        "source": f"/admin/roles/source/{source.pk}/change/",
        "data": "/accounts/data/",
    }


@pytest.mark.parametrize("name", ["publish", "withdraw", "user", "new user", "group", "data"])
def test_what_matters_most_asks_once_more_after_an_hour(client, name):
    page = pages()[name]
    assert client.get(page).status_code in (200, 302)
    assert "reauthenticate" not in client.get(page).get("Location", "")

    with an_hour_later(client):
        assert client.get(page)["Location"] == f"/accounts/reauthenticate/?next={page}"
        assert show_who(client, page)["Location"] == page
        assert "reauthenticate" not in client.get(page).get("Location", "")


@pytest.mark.parametrize("page", ["/admin/", "/admin/roles/role/", "/accounts/email/"])
def test_nothing_else_asks(client, page):
    with an_hour_later(client):
        assert client.get(page).status_code == 200


def test_who_publishes_too_late_is_asked_and_loses_nothing(client):
    page = pages()["publish"]
    Role.objects.update(summary="New words.")
    sent = {"reason": "Typo", "is_correction": "on", "published_at": "2099-12-24T00:00"}
    sent["seen"] = seen(client.get(page))

    with an_hour_later(client):
        assert client.post(page, sent)["Location"].startswith("/accounts/reauthenticate/")
        assert Edition.objects.count() == 1
        show_who(client, page)
        shown = client.get(page)
        assert "You had written: “Typo”, “2099-12-24T00:00”" in words(look_into(shown))
        assert filled_in(shown) == sent | {"seen": seen(shown)}
        client.post(page, filled_in(shown))

    assert Edition.objects.count() == 2


def test_a_form_that_waits_for_a_proof_waits_until_there_is_one(client):
    page = f"/admin/accounts/user/{make_user().pk}/change/"
    sent = filled_in(client.get(page)) | {"email": "typed@example.org"}

    with an_hour_later(client):
        asked = f"/accounts/reauthenticate/?next={page}"
        assert client.post(page, sent)["Location"] == asked
        for _ in range(2):
            assert client.get(page)["Location"] == asked
        show_who(client, page)
        assert filled_in(client.get(page))["email"] == "typed@example.org"


def test_a_source_that_readers_see_is_read_at_any_time_and_saved_with_a_proof(client):
    page = pages()["source"]
    sent = filled_in(client.get(page)) | {"note": "A new note.", "reason": "It was missing."}

    with an_hour_later(client):
        assert client.get(page).status_code == 200
        assert client.post(page, sent)["Location"].startswith("/accounts/reauthenticate/")
        assert not Source.objects.filter(note="A new note.").exists()
        show_who(client, page)
        shown = client.get(page)
        assert "not saved yet" in words(look_into(shown))
        assert client.post(page, filled_in(shown)).status_code == 302

    assert Source.objects.filter(note="A new note.").exists()


def test_deleting_many_people_asks_too(client):
    taker = make_user()
    sent = {"action": "delete_selected", "_selected_action": taker.pk, "post": "yes"}

    with an_hour_later(client):
        assert "reauthenticate" in client.post("/admin/accounts/user/", sent)["Location"]

    assert User.objects.filter(pk=taker.pk).exists()


def test_a_new_password_of_somebody_is_kept_nowhere(client):
    taker = make_user()
    page = f"/admin/accounts/user/{taker.pk}/password/"
    sent = {"usable_password": "true", "password1": "warm-heron-9", "password2": "warm-heron-9"}

    with an_hour_later(client):
        client.post(page, sent)
        show_who(client, page)

        assert "warm-heron-9" not in client.get(page).content.decode()
    taker.refresh_from_db()
    assert taker.check_password(PASSWORD)


def test_the_second_factor_shows_it_as_well(client, root):
    page = pages()["publish"]
    set_up_app(root)
    client = Client()
    client.force_login(root)
    client.get("/admin/")

    with an_hour_later(client):
        asked = client.get(f"/accounts/reauthenticate/?next={page}")
        ways = [unquote(link["href"]) for link in look_into(asked).select("main li a")]

    assert ways == [f"/accounts/2fa/reauthenticate/?next={page}"]


def test_who_has_neither_signs_in_anew(client):
    user = make_user(is_staff=True, is_superuser=True)
    user.set_unusable_password()
    user.save()
    page = pages()["publish"]
    client = Client()
    client.force_login(user)
    client.get("/admin/")

    with an_hour_later(client):
        assert client.get(page)["Location"] == f"/accounts/login/?next={page}"
        assert client.get("/accounts/email/").status_code == 302
