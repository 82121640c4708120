"""The staff import: repeatable, bad rows named, good rows loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.access.policies import operator
from bluelamp.access.services import ImportReport, UnitRow, import_staff, import_units
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotPossible

pytestmark = pytest.mark.django_db
HEADER = "staff_number,given_name,family_name,rank,unit_code,roles,line_manager,email,starts_on"
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
UNITS = [
    UnitRow("BLC-NE-A", "Response A", "TEAM", "BLC-NE", "BCU"),
    UnitRow("BLC-NE", "North East", "BCU", "BLC", "BCU"),
    UnitRow("BLC", "Bluelamp Constabulary", "FORCE", "", "OTHER"),
]
GOOD = [
    "P1,Zoë,O'Neill-Źdźbło,sergeant,BLC-NE-A,custody_officer;supervisor,P3,z@example.org,2020-01-31",
    "P2,محمد,,constable,BLC-NE-A,investigating_officer,P1,,",
    "P3,Ada,Lamp,inspector,BLC-NE,inspector,,,",
]


@pytest.fixture(autouse=True)
def units() -> None:
    assert import_units(UNITS) == 3


def load(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> ImportReport:
    file = folder / "staff.csv"
    file.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return import_staff(file, by=operator(), at=AT)


def test_the_good_are_loaded_with_roles_and_managers(tmp_path: Path) -> None:
    report = load(tmp_path, *GOOD)
    assert (report.added, report.changed, report.unchanged, report.problems) == (3, 0, 0, [])
    first = Staff.objects.get(staff_number="P1")
    assert first.full_name == "Zoë O'Neill-Źdźbło"
    assert first.line_manager == Staff.objects.get(staff_number="P3")
    assert set(first.role_holdings.values_list("role", flat=True)) == {
        Role.CUSTODY_OFFICER,
        Role.SUPERVISOR,
    }
    assert not first.has_usable_password()


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path, *GOOD)
    before = list(Staff.objects.order_by("id").values()), AuditLine.objects.count()
    report = load(tmp_path, *GOOD)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 3)
    assert (list(Staff.objects.order_by("id").values()), AuditLine.objects.count()) == before
    assert RoleHolding.objects.count() == 4


def test_a_change_is_one_change_and_keeps_history(tmp_path: Path) -> None:
    load(tmp_path, *GOOD)
    report = load(tmp_path, GOOD[0].replace("custody_officer;", ""), *GOOD[1:])
    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    held = RoleHolding.objects.filter(staff__staff_number="P1", held_until=None)
    assert [holding.role for holding in held] == [Role.SUPERVISOR]
    assert Staff.objects.get(staff_number="P1").version == 2


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("P9,,X,constable,BLC-NE,,,,", "given_name", "is missing"),
        ("P9,A,X,wizard,BLC-NE,,,,", "rank", "“wizard” is not a rank"),
        ("P9,A,X,constable,NOWHERE,,,,", "unit_code", "there is no unit NOWHERE"),
        ("P9,A,X,constable,BLC-NE,king,,,", "roles", "“king” is not a role"),
        ("P9,A,X,constable,BLC-NE,auditor;administrator,,,", "roles", "not be held together"),
        ("P9,A,X,constable,BLC-NE,,,nonsense,", "email", "is not an e-mail address"),
        ("P9,A,X,constable,BLC-NE,,,,31/01/2020", "starts_on", "is not a date"),
        ("P 9,A,X,constable,BLC-NE,,,,", "staff_number", "is not a staff number"),
        (f"P9,{'A' * 300},X,constable,BLC-NE,,,,", "given_name", "300 characters; at most 60"),
        ("P9,A,X,constable,BLC-NE,,,,,,surplus", "row", "more values than there are columns"),
        ("P3,A,X,constable,BLC-NE,,,,", "staff_number", "stands on line 4 too"),
        ("P9,A,X,constable,BLC-NE,,NOBODY,,", "line_manager", "no member of staff NOBODY"),
    ],
)
def test_a_bad_row_is_named_by_line_and_field(
    tmp_path: Path, row: str, field: str, words: str
) -> None:
    report = load(tmp_path, *GOOD, row)
    assert [(p.line, p.field) for p in report.problems] == [(5, field)]
    assert words in report.problems[0].message
    assert Staff.objects.filter(staff_number__in=["P1", "P2", "P3"]).count() == 3


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    report = load(tmp_path, "P1,Zoë,X,constable,BLC-NE,,,,", encoding="cp1252")
    assert [str(p) for p in report.problems] == ["line 2, given_name: is not UTF-8 text"]


def test_wrong_columns_are_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="no column staff_number, rank"):
        load(tmp_path, "A,B", header=HEADER.replace("staff_number", "id").replace("rank", "grade"))
    assert not Staff.objects.exists()


def test_an_empty_file_is_not_a_staff_file(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(NotPossible, match="not a staff file"):
        import_staff(tmp_path / "empty.csv", by=operator(), at=AT)
