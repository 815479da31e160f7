"""Whoever is deleted leaves what they did, under a name without an address."""

import re

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.db.models import ProtectedError
from django.test import Client

from accounts.models import User
from roles.models import Edition, Report
from tests.accounts.people import make_superuser, make_user
from tests.factories import make_outline, publish

pytestmark = pytest.mark.django_db
NAME = r"former editor \d+"


@pytest.fixture
def editor():
    user = make_user(is_staff=True)
    LogEntry.objects.log_actions(user.pk, [user], CHANGE, "Changed note.")
    return user


def delete_on_its_page(client, user):
    client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"})


def delete_from_the_list(client, user):
    sent = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    client.post("/admin/accounts/user/", sent)


def delete_by_a_program(client, user):
    User.objects.filter(pk=user.pk).delete()


WAYS = [delete_on_its_page, delete_from_the_list, delete_by_a_program]


@pytest.mark.parametrize("way", WAYS)
def test_what_an_editor_did_outlives_the_account(client, editor, way):
    publish(make_outline(), by=editor)
    client.force_login(make_superuser())

    way(client, editor)

    entry = LogEntry.objects.get(action_flag=CHANGE)
    assert not User.objects.filter(pk=editor.pk).exists()
    assert re.fullmatch(NAME, str(entry.user))
    assert entry.change_message == "Changed note."
    assert Edition.objects.get().published_by == entry.user
    assert not entry.user.is_active
    assert not entry.user.has_usable_password()


@pytest.mark.parametrize("way", WAYS)
def test_no_line_of_the_log_keeps_the_address(client, editor, way):
    client.force_login(make_superuser())

    way(client, editor)

    texts = LogEntry.objects.values_list("object_repr", flat=True)
    assert texts
    assert all(re.fullmatch(NAME, text) for text in texts)


def test_an_account_that_did_nothing_leaves_nobody(client):
    user = make_user()
    client.force_login(make_superuser())

    delete_on_its_page(client, user)

    assert [str(each) for each in User.objects.all()] == ["root@example.org"]
    assert LogEntry.objects.get().object_repr == f"account {user.pk}"


def test_deleting_counts_what_is_deleted_as_other_rows_do(editor):
    assert User.objects.all().delete() == (2, {"accounts.User": 1, "account.EmailAddress": 1})


def test_the_name_of_whoever_is_gone_is_neither_listed_nor_deleted(client, editor):
    editor.delete()
    former = User.objects.get()
    client.force_login(make_superuser())

    page = client.get("/admin/accounts/user/").content.decode()

    assert "former editor" not in page
    with pytest.raises(ProtectedError):
        former.delete()
    User.objects.filter(pk=former.pk).delete()
    assert User.objects.filter(pk=former.pk).exists()


def test_the_question_before_deleting_does_not_announce_the_end_of_the_log(client, editor):
    client.force_login(make_superuser())

    page = client.get(f"/admin/accounts/user/{editor.pk}/delete/").content.decode()

    assert "og entr" not in page
    assert "mail address" in page


@pytest.mark.parametrize("way", WAYS[:2])
def test_whom_staff_delete_is_signed_out_and_leaves_no_address_in_reports(client, editor, way):
    theirs = Client()
    theirs.force_login(editor)
    report = Report.objects.create(page="/", text="Wrong.", email=editor.email)
    client.force_login(make_superuser())

    way(client, editor)

    report.refresh_from_db()
    assert report.email == ""
    assert not Session.objects.filter(pk=theirs.session.session_key).exists()
