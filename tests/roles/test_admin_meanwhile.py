"""The second of two people to save is told, and nothing of what either wrote is lost."""

import pytest
from django.urls import reverse

from roles.models import Point, Report
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
from tests.pages import filled_in, look_into

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
