import pytest

from roles.importers import sheets, tables


def test_the_texts_of_a_sheet_are_found_by_its_name(workbook):
    file = workbook(["A"], ["1"], descriptions=["one", "two"])
    assert sheets.sheet_texts(file, "field descriptions") == ["one", "two"]


def test_what_has_no_such_sheet_has_no_texts(workbook, written):
    assert sheets.sheet_texts(workbook(["A"], ["1"]), "Field Descriptions") == []
    assert sheets.sheet_texts(written("A", "1"), "Field Descriptions") == []


def test_a_workbook_that_is_none_is_refused(written):
    with pytest.raises(tables.Unreadable, match=r"^data\.xlsx, Notes: "):
        sheets.sheet_texts(written("A", name="data.xlsx"), "Notes")
