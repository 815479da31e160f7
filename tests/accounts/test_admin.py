import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.admin import UserAdmin
from accounts.models import IN_CHARGE, User
from tests.accounts.people import (
    PASSWORD,
    app_code,
    is_signed_in,
    make_superuser,
    make_user,
    page_of,
    save,
    seen_on,
    set_up_app,
    sign_in,
)
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db
OTHER = "warm-heron-9-lands"


def right(name):
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@pytest.fixture
def clerk(client):
    """Somebody who may do with users what the rights on that table give, and nothing else."""
    user = make_user(email="clerk@example.org", is_staff=True)
    for each in ("add_user", "change_user", "delete_user", "view_user"):
        user.user_permissions.add(right(f"accounts.{each}"))
    client.force_login(user)
    return user


def greater(kind):
    """Somebody who may do what a clerk may not."""
    user = make_user(email="greater@example.org", is_staff=True, is_superuser=kind == "superuser")
    if kind == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
        user.refresh_from_db()
    if kind in {"right", "inactive"}:
        user.user_permissions.add(right("roles.publish"))
    if kind == "group":
        group = Group.objects.create(name="Publishers")
        group.permissions.add(right("roles.publish"))
        user.groups.add(group)
    return user


KINDS = ["superuser", "right", "group", "inactive"]


def test_a_clerk_gives_nobody_rights_and_themselves_none(client, clerk):
    other = make_user()
    for user in (clerk, other):
        every = {"is_superuser": "on", "is_staff": "on"}
        save(client, user, **every, groups=[], user_permissions=[right("roles.publish").pk])

        user.refresh_from_db()
        assert not user.is_superuser
        assert not user.has_perm("roles.publish")
    assert not other.is_staff


@pytest.mark.parametrize("kind", KINDS)
def test_a_clerk_changes_nothing_of_whoever_may_do_more(client, clerk, kind):
    user = greater(kind)
    new = {"usable_password": "true", "password1": OTHER, "password2": OTHER}

    statuses = [
        save(client, user, email="clerk2@example.org", is_active=None).status_code,
        client.post(f"/admin/accounts/user/{user.pk}/password/", new).status_code,
        client.post(page_of(user, "delete"), {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403, 403]
    before = (user.email, user.is_active)
    user.refresh_from_db()
    assert (user.email, user.is_active) == before
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("kind", KINDS)
def test_a_clerk_deletes_nobody_who_may_do_more_from_the_list(client, clerk, kind):
    user = greater(kind)
    sent = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}

    client.post(reverse("admin:accounts_user_changelist"), sent)

    assert User.objects.filter(pk=user.pk).exists()


def test_a_clerk_changes_an_account_that_may_do_less(client, clerk):
    user = make_user()

    save(client, user, is_active=None)

    user.refresh_from_db()
    assert not user.is_active


def test_a_closed_account_is_signed_out_and_stays_so_when_it_is_opened_again(client, clerk):
    user, theirs = make_user(), Client()
    sign_in(theirs)

    save(client, user, is_active=None)
    User.objects.update(is_active=True)

    assert theirs.get("/accounts/data/").status_code == 302


def test_an_account_that_is_closed_between_two_steps_is_not_signed_in():
    user, theirs = make_user(), Client()
    secret = set_up_app(user)
    sign_in(theirs)
    User.objects.update(is_active=False)

    response = theirs.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})

    assert response["Location"] == "/accounts/inactive/"
    assert not is_signed_in(theirs)


def test_of_two_who_change_one_account_the_second_is_told(client):
    client.force_login(make_superuser())
    user = make_user()
    seen = seen_on(client.get(page_of(user)))
    # Of the owner, who signs in meanwhile, nothing here is written over.
    sign_in(Client())
    save(client, user, is_staff="on")

    response = save(client, user, email="bob@example.org", seen=seen)

    assert "Somebody has saved this since you opened it." in words(look_into(response))
    user.refresh_from_db()
    assert (user.email, user.is_staff) == ("ada@example.org", True)


