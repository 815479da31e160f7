import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.spreadsheet import STARTS_FORMULA, to_csv


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1+1", "－1"],
)
def test_no_cell_starts_a_formula(cell):
    assert to_csv([[cell]]).lstrip('"').startswith("'")


@pytest.mark.parametrize("cell", ["ACME;=1+1", "ACME; @SUM(A1)", "ACME\t-1"])
def test_no_formula_starts_after_a_separator_of_another_country(cell):
    assert "'" in to_csv([[cell]])


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_what_goes_in_comes_out_but_for_the_apostrophes(rows):
    read = list(csv.reader(io.StringIO(to_csv(rows), newline="")))

    assert [[cell.replace("'", "") for cell in row] for row in read] == [
        [cell.replace("'", "") for cell in row] for row in rows
    ]
    assert not any(cell.startswith(STARTS_FORMULA) for row in read for cell in row)
