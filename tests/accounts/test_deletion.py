import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.models.signals import pre_delete
from django.test import Client

from accounts.deletion import delete_account
from accounts.models import User
from quiz.models import Answer, Attempt, Result, Share
from roles.models import Report
from tests.accounts.test_sign_in import PASSWORD, make_user, sign_in, sign_up
from tests.pages import look_into, words
from tests.quiz.factories import make_attempt, make_result, publish_version
from tests.races import once_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user()
    sign_in(client)
    return user


def confirm(client, password=PASSWORD):
    """Gives the password once more, as allauth asks before what cannot be undone."""
    return client.post("/accounts/reauthenticate/", {"password": password})


def test_deleting_the_account_asks_first(client, user):
    confirm(client)

    page = look_into(client.get("/accounts/delete/"))

    assert "Nobody can bring them back" in words(page)
    assert User.objects.exists()


def test_deleting_the_account_takes_everything_with_it(client, user):
    Share.objects.open(make_result(user=user), with_readiness=False)
    confirm(client)

    response = client.post("/accounts/delete/")

    assert (response.status_code, response["Location"]) == (303, "/accounts/deleted/")
    assert nothing_left()
    assert "_auth_user_id" not in client.session


def nothing_left():
    return not any(model.objects.exists() for model in (User, Attempt, Answer, Result, Share))


def test_the_page_after_it_says_that_the_account_is_deleted(client, user):
    confirm(client)

    page = look_into(client.post("/accounts/delete/", follow=True))

    assert words(page.h1) == "This account is deleted"


def test_whoever_has_an_account_is_not_told_that_it_is_deleted(client, user):
    assert client.get("/accounts/deleted/")["Location"] == "/accounts/email/"


def test_reports_stay_without_the_address_of_the_account(client, user):
    for email in ("Ada@Example.org", "bob@example.org"):
        Report.objects.file(page="/", text=f"By {email}", evidence="", email=email)
    confirm(client)

    client.post("/accounts/delete/")

    assert {report.email for report in Report.objects.all()} == {"", "bob@example.org"}


def test_other_devices_are_signed_out_of_a_deleted_account(client, user):
    other = Client()
    sign_in(other)
    confirm(client)

    client.post("/accounts/delete/")

    assert other.get("/accounts/data/").status_code == 302


def test_no_session_of_any_device_names_a_deleted_account(client, user):
    make_user(email="bada@example.org")
    mine, begun, theirs = Client(), Client(), Client()
    sign_in(mine)
    sign_up(begun, "ADA@example.org")
    sign_in(theirs, login="bada@example.org")
    confirm(client)

    client.post("/accounts/delete/")

    assert [row.pk for row in Session.objects.all()] == [theirs.session.session_key]


def test_the_second_of_two_tabs_that_delete_is_told_that_it_is_done(client, user):
    confirm(client)

    with once_read("accounts_user", lambda: delete_account(user)):
        response = client.post("/accounts/delete/")

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This account is deleted"


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


@pytest.mark.parametrize("is_staff", [True, False])
def test_only_who_may_delete_their_account_is_offered_it(client, is_staff):
    make_user(is_staff=is_staff)
    sign_in(client)
    page = look_into(client.get("/accounts/email/"))
    assert bool(page.select("a[href='/accounts/delete/']")) != is_staff
    assert bool(page.select("main a[href='/admin/']")) == is_staff
    assert ("is deleted by another member, a superuser" in words(page)) == is_staff


def test_deletion_needs_the_token_of_the_form():
    make_user()
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get())

    assert client.post("/accounts/delete/").status_code == 403
    assert User.objects.exists()


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

    assert client.get("/accounts/email/").status_code == 200


# Of accounts, the first look is whose tries are counted, the second whose password is checked, the
# third whether the account is still there; from the fourth on it is held.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("table", "looks"),
    [
        ("accounts_user", 2),
        ("accounts_user", 3),
        ("account_emailaddress", 1),
        ("account_emailaddress", 2),
    ],
)
def test_signing_in_to_an_account_that_is_being_deleted_is_told_so_and_claims_nothing(
    client, table, looks
):
    attempt = make_result(client=client)
    user = make_user()

    with once_read(table, lambda: delete_account(user), looks=looks):
        response = sign_in(client)

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This account is deleted"
    attempt.refresh_from_db()
    assert attempt.user is None


@pytest.mark.parametrize("sent", ["again", "keep"])
def test_beginning_in_an_account_that_is_being_deleted_is_told_that_it_is_gone(client, user, sent):
    attempt = make_attempt(user=user, version=publish_version(), answers={"p01": 1})

    with once_read("accounts_user", lambda: delete_account(user)):
        response = client.post("/quiz/", {sent: attempt.pk})

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This is gone"
    assert nothing_left()


# Without a transaction around it, which the failed write would break.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["set", "change"])
def test_a_new_password_does_not_bring_back_an_account_that_is_being_deleted(client, user, change):
    if change == "set":
        user.set_unusable_password()
        user.save()
        client.force_login(user)
    new = "calm-heron-reads-maps"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    confirm(client)

    with once_read("accounts_user", lambda: delete_account(user)):
        response = client.post(f"/accounts/password/{change}/", sent)

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This account is deleted"
    assert nothing_left()


def test_an_error_that_no_deletion_explains_stays_one(client, user, undeletable):
    confirm(client)
    client.raise_request_exception = False

    assert client.post("/accounts/delete/").status_code == 503
