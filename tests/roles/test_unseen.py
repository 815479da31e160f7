import pytest

from roles.unseen import hides_signs, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (" Product\u200b Manager ", "Product Manager"),
        ("\u3164\u2800\ufeff\u00ad", ""),
        ("a\x00\x07b", "ab"),
        ("one\nline\tmore", "one\nline\tmore"),
        ("\u0645\u0647\u0646\u062f\u0633", "\u0645\u0647\u0646\u062f\u0633"),
    ],
)
def test_what_is_seen_is_what_is_left(text, seen):
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text", ["a\u202eb", "a\u2066b", "a\u200bb", "\ufeffa", "a\x1b", "a\u3164"]
)
def test_signs_that_belong_to_no_writing_are_told(text):
    assert hides_signs(text)


@pytest.mark.parametrize(
    "text",
    ["co\u00adlumn", "\U0001f469\u200d\U0001f4bb", "\u2764\ufe0f", "\u05d0\u200f!", "one\r\n\ttwo"],
)
def test_signs_of_a_writing_are_left_alone(text):
    assert not hides_signs(text)