def test_of_two_who_change_one_group_the_second_is_told(client):
    client.force_login(make_superuser())
    group = Group.objects.create(name="Clerks")
    page = reverse("admin:auth_group_change", args=[group.pk])
    seen = seen_on(client.get(page))
    client.post(page, {"name": "Clerks", "permissions": [right("roles.publish").pk], "seen": seen})

    response = client.post(page, {"name": "Writers", "seen": seen})

    assert "Somebody has saved this since you opened it." in words(look_into(response))
    group.refresh_from_db()
    assert group.name == "Clerks"
    assert group.permissions.exists()


def test_a_superuser_gives_rights(client):
    client.force_login(make_superuser())
    user = make_user()

    save(client, user, is_staff="on", user_permissions=[right("roles.publish").pk])

    user.refresh_from_db()
    assert user.is_staff
    assert user.has_perm("roles.publish")


def test_a_clerk_with_every_right_on_groups_changes_none(client, clerk):
    group = Group.objects.create(name="Clerks")
    clerk.groups.add(group)
    for each in ("add_group", "change_group", "delete_group", "view_group"):
        clerk.user_permissions.add(right(f"auth.{each}"))
    page = reverse("admin:auth_group_change", args=[group.pk])

    response = client.post(page, {"name": "Clerks", "permissions": [right("roles.publish").pk]})

    assert response.status_code == 403
    assert client.get(page).status_code == 200
    assert not group.permissions.exists()


def test_addresses_are_changed_in_the_user_admin_alone(client):
    client.force_login(make_superuser())

    assert client.get("/admin/account/emailaddress/").status_code == 404


def rows_of(user):
    return [(row.email, row.verified, row.primary) for row in user.emailaddress_set.all()]


def test_an_address_that_staff_change_is_changed_everywhere_and_has_to_be_confirmed(client):
    client.force_login(make_superuser())
    user = make_user()
    theirs = Client()
    theirs.force_login(user)

    save(client, user, email="Lovelace@Example.org")

    user.refresh_from_db()
    assert user.email == "lovelace@example.org"
    assert rows_of(user) == [("lovelace@example.org", False, True)]
    assert theirs.get("/accounts/data/").status_code == 302
    assert sign_in(Client(), login="ada@example.org").status_code == 200
    page = sign_in(Client(), login="lovelace@example.org")["Location"]
    assert page == "/accounts/confirm-email/"


def test_an_account_saved_with_its_address_stays_confirmed(client):
    client.force_login(make_superuser())
    user = make_user()

    save(client, user, email="ADA@example.org")

    assert rows_of(user) == [("ada@example.org", True, True)]


def test_an_account_that_staff_make_has_one_address_to_confirm(client):
    client.force_login(make_superuser())
    new = {"usable_password": "true", "password1": OTHER, "password2": OTHER}

    client.post("/admin/accounts/user/add/", {"email": "Bob@example.org", **new})

    assert rows_of(User.objects.get(email="bob@example.org")) == [("bob@example.org", False, True)]


@pytest.mark.parametrize("page", ["change", "add"])
def test_staff_are_told_of_an_address_by_which_somebody_else_signs_in(client, page):
    client.force_login(make_superuser())
    other = make_user(email="other@example.org")
    make_user().emailaddress_set.create(email="second@example.org", verified=True)
    new = {"usable_password": "true", "password1": OTHER, "password2": OTHER}
    address = page_of(other) if page == "change" else "/admin/accounts/user/add/"

    response = client.post(address, {"email": "Second@example.org", **new})

    assert "An account with this e-mail address exists already." in response.content.decode()
    assert not User.objects.filter(email="second@example.org").exists()


def test_ones_own_address_is_changed_where_it_is_confirmed(client):
    user = make_superuser()
    client.force_login(user)

    save(client, user, email="other@example.org", is_staff="on", is_superuser="on")

    assert rows_of(user) == [("root@example.org", True, True)]
    assert User.objects.get().email == "root@example.org"


def test_nobody_shuts_themselves_out(client):
    """Though another superuser could let them in again."""
    user, _ = make_superuser(), make_superuser(email="second@example.org")
    client.force_login(user)

    page = look_into(client.get(page_of(user)))
    save(client, user, is_active=None)

    assert "so that nobody shuts themselves out" in words(page)
    assert not page.select("[name=is_active], [name=is_staff], [name=is_superuser], a.deletelink")
    assert user in User.objects.in_charge()


