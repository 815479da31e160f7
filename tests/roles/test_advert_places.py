"""Which part of the world a text names: places alone, and nothing where there is none."""

import pytest

from roles.advert_places import is_outside_eu, names_america, names_other_dollars


@pytest.mark.parametrize(
    "text",
    [
        "A PM for our office in Nairobi",
        "TPM, Lagos",
        "Leeds, hybrid",
        "Seattle, WA",
        "Remote in the US",
        "Bengaluru, India",
        "Toronto, ON",
        "Salary in CHF, Zürich",
    ],
)
def test_a_place_elsewhere_is_outside_of_the_union(text):
    assert is_outside_eu(text)


@pytest.mark.parametrize(
    "text",
    [
        "A PM for a start-up",
        "Berlin, Germany",
        "London or Dublin",
        "Nairobi, paid in EUR",
        "Remote in the US or the EU",
        "Tell us, and join us",
        "India ink in Ghent",
    ],
)
def test_a_place_within_or_none_at_all_leaves_it_open(text):
    assert not is_outside_eu(text)


@pytest.mark.parametrize("text", ["Perth", "Montréal", "a town, BC", "plus super", "incl. super"])
def test_places_with_dollars_of_their_own(text):
    assert names_other_dollars(text)


@pytest.mark.parametrize("text", ["Melbourne, FL", "Ontario, CA", "New Mexico", "super", "on call"])
def test_places_with_american_ones(text):
    assert not names_other_dollars(text)


@pytest.mark.parametrize("text", ["Ontario, CA", "Melbourne, FL", "Perth, ME", "Vancouver, WA"])
def test_a_town_behind_which_a_state_stands_has_american_dollars(text):
    assert not names_other_dollars(text)
    assert names_america(text)


@pytest.mark.parametrize("text", ["Lindhof, AS", "Part III, VI", "The mill, MP"])
def test_letters_of_a_territory_name_no_place(text):
    assert not names_america(text)
