"""Tables out of files of other people's programs: read whole, or refused with what is wrong."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from bluelamp.core.errors import NotPossible
from bluelamp.training.rules.row_faults import RowFault
from bluelamp.training.services.table_files import MOST_ROWS, rows_of

COLUMNS = ("module", "course")
GOOD = "module,course\ncrime,RESP\n"
READ = [(2, {"module": "crime", "course": "RESP"})]


def workbook(*rows: list[object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def packed(name: str, content: str) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return made.getvalue()


def broken_sheet() -> bytes:
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook(["module", "course"]))) as whole, ZipFile(made, "w") as parts:
        for name in whole.namelist():
            parts.writestr(name, b"<broken" if "sheet1" in name else whole.read(name))
    return made.getvalue()


def read(content: bytes, name: str = "c.csv"):
    return rows_of(name, content, columns=COLUMNS, rule="TRN-3.10")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (GOOD.encode(), "c.csv"),
        (GOOD.encode("utf-8-sig"), "c.csv"),
        (GOOD.replace(",", ";").encode(), "c.csv"),
        (GOOD.replace(",", "\t").encode(), "c.csv"),
        (b'"Course";"Module"\r\n"RESP";"crime"\r\n', "c.csv"),
        (workbook(["Course", "module"], ["RESP", "crime"]), "c.xlsx"),
        (workbook(["Course", "module"], ["RESP", "crime"]), "c.csv"),
    ],
    ids=["commas", "with a mark", "semicolons", "tabs", "quoted", "workbook", "misnamed workbook"],
)
def test_what_other_programs_write_is_read(content, name):
    assert read(content, name) == READ


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "c.csv", "has no columns module, course"),
        (b"module\ncrime\n", "c.csv", "has no column course"),
        (b"module,course,course\na,b,c\n", "c.csv", "has the column course twice"),
        (GOOD.encode("utf-16"), "c.csv", "Row 1 is not in UTF-8"),
        (f"{GOOD}crime,café\n".encode("cp1252"), "c.csv", "Row 3 is not in UTF-8"),
        (GOOD.encode() + b"\0,x\n", "c.csv", "is not CSV"),
        (GOOD.encode() + b"crime,RESP\n" * MOST_ROWS, "c.csv", "more than 5,000 rows"),
        (b"a" * 2_000_001, "c.csv", "at most 2 MB"),
        (b"", "c.xlsx", "is not a workbook"),
        (packed("a", "b"), "c.xlsx", "is not a workbook"),
        (broken_sheet(), "c.xlsx", "is not a workbook"),
        (packed("a", "0" * 50_000_001), "c.xlsx", "too large"),
    ],
    ids=[
        "empty",
        "a column missing",
        "a column doubled",
        "UTF-16",
        "Windows-1252",
        "a zero byte",
        "too many rows",
        "too large",
        "empty workbook",
        "no workbook",
        "broken workbook",
        "unpacks to more than it may",
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_rule(content, name, words):
    with pytest.raises(NotPossible, match=words) as refused:
        read(content, name)
    assert (refused.value.field, refused.value.rule) == ("file", "TRN-3.10")


def test_a_quote_never_closed_is_one_row_and_is_told_in_short():
    ((line, row),) = read(b'module,course\n"crime,RESP\n' + b"crime,RESP\n" * 1000)
    assert (line, row.get("course")) == (2, None)
    assert len(str(RowFault(line, "module", row["module"], "TRN-3.10"))) < 350
