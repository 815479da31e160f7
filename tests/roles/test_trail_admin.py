"""The trail in the admin: staff read it, and nobody changes anything in it."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from roles.models import Point, Role, TrailEntry
from roles.models.followed import kinds
from roles.models.recording import recorded
from tests.accounts.people import make_superuser, make_user
from tests.factories import make_point, make_role, make_source, write
from tests.pages import look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LIST = "/admin/roles/trailentry/"
GROUPS = ["Editors", "Publishers", "Psychometricians"]


def make_staff(group):
    call_command("editors", verbosity=0)
    user = make_user(email=f"{group.lower()}@example.org", is_staff=True)
    user.groups.set(user.groups.model.objects.filter(name=group))
    return user


def change(row, by=None, **values):
    with recorded(by=by, command="" if by else "try", reason="It says so."):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return TrailEntry.objects.first()


@pytest.fixture
def entry():
    write(make_role(points=(make_point(),)))
    return change(Role.objects.get(), make_superuser(), summary="Another")


def stored():
    return list(TrailEntry.objects.values())


@pytest.mark.parametrize("group", [*GROUPS, "superuser"])
def test_nobody_alters_or_deletes_an_entry_or_adds_one(client, entry, group):
    user = User.objects.get(is_superuser=True) if group == "superuser" else make_staff(group)
    client.force_login(user)
    before = stored()
    page = f"{LIST}{entry.pk}/change/"
    assert client.get(page).status_code == 200
    assert not look_into(client.get(page)).select("#content-main [name=_save], .deletelink")

    sent = {"reason": "Mine", "name": "Mine", "changes": "[]", "post": "yes", "_save": "Save"}
    for address in (page, f"{LIST}{entry.pk}/delete/", f"{LIST}add/"):
        assert client.post(address, sent).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(LIST, many)
    client.post(
        LIST, {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": entry.pk} | sent
    )

    assert stored() == before


def test_no_code_changes_or_deletes_an_entry(entry):
    before = stored()
    entry.reason = "Mine"
    for write_over in (
        entry.save,
        entry.delete,
        TrailEntry.objects.all().delete,
        lambda: TrailEntry.objects.update(reason="Mine"),
        lambda: TrailEntry.objects.bulk_update([entry], ["reason"]),
    ):
        with pytest.raises(TypeError):
            write_over()
    assert stored() == before


def test_entries_outlive_the_account_of_whoever_did_it(client, entry):
    name = entry.by.email
    entry.by.delete()
    client.force_login(make_superuser(email="other@example.org"))
    page = client.get(LIST).content.decode()
    assert re.search(r"former editor \d+", page)
    assert name not in page
    assert TrailEntry.objects.get(pk=entry.pk).field_changes == entry.field_changes


def test_entries_outlive_what_they_are_about(client, entry):
    with recorded(command="try"):
        Role.objects.get().delete()
    client.force_login(make_superuser(email="other@example.org"))
    page = words(look_into(client.get(f"{LIST}?subject={entry.subject_kind}-{entry.subject_key}")))
    assert "Deleted" in page
    assert "Owns the plan" in page


def test_a_part_and_its_subject_have_it_on_their_history_pages(client, entry):
    point = Point.objects.get()
    change(point, detail="By **March**.")
    client.force_login(entry.by)
    for row, told in [(point.role, ["Another", "March"]), (point, ["March"])]:
        address = reverse(f"admin:roles_{row._meta.model_name}_history", args=[row.pk])
        trail = words(look_into(client.get(address)).select_one("#trail"))
        assert "It says so." in trail
        assert [word for word in ("Another", "March") if word in trail] == told


def test_of_what_is_published_as_one_no_entry_says_that_nothing_changed(client, entry):
    told = {name: getattr(entry, name) for name in ("kind", "key", "name", "subject_kind")}
    one = TrailEntry.objects.create(deed="published", by=entry.by, **told)
    client.force_login(entry.by)

    page = words(look_into(client.get(f"{LIST}{one.pk}/change/")))

    assert "its editions or versions tell what they changed" in page
    assert "Nothing changes" not in page


def shown(client, query):
    rows = look_into(client.get(f"{LIST}?{query}")).select("#result_list tbody tr .field-thing")
    return [words(row) for row in rows]


def test_the_list_is_narrowed_by_person_kind_subject_day_and_words(client, entry):
    role, person = Role.objects.get(), make_user(email="ed@example.org", is_staff=True)
    change(make_source(slug="new"), note="Über das Jahr", by=person)
    change(Point.objects.get(), detail="Longer")
    client.force_login(entry.by)
    everything = ["Point: Owns the plan", "Source: An article", f"Role: {role.name}"]

    assert shown(client, "") == everything
    assert shown(client, f"by={person.pk}") == everything[1:2]
    assert shown(client, "kind=roles.point") == everything[:1]
    assert shown(client, f"subject=roles.role-{role.pk}") == [everything[0], everything[2]]
    assert shown(client, f"day={entry.at:%Y-%m-%d}") == everything
    assert shown(client, "day=2001-01-01") == []
    assert shown(client, "q=Longer") == everything[:1]
    assert shown(client, "q=Über+das") == everything[1:2]
    assert shown(client, "q=ed@example") == everything[1:2]
    for nonsense in ("by=x", "by=" + "9" * 30, "subject=x", "day=9999-12-31", "day=x", "kind=x"):
        assert client.get(f"{LIST}?{nonsense}").status_code == 200


def test_nobody_reads_there_of_what_they_may_not_read_elsewhere(client, entry):
    user = make_user(email="taker@example.org")
    change(user, is_active=False)
    client.force_login(make_staff("Editors"))
    assert f"Account {user.pk}" not in client.get(LIST).content.decode()
    assert shown(client, "") == [f"Role: {Role.objects.get().name}"]
    client.force_login(entry.by)
    assert f"account {user.pk}" in client.get(LIST).content.decode()


def test_the_list_and_the_history_cost_the_same_however_many_entries(client, entry):
    role = Role.objects.get()
    client.force_login(entry.by)
    address = reverse("admin:roles_role_history", args=[role.pk])
    # Whatever is looked up once.
    client.get(LIST)
    few = [queries_of(client, page) for page in (LIST, address)]
    for number in range(60):
        change(role, make_user(email=f"n{number}@example.org", is_staff=True), summary=f"{number}")
    assert [queries_of(client, page) for page in (LIST, address)] == few


def queries_of(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    # Telling the cache is SQL too, and of the page nothing.
    return len(queries)


def test_the_whole_of_a_long_history_is_led_to(client, entry):
    role = Role.objects.get()
    for number in range(51):
        change(role, summary=f"{number}")
    client.force_login(entry.by)
    page = client.get(reverse("admin:roles_role_history", args=[role.pk]))
    link = look_into(page).select_one(f'a[href="{LIST}?subject=roles.role-{role.pk}"]')
    assert words(link) == f"All of {role.name}"


def test_every_table_that_has_a_form_is_followed():
    forms = {model for model, each in admin.site._registry.items() if may_be_written(each)}
    forms |= {inline.model for each in admin.site._registry.values() for inline in inlines(each)}
    ours = {each for each in forms if each._meta.app_label in ("roles", "quiz", "accounts", "auth")}
    assert {model._meta.label_lower for model in ours} <= kinds().keys()


def may_be_written(model_admin):
    return model_admin.opts.model_name not in ("edition", "attempt", "trailentry")


def inlines(model_admin):
    tabs = getattr(model_admin, "tabs", {})
    return [*model_admin.inlines, *(inline for _, inline in tabs.values())]


def test_fields_are_called_as_their_forms_call_them(client, entry):
    point = Point.objects.get()
    one = change(point, is_anecdotal=True)
    change(point.role, not_for_you="You dislike plans")
    client.force_login(entry.by)

    listed = look_into(client.get(LIST)).select("#result_list .field-fields_in_words")
    assert [words(each) for each in listed][:2] == ["Not for you if", "Anecdote"]
    assert "Anecdote no yes" in words(look_into(client.get(f"{LIST}{one.pk}/change/")))
    history = client.get(reverse("admin:roles_point_history", args=[point.pk]))
    assert "Anecdote no yes" in words(look_into(history).select_one("#trail"))


def test_a_field_that_is_given_up_keeps_its_name(entry):
    entry.kind = "roles.gone"
    assert [each.where for each in entry.changes_in_words] == ["Summary"]
    entry.kind, entry.changes = "roles.role", [{"field": "old_field", "after": "x"}]
    assert [each.where for each in entry.changes_in_words] == ["Old field"]


def test_moments_have_one_form_wherever_staff_read_them(client, entry):
    client.force_login(entry.by)
    moment = f"{entry.at:%Y-%m-%d %H:%M} UTC"
    history = reverse("admin:roles_role_history", args=[Role.objects.get().pk])
    LogEntry.objects.log_actions(entry.by.pk, [Role.objects.get()], CHANGE, "", single_object=True)
    LogEntry.objects.update(action_time=entry.at)

    assert words(look_into(client.get(LIST)).select_one("#result_list .field-at")) == moment
    assert moment in words(
        look_into(client.get(f"{LIST}{entry.pk}/change/")).select_one("#content")
    )
    for part in ("#trail", "#change-history"):
        assert moment in words(look_into(client.get(history)).select_one(part))
