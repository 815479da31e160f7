"""Tables as CSV that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as one text; a cell that would start a formula starts with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    starts_formula = cell.lstrip(" \n").startswith(STARTS_FORMULA)
    return f"'{cell}" if starts_formula else cell
