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
        Change("points", "a, b", "b, a")
    ]


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
