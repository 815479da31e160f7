"""When a session ends: at once, and on every device."""

import pytest
from django.test import Client

from accounts.models import User

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
    return client.get("/accounts/data/").status_code == 200


def test_a_session_that_was_signed_out_is_of_no_use_to_whoever_copied_it(user):
    client, copy = signed_in(user), Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_signed_in(copy)

    client.post("/accounts/logout/")

    assert not is_signed_in(copy)


def test_a_new_password_ends_every_session_of_the_old_one(user):
    client, other = signed_in(user), signed_in(user)

    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", sent)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not is_signed_in(client)
    assert not is_signed_in(other)


def test_an_account_that_is_locked_out_is_signed_out_at_once(user):
    client = signed_in(user)

    User.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_who_is_no_longer_staff_is_refused_at_once(user):
    client = signed_in(user)
    assert client.get("/admin/").status_code == 200

    User.objects.update(is_staff=False)

    assert client.get("/admin/", follow=True).status_code == 403
