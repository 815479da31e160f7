"""What is done to a part is told in the history of the subject that it is of."""

import pytest
from django.contrib import admin
from django.urls import reverse

from roles.admin.deletion import OneByOne
from roles.admin.part import PartAdmin
from roles.models import Contrast, Point, Role
from tests.factories import make_contrast, make_point, make_role, write
from tests.pages import filled_in, look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PARTS = [each for each in admin.site._registry.values() if isinstance(each, PartAdmin)]


def page_of(row, step):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk])


def history(client, row):
    return words(look_into(client.get(page_of(row, "history"))).select_one("#change-history"))


def test_a_part_changed_on_its_own_page_is_told_of_its_role(client, publisher):
    write(make_role(points=(make_point(),)))
    point = Point.objects.get()
    sent = filled_in(client.get(page_of(point, "change"))) | {"detail": "By March."}
    client.post(page_of(point, "change"), sent)
    assert "Changed Detail for point “Owns the plan”." in history(client, point.role)


def test_parts_put_in_another_order_are_told_of_their_role(client, publisher):
    write(make_role(points=(make_point(),)))
    address = reverse("admin:roles_point_changelist")
    client.post(address, filled_in(client.get(address)) | {"form-0-position": 9, "_save": "Save"})
    assert "Changed Position for point “Owns the plan”." in history(client, Role.objects.get())


def test_a_part_deleted_on_its_own_page_is_told_of_its_owner(client, publisher):
    write(make_role())
    write(make_role(slug="scrum-master", is_neighbour=True, contrasts=(make_contrast(),)))
    part = Contrast.objects.get()
    client.post(page_of(part, "delete"), {"post": "yes"})
    assert "Deleted contrast “Decides what to build”." in history(client, part.neighbour)


def test_no_parts_are_deleted_in_bulk(client, publisher):
    write(make_role(points=(make_point(), make_point(key="two"))))
    rows = [str(point.pk) for point in Point.objects.all()]
    sent = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    client.post(reverse("admin:roles_point_changelist"), sent)
    assert Point.objects.count() == 2
    assert all(isinstance(each, OneByOne) for each in PARTS)
