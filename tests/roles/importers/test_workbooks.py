import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roles.importers import workbooks
from roles.importers.workbooks import NotASheetError
from tests.roles.importers.conftest import WORKBOOK

RELATIONS = "xl/_rels/workbook.xml.rels"
OF_TEXTS = (
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
SHEET = "<worksheet><sheetData>{rows}</sheetData></worksheet>"
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c><c r="B1" t="str"><v>B</v></c></row>'
)


@pytest.fixture
def book(tmp_path):
    """A workbook of this XML in the element that holds its rows, and of these shared texts."""

    def write(rows, texts="", sheet=SHEET, **parts):
        return write_book(tmp_path / "book.xlsx", sheet.format(rows=rows), texts, parts)

    return write


def write_book(path, sheet, texts="", parts=None):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**WORKBOOK, **(parts or {})}.items():
            is_list = name == RELATIONS and texts
            archive.writestr(name, text.replace("</Relationships>", OF_TEXTS) if is_list else text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if texts:
            archive.writestr("xl/sharedStrings.xml", f"<sst>{texts}</sst>")
    return path


def dated(book, is_from_1904):
    facts = f'<workbookPr date1904="{is_from_1904}"/><sheets>'
    text = WORKBOOK["xl/workbook.xml"].replace("<sheets>", facts)
    return book(HEAD, **{"xl/workbook.xml": text})


@pytest.mark.parametrize("said", ["1", "true"])
def test_days_that_are_counted_from_1904_are_refused(said, book):
    with pytest.raises(NotASheetError, match="counted from 1904: save it with days"):
        workbooks.headers(dated(book, said))


@pytest.mark.parametrize("said", ["0", "false"])
def test_days_that_are_said_to_be_counted_from_1900_are_read(said, book):
    assert workbooks.headers(dated(book, said)) == ["A", "B"]


def second(book_path):
    """The texts of the second row, by the columns A and B."""
    return workbooks.columns(book_path, ["A", "B"]).row(0)


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        (
            '<c r="A2"><v>102000</v></c><c r="B2" t="n"><v>35.770000000000003</v></c>',
            "102000 35.77",
        ),
        (
            '<c r="A2"><v>1.5E5</v></c><c r="B2"><v>45570.604166666664</v></c>',
            "150000 45570.604166666664",
        ),
        ('<c r="A2" t="b"><v>1</v></c><c r="B2" t="b"><v>0</v></c>', "TRUE FALSE"),
        ('<c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="d"><v>2024-10-05</v></c>', "#N/A 2024-10-05"),
        ('<c r="A2" t="str"><f>1&amp;"x"</f><v>1x</v></c><c r="B2" s="4"><v>2</v></c>', "1x 2"),
        ('<c t="inlineStr"><is><t>x</t></is></c><c><v>2</v></c>', "x 2"),
        (
            '<c r="A2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c><c><v>2</v></c>',
            "xy 2",
        ),
        ('<c r="B2"><v>2</v></c><c r="A2"><v>1</v></c>', "1 2"),
        ('<c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c>', "y x"),
        ('<c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c>', "runs 東京"),
        ('<c r="A2" t="s"><v>4</v></c><c r="B2" s="1"><v>&#50;</v></c>', "&< 2"),
    ],
)
def test_a_cell_is_read_however_it_is_kept(book, cells, texts):
    shared = (
        "<si><t>x</t></si><si><t>y</t></si><si><r><t>ru</t></r><r><t>ns</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>&amp;&lt;</t></si>"
    )
    assert second(book(f'{HEAD}<row r="2">{cells}</row>', shared)) == tuple(texts.split())


FULL = "x" * 32_767


@pytest.mark.parametrize("row", ['<row r="2">{}</row>', '<row r="2"><!-- -->{}</row>'])
@pytest.mark.parametrize("kind", ['t="inlineStr"><is><t>{}</t></is>', 't="str"><v>{}</v>'])
def test_a_cell_of_more_signs_than_a_spreadsheet_keeps_is_refused(book, kind, row):
    def sheet(text):
        return HEAD + row.format(f'<c r="A2" {kind.format(text)}</c><c r="B2"><v>2</v></c>')

    assert second(book(sheet(FULL))) == (FULL, "2")
    for text in (f"{FULL}x", "x" * 2**20):
        with pytest.raises(NotASheetError, match="a cell of more than 32,767 signs"):
            second(book(sheet(text)))


def test_signs_that_are_written_as_numbers_count_once(book):
    cell = f'<c r="A2" t="str"><v>{"_x000D_" * 32_767}</v></c><c r="B2"><v>2</v></c>'
    assert second(book(f'{HEAD}<row r="2">{cell}</row>'))[0] == "\r" * 32_767


def test_a_shared_text_of_more_signs_than_a_cell_has_is_refused(book):
    cell = '<c r="A2" t="s"><v>0</v></c><c r="B2"><v>2</v></c>'
    for text in (f"{FULL}x", "x" * 2**20):
        with pytest.raises(NotASheetError, match="a cell of more than 32,767 signs"):
            second(book(f'{HEAD}<row r="2">{cell}</row>', f"<si><t>{text}</t></si>"))


