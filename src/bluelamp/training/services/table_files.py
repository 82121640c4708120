"""A table out of a file that somebody brings, CSV or XLSX, whoever's program wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bluelamp.core.errors import NotPossible
from bluelamp.training.rules.row_faults import missing_columns

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_BYTES_UNPACKED = 50_000_000
ZIPPED = b"PK\x03\x04"
"""How a workbook begins, whatever its file is called."""
SEPARATORS = (",", ";", "\t")
"""A spreadsheet writes CSV with the separator of its country."""
Row = tuple[int, Mapping[str, str]]


def rows_of(name: str, content: bytes, *, columns: Sequence[str], rule: str) -> list[Row]:
    """Return the rows with their numbers in the file, by the names of their columns.

    Raises NotPossible for a file that is too large, that cannot be read, or that lacks a column:
    then nothing of it is used.
    """
    if len(content) > MOST_BYTES:
        raise NotPossible("This file is too large: at most 2 MB.", field="file", rule=rule)
    is_book = name.lower().endswith(".xlsx") or content.startswith(ZIPPED)
    lines = _xlsx(content, rule) if is_book else _csv(content, columns, rule)
    if len(lines) > MOST_ROWS + 1:
        words = f"This file has more than {MOST_ROWS:,} rows."
        raise NotPossible(words, field="file", rule=rule)
    header = [_column(cell) for cell in next(iter(lines[:1]), [])]
    _refuse_header(header, columns, rule)
    return [
        (number, dict(zip(header, line, strict=False)))
        for number, line in enumerate(lines[1:], start=2)
    ]


def _refuse_header(header: Collection[str], columns: Sequence[str], rule: str) -> None:
    lacking = missing_columns(header, columns)
    if lacking:
        many = "columns" if len(lacking) > 1 else "column"
        words = f"The first row of this file has no {many} {', '.join(lacking)}."
        raise NotPossible(words, field="file", rule=rule)
    doubled = [column for column in columns if list(header).count(column) > 1]
    if doubled:
        words = f"The first row of this file has the column {', '.join(doubled)} twice."
        raise NotPossible(words, field="file", rule=rule)


def _column(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_")


def _csv(content: bytes, columns: Sequence[str], rule: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        words = f"Row {row} is not in UTF-8. Save the file as “CSV UTF-8” and bring it again."
        raise NotPossible(words, field="file", rule=rule) from error
    if "\0" in text:
        raise NotPossible("This file is not CSV.", field="file", rule=rule)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, columns))
        return [line for line, _ in zip(reader, range(MOST_ROWS + 2), strict=False)]
    except csv.Error as error:
        raise NotPossible("This file is not CSV.", field="file", rule=rule) from error


def _separator(text: str, columns: Sequence[str]) -> str:
    """Return the separator that shows most of the columns in the first row."""
    first = text.split("\n", 1)[0]

    def known(separator: str) -> int:
        header = [_column(cell.strip().strip('"')) for cell in first.split(separator)]
        return len(columns) - len(missing_columns(header, columns))

    return max(SEPARATORS, key=known)


def _xlsx(content: bytes, rule: str) -> list[list[str]]:
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(each.file_size for each in parts.infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            raise NotPossible("This workbook is too large.", field="file", rule=rule)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (
        BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
    ) as error:
        words = "This file is not a workbook (.xlsx)."
        raise NotPossible(words, field="file", rule=rule) from error


def _text(cell: Any) -> str:
    """Return a cell as somebody would type it: a day without its midnight, 7 and not 7.0."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
