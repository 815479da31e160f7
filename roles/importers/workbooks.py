"""The first sheet of an XLSX file, read cell by cell, so that a million rows need not be in memory.

Libraries keep every cell of a sheet, of which a year of labor condition applications has a hundred
million. Here the cells of the columns asked for are kept as numbers of texts, and of the texts that
cells share those alone that these use.

Numbers come as they are written, days as the number that spreadsheets count them by, truths as TRUE
and FALSE, and what a formula came to in place of it.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

import polars as pl

CHUNK = 2**20
DIGITS = "0123456789"
ESCAPED = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")
TRUTHS = {"1": "TRUE", "0": "FALSE"}
# What whole numbers a spreadsheet keeps exactly.
LARGEST_WHOLE = 2**53
# No column of a cell is further to the right.
MOST_COLUMNS = 2**14
NOTHING = -1
# How something is said stands beside what is written.
ASIDE = "rPh"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROW_END = b"</row>"
# No cell has more signs, each written with seven at most: "_x000D_". A row is looked at whole.
MOST_OF_CELL, MOST_OF_SIGN = 32_767, 7
MOST_OF_ROW = 2**26
TOO_LONG = f"it has a cell of more than {MOST_OF_CELL:,} signs"
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# Which cells are days is said by their looks alone, so that they cannot be told from numbers here.
FROM_1904 = "its days are counted from 1904: save it with days counted from 1900"
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    KeyError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)
Start = Callable[[str, dict[str, str]], None]


class NotASheetError(ValueError):
    """The file is no such sheet, or a broken one; the message says why, in one line."""


class EnoughError(Exception):
    """All that was asked for has been read."""


class NotPlainError(Exception):
    """A sheet is written so that only a parser can tell its cells apart."""


def headers(path: Path) -> list[str]:
    """The texts of the first row that has any, in the order of their columns, without empty cells.

    Raises NotASheetError.
    """
    return list(_first_row(path).values())


def columns(path: Path, names: Sequence[str]) -> pl.DataFrame:
    """The columns of these headers as text, a row for each that has any text in them.

    Raises NotASheetError, and KeyError for a header that is not there.
    """
    at = {text: column for column, text in _first_row(path).items()}
    with _book(path) as book:
        cells = _cells(book, [at[name] for name in names])
        texts = _texts(book, cells)
    read = {name: texts(codes) for name, codes in zip(names, cells.codes, strict=True)}
    return pl.DataFrame(read).slice(1)


def _first_row(path: Path) -> dict[int, str]:
    with _book(path) as book:
        cells = Cells(None)
        _parse(_pieces(book, _sheet_of(book)), cells.parser)
        texts = _texts(book, cells)
    found = {column: texts(array("q", [code]))[0] for column, code in cells.row.items()}
    return {column: text for column, text in sorted(found.items()) if text}


@contextmanager
def _book(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as book:
            yield book
    except NotASheetError:
        raise
    except FAULTS as error:
        raise NotASheetError(f"it is no XLSX file, or a broken one ({error})") from error


class Written:
    """What stands in one cell, as it comes: some kilobytes of a packed file may be gigabytes."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> None:
        self.length += len(piece)
        if self.length > MOST_OF_CELL * MOST_OF_SIGN:
            raise NotASheetError(TOO_LONG)
        self.pieces.append(piece)

    def take(self) -> str:
        """All of it; what comes then is of another cell."""
        text = "".join(self.pieces)
        self.pieces, self.length = [], 0
        return text


