from pathlib import Path
from typing import get_type_hints

from roles import plain
from roles.trail import SHAPES, FieldChange, differences
from tests.shapes import golden, known, said

FROZEN = Path(__file__).parent / "trail"


def test_fields_that_say_something_else_are_told_in_their_order():
    before = {"name": "Old", "note": "Same", "text": "Gone"}
    after = {"name": "New", "note": "Same", "text": ""}
    assert differences(before, after) == (
        FieldChange(field="name", before="Old", after="New"),
        FieldChange(field="text", before="Gone"),
    )


def test_what_is_added_or_deleted_is_told_whole_but_for_what_is_empty():
    row = {"name": "New", "note": ""}
    assert differences({}, row) == (FieldChange(field="name", after="New"),)
    assert differences(row, {}) == (FieldChange(field="name", before="New"),)


def test_of_what_is_not_told_it_is_told_that_it_changed():
    (change,) = differences({"word": "secret"}, {"word": "hidden"}, frozenset({"word"}))
    assert (change.before, change.after) == ("(not told)", "(another, not told)")


def test_a_field_is_called_by_its_words():
    assert FieldChange(field="one_liner").where == "One liner"


def test_what_was_frozen_in_every_shape_stands_here_and_can_be_read():
    frozen = golden(FROZEN, "change")

    assert list(frozen) == list(range(1, SHAPES.newest + 1))
    newest = SHAPES.thawed(FieldChange, frozen[SHAPES.newest], SHAPES.newest)
    assert set(said(newest)) == set(known(FieldChange, get_type_hints))
    assert plain.unstructure(newest) == frozen[SHAPES.newest]
    for shape, data in frozen.items():
        assert isinstance(SHAPES.thawed(FieldChange, data, shape), FieldChange)
