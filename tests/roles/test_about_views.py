import pytest

from tests.pages import look_into


# The database is asked whether a kept page still holds.
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/about/", "/privacy/"])
def test_fixed_pages_are_the_same_for_everybody_and_set_no_cookie(client, address):
    response = client.get(address)

    assert look_into(response).h1
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies
