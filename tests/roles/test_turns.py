"""Two of the staff at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from roles.admin.working_copy import WRITING
from roles.models import Edition, Point, Role
from roles.turns import in_turn
from tests.factories import make_point, make_role, write
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two():
    write(make_role())
    clients = Client(), Client()
    for number, client in enumerate(clients):
        client.force_login(User.objects.create_superuser(f"{number}@example.org"))
    return clients


def address(step):
    return reverse(f"admin:roles_role_{step}", args=[Role.objects.get().pk])


def test_of_two_who_save_at_once_one_is_told_of_the_other(two):
    form = two[0].get(address("change")).context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value or "" for name, value in data.items()} | {"sources": []}

    statuses = at_once(two, address("change"), *({**data, "name": name} for name in ("A", "B")))

    assert statuses == [200, 302]


def test_a_save_from_the_list_waits_for_the_one_before(two):
    write(make_role(points=(make_point(),)))
    point = Point.objects.get()
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    data |= {"form-0-id": point.pk, "form-0-position": 7}

    with ThreadPoolExecutor() as pool, transaction.atomic():
        in_turn(WRITING)
        save = pool.submit(at_once, two[:1], reverse("admin:roles_point_changelist"), data)
        with pytest.raises(TimeoutError):
            save.result(timeout=2)

    assert save.result() == [302]
    point.refresh_from_db()
    assert point.position == 7


def test_of_two_who_publish_at_once_one_is_told_of_the_other(two):
    seen = two[0].get(address("publish")).context["form"]["seen"].value()
    data = {"reason": "First", "seen": seen}

    statuses = at_once(two, address("publish"), data, data)

    assert statuses == [200, 302]
    assert Edition.objects.count() == 1


def test_of_two_who_withdraw_at_once_one_does(two):
    seen = two[0].get(address("publish")).context["form"]["seen"].value()
    two[0].post(address("publish"), {"reason": "First", "seen": seen})

    at_once(two, address("withdraw"), {"reason": "Gone"}, {"reason": "Gone"})

    assert Edition.objects.count() == 2
