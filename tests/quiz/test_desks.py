from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.desks import Stretch, desks, plan
from tests.quiz.samples import PM, TPGM, make_task, make_trial, starter


def with_trial(*tasks):
    return replace(starter(), trial=make_trial(*tasks))


def test_each_task_stands_at_the_desk_of_its_role():
    found = desks(with_trial())

    assert [(desk.slug, desk.name) for desk in found] == [
        (PM, "Product Manager"),
        (TPGM, "Technical Program Manager"),
    ]


def test_a_version_without_a_trial_has_no_desks():
    assert desks(replace(starter(), trial=None)) == ()


def test_a_task_of_a_role_that_the_version_does_not_know_is_left_out():
    assert desks(with_trial(make_task(role="gardener"))) == ()


def test_the_plan_is_drawn_as_long_as_its_parts_take():
    assert plan(("30 min: who is hurt", "60 min: a plan: and a way back")) == (
        Stretch(minutes=30, work="who is hurt", start=0.0, width=33.33),
        Stretch(minutes=60, work="a plan: and a way back", start=33.33, width=66.67),
    )


@pytest.mark.parametrize("line", ["", "look around", "0 min: nothing", "9999 min: all", "5 min:"])
def test_a_plan_with_a_line_that_names_no_minutes_is_not_drawn(line):
    assert plan(("30 min: who is hurt", line)) == ()


@given(st.lists(st.integers(1, 999), min_size=1, max_size=9))
def test_the_parts_of_a_plan_follow_each_other_from_end_to_end(minutes):
    found = plan(tuple(f"{many} min: work" for many in minutes))

    assert found[0].start == 0
    for one, other in pairwise(found):
        assert one.start + one.width == pytest.approx(other.start)
    assert found[-1].start + found[-1].width == pytest.approx(100)
