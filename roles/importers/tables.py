"""Tables as their publishers ship them: CSV or XLSX, read as text, only the columns asked for.

A byte-order mark, carriage returns as line ends, letters of Windows-1252, headers in any case and
cells that a spreadsheet keeps from reading as numbers, ="0012", are taken as they come. What would
be read wrongly is refused: another encoding, a header twice, a row with more cells than the header
or fewer, a quotation mark that never closes.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

import polars as pl

from roles import dates
from roles.importers import workbooks

# A sheet has a million rows at most; of the hundred columns of a year of labor condition
# applications they are 2 GiB as CSV and 3 to 5 GiB unpacked, of which most are the names of cells.
# Both are read in pieces, so that this is a limit of time and not of memory.
MOST_BYTES = 2**33
HEAD = PIECE = 2**20
# Of older files, and of spreadsheets that are asked for no other.
UTF_8, OLDER = "utf-8", "cp1252"
PARTED = {";": "semicolons", "\t": "tabs", "|": "upright lines"}
# What a figure has room for.
LONGEST_NAME = 200
MOST_SHOWN = 40
# How spreadsheets are told to take a cell for text: ="0012", with quotation marks in it twice.
WRAPPED = r'(?s)^="(.*)"$'
QUOTED = re.compile(rb'"[^"]*"')
WHOLE_ROWS = pl.QueryOptFlags(projection_pushdown=False)
NUMBER = re.compile(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")


class Unreadable(ValueError):
    """The file is not what it should be; the message says why, in one line."""


@dataclass(frozen=True)
class File:
    """A file to import: its name and SHA-256 go with every figure taken from it."""

    path: Path
    digest: str
    encoding: str = UTF_8

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True)
class Bundle:
    """Files that are read as one, in whatever order: what figures taken from all of them name."""

    files: Sequence[File]

    @property
    def name(self) -> str:
        """Of each, by alphabet, as far as there is room."""
        names = sorted(file.name for file in self.files)
        joined = ", ".join(names)
        fits = len(joined) <= LONGEST_NAME or len(names) == 1
        return joined if fits else f"{names[0]} and {len(names) - 1:,} more"

    @property
    def digest(self) -> str:
        """Of one file its own, of several that of their digests, smallest first."""
        digests = sorted(file.digest for file in self.files)
        if len(digests) == 1:
            return digests[0]
        return hashlib.sha256("".join(digests).encode()).hexdigest()


def open_file(path: Path) -> File:
    """The file made ready. Raises Unreadable when it is missing, empty or over MOST_BYTES, or when
    its name, which goes with the figures, is no text."""
    try:
        path.name.encode()
        size = _size(path)
        if not size:
            raise Unreadable(f"{path.name} is empty")
        if size > MOST_BYTES:
            raise Unreadable(f"{path.name} is larger than {MOST_BYTES // 2**20} MiB")
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return File(path, digest, _encoding(path))
    except UnicodeEncodeError as error:
        raise Unreadable(f"The name of the file {path.name!a} is not in UTF-8") from error
    except OSError as error:
        raise Unreadable(f"{path.name}: {error.strerror}") from error


def _size(path: Path) -> int:
    """In bytes; of a sheet, which is packed, unpacked: some megabytes may hold gigabytes."""
    if path.suffix.lower() != ".xlsx" or not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as packed:
        return sum(part.file_size for part in packed.infolist())


def _encoding(path: Path) -> str:
    """UTF-8, or OLDER where no sign beyond ASCII is of UTF-8; of a file of both, some are lost."""
    if path.suffix.lower() == ".xlsx":
        return UTF_8
    are_older = False
    for text in _texts(path):
        if not text.isascii():
            are_older = True
            if any("\x7f" < sign < "\udc80" or sign > "\udcff" for sign in set(text)):
                return UTF_8
    return OLDER if are_older else UTF_8


def _texts(path: Path) -> Iterator[str]:
    """The file piece by piece, with each byte that is none of UTF-8 as half of a sign."""
    decoder = codecs.getincrementaldecoder(UTF_8)("surrogateescape")
    with path.open("rb") as stream:
        for piece in iter(partial(stream.read, PIECE), b""):
            yield decoder.decode(piece)
    yield decoder.decode(b"", True)


def headers(file: File) -> dict[str, str]:
    """Its headers as written, by the header in capitals with underscores for spaces.

    Raises Unreadable when one stands there twice, and when there is none.
    """
    try:
        names = _sheet_headers(file) if _is_xlsx(file) else _csv(file).collect_schema().names()
    except pl.exceptions.PolarsError as error:
        raise Unreadable(f"{file.name}: {_first_line(error)}") from error
    by_key = {_header_key(name): name for name in names}
    # polars gives such an ending to a header that stands there again.
    if len(by_key) != len(names) or any("_DUPLICATED_" in key for key in by_key):
        raise Unreadable(f"{file.name} has a header twice")
    for sign, signs in PARTED.items():
        if len(names) == 1 and sign in names[0]:
            raise Unreadable(f"{file.name} is parted by {signs}: save it with commas")
    return by_key


def choose_headers(
    headers: Mapping[str, str], candidates: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """For each name, the header that is there of its candidates; left out when there is none."""
    by_name = {
        name: next((headers[header] for header in names if header in headers), None)
        for name, names in candidates.items()
    }
    return {name: header for name, header in by_name.items() if header is not None}


def columns(file: File, by_name: Mapping[str, str]) -> pl.DataFrame:
    """The columns named, and no others, as trimmed text under their new names; null where a cell
    is empty, in quotes or of blanks alone. Rows of nothing else, which pad a file, are none.

    Raises Unreadable with what is wrong with the file.
    """
    texts = [_text(header).alias(name) for name, header in by_name.items()]
    is_row = pl.any_horizontal(pl.col(name).is_not_null() for name in by_name)
    read = _sheet if _is_xlsx(file) else _rows
    names = list(dict.fromkeys(by_name.values()))
    return read(file, names).select(texts).filter(is_row)


def _rows(file: File, names: Sequence[str]) -> pl.DataFrame:
    try:
        # In pieces: files of a million rows need not be in memory whole. But whole rows: of a row
        # with a cell more, each column alone would be read, and might be the one beside. And as
        # they stand: what is computed of them here, polars keeps beside all columns of the piece.
        table = _csv(file)
        last = table.collect_schema().names()[-1]
        lazy = table.select({*names, last})
        rows = lazy.collect(engine="streaming", optimizations=WHOLE_ROWS)
    except pl.exceptions.PolarsError as error:
        raise Unreadable(f"{file.name}: {_fault(file) or _first_line(error)}") from error
    # What is missing at the end of a row reads as empty: only where something is, rows are counted.
    if rows[last].null_count() and (line := _short_line(file)):
        raise Unreadable(f"{file.name}: line {line} has fewer cells than the header")
    return rows


def _short_line(file: File) -> int:
    """The first line with fewer cells than the header, as where a file is cut; nought without one.
    Lines of blanks alone pad a file."""
    with file.path.open(encoding=file.encoding, errors="replace", newline="") as lines:
        rows = csv.reader(lines)
        cells, begins = len(next(rows, [])), rows.line_num + 1
        with suppress(csv.Error):
            for row in rows:
                if len(row) < cells and any(map(str.strip, row)):
                    return begins
                begins = rows.line_num + 1
    return 0


def may_be_cut(file: File) -> bool:
    """Whether its last line has no end: what stands last may be a part of what stood there."""
    with file.path.open("rb") as stream:
        stream.seek(-1, io.SEEK_END)
        return not _is_xlsx(file) and stream.read() not in (b"\n", b"\r")


def _fault(file: File) -> str:
    """What is wrong with the rows of a file, and in which line; empty where nothing is found."""
    with file.path.open(encoding=file.encoding, errors="replace", newline="") as lines:
        rows = csv.reader(lines, strict=True)
        cells, begins = len(next(rows, [])), rows.line_num + 1
        try:
            for row in rows:
                if len(row) > cells:
                    return f"line {begins} has more cells than the header"
                begins = rows.line_num + 1
        except csv.Error as error:
            return _of_quotes(error, begins)
    return ""


def _of_quotes(error: csv.Error, line: int) -> str:
    # A cell that is far too long has begun with such a mark as well.
    if "end of data" in str(error) or "limit" in str(error):
        return f"a quotation mark opens in line {line} and never closes"
    return f"a quotation mark closes in line {line} before its cell ends"


def _text(header: str) -> pl.Expr:
    text = pl.col(header).cast(pl.String).str.strip_chars()
    inner = text.str.extract(WRAPPED).str.replace_all('""', '"', literal=True).str.strip_chars()
    return pl.coalesce(inner, text).replace("", None)


def of_year(text: str) -> str:
    """The year as figures carry it. Raises Unreadable when it is none."""
    if len(of_date(text)) != 4:
        raise Unreadable(f"{text} is no year")
    return text


def of_date(text: str) -> str:
    """A year, month or day as figures carry it. Raises Unreadable when it is none."""
    try:
        known = dates.known(text)
    except ValueError as error:
        how = str(error).removesuffix(".")
        raise Unreadable(f"{text:.60} is no date. {how}") from error
    if not known:
        raise Unreadable("An empty text is no date")
    return known


def amount(text: str) -> Decimal:
    """A number above zero, with separators of thousands or without: "384,980" as 384980.

    Raises Unreadable when it is none.
    """
    number = Decimal(text.replace(",", "")) if NUMBER.fullmatch(text) else None
    if not number:
        raise Unreadable(f"{text:.60} is no number above zero")
    return number


def shown(text: str) -> str:
    """A cell as it may be told in a line: without signs that nobody sees, and not for ever."""
    seen = "".join(sign if sign.isprintable() else "�" for sign in text)
    return seen if len(seen) <= MOST_SHOWN else f"{seen[:MOST_SHOWN]}…"


def _header_key(header: str) -> str:
    text = header.strip()
    # Of headers polars leaves the quotation marks within as they are: twice.
    match = re.fullmatch('="{1,2}(.*?)"{1,2}', text)
    return re.sub(r"\W+", "_", (match[1] if match else text).strip().upper())


def _is_xlsx(file: File) -> bool:
    return file.path.suffix.lower() == ".xlsx"


def _sheet_headers(file: File) -> list[str]:
    try:
        return workbooks.headers(file.path)
    except workbooks.NotASheetError as error:
        raise Unreadable(f"{file.name}: {error}") from error


def _sheet(file: File, names: Sequence[str]) -> pl.DataFrame:
    try:
        return workbooks.columns(file.path, names)
    except workbooks.NotASheetError as error:
        raise Unreadable(f"{file.name}: {error}") from error


def _csv(file: File) -> pl.LazyFrame:
    with file.path.open("rb") as stream:
        # Enough to tell: encodings show at once, and a line is never as long.
        head = stream.read(HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        raise Unreadable(f"{file.name} is not text in UTF-8; save it as CSV in UTF-8")
    # polars takes only one sign for the end of a line; within quotation marks it ends none.
    line_end = "\n" if b"\n" in QUOTED.sub(b"", head) else "\r"
    try:
        # All as text: guessed types would take codes for numbers.
        return pl.scan_csv(
            _source(file), infer_schema=False, encoding="utf8-lossy", eol_char=line_end
        )
    except pl.exceptions.PolarsError as error:
        raise Unreadable(f"{file.name}: {_first_line(error)}") from error


def _source(file: File) -> Path | io.BytesIO:
    if file.encoding == UTF_8:
        return file.path
    # Whole in memory: polars reads no other encoding, and files of older ones are not the largest.
    return io.BytesIO(file.path.read_bytes().decode(file.encoding, "replace").encode())


def _first_line(error: Exception) -> str:
    # Errors of polars go on with advice on its own options.
    return str(error).strip().partition("\n")[0]
