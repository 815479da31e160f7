import pytest

from roles.addresses import section
from tests.accounts.people import make_user
from tests.factories import make_role, publish
from tests.pages import look_into, words


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/titles/", "/roles/", "/nowhere/"])
def test_every_page_leads_to_the_look_up_of_titles(client, address):
    page = look_into(client.get(address))

    assert words(page.select_one('.site-header a[href="/titles/"]')) == "Look up a job title"


@pytest.mark.django_db
def test_who_is_known_to_be_signed_in_sees_it_in_the_header(client):
    client.force_login(make_user())

    for address, told in [("/accounts/sessions/", "Account, signed in"), ("/about/", "Account")]:
        page = look_into(client.get(address))
        assert words(page.select_one('.site-header a[href="/accounts/login/"]')) == told


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
