import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from quiz.models import Version
from roles.models import Report
from tests.quiz.factories import make_attempt, make_draft

pytestmark = pytest.mark.django_db


def member(name):
    user = User.objects.create_user(f"{name}@example.com", "a long enough password", is_staff=True)
    user.groups.set([Group.objects.get(name=name)])
    return user


@pytest.mark.parametrize(("group", "may_publish"), [("Editors", False), ("Publishers", True)])
def test_both_groups_write_and_one_publishes(group, may_publish):
    call_command("editors")
    user = member(group)
    assert user.has_perms(["roles.change_role", "roles.add_point", "roles.delete_point"])
    assert user.has_perm("roles.publish") == may_publish
    assert not user.has_perm("accounts.change_user")


def test_running_it_again_gives_the_rights_again():
    call_command("editors")
    Group.objects.get(name="Editors").permissions.clear()
    call_command("editors")
    assert Group.objects.count() == 3
    assert member("Editors").has_perm("roles.change_role")


@pytest.mark.parametrize("group", ["Editors", "Publishers", "Psychometricians"])
def test_each_right_is_one_that_a_page_of_the_admin_asks_for(group):
    call_command("editors")
    rights = Group.objects.get(name=group).permissions.exclude(codename="publish")
    for right in rights.exclude(content_type__model__in=used_in_the_admin()):
        pytest.fail(f"{right.codename} is of no use")
    made = rights.filter(content_type__model="edition").values_list("codename", flat=True)
    assert set(made) <= {"view_edition"}


def used_in_the_admin():
    """The names of models that have a page, or stand on that of another."""
    pages = admin.site._registry
    models = {*pages, *(each.model for page in pages.values() for each in page.inlines)}
    beside = {"frame", "need", "target", "key", "word", "option", "action"}
    # On the page of a draft of engine 2 alone.
    beside |= {"lookingagain", "explanation", "readinessrules"}
    return {model._meta.model_name for model in models} | beside


@pytest.mark.parametrize(("group", "may"), [("Editors", False), ("Publishers", True)])
def test_who_publishes_sees_who_reported_and_deletes_reports(group, may, client):
    call_command("editors")
    client.force_login(member(group))
    report = Report.objects.create(text="Wrong", email="reader@example.com")
    page = client.get(reverse("admin:roles_report_change", args=[report.pk]))
    assert ("reader@example.com" in page.content.decode()) == may
    found = client.get(reverse("admin:roles_report_changelist"), {"q": "reader@"}).context["cl"]
    assert found.result_count == may
    client.post(reverse("admin:roles_report_delete", args=[report.pk]), {"post": "yes"})
    assert Report.objects.exists() != may


def test_a_psychometrician_works_on_drafts_and_opens_nobodys_answers(client):
    call_command("editors")
    client.force_login(member("Psychometricians"))
    draft, attempt = make_draft(), make_attempt()
    for page in (
        reverse("admin:index"),
        reverse("admin:quiz_version_changelist"),
        reverse("admin:quiz_version_publish", args=[draft.pk]),
        reverse("admin:quiz_trait_changelist"),
        reverse("admin:quiz_tradeoff_add"),
    ):
        assert client.get(page, follow=True).status_code == 200
    assert client.get(reverse("admin:quiz_attempt_change", args=[attempt.pk])).status_code == 403
    assert client.get(reverse("admin:roles_role_add")).status_code == 403
    assert Version.objects.drafts().exists()
