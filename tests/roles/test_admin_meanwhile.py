"""The second of two people to save is told, and nothing of what either wrote is lost."""

import pytest
from django.urls import reverse

from accounts.models import User
from roles.models import Point, Report, Role, TrailEntry
from roles.models.recording import recorded
from tests.factories import (
    make_gap_claim,
    make_place,
    make_point,
    make_rate,
    make_role,
    make_salary_figure,
    make_source,
    write,
)
from tests.pages import filled_in, look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOLD = "Somebody has saved this since you opened it"
# How each is made, and two fields that two people change.
ROWS = {
    "source": (make_source, "note", "licence"),
    "place": (make_place, "name", "name"),
    "exchangerate": (make_rate, "per_euro", "day"),
    "gapclaim": (make_gap_claim, "note", "level"),
    "an unpublished gapclaim": (lambda: make_gap_claim(published_at=None), "note", "level"),
    "salaryfigure": (lambda: make_salary_figure(published_at=None), "note", "level"),
    "report": (lambda: Report.objects.create(text="Wrong"), "answer", "is_settled"),
}
NAMES = {"place": {"code": "CA"}, "source": {"slug": "new"}}
VALUES = {"per_euro": "2", "day": "2020-02-02", "is_settled": "on"}


def change(row):
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_live_is_not_saved_over_by_the_second(kind, client, publisher):
    make, first, second = ROWS[kind]
    row = make()
    opened = filled_in(client.get(change(row))) | {"reason": "It says so."}
    theirs, mine = VALUES.get(first, "Theirs"), VALUES.get(second, "Mine")
    assert client.post(change(row), opened | {first: theirs}).status_code == 302

    page = client.post(change(row), opened | {second: mine})

    assert TOLD in page.content.decode()
    assert page.context["adminform"].form[second].value() in (mine, True)
    stored = getattr(type(row).objects.get(), first)
    assert str(stored) in (theirs, "2.000000")


@pytest.mark.parametrize("kind", [kind for kind in ROWS if kind != "report"])
def test_what_is_sent_of_a_row_that_is_gone_is_shown_again_and_can_be_saved_anew(
    kind, client, publisher
):
    make, _, field = ROWS[kind]
    row = make()
    mine = {field: VALUES.get(field, "Mine"), "reason": "It says so."}
    opened = filled_in(client.get(change(row))) | mine
    type(row).objects.filter(pk=row.pk).delete()

    page = client.post(change(row), opened)

    assert page.status_code == 200
    assert "Somebody has deleted this since you opened it" in page.content.decode()
    assert not type(row).objects.exists()
    form = look_into(page).select_one("#content-main form")
    add = reverse(f"admin:roles_{row._meta.model_name}_add")
    assert form["action"] == add
    sent = filled_in(page)
    assert sent[field] == mine[field]
    # What names a row is asked for of a new one alone.
    assert client.post(add, sent | NAMES.get(kind, {})).status_code == 302
    assert str(getattr(type(row).objects.get(), field)) == mine[field]


def test_rows_within_a_form_of_what_is_gone_are_shown_again(client, publisher):
    write(make_role(slug="gone"))
    role = Role.objects.get()
    opened = filled_in(client.get(change(role))) | {"one_liner": "Mine"}
    role.delete()

    page = client.post(change(role), opened)

    assert "Somebody has deleted this since you opened it" in page.content.decode()
    assert filled_in(page)["one_liner"] == "Mine"


def test_a_page_of_a_row_that_is_gone_leads_elsewhere(client, publisher):
    assert client.get("/admin/roles/salaryfigure/999/change/").status_code == 302
    assert client.post("/admin/roles/salaryfigure/999/delete/", {"post": "yes"}).status_code == 302


def test_a_list_is_not_saved_over_what_somebody_else_has_saved(client, publisher):
    write(make_role(points=(make_point(), make_point(key="two"))))
    address = reverse("admin:roles_point_changelist")
    opened = filled_in(client.get(address)) | {"_save": "Save"}
    assert client.post(address, opened | {"form-0-position": "7"}).status_code == 302

    page = client.post(address, opened | {"form-1-position": "8"})

    assert "Somebody has saved one of these" in page.content.decode()
    assert look_into(page).select_one("[name=form-1-position]")["value"] == "8"
    assert 7 in Point.objects.values_list("position", flat=True)


def test_a_list_opened_again_is_saved(client, publisher):
    write(make_role(points=(make_point(), make_point(key="two"))))
    address = reverse("admin:roles_point_changelist")
    for position in ("7", "8"):
        opened = filled_in(client.get(address)) | {"_save": "Save"}
        assert client.post(address, opened | {"form-0-position": position}).status_code == 302


def opened_and_saved_by_another(client, publisher, page, **theirs):
    """What the page said when it was opened, before another account saved it."""
    opened = filled_in(client.get(page))
    client.force_login(User.objects.create_superuser("other@example.com"))
    assert client.post(page, opened | theirs).status_code == 302
    client.force_login(publisher)
    return opened


def test_the_second_is_told_who_was_first_and_when(client, publisher):
    page = change(make_source())
    opened = opened_and_saved_by_another(client, publisher, page, note="Theirs", reason="So.")

    told = words(look_into(client.post(page, opened | {"note": "Mine", "reason": "So."})))

    at = TrailEntry.objects.latest("at").at
    by = f"{TOLD}. The last change is by other@example.com, at {at:%Y-%m-%d %H:%M} UTC. What you"
    assert by in told


def test_of_a_tab_the_last_change_on_it_is_told_and_of_none_nobody(client, publisher):
    write(make_role(points=(make_point(), make_point(key="two", kind="metric"))))
    page = change(Role.objects.get())
    opened = opened_and_saved_by_another(
        client, publisher, f"{page}?part=metric", **{"points-0-text": "Theirs"}
    )
    with recorded(command="elsewhere"):
        Point.objects.filter(kind="responsibility").get().delete()
        role = Role.objects.get()
        role.one_liner = "Another"
        role.save()

    told = words(look_into(client.post(f"{page}?part=metric", opened)))

    assert "The last change is by other@example.com, at " in told
    TrailEntry.objects.all()._raw_delete("default")
    told = words(look_into(client.post(f"{page}?part=metric", opened)))
    assert f"{TOLD}. What you wrote" in told
