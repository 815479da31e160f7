from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.definition import Definition, changes
from roles.changes import Change
from tests.quiz.samples import few, starter, values, with_item, with_profile

LISTS = ["traits", "profiles", "trade_offs", "statements", "facts", "routes"]


def reordered(value, draw):
    """The same with the parts of every list in another order, or in the same by chance."""
    if isinstance(value, tuple):
        parts = [reordered(part, draw) for part in value]
        return tuple(draw(st.permutations(parts)))
    if not is_dataclass(value):
        return value
    held = {field.name: reordered(getattr(value, field.name), draw) for field in fields(value)}
    return replace(value, **held)


def test_a_definition_has_no_changes_against_itself():
    assert changes(starter(), starter()) == []


def test_a_change_names_the_part_and_both_texts():
    text = starter().statements[0].text

    made = with_item("l01", text="I like other things.")

    where = "statements / l01 / text"
    assert changes(starter(), made) == [Change(where, text, "I like other things.")]


def test_a_number_that_becomes_nothing_is_told_as_0():
    made = with_profile("product-manager", importance=lambda _: 0.0)

    assert {change.after for change in changes(starter(), made)} == {"0.0"}


def test_a_part_that_is_gone_has_nothing_after():
    made = replace(starter(), routes=starter().routes[1:])

    found = changes(starter(), made)

    assert {change.after for change in found} == {""}
    assert all(change.where.startswith("routes / ") for change in found)


@pytest.mark.parametrize("name", LISTS)
def test_another_order_is_a_change(name):
    parts = getattr(starter(), name)

    found = changes(starter(), replace(starter(), **{name: parts[::-1]}))

    assert [change.where for change in found] == [f"{name.replace('_', ' ')} / order"]


def test_against_nothing_everything_is_new():
    assert {change.before for change in changes(None, starter())} == {""}


@few
@given(values(Definition), values(Definition))
def test_what_differs_has_a_change_and_what_does_not_has_none(one, other):
    assert changes(one, one) == []
    assert bool(changes(one, other)) == (one != other)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.data())
def test_no_order_is_passed_over(data):
    made = reordered(starter(), data.draw)

    assert bool(changes(starter(), made)) == (starter() != made)
