import csv
import io
import zipfile
from pathlib import Path

import pytest

from roles.importers import tables
from roles.titles import KnownTitle

DATA = Path(__file__).parent / "data"
ROLES = [
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
    "program-manager",
    "project-manager",
    "associate-product-manager",
]
CASES = {"CASE_NUMBER", "LCA_CASE_NUMBER", "CASE_NO"}
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    'main"><sheetData>{rows}</sheetData></worksheet>'
)
WORKBOOK = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/'
    'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxml'
    'formats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/'
    'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.'
    'openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml'
    '"/></Relationships>',
}


@pytest.fixture
def known():
    """Titles as published roles have them."""
    titles = [KnownTitle(slug.replace("-", " ").title(), slug) for slug in ROLES]
    return [*titles, *(KnownTitle("TPM", slug) for slug in ROLES[1:3])]


@pytest.fixture
def opened():
    return lambda name: tables.open_file(DATA / name)


@pytest.fixture
def written(tmp_path):
    """A file of these lines, made ready."""

    def write(*lines, name="data.csv", end="\n", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(end.join([*lines, ""]).encode(encoding))
        return tables.open_file(path)

    return write


@pytest.fixture
def repeated(written):
    """A file of DATA with every row five times, each under a case number of its own."""

    def repeat(name):
        header, *rows = csv.reader(io.StringIO((DATA / name).read_text()))
        case = next((at for at, cell in enumerate(header) if cell in CASES), None)
        lines = [_line(header)]
        for turn in range(5):
            for row in rows:
                again = [f"{cell}-{turn}" if at == case else cell for at, cell in enumerate(row)]
                lines.append(_line(again))
        return written(*lines, name=name)

    return repeat


@pytest.fixture
def workbook(tmp_path):
    """An XLSX file of these rows of text and numbers, and of these lines of text on a sheet of
    field descriptions, made ready."""

    def write(*rows, name="data.xlsx", descriptions=()):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for part, text in WORKBOOK.items():
                archive.writestr(part, _with_second_sheet(text) if descriptions else text)
            archive.writestr("xl/worksheets/sheet1.xml", _sheet(rows))
            if descriptions:
                archive.writestr("xl/worksheets/sheet2.xml", _sheet([[x] for x in descriptions]))
        return tables.open_file(path)

    return write


def _with_second_sheet(text):
    sheet = '<sheet name="Field Descriptions" sheetId="2" r:id="r2"/></sheets>'
    relation = (
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    text = text.replace("</sheets>", sheet)
    return text.replace("</Relationships>", relation) if "worksheets/" in text else text


def _sheet(rows):
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return SHEET.format(rows=cells)


def _line(cells):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def _cell(value):
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"
