"""An LCA file as large as wanted, in the current layout, resampled from the rows of tests."""

import csv
import random
import string
import zipfile
from itertools import chain, islice
from pathlib import Path
from xml.sax.saxutils import escape

SAMPLES = Path(__file__).resolve().parent.parent / "tests/roles/importers/data"
NARROW = (
    "CASE_NUMBER",
    "CASE_STATUS",
    "VISA_CLASS",
    "JOB_TITLE",
    "SOC_CODE",
    "FULL_TIME_POSITION",
    "DECISION_DATE",
    "EMPLOYER_NAME",
    "EMPLOYER_ADDRESS1",
    "EMPLOYER_POC_EMAIL",
    "WORKSITE_STATE",
    "WAGE_RATE_OF_PAY_FROM",
    "WAGE_RATE_OF_PAY_TO",
    "WAGE_UNIT_OF_PAY",
    "PREVAILING_WAGE",
)
with (SAMPLES / "lca_columns.csv").open(newline="") as stream:
    # With the names of persons and their telephones, as it is published.
    WIDE = tuple(row["column"] for row in csv.DictReader(stream))
# What stands in a column that nobody reads.
ELSEWHERE = "As it is published"
STATUSES = ["Certified"] * 8 + ["Certified - Withdrawn", "Denied"]
# Most titles of a real file are of other trades, and many stand there once.
TRADES = ["Software Engineer", "Data Analyst", "Physician", "Accountant", "Mechanical Engineer"]
TITLES_OF_ONE_ROW = 0.15
EMPLOYERS = 20_000
ROWS_AT_ONCE = 1_000
_SCHEMA = "http://schemas.openxmlformats.org"
_RELATION = f"{_SCHEMA}/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMA}/package/2006/content-types"/>',
    "xl/workbook.xml": f'<workbook xmlns:r="{_RELATION}"><sheets><sheet name="LCA" sheetId="1" '
    'r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
}


def write(path, rows, columns=NARROW, seed=1):
    # The same file each time, so that two runs can be compared.
    chance = random.Random(seed)
    samples = _samples()
    at = {name: number for number, name in enumerate(NARROW)}
    places = [at.get(name) for name in columns]
    lines = (_row(number, chance, samples) for number in range(rows))
    table = ([ELSEWHERE if n is None else line[n] for n in places] for line in lines)
    (_write_sheet if path.suffix == ".xlsx" else _write_csv)(path, columns, table)


def _write_csv(path, columns, table):
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(table)


def _write_sheet(path, columns, table):
    """As spreadsheets write it: each text once, and in the cells its number."""
    texts = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(b"<worksheet><sheetData>")
            pattern = "".join(map(_cell, range(len(columns))))
            lines = _lines(pattern, chain([columns], table), texts)
            while some := "".join(islice(lines, ROWS_AT_ONCE)):
                stream.write(some.encode())
            stream.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as stream:
            stream.write(b"<sst>")
            stream.writelines(f"<si><t>{escape(text)}</t></si>".encode() for text in texts)
            stream.write(b"</sst>")


def _cell(column):
    return f'<c r="{_letters(column)}{{row}}" t="s"><v>{{cells[{column}]}}</v></c>'


def _lines(pattern, table, texts):
    for number, line in enumerate(table, 1):
        cells = [texts.setdefault(text, len(texts)) for text in line]
        yield f'<row r="{number}">{pattern.format(row=number, cells=cells)}</row>'


def _letters(column):
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + string.ascii_uppercase[last]


def _samples():
    with (SAMPLES / "lca_fy2013q3.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def _row(number, chance, samples):
    sample = chance.choice(samples)
    title = sample["JobTitle"] if chance.random() < 0.5 else chance.choice(TRADES)
    if chance.random() < TITLES_OF_ONE_ROW:
        title = f"{title}, Team {number}"
    wage = round(float(sample["Wage"]) * chance.uniform(0.7, 1.4), 2)
    return [
        f"I-200-{number:09}",
        chance.choice(STATUSES),
        "H-1B",
        title,
        "11-3021.00",
        "Y" if chance.random() < 0.97 else "N",
        f"{chance.randint(2020, 2025)}-{chance.randint(1, 12):02}-15",
        f"{sample['Employer']} {chance.randint(1, EMPLOYERS)}",
        "1 Main Street",
        "somebody@example.com",
        sample["State"],
        f"{wage:,.2f}",
        "0.00",
        "Year",
        f"{wage * 0.9:,.2f}",
    ]
