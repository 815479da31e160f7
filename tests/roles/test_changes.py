from hypothesis import given
from hypothesis import strategies as st

from roles import changes
from roles.changes import Change
from tests.factories import make_point, make_role


def test_the_same_content_has_no_change():
    assert changes.between(make_role(), make_role()) == []


def test_a_changed_text_is_shown_before_and_after():
    old = make_role(points=(make_point(text="Owns it"),))
    new = make_role(points=(make_point(text="Leads it"),))
    assert changes.between(old, new) == [
        Change("points / own-the-plan / text", "Owns it", "Leads it")
    ]


def test_a_part_that_moved_is_a_change_of_order_only():
    a, b = make_point(key="a"), make_point(key="b")
    assert changes.between(make_role(points=(a, b)), make_role(points=(b, a))) == [
        Change("points / order", "a, b", "b, a")
    ]


def test_of_a_long_list_only_the_stretch_that_moved_is_shown():
    old = tuple(make_point(key=key) for key in "abcdef")
    new = tuple(make_point(key=key) for key in "abdcxef")
    told = changes.between(make_role(points=old), make_role(points=new))
    assert told[0] == Change("points / order", "c, d", "d, c")
    assert {change.where.partition(" / ")[0] for change in told[1:]} == {"points"}


def test_a_new_part_is_shown_once_under_its_key():
    told = changes.between(make_role(), make_role(points=(make_point(key="a", text="a"),)))
    assert [change.where for change in told] == [
        "points / a / sources",
        "points / a / kind",
        "points / a / text",
    ]


def test_fields_are_named_in_words():
    told = changes.between(make_role(not_for_you="old"), make_role(not_for_you="new"))
    assert told == [Change("not for you", "old", "new")]


def test_everything_is_new_when_there_was_nothing():
    assert Change("name", "", "Product Manager") in changes.between(None, make_role())


@given(
    st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcd"), unique=True)
)
def test_going_back_turns_every_change_around(old, new):
    before = make_role(points=tuple(make_point(key=key, text=key) for key in old))
    after = make_role(points=tuple(make_point(key=key, text=key + "!") for key in new))
    there = {(c.where, c.before, c.after) for c in changes.between(before, after)}
    back = {(c.where, c.after, c.before) for c in changes.between(after, before)}
    assert there == back
