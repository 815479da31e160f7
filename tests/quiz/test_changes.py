from dataclasses import replace

from hypothesis import given

from quiz import changes
from quiz.definition import Definition
from roles.changes import Change
from tests.quiz.samples import few, starter, values, with_item


def test_a_definition_has_no_changes_against_itself():
    assert changes.between(starter(), starter()) == []


def test_a_change_names_the_part_and_both_texts():
    text = starter().statements[0].text

    made = with_item("l01", text="I like other things.")

    where = "statements / l01 / text"
    assert changes.between(starter(), made) == [Change(where, text, "I like other things.")]


def test_a_part_that_is_gone_has_nothing_after():
    made = replace(starter(), routes=starter().routes[1:])

    found = changes.between(starter(), made)

    assert {change.after for change in found} == {""}
    assert all(change.where.startswith("routes / ") for change in found)


def test_against_nothing_everything_is_new():
    assert {change.before for change in changes.between(None, starter())} == {""}


@few
@given(values(Definition))
def test_nothing_ever_differs_from_itself(made):
    assert changes.between(made, made) == []
