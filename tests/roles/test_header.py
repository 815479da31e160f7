import pytest

from roles.addresses import section
from tests.factories import make_role, publish
from tests.pages import look_into, words


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/titles/", "/roles/", "/nowhere/"])
def test_every_page_has_one_box_for_a_title(client, address):
    assert len(look_into(client.get(address)).select('form[action="/titles/"]')) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/compare/a-vs-b/", "compare"),
        ("/compare/", "compare"),
        ("/compare", ""),
        ("/", ""),
        ("//compare/", ""),
        (None, ""),
    ],
)
def test_a_path_lies_in_the_section_that_it_begins_with(path, name):
    assert section(path) == name


@pytest.mark.django_db
def test_menu_marks_the_part_of_the_site_where_one_is(client):
    publish(make_role())

    page = look_into(client.get("/roles/product-manager/"))

    assert [words(link) for link in page.select(".menu [aria-current]")] == ["Roles"]
