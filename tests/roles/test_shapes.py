import logging
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from roles import content, publishing
from roles.content import SHAPES
from roles.models import Edition, Role
from roles.plain import ShapeError
from roles.shapes import Shapes
from tests.factories import (
    make_dispute,
    make_point,
    make_role,
    make_source,
    publish,
    publish_three_roles,
    write,
)
from tests.shapes import golden, known, said, words

EDITIONS = Path(__file__).parent / "editions"
KINDS = list(content.KINDS)
# The shape in which a kind first came, where that was not the first.
SINCE = {"inquiry": 4, "glossary": 4, "signals": 4}


@dataclass(frozen=True, kw_only=True)
class Tool:
    """Something that has been renamed twice: it had a `title`, then a `label`."""

    name: str
    use: str = ""


STEPS = (
    {Tool: lambda data: {"label": data["title"], "use": data["use"]}},
    {Tool: lambda data: {"name": data["label"], "use": data["use"]}},
)


@pytest.mark.parametrize(
    ("shape", "data"),
    [
        (1, {"title": "Plan", "use": "daily"}),
        (2, {"label": "Plan", "use": "daily"}),
        (3, {"name": "Plan", "use": "daily"}),
    ],
)
def test_what_was_frozen_in_any_shape_is_brought_on_to_the_newest(shape, data):
    assert Shapes({Tool}, STEPS).newest == 3
    assert Shapes({Tool}, STEPS).thawed(Tool, data, shape) == Tool(name="Plan", use="daily")


@pytest.mark.parametrize("data", [{"label": "Plan"}, [], "Plan", None, {"title": 5, "use": ""}])
def test_data_of_another_shape_than_it_says_is_refused(data):
    with pytest.raises(ShapeError):
        Shapes({Tool}, STEPS).thawed(Tool, data, 1)


@pytest.mark.parametrize("shape", [0, 2, 99])
def test_a_shape_of_another_release_is_refused(shape):
    with pytest.raises(ShapeError, match="this release knows 1"):
        Shapes({Tool}).thawed(Tool, {"name": "Plan"}, shape)


def test_a_step_leaves_what_it_does_not_name_as_it_is():
    assert Shapes({Tool}, ({},)).thawed(Tool, {"name": "Plan"}, 1) == Tool(name="Plan")


def test_a_step_that_nobody_would_take_is_refused():
    with pytest.raises(ValueError, match="Point"):
        Shapes({content.Role}, ({content.Point: lambda data: data},))


@pytest.mark.parametrize("kind", KINDS)
def test_an_edition_of_every_shape_stands_here_and_can_be_read(kind):
    since = SINCE.get(kind, 1)
    frozen = golden(EDITIONS, kind, since)

    assert list(frozen) == list(range(since, SHAPES.newest + 1))
    for shape, data in frozen.items():
        assert content.kind_of(content.thawed(kind, data, shape)) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_newest_edition_here_has_every_field_that_is_frozen_now(kind):
    """A new field begins a new shape: see the page on architecture."""
    frozen = golden(EDITIONS, kind, SHAPES.newest)[SHAPES.newest]
    newest = content.thawed(kind, frozen, SHAPES.newest)

    assert set(said(newest)) == set(known(content.KINDS[kind], get_type_hints))
    assert content.unstructure(newest) == frozen


def test_a_word_that_editions_hold_is_never_given_up():
    now = dict(pair for cls in content.KINDS.values() for pair in words(cls, get_type_hints))

    for frozen in golden(EDITIONS, "words").values():
        assert {field: set(held) - set(now[field]) for field, held in frozen.items()} == {
            field: set() for field in frozen
        }


@pytest.fixture
def renamed(monkeypatch):
    """A release in which `one_liner` has come in place of what editions so far call `tagline`."""

    def rename(data):
        return {"one_liner": data.pop("tagline"), **data}

    monkeypatch.setattr(content, "SHAPES", Shapes({content.Role}, ({content.Role: rename},)))


@pytest.mark.django_db
@pytest.mark.usefixtures("renamed")
def test_a_role_published_before_a_field_was_renamed_is_still_shown(client):
    edition = publish(make_role())
    before = dict(edition.content)
    before["tagline"] = before.pop("one_liner")
    Edition.objects.filter(pk=edition.pk).update(content=before, shape=1)

    page = client.get("/roles/product-manager/")

    assert "Decides what to build" in page.content.decode()
    assert client.get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("renamed")
def test_what_is_published_now_is_of_the_newest_shape():
    assert publish(make_role()).shape == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("renamed")
def test_an_edition_of_an_older_shape_can_be_loaded_back():
    edition = publish(make_role())
    before = {**edition.content, "tagline": "It was so"}
    del before["one_liner"]
    Edition.objects.filter(pk=edition.pk).update(content=before, shape=1)

    publishing.restore(Edition.objects.get())

    assert Role.objects.get().one_liner == "It was so"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken", [{"shape": 99}, {"content": {"slug": "who-owns-how"}}, {"content": []}]
)
def test_an_edition_that_cannot_be_read_takes_no_page_from_the_others(broken, client, caplog):
    publish(make_role())
    publish(make_dispute())
    publish(make_dispute(slug="another", question="Another question?"))
    Edition.objects.filter(slug="who-owns-how").update(**broken)

    with caplog.at_level(logging.ERROR):
        page = client.get("/disputes/").content.decode()

    assert "Another question?" in page
    assert "Who owns how?" not in page
    assert "dispute who-owns-how, edition 1 cannot be read" in caplog.text.lower()


@pytest.mark.django_db
def test_a_role_that_cannot_be_read_is_one_that_is_not_there(client):
    publish_three_roles()
    Edition.objects.filter(kind="role").update(shape=99)

    assert client.get("/roles/product-manager/").status_code == 404
    assert client.get("/compare/product-manager-vs-technical-product-manager/").status_code == 404


@pytest.mark.django_db
def test_nothing_is_published_that_could_not_be_read_again():
    write(make_role(points=(make_point(),)))
    Role.objects.get().points.update(kind="joke")

    with pytest.raises(publishing.Refused, match="could not be read again"):
        publishing.publish_tables("role", "product-manager")


@pytest.mark.django_db
def test_a_subject_of_which_no_edition_can_be_read_is_published_anew(client):
    make_source()
    publish(make_role(one_liner="Old"))
    Edition.objects.update(shape=99)

    publish(make_role(one_liner="New"))

    assert "New" in client.get("/roles/product-manager/").content.decode()
