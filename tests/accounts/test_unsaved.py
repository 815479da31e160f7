"""A form of the staff that was sent after the session had ended comes back filled in, once."""

from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import UNSAVED_FOR, UnsavedForm, User
from accounts.tidying import tidy
from quiz.models import Trait
from roles.models import Point, Role, Source
from tests.accounts.people import PASSWORD, make_superuser, make_user, sign_in
from tests.factories import make_point, make_role, make_source, write
from tests.pages import filled_in, look_into, words
from tests.quiz.factories import make_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HERE = {"origin": "http://testserver"}
TOLD = "is not saved yet"
GROUPS = "/admin/auth/group/add/"


@pytest.fixture
def root(client):
    user = make_superuser()
    client.force_login(user)
    return user


def opened(client, address, **changes):
    """What a browser would send of the page."""
    return filled_in(client.get(address)) | {"_save": "Save"} | changes


def sent_too_late(client, address, posted, **headers):
    Session.objects.all().delete()
    return client.post(address, posted, headers=HERE | headers)


def back(client, response, login="root@example.org"):
    """The page that the sender of the form lands on after signing in."""
    page = unquote(response["Location"].partition("next=")[2])
    return client.get(sign_in(client, login=login, next=page)["Location"])


def change(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def test_a_tab_of_a_role_comes_back_with_changed_and_new_rows(client, root):
    write(make_role(points=(make_point(text="Old"),)))
    address = f"{change(Role.objects.get())}?part=responsibility"
    posted = opened(client, address)
    posted |= {"points-0-text": "Reworded here", "points-TOTAL_FORMS": "2"}
    posted |= {"points-1-text": "Added here", "points-1-role": posted["points-0-role"]}

    response = sent_too_late(client, address, posted)
    page = back(client, response)

    assert TOLD in words(look_into(page).select_one(".messagelist"))
    again = filled_in(page)
    assert [again[f"points-{n}-text"] for n in (0, 1)] == ["Reworded here", "Added here"]
    assert [point.text for point in Point.objects.all()] == ["Old"]


@pytest.mark.parametrize("is_idle", [True, False])
def test_a_source_comes_back_and_can_be_saved_then(client, root, is_idle):
    address = change(make_source())
    posted = opened(client, address, note="Typed for an hour", reason="It says so.")
    if is_idle:
        with time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)):
            response = client.post(address, posted, headers=HERE)
            page = back(client, response)
    else:
        page = back(client, sent_too_late(client, address, posted))

    assert TOLD in page.content.decode()
    assert Source.objects.get().note == ""
    client.post(address, filled_in(page) | {"_save": "Save"})
    assert Source.objects.get().note == "Typed for an hour"


def test_a_part_of_a_draft_comes_back(client, root):
    make_draft()
    trait = Trait.objects.first()
    posted = opened(client, change(trait), name="Another name")

    page = back(client, sent_too_late(client, change(trait), posted))

    assert page.context["adminform"].form["name"].value() == "Another name"
    assert Trait.objects.get(pk=trait.pk).name == trait.name
    assert not LogEntry.objects.exists()


def test_a_list_comes_back(client, root):
    write(make_role(points=(make_point(), make_point(key="two"))))
    address = reverse("admin:roles_point_changelist")
    posted = opened(client, address) | {"form-1-position": "8"}

    page = look_into(back(client, sent_too_late(client, address, posted)))

    assert page.select_one("input[name=form-1-position]")["value"] == "8"
    assert not Point.objects.filter(position=8).exists()


def test_an_action_of_a_list_is_not_done_again(client, root):
    bob = make_user()
    address = reverse("admin:accounts_user_changelist")
    posted = {"action": "delete_selected", "_selected_action": [bob.pk], "post": "yes"}

    page = back(client, sent_too_late(client, address, posted))

    assert page.status_code == 200
    assert User.objects.filter(pk=bob.pk).exists()


def test_a_reason_typed_elsewhere_comes_back_in_words(client, root):
    write(make_role())
    address = reverse("admin:roles_role_publish", args=[Role.objects.get().pk])

    page = back(client, sent_too_late(client, address, {"reason": "It is 'right' & new"}))

    told = words(look_into(page).select_one(".messagelist"))
    assert "You had written: “It is 'right' & new”" in told


def test_it_comes_back_once(client, root):
    response = sent_too_late(client, GROUPS, {"name": "Typed"})

    assert TOLD in back(client, response).content.decode()
    assert TOLD not in client.get(GROUPS).content.decode()
    assert not UnsavedForm.objects.exists()


