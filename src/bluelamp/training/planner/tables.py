"""CSV files as rows of typed values; whatever cannot be read becomes a problem, not an end."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

from .problems import Problem

Reader = Callable[[str], Any]
REQUIRED = object()
"""The default of a column that every row must fill."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a cell is read, and what an empty one means."""

    read: Reader
    default: Any = REQUIRED


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its line, for problems that show only later."""

    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        """Return one cell."""
        return self.cells[column]


def rows_of(
    path: Path, columns: Mapping[str, Column], problems: list[Problem], *, needed: bool = True
) -> Iterator[Row]:
    """Yield the rows that can be read; those that cannot are told as problems."""
    if not path.is_file():
        if needed:
            problems.append(Problem(path.name, 0, "", "this file is missing"))
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        wrong = _header_problems(path.name, header, columns)
        problems += wrong
        if any(each.column in columns or not each.column for each in wrong):
            return
        for line, cells in enumerate(lines, start=2):
            row = _row(path.name, line, header, cells, columns, problems)
            if row:
                yield row


def _header_problems(name: str, header: list[str], columns: Mapping[str, Column]) -> list[Problem]:
    if not header:
        return [Problem(name, 1, "", "the header is missing")]
    unknown = [Problem(name, 1, each, "unknown column") for each in header if each not in columns]
    twice = [each for each in columns if header.count(each) > 1]
    missing = [
        each for each, how in columns.items() if how.default is REQUIRED and each not in header
    ]
    return [
        *unknown,
        *(Problem(name, 1, each, "this column stands twice") for each in twice),
        *(Problem(name, 1, each, "this column is missing") for each in missing),
    ]


def _row(
    name: str,
    line: int,
    header: list[str],
    cells: list[str],
    columns: Mapping[str, Column],
    problems: list[Problem],
) -> Row | None:
    if not any(cells):
        return None
    if len(cells) != len(header):
        said = f"{len(cells)} cells under {len(header)} columns"
        problems.append(Problem(name, line, "", said))
        return None
    typed, whole = {}, True
    given = dict(zip(header, cells, strict=True))
    for column, how in columns.items():
        text = given.get(column, "").strip()
        if not text:
            typed[column] = how.default
            if how.default is REQUIRED:
                problems.append(Problem(name, line, column, "must be filled"))
                whole = False
            continue
        try:
            typed[column] = how.read(text)
        except ValueError as error:
            problems.append(Problem(name, line, column, str(error)))
            whole = False
    return Row(line, typed) if whole else None


def text(cell: str) -> str:
    """Read text as it stands."""
    return cell


def day(cell: str) -> date:
    """Read ``2027-01-04``. Raises ValueError."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a date such as 2027-01-04") from None


def clock(cell: str) -> time:
    """Read ``09:00``. Raises ValueError."""
    try:
        found = time.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is not a time such as 09:00") from None
    if found.tzinfo:
        raise ValueError("times are local and carry no zone")
    return found


def flag(cell: str) -> bool:
    """Read ``1``, ``0``, ``true`` or ``false``. Raises ValueError."""
    known = {"1": True, "true": True, "0": False, "false": False}
    if cell.lower() not in known:
        raise ValueError(f"{cell!r} is neither 1 nor 0")
    return known[cell.lower()]


def count(least: int = 0) -> Reader:
    """Return a reader of whole numbers from ``least`` up."""

    def read(cell: str) -> int:
        if not cell.isascii() or not cell.lstrip("-").isdecimal():
            raise ValueError(f"{cell!r} is not a whole number")
        if int(cell) < least:
            raise ValueError(f"{cell} is less than {least}")
        return int(cell)

    return read


def share(cell: str) -> Fraction:
    """Read a share from 0 to 1, exactly as written. Raises ValueError."""
    try:
        found = Fraction(cell)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{cell!r} is not a number") from None
    if not 0 <= found <= 1:
        raise ValueError(f"{cell} is not from 0 to 1")
    return found


def word(kind: Callable[[str], Any], several: bool = False) -> Reader:
    """Return a reader of a word of a closed list, or of several with ``;`` between them."""

    def one(cell: str) -> Any:
        try:
            return kind(cell)
        except ValueError:
            raise ValueError(f"{cell!r} is not one of {', '.join(kind)}") from None  # type: ignore[arg-type]

    def many(cell: str) -> frozenset[Any]:
        return frozenset(one(each.strip()) for each in cell.split(";") if each.strip())

    return many if several else one


def keys(cell: str) -> tuple[str, ...]:
    """Read keys with ``;`` between them."""
    return tuple(each.strip() for each in cell.split(";") if each.strip())
