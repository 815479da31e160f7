"""Pages of the admin on content that has something of everything."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from roles.models import Dimension, Point, Role, Source
from tests.factories import (
    make_advice,
    make_cell,
    make_comparison,
    make_dispute,
    make_glossary,
    make_inquiry,
    make_point,
    make_role,
    make_route,
    make_signals,
    publish,
    publish_three_roles,
)
from tests.pages import filled_in, look_into
from tests.shared import shared

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("everything"),
]
MODELS = [model for model in admin.site._registry if model._meta.app_label == "roles"]


@shared
def everything():
    publish_three_roles(cells=(make_cell(),), points=(make_point(),), advice=(make_advice(),))
    asked = make_inquiry(silence="How long.")
    others = (make_glossary(), make_signals())
    for subject in (make_comparison(), make_dispute(), make_route(), asked, *others):
        publish(subject)


def address(step, row, *args):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk, *args])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_model_can_be_listed_searched_and_opened(model, client, publisher):
    name = f"admin:roles_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist"), {"q": "what"}).status_code == 200
    for row in model.objects.all()[:1]:
        assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("step", ["change", "delete"])
def test_a_row_is_looked_up_by_no_field_without_a_name(client, publisher, step):
    page = address(step, Point.objects.first())

    assert client.get(page, {"_to_field": ""}).status_code == 400
    assert client.post(page, {"_to_field": "", "post": "yes"}).status_code == 400
    assert client.get(page, {"_to_field": "id"}).status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_lists_in_the_admin_cost_the_same_however_long(
    model, client, publisher, django_assert_max_num_queries
):
    # The first request of a session stores where somebody is signed in.
    client.get(reverse("admin:index"))
    with django_assert_max_num_queries(12):
        client.get(reverse(f"admin:roles_{model._meta.model_name}_changelist"))


@pytest.mark.parametrize("as_new", [False, True])
def test_a_row_of_the_outline_is_saved_together_with_its_cells(client, publisher, as_new):
    row, roles = Dimension.objects.first(), Role.objects.all()
    page = address("change", row) if as_new else reverse("admin:roles_dimension_add")
    sent = filled_in(client.get(page)) | {"name": "New", "key": "new", "question": "Which?"}
    # What is new has nothing to write over.
    sent.pop("seen", None)
    sent |= {"group": row.group_id, "cells-TOTAL_FORMS": 2, "cells-INITIAL_FORMS": 0}
    for place, role in enumerate(roles[:2]):
        source = Source.objects.first().pk
        cell = {"role": role.pk, "value": "Its own", "sources": source, "position": place}
        sent |= {f"cells-{place}-{name}": value for name, value in cell.items()}
    twice = sent | {"cells-1-role": roles[0].pk}

    refused = client.post(page, twice | {"_saveasnew": "1"} if as_new else twice)
    assert "has two cells in the row" in refused.content.decode()
    saved = client.post(page, sent | {"_saveasnew": "1"} if as_new else sent)

    assert saved.status_code == 302, look_into(saved).select(".errorlist")
    assert Dimension.objects.get(key="new").cells.count() == 2


@pytest.mark.parametrize(
    "kind",
    ["role", "comparison", "dispute", "route", "inquiry", "glossary", "signals", "group"],
)
def test_a_preview_shows_the_working_copy_to_staff_alone(kind, client, publisher):
    row = apps.get_model("roles", kind).objects.first()
    page = client.get(address("preview", row))
    assert page.status_code == 200
    assert "Readers do not see this" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"


def test_a_part_found_among_all_leads_to_the_tab_where_it_stands(client, publisher):
    point = Point.objects.first()
    page = client.get(address("change", point)).content.decode()
    assert f'<a href="{address("change", point.role)}?part=responsibility">' in page


def test_the_first_page_costs_the_same_however_much_there_is(
    client, editor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(100):
        client.get(reverse("admin:index"))
    for slug in ("a-role", "b-role", "c-role"):
        publish(make_role(slug=slug, points=(make_point(), make_point(key="two"))))
    with django_assert_max_num_queries(100):
        client.get(reverse("admin:index"))
