"""What of a line is quoted as its title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roles.test_title_reader import NAMES, READER, TOPICS


def quoted(written):
    start, end = READER.quote(written)
    return written[start:end]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Hi Sam, great TPM", "TPM"),
        ("hi sam, great tpm", "tpm"),
        ("HI SAM, GREAT TPM IN GHENT", "TPM"),
        ("several TPM", "TPM"),
        ("Wir suchen einen Product Manager für unser Team in Gent", "Product Manager"),
        ("Nous cherchons un Product Manager pour Gand", "Product Manager"),
        ("Cercasi Senior Product Manager per il nostro team", "Cercasi Senior Product Manager"),
        ("highly motivated Technical Program Manager", "Technical Program Manager"),
        ("Exciting opportunity - Product Manager", "Product Manager"),
        ("Product Manager  –   Mills (Ghent)", "Product Manager  –   Mills (Ghent)"),
        ("Growth Product Manager at Lindhof, Ghent", "Growth Product Manager"),
        ("Director of Product Management wanted", "Director of Product Management"),
        ("Senior TPM (Technical Product Manager)", "Senior TPM (Technical Product Manager)"),
        ("Technical Program Manager II", "Technical Program Manager II"),
        ("a Product Manager and a TPM", "Product Manager and a TPM"),
        ("Technical Product/Program Manager, Mills", "Technical Product/Program Manager, Mills"),
        ("nothing of ours", "nothing of ours"),
        ("", ""),
    ],
)
def test_the_title_is_quoted_as_it_was_written(line, title):
    assert quoted(line) == title


@given(
    st.sampled_from(NAMES),
    st.sampled_from([*TOPICS, "Ghent"]),
    st.sampled_from([", ", " - ", " (", " | "]),
)
def test_a_title_with_its_topic_is_quoted_whole(name, topic, between):
    line = f"{name}{between}{topic}{')' * ('(' in between)}"

    assert quoted(line) == line


@given(st.text(max_size=60) | st.lists(st.sampled_from(NAMES)).map("\n ".join))
def test_any_text_has_a_quote_within_it(line):
    start, end = READER.quote(line)

    assert 0 <= start <= end <= len(line)
