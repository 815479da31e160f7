import pytest

from roles.title_acronyms import is_spelt_by
from roles.title_stretches import located


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("tpm", "Total Productive Maintenance"),
        ("tpm", "the Theory of Planned Movement"),
        ("pmt", "premenstrual tension"),
        ("po", "Purchase Order"),
    ],
)
def test_an_acronym_is_spelt_by_words_that_begin_with_its_letters(acronym, text):
    assert is_spelt_by(acronym, located(text))


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("tpm", "Trading Platform"),
        ("tpm", "Trade Promotion"),
        ("tpm", "Cloud Payments"),
        ("pm", "Payments"),
        ("pm", "Product Marketing Tools"),
        ("pm", ""),
    ],
)
def test_a_topic_spells_no_acronym(acronym, text):
    assert not is_spelt_by(acronym, located(text))
