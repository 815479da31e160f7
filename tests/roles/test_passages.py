import pytest

from roles.passages import MOST_LETTERS, passages

TWO = ["one", "other-one"]


@pytest.mark.parametrize(
    ("where", "sources", "places"),
    [
        ("", TWO, {}),
        ("Pay", ["one"], {"one": "Pay"}),
        ("one: Pay", ["one"], {"one": "Pay"}),
        ("Pay: by level", ["one"], {"one": "Pay: by level"}),
        (
            "other-one: Myths\n\n  one: Pay: by level \n",
            TWO,
            {"other-one": "Myths", "one": "Pay: by level"},
        ),
        ("one: Pay", TWO, {"one": "Pay"}),
        (f"one: {'x' * MOST_LETTERS}", TWO, {"one": "x" * MOST_LETTERS}),
    ],
)
def test_each_source_has_its_place(where, sources, places):
    assert passages(where, sources) == places


@pytest.mark.parametrize(
    ("where", "sources", "message"),
    [
        ("Pay", TWO, "none of its sources: “Pay”"),
        ("three: Pay", TWO, "none of its sources"),
        ("Pay", [], "none of its sources"),
        ("one: Pay\none: Myths", TWO, "two places in “one”"),
        ("Pay\nMyths", ["one"], "two places in “one”"),
        ("one:", TWO, "no place in “one”"),
        (f"one: {'x' * (MOST_LETTERS + 1)}", TWO, "of 1 to 200 letters"),
    ],
)
def test_a_place_that_cannot_be_told_is_refused(where, sources, message):
    with pytest.raises(ValueError, match=message):
        passages(where, sources)
