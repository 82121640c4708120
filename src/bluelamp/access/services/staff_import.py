"""Loading staff from a file: repeatable, with progress, every bad row named, good rows loaded."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.access.rules.staff_rows import Problem, StaffRow, check_row, missing_columns
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.copying import copy_rows
from bluelamp.core.errors import NotPossible
from bluelamp.core.ids import new_id

BATCH = 2_000
COMPARED = ("given_name", "family_name", "rank", "unit_id", "email", "starts_on")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was not loaded, and why."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.field}: {self.message}"


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Return how many rows were read, bad ones included."""
        bad = len({problem.line for problem in self.problems})
        return self.added + self.changed + self.unchanged + bad


def import_staff(
    path: Path, *, by: Officer, at: datetime, progress: Callable[[int], None] = lambda rows: None
) -> ImportReport:
    """Load a file of staff. The same file twice changes nothing.

    Raises NotPossible when the file's columns are not those of a staff file.
    """
    report = ImportReport()
    units = dict(Unit.objects.values_list("code", "id"))
    ids = dict(Staff.objects.values_list("staff_number", "id"))
    managers: dict[str, tuple[int, str]] = {}
    seen: dict[str, int] = {}
    for batch in _batches(_good_rows(path, units, seen, report)):
        _load_batch([row for _, row in batch], units, ids, report, by=by, at=at)
        managers |= {row.staff_number: (n, row.line_manager) for n, row in batch}
        progress(report.read)
    _set_managers(managers, ids, report, by=by)
    return report


def _good_rows(
    path: Path, units: dict[str, UUID], seen: dict[str, int], report: ImportReport
) -> Iterator[tuple[int, StaffRow]]:
    """Yield the rows that can be loaded, each with its line; note the problems of the others."""
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        reader = csv.DictReader(lines)
        lacking = missing_columns(list(reader.fieldnames or []))
        if lacking:
            raise NotPossible(
                f"This is not a staff file: it has no column {', '.join(lacking)}", field="row"
            )
        for row in reader:
            line = reader.line_num
            checked = check_row(row)
            problems = checked if isinstance(checked, list) else _known(checked, units, seen)
            report.problems += [RowProblem(line, p.field, p.message) for p in problems]
            if isinstance(checked, StaffRow) and not problems:
                seen[checked.staff_number] = line
                yield line, checked


def _known(row: StaffRow, units: dict[str, UUID], seen: dict[str, int]) -> list[Problem]:
    problems = []
    if row.unit_code not in units:
        problems.append(Problem("unit_code", f"there is no unit {row.unit_code}"))
    if row.staff_number in seen:
        earlier = seen[row.staff_number]
        problems.append(Problem("staff_number", f"{row.staff_number} stands on line {earlier} too"))
    return problems


def _batches(
    rows: Iterable[tuple[int, StaffRow]],
) -> Iterator[list[tuple[int, StaffRow]]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


@transaction.atomic
def _load_batch(
    rows: list[StaffRow],
    units: dict[str, UUID],
    ids: dict[str, UUID],
    report: ImportReport,
    *,
    by: Officer,
    at: datetime,
) -> None:
    numbers = [row.staff_number for row in rows]
    known = {each.staff_number: each for each in Staff.objects.filter(staff_number__in=numbers)}
    held = _roles_held(known.values())
    fresh = [row for row in rows if row.staff_number not in known]
    ids |= {row.staff_number: new_id() for row in fresh}
    added = [_new(row, units, ids) for row in fresh]
    changed, same = [], 0
    for row in rows:
        staff = known.get(row.staff_number)
        if staff is None:
            continue
        differs = _differs(staff, row, units) or held.get(staff.id, set()) != row.roles
        changed.append(_amended(staff, row, units)) if differs else None
        same += not differs
    copy_rows(added)
    Staff.objects.bulk_update(changed, [*COMPARED[:3], "unit", *COMPARED[4:], "version"])
    wanted = {row.staff_number: row.roles for row in rows}
    _set_roles([*added, *changed], wanted, held, at=at)
    _audit(added, changed, by=by)
    report.added += len(added)
    report.changed += len(changed)
    report.unchanged += same


def _new(row: StaffRow, units: dict[str, UUID], ids: dict[str, UUID]) -> Staff:
    return Staff(
        id=ids[row.staff_number],
        staff_number=row.staff_number,
        line_manager_id=ids.get(row.line_manager),
        password=make_password(None),  # no password: signs in only once one is set
        **_values(row, units),
    )


def _amended(staff: Staff, row: StaffRow, units: dict[str, UUID]) -> Staff:
    for name, value in _values(row, units).items():
        setattr(staff, name, value)
    staff.version += 1
    return staff


def _differs(staff: Staff, row: StaffRow, units: dict[str, UUID]) -> bool:
    return any(getattr(staff, name) != value for name, value in _values(row, units).items())


def _values(row: StaffRow, units: dict[str, UUID]) -> dict[str, object]:
    return {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "rank": row.rank,
        "unit_id": units[row.unit_code],
        "email": row.email,
        "starts_on": row.starts_on,
    }


def _roles_held(staff: Iterable[Staff]) -> dict[UUID, set[Role]]:
    held: dict[UUID, set[Role]] = {}
    open_now = RoleHolding.objects.filter(staff__in=[s.id for s in staff], held_until=None)
    for staff_id, role in open_now.values_list("staff_id", "role"):
        held.setdefault(staff_id, set()).add(Role(role))
    return held


def _set_roles(
    staff: list[Staff],
    wanted: dict[str, frozenset[Role]],
    held: dict[UUID, set[Role]],
    *,
    at: datetime,
) -> None:
    copy_rows(
        RoleHolding(staff=each, role=role, held_from=at)
        for each in staff
        for role in sorted(wanted[each.staff_number] - held.get(each.id, set()))
    )
    for each in staff:
        lost = held.get(each.id, set()) - wanted[each.staff_number]
        if lost:
            RoleHolding.objects.filter(staff=each, role__in=lost, held_until=None).update(
                held_until=at
            )


def _audit(added: list[Staff], changed: list[Staff], *, by: Officer) -> None:
    for staff, record in ((added, record_collection), (changed, record_change)):
        if staff:
            subject = Subject("staff", tuple(each.id for each in staff), regime=Regime.GEN)
            record(by=by, of=subject, action="import_staff")


@transaction.atomic
def _set_managers(
    wanted: dict[str, tuple[int, str]], ids: dict[str, UUID], report: ImportReport, *, by: Officer
) -> None:
    """Set the line managers that changed, or who stand below their team in the file."""
    changed = []
    current = Staff.objects.filter(staff_number__in=wanted).only("staff_number", "line_manager_id")
    for staff in current.iterator(chunk_size=BATCH):
        line, number = wanted[staff.staff_number]
        if number and number not in ids:
            message = f"there is no member of staff {number}; the row was loaded without"
            report.problems.append(RowProblem(line, "line_manager", message))
        if staff.line_manager_id != ids.get(number):
            staff.line_manager_id = ids.get(number)
            changed.append(staff)
    Staff.objects.bulk_update(changed, ["line_manager"], batch_size=BATCH)
    _audit([], changed, by=by)
