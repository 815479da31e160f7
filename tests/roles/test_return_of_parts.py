"""A part that somebody deleted can be put back by them, and by nobody else."""

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import User
from roles.models import Cell, Contrast, Dimension, Point, Role, Source, TrailEntry
from roles.models.recording import FOLLOWED, recorded
from roles.publishing import from_tables
from tests.factories import (
    make_advice,
    make_cell,
    make_comparison,
    make_contrast,
    make_outline,
    make_point,
    make_role,
    make_source,
    write,
)
from tests.pages import filled_in, look_into, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BACK = "can be put back from the history of Product Manager."


def page_of(row, step):
    return reverse(f"admin:roles_{row._meta.model_name}_{step}", args=[row.pk])


def delete(client, part):
    return client.post(page_of(part, "delete"), {"post": "yes"}, follow=True)


def way_back(client, row):
    """The buttons of the history, by what they send to."""
    forms = look_into(client.get(page_of(row, "history"))).select("#trail form")
    return {form["action"]: words(form) for form in forms}


def put_back(client, row):
    (address,) = way_back(client, row)
    return client.post(address, follow=True)


@pytest.fixture
def role(editor):
    write(
        make_role(points=(make_point(detail="By March.", is_anecdotal=True), make_point(key="b")))
    )
    return Role.objects.get()


def test_a_part_deleted_on_its_own_page_comes_back_as_it_was(client, role):
    before, part = from_tables("role", role.slug), role.points.first()

    assert BACK in words(look_into(delete(client, part)))
    assert from_tables("role", role.slug) != before
    assert list(way_back(client, role).values()) == ["Put it back: Owns the plan"]
    page = put_back(client, role)

    assert "“Owns the plan” is back." in words(look_into(page))
    assert from_tables("role", role.slug) == before
    assert Point.objects.get(pk=part.pk).position == part.position
    assert way_back(client, role) == {}
    newest = TrailEntry.objects.first()
    assert (newest.deed, newest.by, newest.reason) == ("added", person(client), "It was put back.")
    history = words(look_into(client.get(page_of(role, "history"))).select_one("#change-history"))
    assert "Added point “Owns the plan”." in history