def test_with_all_cookies_lost_it_comes_back_too(root):
    client = Client(enforce_csrf_checks=True)

    response = client.post(GROUPS, {"name": "Typed"}, headers=HERE)

    assert response["Location"] == f"/accounts/login/?next={GROUPS}"
    client.force_login(root)
    assert TOLD in client.get(GROUPS).content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"referer": "http://testserver/admin/"},
    ],
)
def test_what_another_site_sends_comes_before_nobody(root, headers):
    client = Client(enforce_csrf_checks=True)

    assert client.post(GROUPS, {"name": "Planted"}, headers=headers).status_code == 403

    assert not UnsavedForm.objects.exists()


def test_who_is_signed_in_needs_the_token_as_before(root):
    client = Client(enforce_csrf_checks=True)
    client.force_login(root)

    assert client.post(GROUPS, {"name": "Typed"}, headers=HERE).status_code == 403

    assert not UnsavedForm.objects.exists()


def test_another_account_does_not_get_to_see_it(client, root):
    make_superuser(email="other@example.org")
    client.get(GROUPS)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)):
        response = client.post(GROUPS, {"name": "Typed"}, headers=HERE)
        page = back(client, response, login="other@example.org")

    assert "Typed" not in page.content.decode()
    assert not UnsavedForm.objects.exists()


def test_who_is_not_of_the_staff_does_not_get_to_see_it(client, root):
    make_user()
    response = sent_too_late(client, GROUPS, {"name": "Typed"})

    assert back(client, response, login="ada@example.org").status_code in (302, 403)


def test_it_does_not_come_back_after_half_an_hour(client, root):
    response = sent_too_late(client, GROUPS, {"name": "Typed"})

    with time_machine.travel(timezone.now() + UNSAVED_FOR):
        assert "Typed" not in back(client, response).content.decode()


def test_no_password_waits(client, root):
    address = reverse("admin:accounts_user_add")
    posted = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}

    response = sent_too_late(client, address, posted)

    assert PASSWORD not in UnsavedForm.objects.get().posted
    assert 'value="new@example.org"' in back(client, response).content.decode()


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_forgets_it(client, root, address):
    sent_too_late(client, GROUPS, {"name": "Typed"})
    sign_in(client, login="root@example.org")

    client.post(address)

    assert not UnsavedForm.objects.exists()


def test_deleting_the_account_forgets_it(client, root):
    client.get(GROUPS)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=61)):
        client.post(GROUPS, {"name": "Typed"}, headers=HERE)
    assert UnsavedForm.objects.get().account == root

    root.delete()

    assert not UnsavedForm.objects.exists()


def test_tidying_forgets_it(client, root):
    sent_too_late(client, GROUPS, {"name": "Typed"})

    assert tidy(timezone.now())["unsaved forms"] == 0
    assert tidy(timezone.now() + 2 * UNSAVED_FOR)["unsaved forms"] == 1


def test_without_an_account_not_much_waits(client, monkeypatch):
    monkeypatch.setattr("accounts.unsaved.MOST_OF_NOBODY_KNOWN", 1)

    for _ in range(3):
        Client().post(GROUPS, {"name": "Typed"}, headers=HERE)

    assert UnsavedForm.objects.count() == 1


def test_from_one_address_not_much_waits():
    with override_settings(ACCOUNT_RATE_LIMITS={"unsaved_form": "2/h/ip"}):
        for _ in range(3):
            Client().post(GROUPS, {"name": "Typed"}, headers=HERE)

    assert UnsavedForm.objects.count() == 2


def test_the_pages_of_others_ask_for_no_form(client, django_assert_num_queries):
    make_user()
    sign_in(client)
    with django_assert_num_queries(0):
        client.get("/privacy/")


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (lambda: User.objects.update(password="!"), "You were signed out."),
        (Session.objects.all().delete, "You are not signed in."),
    ],
)
def test_at_sign_in_it_is_told_that_it_waits(client, root, end, told):
    posted = opened(client, GROUPS, name="Clerks")
    end()

    response = client.post(GROUPS, posted, headers=HERE)
    page = look_into(client.get(response["Location"]))

    kept = "What you wrote is kept and comes back after signing in to the same account."
    said = [words(each) for each in page.select(".message")]
    assert said == [f"{told} {kept}"]