def test_an_element_that_does_not_end_is_refused(book, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_OF_ROW", 2**21)
    cell = f'<c r="A2" t="str" s="{"1" * 2**22}"><v>1</v></c>'
    with pytest.raises(NotASheetError, match="an element that does not end"):
        second(book(f'{HEAD}<row r="2">{cell}</row>'))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="B2"><v>2</v></c>',
        '<c r="A2"/><c r="B2"><v>2</v></c>',
        '<c r="A2" s="1"/><c r="B2"><v>2</v></c>',
        '<c r="A2" t="s"></c><c r="B2"><v>2</v></c>',
        '<c r="A2" t="inlineStr"><is><t></t></is></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c>',
        '<c r="A2" t="s"><v>99</v></c><c r="B2"><v>2</v></c>',
        '<c r="A2" t="s"><v>-7</v></c><c r="B2"><v>2</v></c>',
    ],
)
def test_a_cell_without_a_text_is_empty(book, cells):
    assert second(book(f'{HEAD}<row r="2">{cells}</row>', "<si><t>x</t></si>")) == (None, "2")


def test_rows_without_cells_are_none_and_the_first_with_any_is_the_header(book):
    rows = f'<row r="1"/><row r="2"></row>{HEAD}<row r="4"/><row r="9"><c r="A9"><v>1</v></c></row>'
    path = book(rows)
    assert workbooks.headers(path) == ["A", "B"]
    assert workbooks.columns(path, ["B", "A"]).rows() == [(None, "1")]


@pytest.mark.parametrize(
    ("written", "text"),
    [("a_x0041_b", "aAb"), ("_xD83D__xDE00_", "😀"), ("_xD83D_", "�"), ("_x00", "_x00")],
)
def test_signs_that_xml_has_no_room_for_are_read(book, written, text):
    cells = f'<c r="A2" t="inlineStr"><is><t>{written}</t></is></c>'
    assert second(book(f'{HEAD}<row r="2">{cells}</row>'))[0] == text


@pytest.mark.parametrize(
    "sheet",
    [
        "<!-- a note --><worksheet><sheetData>{rows}</sheetData></worksheet>",
        '<?xml version="1.0" encoding="UTF-8"?><worksheet><cols><col min="1"/></cols><sheetData>'
        '{rows}</sheetData><mergeCells><mergeCell ref="A1"/></mergeCells></worksheet>',
    ],
)
def test_what_stands_around_the_rows_is_passed_over(book, sheet):
    rows = f'{HEAD}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    assert second(book(rows, sheet=sheet)) == ("1", "2")


def test_a_sheet_whose_elements_have_a_prefix_is_read(book):
    rows = f'{HEAD}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    named = sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    assert second(book("", sheet=named.replace("<x:worksheet", "<x:worksheet xmlns:x='m'"))) == (
        "1",
        "2",
    )


def test_a_sheet_of_another_encoding_is_read(book, tmp_path):
    rows = f'{HEAD}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><w><sheetData>{rows}</sheetData></w>'
    assert second(write_book(tmp_path / "16.xlsx", sheet.encode("utf-16"))) == ("1", "2")


TEXT = some.text(some.sampled_from("abc<>&\"' /é漢]")).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
CELL = some.one_of(
    some.builds("<c r=\"{{}}\" t='inlineStr'><is><t>{}</t></is></c>".format, TEXT),
    some.builds('<c r="{{}}"><v>{}</v></c>'.format, some.integers(0, 10**6)),
    some.just('<c r="{}" s="1"/>'),
)


@given(some.lists(some.lists(CELL, max_size=4), max_size=5))
def test_sifting_cells_first_reads_the_same_as_parsing_all(tmp_path_factory, rows):
    lines = [
        "".join(cell.format(f"{'ABCD'[at]}{number}") for at, cell in enumerate(row))
        for number, row in enumerate(rows, 2)
    ]
    body = HEAD + "".join(f"<row>{line}</row>" for line in lines)
    folder = tmp_path_factory.mktemp("books")
    plain = write_book(folder / "plain.xlsx", SHEET.format(rows=body))
    # A comment among the rows makes the parser look at every cell.
    noted = write_book(folder / "noted.xlsx", SHEET.format(rows=f"<!-- -->{body}"))
    assert workbooks.columns(plain, ["B", "A"]).equals(workbooks.columns(noted, ["B", "A"]))


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ('<!DOCTYPE w [<!ENTITY a "b">]><w><sheetData>{rows}</sheetData></w>', "type of document"),
        ("<worksheet><sheetData>{rows}", "broken one"),
        ("<worksheet><sheetData>{rows}&lol;</sheetData></worksheet>", "broken one"),
        ("no sheet at all", "broken one"),
    ],
)
def test_a_sheet_that_is_broken_or_declares_anything_is_refused(book, sheet, why):
    path = book(f"{HEAD}<row><c><v>1</v></c></row>", sheet=sheet)
    with pytest.raises(NotASheetError, match=why):
        workbooks.columns(path, ["A"])


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2" t="s"><v>x</v></c>',
        f'<c r="A2" t="s"><v>{9**99}</v></c>',
    ],
)
def test_a_cell_that_no_spreadsheet_writes_is_refused(book, cells):
    with pytest.raises(NotASheetError, match="broken one"):
        second(book(f'{HEAD}<row r="2">{cells}</row>', "<si><t>x</t></si>"))


@pytest.mark.parametrize("part", [*WORKBOOK][2:])
def test_a_workbook_that_lacks_a_part_is_refused(book, part):
    with pytest.raises(NotASheetError):
        workbooks.headers(book(HEAD, **{part: "<x/>"}))


def test_what_is_cut_off_is_refused(book):
    path = book(HEAD)
    whole = path.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(NotASheetError):
            workbooks.headers(path)