@pytest.mark.parametrize("sent", [{}, {"post": "yes"}])
def test_nobody_deletes_themselves_in_the_admin(client, sent):
    user, _ = make_superuser(), make_superuser(email="second@example.org")
    client.force_login(user)
    many = {"action": "delete_selected", "_selected_action": [user.pk], **sent}

    pages = [
        client.get(page_of(user, "delete"), follow=True),
        client.post(page_of(user, "delete"), sent, follow=True),
        client.post(reverse("admin:accounts_user_changelist"), many, follow=True),
    ]

    assert all("so that nobody shuts themselves out" in words(look_into(page)) for page in pages)
    assert user in User.objects.in_charge()


@pytest.fixture
def other_in_charge(client, monkeypatch):
    """The last one by the time that somebody who was in charge as well asks for their page."""
    user, asks = make_superuser(email="last@example.org"), make_superuser()
    client.force_login(asks)
    get_object = UserAdmin.get_object

    def meanwhile(*args):
        User.objects.filter(pk=asks.pk).update(is_superuser=False)
        return get_object(*args)

    seen = seen_on(client.get(page_of(user)))
    monkeypatch.setattr(UserAdmin, "get_object", meanwhile)
    return user, seen


@pytest.mark.parametrize("name", ["is_active", "is_staff", "is_superuser"])
def test_the_last_superuser_stays_one_whoever_changes_it(client, other_in_charge, name):
    user, seen = other_in_charge
    sent = {"email": user.email, "seen": seen, **dict.fromkeys(IN_CHARGE, "on")}
    del sent[name]

    page = look_into(client.post(page_of(user), sent))

    assert "Make another account a superuser first" in words(page)
    assert user in User.objects.in_charge()


def test_the_last_superuser_is_deleted_by_nobody(client, other_in_charge):
    user, _ = other_in_charge

    response = client.post(page_of(user, "delete"), {"post": "yes"})

    assert response["Location"] == page_of(user)
    assert user in User.objects.in_charge()


def test_one_of_two_superusers_is_changed_and_deleted_by_the_other(client):
    client.force_login(make_superuser())
    user = make_superuser(email="second@example.org")

    save(client, user, is_superuser=None, is_staff="on")
    assert list(User.objects.in_charge()) == [User.objects.get(email="root@example.org")]
    client.post(page_of(user, "delete"), {"post": "yes"})

    assert not User.objects.filter(pk=user.pk).exists()


def test_many_are_deleted_from_the_list(client):
    client.force_login(make_superuser())
    users = [make_user(), make_user(email="bob@example.org")]
    sent = {"action": "delete_selected", "_selected_action": [user.pk for user in users]}

    client.post(reverse("admin:accounts_user_changelist"), {**sent, "post": "yes"})

    assert User.objects.get().email == "root@example.org"


def test_a_closed_account_is_told_whom_to_ask(client):
    make_user(is_active=False)

    page = look_into(client.get(sign_in(client)["Location"]))

    assert "This account is closed" in words(page)
    assert page.find("a", href="/corrections/report/")


def test_what_goes_with_an_account_is_told_in_plain_words(client):
    client.force_login(make_superuser())
    user = make_user()
    user.groups.add(Group.objects.create(name="Editors"))
    Authenticator.objects.create(user=user, type="totp", data={})

    page = look_into(client.get(page_of(user, "delete")))

    told = [words(item) for item in page.select("#deleted-objects li")]
    assert told == ["Email addresses: 1", "Second factors: 1"]
    assert "relationship" not in words(page.find(id="content"))


@pytest.mark.parametrize("page", ["add/", "{}/password/"])
def test_what_it_means_to_have_no_password_is_said_as_it_is_here(client, page):
    client.force_login(make_superuser())

    told = words(look_into(client.get("/admin/accounts/user/" + page.format(make_user().pk))))

    assert "by a code sent to their address" in told
    assert "Single Sign-On" not in told
