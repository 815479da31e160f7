from hypothesis import given
from hypothesis import strategies as st

from roles.changes import Change
from roles.content import changes
from tests.factories import make_cell, make_dispute, make_outline, make_point, make_role


def test_the_same_content_has_no_change():
    assert changes(make_role(), make_role()) == []


def test_a_changed_text_is_shown_before_and_after():
    old = make_role(points=(make_point(text="Owns it"),))
    new = make_role(points=(make_point(text="Leads it"),))
    assert changes(old, new) == [Change("points / own-the-plan / text", "Owns it", "Leads it")]


def test_a_part_that_moved_is_a_change_of_order_only():
    a, b = make_point(key="a"), make_point(key="b")
    assert changes(make_role(points=(a, b)), make_role(points=(b, a))) == [
        Change("points / order", "a, b", "b, a")
    ]


def test_of_a_long_list_only_the_stretch_that_moved_is_shown():
    old = tuple(make_point(key=key) for key in "abcdef")
    new = tuple(make_point(key=key) for key in "abdcxef")
    told = changes(make_role(points=old), make_role(points=new))
    assert told[0] == Change("points / order", "c, d", "d, c")
    assert {change.where.partition(" / ")[0] for change in told[1:]} == {"points"}


def test_a_new_part_is_shown_once_under_its_key():
    told = changes(make_role(), make_role(points=(make_point(key="a", text="a"),)))
    assert [change.where for change in told] == [
        "points / a / sources",
        "points / a / kind",
        "points / a / text",
    ]


def test_the_first_of_what_is_named_is_a_change():
    old, new = make_dispute(), make_dispute(dimensions=("focus", "scope"))

    assert changes(old, new) == [Change("dimensions", "", "focus, scope")]
    assert changes(new, old) == [Change("dimensions", "focus, scope", "")]


def test_an_order_of_what_is_named_is_a_change():
    told = changes(make_dispute(roles=("a", "b")), make_dispute(roles=("b", "a")))

    assert told == [Change("roles", "a, b", "b, a")]


def test_the_rows_of_a_group_are_looked_at_one_by_one():
    old, new = make_outline(), make_outline(dimensions=())

    assert "groups / mandate / dimensions / focus / name" in {c.where for c in changes(old, new)}


def test_a_part_that_says_nothing_yet_is_a_change():
    told = changes(make_role(), make_role(points=(make_point(kind="", text="", sources=()),)))

    assert told == [Change("points / own-the-plan", "", "own-the-plan")]


def test_two_parts_of_one_name_are_told_apart():
    twice = (make_cell(value="One"), make_cell(value="Two"))

    told = changes(make_role(cells=twice), make_role(cells=(twice[0], make_cell(value="Three"))))

    assert told == [Change("cells / focus (2) / value", "Two", "Three")]


def test_fields_are_named_in_words():
    told = changes(make_role(not_for_you="old"), make_role(not_for_you="new"))
    assert told == [Change("not for you", "old", "new")]


def test_everything_is_new_when_there_was_nothing():
    assert Change("name", "", "Product Manager") in changes(None, make_role())


@given(
    st.lists(st.sampled_from("abcd"), unique=True), st.lists(st.sampled_from("abcd"), unique=True)
)
def test_going_back_turns_every_change_around(old, new):
    before = make_role(points=tuple(make_point(key=key, text=key) for key in old))
    after = make_role(points=tuple(make_point(key=key, text=key + "!") for key in new))
    there = {(c.where, c.before, c.after) for c in changes(before, after)}
    back = {(c.where, c.after, c.before) for c in changes(after, before)}
    assert there == back


def test_what_is_so_and_was_not_is_told_in_words():
    told = changes(make_role(), make_role(is_neighbour=True))
    assert told == [Change("is neighbour", "", "yes")]