def person(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_parts_deleted_on_a_tab_come_back_each(client, role):
    before = from_tables("role", role.slug)
    tab = f"{page_of(role, 'change')}?part=responsibility"
    sent = filled_in(client.get(tab)) | {"points-0-DELETE": "on", "points-1-DELETE": "on"}

    assert BACK in words(look_into(client.post(tab, sent | {"_save": "Save"}, follow=True)))
    assert Point.objects.count() == 0
    for address in way_back(client, role):
        client.post(address)

    assert from_tables("role", role.slug) == before


def test_advice_and_contrasts_come_back_to_the_owner_that_they_had(client, editor):
    write(make_role())
    write(make_role(slug="scrum-master", is_neighbour=True, contrasts=(make_contrast(),)))
    write(make_comparison(advice=(make_advice(),)))
    for part in (Contrast.objects.get(), apps.get_model("roles.advice").objects.get()):
        owner = part.neighbour if isinstance(part, Contrast) else part.comparison
        delete(client, part)
        put_back(client, owner)
        assert type(part).objects.filter(pk=part.pk).exists()


def test_cells_of_several_roles_are_told_of_each(client, editor):
    write(make_outline())
    for slug in ("product-manager", "technical-product-manager"):
        write(make_role(slug=slug, cells=(make_cell(),)))
    page = page_of(Dimension.objects.get(), "change")
    form = filled_in(client.get(page))
    name = next(each for each in form if each.endswith("-TOTAL_FORMS")).removesuffix("-TOTAL_FORMS")
    sent = form | {f"{name}-0-DELETE": "on", f"{name}-1-DELETE": "on"}

    told = words(look_into(client.post(page, sent | {"_save": "Save"}, follow=True)))

    assert Cell.objects.count() == 0
    for role in Role.objects.all():
        assert f"the history of {role.name}" in told
        put_back(client, role)
    assert Cell.objects.count() == 2


def test_nobody_else_puts_it_back_and_opening_the_address_changes_nothing(client, role):
    delete(client, role.points.first())
    (address,) = way_back(client, role)
    client.get(address)
    other = User.objects.create_superuser("other@example.com", "a long enough password")
    client.force_login(other)

    assert way_back(client, role) == {}
    assert client.post(address).status_code == 403
    assert Point.objects.count() == 1


def test_who_may_write_no_part_any_more_puts_none_back(client, editor, role):
    delete(client, role.points.first())
    (address,) = way_back(client, role)
    editor.user_permissions.remove(*editor.user_permissions.filter(codename="add_point"))
    assert way_back(client, role) == {}
    assert client.post(address).status_code == 403


def test_it_comes_back_once(client, role):
    delete(client, role.points.first())
    (address,) = way_back(client, role)
    assert "is back." in words(look_into(client.post(address, follow=True)))
    assert "It cannot be put back: it is there." in words(
        look_into(client.post(address, follow=True))
    )
    assert Point.objects.count() == 2


def test_what_somebody_else_has_deleted_since_is_not_put_back_by_an_older_deletion(
    client, editor, role
):
    part = role.points.first()
    delete(client, part)
    (address,) = way_back(client, role)
    client.post(address)
    other = User.objects.create_superuser("other@example.com", "a long enough password")
    client.force_login(other)
    delete(client, part)
    client.force_login(editor)

    told = client.post(address, follow=True)

    assert "somebody else has deleted it since" in words(look_into(told))
    assert role.points.count() == 1


def test_what_was_written_in_its_place_meanwhile_stays(client, editor):
    write(make_outline())
    write(make_role(cells=(make_cell(),)))
    role, cell = Role.objects.get(), Cell.objects.get()
    delete(client, cell)
    (address,) = way_back(client, role)
    Cell.objects.create(role=role, dimension=cell.dimension, value="Mine")

    assert "It cannot be put back:" in words(look_into(client.post(address, follow=True)))
    assert [each.value for each in Cell.objects.all()] == ["Mine"]


def test_without_its_subject_it_does_not_come_back(client, role):
    delete(client, role.points.first())
    (address,) = way_back(client, role)
    role.delete()
    assert "It cannot be put back:" in words(look_into(client.post(address, follow=True)))
    assert Point.objects.count() == 0


def test_a_source_that_is_gone_since_is_told(client, role):
    other = make_source(slug="other", title="Another")
    part = role.points.first()
    part.sources.add(other)
    delete(client, part)
    Source.objects.filter(pk=other.pk).delete()

    assert "is back, without sources that are gone since." in words(
        look_into(put_back(client, role))
    )
    assert [each.slug for each in Point.objects.get(pk=part.pk).sources.all()] == ["an-article"]


def test_what_an_older_release_kept_is_refused_in_words(client, role):
    part = role.points.first()
    delete(client, part)
    entry = TrailEntry.objects.get(deed="deleted")
    kept = {**entry.kept, "fields": {**entry.kept["fields"], "given_up": 1}}
    told = {name: getattr(entry, name) for name in ("kind", "key", "name", "by", "deed")}
    older = TrailEntry.objects.create(**told, kept=kept)
    page = client.post(reverse("admin:roles_trailentry_put_back", args=[older.pk]), follow=True)
    assert "this release has other fields" in words(look_into(page))


def test_only_parts_of_subjects_are_kept(client, role):
    with recorded(by=person(client)):
        role.delete()
    kept = {entry.kind: entry.kept for entry in TrailEntry.objects.filter(deed="deleted")}
    assert kept["roles.role"] is None
    assert kept["roles.point"]["fields"]["role_id"]
    assert {model for model, how in FOLLOWED.items() if how.comes_back} == {
        model for model, how in FOLLOWED.items() if how.owners and model._meta.app_label == "roles"
    }
