import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.importers import samples


@pytest.mark.parametrize(("count", "is_told"), [(3, False), (4, True), (10, True)])
def test_who_holds_a_third_of_a_group_is_told(count, is_told):
    told = samples.shares({"Uber": count, "": 0}, 10, "by ")
    assert told == ([f"{count} of 10 by Uber"] if is_told else [])


def test_what_is_known_stands_before_what_is_counted():
    assert samples.leaning(" Dear places. ", ["4 of 9 senior"]) == "Dear places; 4 of 9 senior"
    assert samples.leaning("", ["4 of 9 senior"]) == "4 of 9 senior"
    assert samples.leaning("", []) == ""


def test_what_is_counted_is_told_as_far_as_there_is_room():
    shares = samples.shares(dict.fromkeys(["a" * 99, "b" * 99], 5), 10)
    assert samples.leaning("x" * 99, [*shares, "c"]) == f"{'x' * 99}; 5 of 10 {'a' * 60}; c"


def test_what_is_left_out_of_a_group_says_nothing_else_than_the_group():
    rows = pl.DataFrame(
        [
            ("pm", "US", None),
            ("pm", "US", "part time"),
            ("pm", None, "no country: Moon"),
            ("pm", None, "no country: Mars"),
            ("pm", "CA", "part time"),
            ("tpm", "US", "part time"),
            (None, "US", "no role"),
        ],
        schema=["role", "place", "reason"],
        orient="row",
    )
    left_out = samples.left_out(rows, {"role": "pm", "place": "US"})
    assert left_out == {"no country": 2, "part time": 1}


@given(st.dictionaries(st.text("abc ", min_size=1, max_size=90), st.integers(1, 10**6), max_size=9))
def test_a_selection_has_room_and_counts_each_row(left_out):
    text = samples.selection("Middles.", left_out)
    assert len(text) <= samples.LONGEST_SELECTION
    counts = [int(count.replace(",", "")) for count in re.findall(r"\(([0-9,]+)\)", text)]
    assert sum(counts) == sum(left_out.values())
    assert len(counts) == len(left_out) or "for other reasons" in text