class Cells:
    """The cells of a sheet in the columns asked for, as codes by row; of the first row that has any
    when none are asked for.

    A code is the number of a text that cells share, or, counted down from -2, of one in `own`.
    """

    def __init__(self, wanted: Sequence[int] | None) -> None:
        self.wanted = wanted
        self.codes = [array("q") for _ in wanted or ()]
        self.row: dict[int, int] = {}
        self.own: dict[str, int] = {}
        self.column = NOTHING
        self.kind = ""
        self.is_aside = False
        self.written = Written()
        self.numbers: dict[str, int] = {}
        self.is_wanted = frozenset(wanted or range(MOST_COLUMNS)).__contains__
        self.parser = _parser(self.begin)

    def begin(self, tag: str, facts: dict[str, str]) -> None:
        tag = _plain_tag(tag)
        if tag == "c":
            place = facts.get("r")
            letters = place.rstrip(DIGITS) if place else ""
            column = self.numbers.get(letters)
            if column is None:
                column = self.number(letters)
            self.column = column
            if self.is_wanted(column):
                self.kind = facts.get("t", "n")
                self.written.take()
                self.parser.EndElementHandler = self.end
        elif tag in ("row", "sheetData"):
            self.next_row()
        elif tag == ASIDE:
            self.is_aside = True
        elif tag in ("v", "t") and self.parser.EndElementHandler and not self.is_aside:
            self.parser.CharacterDataHandler = self.written.add

    def number(self, letters: str) -> int:
        """The number of a column by its letters; the next one where a cell names none."""
        if not letters:
            return self.column + 1
        number = 0
        for letter in letters:
            number = number * len(ALPHABET) + ALPHABET.index(letter) + 1
        return self.numbers.setdefault(letters, number - 1)

    def end(self, tag: str) -> None:
        tag = _plain_tag(tag)
        self.parser.CharacterDataHandler = None
        if tag == ASIDE:
            self.is_aside = False
        elif tag == "c":
            self.parser.EndElementHandler = None
            if text := self.written.take():
                self.row[self.column] = self.code(text)

    def code(self, text: str) -> int:
        if self.kind == "s":
            # Below nothing stand the cell's own texts.
            return max(int(text), NOTHING)
        if self.kind == "n":
            text = _plain(text)
        elif self.kind == "b":
            text = TRUTHS.get(text, text)
        else:
            text = _without_escapes(text)
        return self.own.setdefault(text, -2 - len(self.own))

    def next_row(self) -> None:
        self.column = NOTHING
        if not self.row:
            return
        if self.wanted is None:
            raise EnoughError
        for column, codes in zip(self.wanted, self.codes, strict=True):
            codes.append(self.row.get(column, NOTHING))
        self.row = {}


def _texts(book: zipfile.ZipFile, cells: Cells) -> Callable[[array[int]], pl.Series]:
    """What makes texts of codes, null of no text."""
    used = {code for codes in [*cells.codes, cells.row.values()] for code in codes if code >= 0}
    shared = SharedTexts(book, used).texts if used else {}
    own = {code: text for text, code in cells.own.items()}
    known = {**shared, **own}
    table = pl.DataFrame(
        {"code": list(known), "text": list(known.values())},
        schema={"code": pl.Int64, "text": pl.String},
    )

    def texts(codes: array[int]) -> pl.Series:
        wanted = pl.DataFrame({"code": pl.Series(codes, dtype=pl.Int64)})
        return wanted.join(table, on="code", how="left", maintain_order="left")["text"]

    return texts


class SharedTexts:
    """Those of the texts that cells share whose numbers are asked for."""

    def __init__(self, book: zipfile.ZipFile, numbers: set[int]) -> None:
        self.numbers, self.last = numbers, max(numbers)
        self.texts: dict[int, str] = {}
        self.number = NOTHING
        self.is_aside = False
        self.written = Written()
        self.parser = _parser(self.begin)
        self.parser.EndElementHandler = self.end
        _parse(_pieces(book, _relation(book, "sharedStrings")), self.parser)

    def begin(self, tag: str, facts: dict[str, str]) -> None:
        tag = _plain_tag(tag)
        if tag == "si":
            self.number += 1
        elif tag == ASIDE:
            self.is_aside = True
        elif tag == "t" and self.number in self.numbers and not self.is_aside:
            self.parser.CharacterDataHandler = self.written.add

    def end(self, tag: str) -> None:
        tag = _plain_tag(tag)
        self.parser.CharacterDataHandler = None
        if tag == ASIDE:
            self.is_aside = False
        elif tag == "si" and self.number in self.numbers:
            self.texts[self.number] = _without_escapes(self.written.take())
            if self.number == self.last:
                raise EnoughError


def _parser(begin: Start) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begin
    # What it may declare makes little text much, and no spreadsheet writes one.
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _plain_tag(tag: str) -> str:
    """Without the letters by which some writers name where it comes from: "x:row"."""
    return tag.rpartition(":")[2]


def _refuse(*_: Any) -> None:
    raise NotASheetError("it declares a type of document")


