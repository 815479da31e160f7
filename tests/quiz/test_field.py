from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.field import COLUMNS, HEIGHTS, FieldRole, field, short_names
from quiz.score_bars import ScoreBar

NAMES = ("Product", "Tech. Product", "Tech. Program")
STATUSES = ("longer-route", "within-reach", "open", "ready", "unknown", "none-named")
# What labels measure in the browser is looked at there; here, of letters as wide as the code says.
LINE, LETTER, SIZE, PLOT = 16, 7.1, 13, 256


def make_role(*, slug="pm", name="Product", fit=74.0, width=20.0, status="within-reach"):
    bar = ScoreBar(value=fit, low=max(0, fit - width / 2), high=min(100, fit + width / 2))
    return FieldRole(slug=slug, name=name, bar=bar, status=status)


def label_box(mark, height):
    numbers = f"{mark.bar.points} ({mark.bar.from_points}–{mark.bar.to_points})"
    wide = LETTER * max(len(mark.name), len(numbers))
    middle = mark.x / 100 * PLOT + mark.shift_x * SIZE
    top = mark.label_y / 100 * height + mark.shift_y * SIZE - SIZE
    return middle - wide / 2, middle + wide / 2, top, top + 2 * LINE


def are_apart(one, other, least):
    return (
        max(one[0], other[0]) - min(one[1], other[1]) >= least
        or max(one[2], other[2]) - min(one[3], other[3]) >= least
    )


roles = st.tuples(
    *(
        st.builds(
            make_role,
            slug=st.just(name),
            name=st.just(name),
            fit=st.floats(0, 100),
            width=st.floats(4, 40),
            status=st.sampled_from(STATUSES),
        )
        for name in NAMES
    )
)


@settings(max_examples=150, deadline=None)
@given(roles)
def test_no_label_comes_nearer_than_three_pixels_to_another_on_the_narrowest_phone(told):
    for height in HEIGHTS:
        boxes = [label_box(mark, height) for mark in field(told)]
        assert all(are_apart(one, other, 2.8) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("status", STATUSES[:4])
@pytest.mark.parametrize("width", [8, 20, 42])
@pytest.mark.parametrize("spread", [0, 4, 12])
def test_no_label_lies_on_what_stands_above_or_below_the_field(status, width, spread):
    for fit in range(20, 81, 4):
        told = [
            make_role(slug=name, name=name, fit=fit + each * spread, width=width, status=status)
            for each, name in zip((-1, 0, 1), NAMES, strict=True)
        ]
        for height in HEIGHTS:
            boxes = [label_box(mark, height) for mark in field(told)]
            # Of a line the letters leave some pixels free.
            assert all(top >= -6 and bottom <= height + 6 for _, _, top, bottom in boxes), fit
            assert all(left >= -6 and right <= PLOT + 6 for left, right, _, _ in boxes), fit


@settings(max_examples=60, deadline=None)
@given(roles)
def test_every_role_with_a_known_way_in_stands_in_the_field_at_its_fit(told):
    marks = {mark.slug: mark for mark in field(told)}

    assert set(marks) == {role.slug for role in told if role.status not in STATUSES[4:]}
    for role in told:
        if role.slug in marks:
            assert marks[role.slug].y == pytest.approx(100 - role.bar.value, abs=0.06)
            assert marks[role.slug].is_hollow == (role.status == "open")


@pytest.mark.parametrize(
    ("status", "column"),
    [("longer-route", 0), ("within-reach", 1), ("open", 1), ("ready", 2)],
)
def test_a_column_is_that_of_the_nearest_way_in(status, column):
    (mark,) = field([make_role(status=status)])

    assert mark.column == COLUMNS[column]
    assert mark.x == pytest.approx((column + 0.5) * 100 / 3, abs=0.01)


def test_two_of_a_column_stand_at_a_third_and_two_thirds_of_it():
    one, other = field([make_role(), make_role(slug="pmt", name="Tech. Product", fit=30)])

    assert (one.x, other.x) == (44.44, 55.56)


def test_the_background_moves_no_mark_up_or_down():
    heights = {field([make_role(status=status)])[0].y for status in STATUSES[:4]}

    assert heights == {26.0}


@pytest.mark.parametrize(("fit", "is_above"), [(61, True), (62, False)])
def test_a_label_stands_above_its_band_until_it_lies_high(fit, is_above):
    (mark,) = field([make_role(fit=fit)])

    assert (mark.label_y < mark.y) is is_above


def test_only_above_the_middle_and_now_is_both():
    marks = [
        field([make_role(fit=fit, status=status)])[0]
        for fit in (50.0, 51.0)
        for status in ("within-reach", "ready")
    ]

    assert [mark.is_in_both for mark in marks] == [False, False, False, True]


def test_names_lose_the_word_that_all_end_in():
    names = ["Product Manager", "Technical Product Manager", "Technical Program Manager"]

    assert short_names(names) == ["Product", "Tech. Product", "Tech. Program"]
    assert short_names(["Product Manager"]) == ["Product Manager"]
    assert short_names(["Product Manager", "Lead"]) == ["Product Manager", "Lead"]
