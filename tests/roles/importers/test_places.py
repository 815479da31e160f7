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


@pytest.mark.parametrize(
    ("text", "code"), [("US", "US"), ("UNITED STATES", "US"), ("UK", "GB"), ("GERMANY", "DE")]
)
def test_a_country_is_known_by_its_code_and_its_name(text, code):
    assert places.COUNTRY_CODES[text] == code


@pytest.mark.parametrize(
    "text",
    [
        "EU",
        "UN",
        "EUROZONE",
        "ZZ",
        "150",
        "REMOTE",
        "CP",
        "DG",
        "EA",
        "IC",
        "TA",
        "AC",
        "XK",
        "KOSOVO",
    ],
)
def test_what_is_no_country_has_no_code(text):
    assert text not in places.COUNTRY_CODES


def test_countries_are_those_that_iso_3166_has():
    assert len(places.COUNTRIES) == 249