def _parse(pieces: Iterable[bytes], parser: expat.XMLParserType) -> None:
    read = 0
    try:
        for piece in pieces:
            parser.Parse(piece)
            read += len(piece)
            # Of an element that does not end it tells nothing, and keeps it.
            if read - parser.CurrentByteIndex > MOST_OF_ROW:
                raise NotASheetError("it has an element that does not end")
        parser.Parse(b"", True)
    except EnoughError:
        pass


def _pieces(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with book.open(part) as stream:
        yield from iter(partial(stream.read, CHUNK), b"")


def _cells(book: zipfile.ZipFile, wanted: Sequence[int]) -> Cells:
    part = _sheet_of(book)
    try:
        cells = Cells(wanted)
        _parse(_sifted(_pieces(book, part), wanted), cells.parser)
    except NotPlainError:
        cells = Cells(wanted)
        _parse(_pieces(book, part), cells.parser)
    cells.next_row()
    return cells


def _sifted(pieces: Iterable[bytes], wanted: Sequence[int]) -> Iterator[bytes]:
    """The rows with the cells of these columns alone: a parser takes minutes for all of them.

    Raises NotPlainError where not every cell names its place first, or where anything but elements
    stands between them.
    """
    letters = "|".join(map(_letters, wanted)).encode()
    cell = re.compile(rb'<c r="(?:%s)[0-9]+"[^>]*?(?:/>|>.*?</c>)' % letters, re.DOTALL)
    yield b"<sheetData>"
    for rows in _whole_rows(pieces):
        if b"<!" in rows or b"<c>" in rows or rows.count(b"<c ") != rows.count(b'<c r="'):
            raise NotPlainError
        for row in rows.split(ROW_END):
            yield b"<row>%s</row>" % b"".join(cell.findall(row))
    yield b"</sheetData>"


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest, are_some = b"", False
    for piece in pieces:
        rows, end, rest = (rest + piece).rpartition(ROW_END)
        if end:
            are_some = True
            yield rows
        elif len(rest) > MOST_OF_ROW:
            raise NotPlainError
    # Of another encoding, or by other names, none ends like that.
    if not are_some or b"<row" in rest:
        raise NotPlainError


def _letters(column: int) -> str:
    """How a sheet calls a column: A, …, Z, AA."""
    before, last = divmod(column, len(ALPHABET))
    return (_letters(before - 1) if before else "") + ALPHABET[last]


def _plain(text: str) -> str:
    """A number without the last digits that binary fractions leave: "0.30000000000000004"."""
    try:
        number = float(text)
    except ValueError:
        return text
    whole = number.is_integer() and abs(number) < LARGEST_WHOLE
    return str(int(number)) if whole else repr(number)


def _without_escapes(text: str) -> str:
    plain = ESCAPED.sub(_signs, text) if "_x" in text else text
    if len(plain) > MOST_OF_CELL:
        raise NotASheetError(TOO_LONG)
    return plain


def _signs(match: re.Match[str]) -> str:
    """Signs that XML has no room for, written as the numbers of their halves."""
    halves = bytes.fromhex("".join(re.findall("_x(....)_", match[0])))
    return halves.decode("utf-16-be", "replace")


def _sheet_of(book: zipfile.ZipFile) -> str:
    """The part that holds the first sheet."""
    found: list[str] = []

    def begin(tag: str, facts: dict[str, str]) -> None:
        if _plain_tag(tag) == "workbookPr" and facts.get("date1904", "0") not in ("0", "false"):
            raise NotASheetError(FROM_1904)
        if _plain_tag(tag) == "sheet":
            found.extend(value for name, value in facts.items() if name.endswith(":id"))

    _parse(_pieces(book, WORKBOOK), _parser(begin))
    return _relation(book, found[0] if found else "")


def _relation(book: zipfile.ZipFile, sought: str) -> str:
    """The part of a workbook that has this id, or is of this kind."""
    parts: list[str] = []

    def begin(tag: str, facts: dict[str, str]) -> None:
        if sought in (facts.get("Id"), facts.get("Type", "").rpartition("/")[2]):
            parts.append(facts["Target"])

    _parse(_pieces(book, RELATIONS), _parser(begin))
    if not parts:
        raise NotASheetError("it has no sheet, or lacks a part of it")
    return parts[0].removeprefix("/") if parts[0].startswith("/") else f"xl/{parts[0]}"
