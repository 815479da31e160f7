import os
import zipfile

import pytest

from roles.importers import tables
from roles.importers.tables import Unreadable

BOM = "\ufeff"


def rows(file):
    found = tables.choose_headers(tables.headers(file), {name: (name.upper(),) for name in "ab"})
    return tables.columns(file, found).rows()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(written, end):
    assert rows(written("A,B", "1,x", "2,y", end=end)) == [("1", "x"), ("2", "y")]


@pytest.mark.parametrize(("end", "within"), [("\r", "\n"), ("\n", "\r"), ("\r\n", "\n")])
def test_a_line_end_within_quotation_marks_is_part_of_a_cell(written, end, within):
    file = written("A,B", f'1,"x{within}y"', "2,z", end=end)
    assert rows(file) == [("1", f"x{within}y"), ("2", "z")]


def test_a_byte_order_mark_is_no_part_of_the_first_header(written):
    assert rows(written(f"{BOM}A,B", "1,x", end="\r")) == [("1", "x")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", ["Nestlé", "L’Oréal – “x”", "Ü"])
def test_letters_of_an_older_encoding_are_read_by_it(text, end, written):
    found = rows(written("A,B", "1,x", f"{text},y", end=end, encoding="cp1252"))
    assert found == [("1", "x"), (text, "y")]


def test_a_file_of_both_encodings_is_read_by_the_newer(tmp_path):
    path = tmp_path / "both.csv"
    path.write_bytes("A,B\nNestlé,x\n".encode() + "caf\xe9,y\n".encode("latin-1"))
    assert rows(tables.open_file(path)) == [("Nestlé", "x"), ("caf\ufffd", "y")]


def test_a_sign_that_a_piece_of_the_file_ends_within_is_none_of_an_older_encoding(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tables, "PIECE", 1)
    path = tmp_path / "new.csv"
    path.write_text("A,B\nNestlé,株\n", encoding="utf-8")
    assert rows(tables.open_file(path)) == [("Nestlé", "株")]


def test_what_an_older_encoding_has_no_sign_for_does_not_stop_the_rest(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(b"A,B\n\x81\xe9,x\n2,y\n")
    assert rows(tables.open_file(path)) == [("\ufffdé", "x"), ("2", "y")]


def test_columns_come_in_any_order_and_case_and_without_spaces_around(written):
    assert rows(written(" b ,other,a", " x ,secret, 1 ")) == [("1", "x")]


@pytest.mark.parametrize("cell", ["", '""', "  ", '"  "'])
def test_an_empty_cell_is_one_however_it_is_written(written, cell):
    assert rows(written("A,B", f"1,{cell}")) == [("1", None)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0012"', "0012"),
        ('"=""0012"""', "0012"),
        ('"=""Acme, """"the"""" Inc"""', 'Acme, "the" Inc'),
        ('=" x "', "x"),
        ('=""', None),
        ('"="""""', None),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_wrapped_as_text_is_that_text(written, cell, text):
    assert rows(written("A,B", f"1,{cell}")) == [("1", text)]


@pytest.mark.parametrize("header", ['="B"', '"=""B"""', '" =""b"" "'])
def test_a_header_wrapped_as_text_is_that_text(written, header):
    assert rows(written(f"A,{header}", "1,2")) == [("1", "2")]


def test_cells_of_a_sheet_wrapped_as_text_are_that_text(workbook):
    assert rows(workbook(['="A"', "B"], ['="1"', '="x ""y"""'])) == [("1", 'x "y"')]


def test_rows_that_only_pad_a_file_are_none(written, workbook):
    assert rows(written("A,B", "1,x", ",", '"",  ', '="",', "2,y")) == [("1", "x"), ("2", "y")]
    assert rows(workbook(["A", "B"], [1, "x"], ["", ""], [2, "y"])) == [("1", "x"), ("2", "y")]


def test_files_read_as_one_are_named_in_order_and_as_far_as_there_is_room(written):
    few = [written("A", "1", name=name) for name in ("q2.csv", "q1.csv")]
    assert tables.Bundle(few).name == "q1.csv, q2.csv"
    assert tables.Bundle(few).digest == tables.Bundle(few[::-1]).digest != few[0].digest
    assert tables.Bundle(few[:1]).digest == few[0].digest
    many = [written("A", "1", name=f"a_rather_long_name_{number}.csv") for number in range(20)]
    assert tables.Bundle(many).name == "a_rather_long_name_0.csv and 19 more"


def test_only_the_columns_asked_for_are_read(written):
    file = written("A,Contact phone", "1,555")
    assert tables.columns(file, {"a": "A"}).columns == ["a"]


def test_a_sheet_is_read_as_a_csv_is(workbook):
    assert rows(workbook(["A", "B"], [102000, "x"])) == [("102000", "x")]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["A,A", "1,2"], "header twice"),
        (["A,a", "1,2"], "header twice"),
        (["", ""], "empty CSV"),
        (["A,B", "1,2,3"], r"line 2 has more cells than the header"),
        (["A,B", "1,2", '"x', 'y",2', "1,2,3"], r"line 5 has more cells than the header"),
        (["A,B,C", "1,2,3", "4,5"], r"line 3 has fewer cells than the header"),
        (["A,B,C", "1,2,3", '"4', '5",6', "7,8,9"], r"line 3 has fewer cells than the header"),
        (["A,B", "1,2", "3"], r"line 3 has fewer cells than the header"),
        (["A,B", '1,"x', "2,y"], r"a quotation mark opens in line 2 and never closes"),
        (["A;B", "1;2"], r"parted by semicolons: save it with commas"),
        (["A\tB", "1\t2"], r"parted by tabs: save it with commas"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(written, lines, why):
    with pytest.raises(Unreadable, match=why):
        rows(written(*lines))


def test_a_cut_row_is_refused_whatever_columns_are_read(written):
    with pytest.raises(Unreadable, match="line 2 has fewer cells"):
        rows(written("A,B,C,D", "1,2,"))


def test_empty_cells_and_lines_of_blanks_are_no_cut_rows(written):
    assert rows(written("A,B,", "1,,", "", "2,y,", "  ", ",")) == [("1", None), ("2", "y")]


@pytest.mark.parametrize(("end", "is_cut"), [("", True), ("\n", False), ("\r\n", False)])
def test_a_last_line_without_an_end_may_be_cut(tmp_path, end, is_cut):
    path = tmp_path / "data.csv"
    path.write_bytes(f"A,B\n1,18{end}".encode())
    assert tables.may_be_cut(tables.open_file(path)) == is_cut


def test_a_sheet_has_no_last_line(workbook):
    assert not tables.may_be_cut(workbook(["A"], [1]))


@pytest.mark.parametrize("again", ["A", " a "])
def test_a_sheet_with_a_header_twice_is_refused(workbook, again):
    with pytest.raises(Unreadable, match="header twice"):
        rows(workbook(["A", "B", again], [1, 2, 3]))


def test_a_header_of_a_sheet_may_end_as_a_second_one_would(workbook):
    assert rows(workbook(["A", "A_1", "B"], [1, 2, 3])) == [("1", "3")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_file_in_utf_16_is_refused_with_its_mark_or_without(written, encoding):
    with pytest.raises(Unreadable, match="UTF-8"):
        rows(written("A,B", "1,x", encoding=encoding))


def test_a_text_that_calls_itself_a_sheet_is_refused(written):
    with pytest.raises(Unreadable, match=r"data\.xlsx"):
        rows(written("A,B", name="data.xlsx"))


def test_an_empty_a_missing_and_a_huge_file_are_refused(tmp_path, monkeypatch):
    (tmp_path / "empty.csv").touch()
    (tmp_path / "huge.csv").write_text("A,B\n1,2\n")
    monkeypatch.setattr(tables, "MOST_BYTES", 3)
    for name, why in [("empty", " is empty"), ("huge", " is larger"), ("missing", ": No such")]:
        with pytest.raises(Unreadable, match=rf"^{name}\.csv{why}"):
            tables.open_file(tmp_path / f"{name}.csv")


def test_a_sheet_of_a_million_rows_of_a_hundred_columns_has_room():
    cell = '<c r="CV1048576" s="1" t="s"><v>1048576</v></c>'
    assert 2**20 * 100 * len(cell) < tables.MOST_BYTES


def test_a_sheet_is_as_large_as_what_is_packed_in_it(tmp_path, monkeypatch):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", "0" * 100_000)
    monkeypatch.setattr(tables, "MOST_BYTES", 50_000)
    assert path.stat().st_size < 1_000
    with pytest.raises(Unreadable, match="larger than"):
        tables.open_file(path)


@pytest.mark.parametrize("name", "abc")
def test_a_row_with_more_cells_than_headers_is_refused_whatever_is_read(written, name):
    file = written("A,B,C", "1,2,3", "1,2,3,4")
    with pytest.raises(Unreadable, match="line 3 has more cells than the header"):
        tables.columns(file, {name: name.upper()})


def test_a_file_of_the_most_bytes_is_taken(tmp_path, monkeypatch):
    (tmp_path / "full.csv").write_text("A,B\n1,2\n")
    monkeypatch.setattr(tables, "MOST_BYTES", len("A,B\n1,2\n"))
    assert tables.open_file(tmp_path / "full.csv").name == "full.csv"


def test_a_file_whose_name_is_no_text_is_refused(tmp_path):
    path = tmp_path / os.fsdecode(b"M2024\xff.csv")
    path.write_text("A,B\n1,2\n")
    with pytest.raises(Unreadable, match=r"M2024\\udcff\.csv' is not in UTF-8"):
        tables.open_file(path)


def test_a_file_is_known_by_its_name_and_digest(written):
    file = written("A", name="a.csv")
    assert file.name == "a.csv"
    assert file.digest == "06f961b802bc46ee168555f066d28f4f0e9afdf3f88174c1ee6f9de004fc30a0"
