"""Without scripts the forms of the admin have an empty row, and choices that can be chosen."""

import pytest
from django.contrib import admin
from django.urls import reverse

from quiz.models import LikertStatement
from roles.models import Cell, Comparison, Dimension, Role, Section
from tests.accounts.people import make_superuser
from tests.factories import make_cell, make_comparison, make_outline, make_role, write
from tests.pages import filled_in, look_into, words
from tests.quiz.factories import make_draft

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def page_of(row, query=""):
    return (
        reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]) + query
    )


def ways(page):
    return {words(each): each["href"] for each in look_into(page).select("noscript a")}


@pytest.fixture
def role(editor):
    write(make_outline())
    write(make_role(cells=(make_cell(company="Udemy"),)))
    return Role.objects.get()


def test_a_new_row_is_written_without_any_script(client, role):
    tab = page_of(role, "?part=cells")
    assert "cells-1-value" not in filled_in(client.get(tab))
    address = ways(client.get(tab))["Show an empty row for a new cell"]
    assert address == "?part=cells&plain=1"
    page = client.get(page_of(role, address))
    assert ways(page) == {}
    dimension = Dimension.objects.get()
    choices = look_into(page).select("[name=cells-1-dimension] option")
    assert [each["value"] for each in choices] == ["", str(dimension.pk)]

    sent = filled_in(page) | {"cells-1-dimension": dimension.pk, "cells-1-value": "Outcomes"}
    client.post(page_of(role, address), sent | {"_save": "Save"})

    assert Cell.objects.get(company=None).value == "Outcomes"


def test_an_empty_row_that_stays_empty_is_none(client, role):
    address = page_of(role, "?part=cells&plain=1")
    client.post(address, filled_in(client.get(address)) | {"_save": "Save"})
    assert Cell.objects.count() == 1


def test_of_a_choice_among_thousands_no_row_holds_them_all(client, role):
    page = look_into(client.get(page_of(role, "?part=cells&plain=1")))
    assert page.select("[name=cells-0-company].admin-autocomplete")
    assert not page.select("[name=cells-0-sources].admin-autocomplete")


def test_a_subject_without_tabs_has_a_row_for_each_list(client, role):
    write(make_comparison())
    address = page_of(Comparison.objects.get())
    assert list(ways(client.get(address)).values()) == ["?plain=1"] * 3
    address += "?plain=1"
    sent = filled_in(client.get(address)) | {"sections-0-heading": "New", "sections-0-body": "B"}
    client.post(address, sent | {"_save": "Save"})
    assert Section.objects.get().heading == "New"


def test_who_may_add_none_is_shown_none(client, editor, role):
    editor.user_permissions.remove(*editor.user_permissions.filter(codename="add_cell"))
    assert ways(client.get(page_of(role, "?part=cells"))) == {}
    assert "cells-1-value" not in filled_in(client.get(page_of(role, "?part=cells&plain=1")))


def test_a_question_of_a_draft_has_a_row_too(client):
    make_draft()
    client.force_login(make_superuser())
    address = page_of(LikertStatement.objects.first())
    before = filled_in(client.get(address))
    (way,) = set(ways(client.get(address)).values())
    after = filled_in(client.get(address + way))
    assert len(after) > len(before)


def test_every_list_that_can_grow_has_a_plain_form():
    inlines = [
        inline
        for each in admin.site._registry.values()
        for inline in (*each.inlines, *(one for _, one in getattr(each, "tabs", {}).values()))
    ]
    assert len(inlines) > 20
    assert [each for each in inlines if not hasattr(each, "has_plain_form")] == []
