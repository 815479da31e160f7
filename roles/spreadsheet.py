"""Tables as CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

# Some spreadsheets take the wide signs for the others.
SIGNS = "=+-@＝＋－＠"
STARTS_FORMULA = (*SIGNS, "\t", "\r")
# Where a list separator is a semicolon, one inside a cell begins the next cell.
STARTS_CELL = re.compile(rf"([;\t]\s*)(?=[{re.escape(SIGNS)}])")


def to_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as one text; a cell that would start a formula starts with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    cell = STARTS_CELL.sub(r"\1'", cell)
    starts_formula = cell.lstrip(" \n").startswith(STARTS_FORMULA)
    return f"'{cell}" if starts_formula else cell
