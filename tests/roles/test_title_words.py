import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.title_words import fold


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Technical Product Manager", "technical product manager"),
        ("Sr. Technical Programme-Mgrs", "senior technical program manager"),
        ("  PRODUCT_MANAGER  ", "product manager"),
        ("Prôduct Mánager\u2019s", "product manager"),
        ("\uff30\uff2d", "pm"),
        ("P. M.", "pm"),
        ("PM-T", "pmt"),
        ("PM T", "pmt"),
        ("PM (T)", "pmt"),
        ("PMs", "pm"),
        ("PM I", "pm i"),
        ("a PM", "a pm"),
        ("PM ~ T", "pmt"),
        ("PM → T", "pmt"),
        ("R&D Program Management", "rd program manager"),
        ("TECHN\u0130CAL techn\u0131cal", "technical technical"),
        ("Soft\u00adware", "software"),
        ("\u200b\u200f \u0000", ""),
    ],
)
def test_ways_of_writing_a_title_fold_to_one_key(title, key):
    assert fold(title) == key


@given(st.text())
def test_a_key_holds_nothing_but_letters_digits_and_single_spaces(title):
    words = fold(title).split(" ")
    assert words == [""] or all(word.isalnum() for word in words)
