import pytest

from roles.importers import places


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("US", "United States"),
        ("US-CA", "California"),
        ("MX-CA", "MX-CA"),
        ("US-ZZ", "US-ZZ"),
        ("ZQ", "ZQ"),
    ],
)
def test_a_place_has_the_name_of_its_code_or_the_code(code, name):
    assert places.place_name(code) == name
