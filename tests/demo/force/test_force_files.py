"""The CSV files: the same bytes each time, and the staff import takes every row."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bluelamp.access.models import Staff, Unit
from bluelamp.access.policies import operator
from bluelamp.access.services import UnitRow, import_staff, import_units
from bluelamp.demo.force import write_staff_csv, write_units_csv

if TYPE_CHECKING:
    from pathlib import Path

STAFF_HEADER = (
    "staff_number,given_name,family_name,rank,unit_code,roles,line_manager,email,starts_on"
)
UNITS_HEADER = "code,name,kind,parent_code,command_class"


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path):
    files = [tmp_path / name for name in ("a", "b", "c")]
    for file, seed in zip(files, (1, 1, 2), strict=True):
        assert write_staff_csv(file, 300, seed) == 300
    first, second, other = (file.read_bytes() for file in files)
    assert first == second != other
    assert first.decode().splitlines()[0] == STAFF_HEADER


def test_the_tree_is_written_in_full(tmp_path: Path):
    written = write_units_csv(tmp_path / "units.csv", seed=1)
    lines = (tmp_path / "units.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == UNITS_HEADER
    assert lines[1] == "BLC,Bluelamp Constabulary (demonstration),FORCE,,OTHER"
    assert len(lines) == written + 1


@pytest.mark.django_db
def test_the_import_takes_every_row(tmp_path: Path):
    write_units_csv(tmp_path / "units.csv", seed=1)
    write_staff_csv(tmp_path / "staff.csv", count=300, seed=1)
    with (tmp_path / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [UnitRow(*row) for row in list(csv.reader(file))[1:]]
    assert import_units(rows) == len(rows)
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    report = import_staff(tmp_path / "staff.csv", by=operator(), at=at)
    assert report.problems == []
    assert report.added == Staff.objects.count() == 300
    assert Unit.objects.count() == len(rows)
    assert Staff.objects.filter(line_manager=None).count() == 1
