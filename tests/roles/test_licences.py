import pytest

from roles import licences


@pytest.mark.parametrize("licence", licences.ADDRESSES)
def test_a_licence_leads_to_its_words(licence):
    assert licences.address(licence).startswith("https://")
    assert licences.address(f"{licence}, by report") == licences.address(licence)


@pytest.mark.parametrize("licence", ["", "public domain", "CC BY", "CC BY 4.0 or later", "MIT"])
def test_what_is_no_licence_with_one_text_leads_nowhere(licence):
    assert licences.address(licence) == ""
