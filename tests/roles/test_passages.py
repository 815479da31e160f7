import pytest

from roles import content, yaml_files
from roles.passages import MOST_LETTERS, passages
from tests.test_conventions import ROOT

TWO = ["one", "other-one"]
READ_AGAINST_THEIR_SOURCES = (
    "associate-product-manager",
    "engineering-manager",
    "product-manager",
    "product-owner",
    "program-manager",
    "project-manager",
    "technical-product-manager",
    "technical-program-manager",
)


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


@pytest.mark.parametrize("name", READ_AGAINST_THEIR_SOURCES)
def test_each_statement_of_a_role_that_was_read_has_a_place_in_each_of_its_sources(name):
    path = ROOT / f"roles/starter/roles/{name}.yaml"
    role = content.structure("role", yaml_files.read(path))

    for anchor, statement in content.statements(role):
        places = passages(statement.where, statement.sources)
        assert set(places) == set(statement.sources), anchor
