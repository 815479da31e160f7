from dataclasses import replace

import pytest

from quiz.score_bars import ScoreBar, differences
from quiz.scoring import score
from tests.quiz.samples import PM, TPGM, golden_sheet, starter

NAMES = {profile.role: profile.name for profile in starter().profiles}


def test_a_bar_is_drawn_in_tenths_of_a_point():
    bar = ScoreBar(value=74.04, low=62.96, high=85.1)

    assert (bar.points, bar.from_points, bar.to_points) == (74, 63, 85)
    assert (bar.x, bar.start, bar.width) == (74, 63, 22.1)


def test_two_results_differ_only_beyond_their_wobble():
    one = score(starter(), golden_sheet("noise-free ideal pm"))
    other = score(starter(), golden_sheet("noisy ideal tpgm"))

    changed = {row.name: row.is_change for row in differences(one, other, NAMES, 1.645)}
    same = differences(one, one, NAMES, 1.645)

    assert changed[NAMES[PM]]
    assert changed[NAMES[TPGM]]
    assert not any(row.is_change for row in same)
    assert {row.points for row in same} == {0}


@pytest.mark.parametrize(("gap", "is_change"), [(1.644, False), (1.646, True)])
def test_a_change_begins_at_the_stated_number_of_standard_errors(gap, is_change):
    one = score(starter(), golden_sheet("noise-free ideal pm"))
    fit = one.fits[0]
    moved = replace(fit, fit=fit.fit - gap * (2 * fit.se**2) ** 0.5)
    other = replace(one, fits=(moved, *one.fits[1:]))

    assert differences(one, other, NAMES, 1.645)[0].is_change is is_change


def test_a_difference_of_just_the_standard_errors_is_no_change():
    one = score(starter(), golden_sheet("noise-free ideal pm"))
    before = replace(one.fits[0], fit=50.0, se=3.0)
    # In binary, the distance of these two comes out a little above 1.645 times 5.
    after = replace(before, fit=58.225, se=4.0)
    assert after.fit - before.fit > 1.645 * 5
    rows = (replace(one, fits=(fit, *one.fits[1:])) for fit in (before, after))

    assert not differences(*rows, NAMES, 1.645)[0].is_change


def test_results_that_may_not_be_compared_show_no_difference():
    one = score(starter(), golden_sheet("noise-free ideal pm"))

    rows = differences(one, one, NAMES, None)

    assert {(row.points, row.is_change) for row in rows} == {(None, False)}
    assert all(row.before and row.after for row in rows)
