"""Texts that stand in a workbook beside its table, such as notes on the signs in it."""

from __future__ import annotations

import fastexcel

from roles.importers import tables


def sheet_texts(file: tables.File, name: str) -> list[str]:
    """The texts of all cells of the sheet of that name, in any case; none where the file is no
    workbook or has no such sheet.

    Raises Unreadable for a workbook that cannot be read.
    """
    if file.path.suffix.lower() != ".xlsx":
        return []
    try:
        reader = fastexcel.read_excel(str(file.path))
        at = next((each for each in reader.sheet_names if each.lower() == name.lower()), None)
        if at is None:
            return []
        cells = reader.load_sheet(at, header_row=None, dtypes="string").to_polars()
        return [text for row in cells.rows() for text in row if text]
    except fastexcel.FastExcelError as error:
        raise tables.Unreadable(f"{file.name}, {name}: {str(error).splitlines()[0]}") from error
