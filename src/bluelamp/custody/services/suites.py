"""Suites and cells: set up, closed with a reason, opened again, changed (CAR-14)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CellKind
from bluelamp.custody.models import Cell, CellChange, Suite
from bluelamp.custody.policies import can_manage_suites

from .record_keeping import written

RULE = "CAR-14"


@transaction.atomic
def add_suite(*, unit_id: UUID, code: str, name: str, designated: bool, by: Officer) -> Suite:
    """Set up the suite of a station, which has none yet."""
    require(can_manage_suites(by))
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    if Suite.objects.filter(unit=unit).exists():
        raise NotPossible(f"{unit.name} has a suite already.", field="unit", rule=RULE)
    if Suite.objects.filter(code=code).exists():
        raise NotPossible("Another suite has this short name.", field="code", rule=RULE)
    label = written(name, "the name of the suite", field="name", rule=RULE)
    suite = Suite.objects.create(unit=unit, code=code, name=label, is_designated=designated)
    record_change(by=by, of=_subject(suite), action="add_suite")
    return suite


@transaction.atomic
def add_cell(
    *,
    suite_id: UUID,
    number: str,
    kind: CellKind,
    capacity: int,
    reason: str,
    by: Officer,
    at: datetime,
) -> Cell:
    """Set up a cell at the end of the corridor."""
    require(can_manage_suites(by))
    suite = Suite.objects.select_for_update().get(pk=suite_id)
    label = written(number, "the number of the cell", field="number", rule=RULE)
    if suite.cells.filter(number=label).exists():
        raise NotPossible(f"There is a cell {label} already.", field="number", rule=RULE)
    last = suite.cells.aggregate(last=Max("position"))["last"] or 0
    _check_capacity(capacity, present=0)
    cell = Cell.objects.create(
        suite=suite, number=label, kind=kind, capacity=capacity, position=last + 1
    )
    what = f"Set up as {kind.label.lower()} for {capacity}"
    _keep(cell, what, reason, by=by, at=at, action="add_cell")
    return cell


@transaction.atomic
def change_cell(
    *,
    cell_id: UUID,
    kind: CellKind,
    capacity: int,
    out_of_use: bool,
    reason: str,
    by: Officer,
    at: datetime,
) -> CellChange:
    """Close a cell, open it again, or change what it is for and how many it has room for.

    Nobody may be in a cell that is closed, nor more people than it then has room for.
    """
    require(can_manage_suites(by))
    cell = Cell.objects.select_for_update().select_related("suite").get(pk=cell_id)
    present = cell.occupations.filter(until=None).count()
    if out_of_use and not cell.out_of_use and present:
        reason_not = f"Somebody is in cell {cell.number}. Move them first."
        raise NotPossible(reason_not, field="out_of_use", rule=RULE)
    _check_capacity(capacity, present=present)
    what = _what(cell, kind, capacity, out_of_use=out_of_use)
    if not what:
        raise NotPossible("Nothing would change.", rule=RULE)
    cell.kind, cell.capacity, cell.out_of_use = kind, capacity, out_of_use
    cell.save()
    return _keep(cell, what, reason, by=by, at=at, action="change_cell")


def _what(cell: Cell, kind: CellKind, capacity: int, *, out_of_use: bool) -> str:
    parts = []
    if out_of_use != cell.out_of_use:
        parts.append("Closed" if out_of_use else "Opened again")
    if kind != cell.kind:
        parts.append(f"{CellKind(cell.kind).label} made {kind.label.lower()}")
    if capacity != cell.capacity:
        parts.append(f"Room for {capacity}, before {cell.capacity}")
    return "; ".join(parts)


def _check_capacity(capacity: int, *, present: int) -> None:
    if capacity < max(1, present):
        least = f"{present} are in it now" if present > 1 else "it is for one at least"
        reason = f"The cell cannot have room for {capacity}: {least}."
        raise NotPossible(reason, field="capacity", rule="section 16")


def _keep(
    cell: Cell, what: str, reason: str, *, by: Officer, at: datetime, action: str
) -> CellChange:
    words = written(reason, "why", field="reason", rule=RULE)
    record_change(by=by, of=_subject(cell.suite), action=action, detail=cell.number)
    return CellChange.objects.create(
        cell=cell,
        changed_at=at,
        changed_by_id=by.id,
        changed_by_label=by.label,
        what=what,
        reason=words,
    )


def _subject(suite: Suite) -> Subject:
    return Subject(kind="custody_suite", ids=(suite.pk,), reference=suite.code)
