"""Who is in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CellKind, CustodyEntryKind, CustodyState
from bluelamp.custody.models import Cell, CellOccupation, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.rules.transitions import IN_SUITE
from bluelamp.custody.rules.vulnerability import (
    may_be_put_in_cell,
    may_share_cell,
    treated_as_child,
)

from .record_keeping import changed_record, check_moment, enter


def place_in_cell(
    *,
    record_id: UUID,
    version: int,
    cell_id: UUID,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    why: str = "",
) -> CustodyEntry:
    """Put the person in a cell, out of the one they are in (CAR-14, VUL-6).

    Refused for a cell that is full, holds an adult beside a child, is out of use or of another
    suite. ``why`` says why a child is put in a cell rather than a detention room.
    """
    with changed_record(
        record_id, version=version, may=can_care_for_person, by=by, action="place_in_cell"
    ) as record:
        if CustodyState(record.state) not in IN_SUITE:
            where = CustodyState(record.state).label.lower()
            raise NotPossible(f"The person is not in the suite: {where}.", rule="section 16")
        return occupy(record, cell_id, occurred_at=occurred_at, by=by, at=at, why=why)


def occupy(
    record: CustodyRecord,
    cell_id: UUID,
    *,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    why: str = "",
) -> CustodyEntry:
    """Put the person of a locked record in a cell, and write the entry."""
    now_in = current_occupation(record)
    after = [("the move to the present cell", now_in.since)] if now_in else []
    check_moment(record, "The move", occurred_at, at=at, after=after)
    child = treated_as_child(record.person.born_to, occurred_at)
    cell = _free_cell(record, cell_id, occurred_at, child=child)
    locked = CellKind(cell.kind).is_locked_cell
    may_be_put_in_cell(child=child, locked_cell=locked, reason=why).require("why")
    leave_cell(record, until=occurred_at)
    CellOccupation.objects.create(record=record, cell=cell, since=occurred_at, child=child)
    moved = f"Moved from cell {now_in.cell.number} to" if now_in else "Placed in"
    text = f"{moved} cell {cell.label}. {why.strip()}".strip()
    return enter(
        record, CustodyEntryKind.CELL, text, occurred_at=occurred_at, by=by, cell=cell.number
    )


def leave_cell(record: CustodyRecord, *, until: datetime) -> None:
    """End the stay in the present cell, if there is one."""
    now_in = current_occupation(record)
    if now_in is None:
        return
    now_in.until = until
    now_in.save(update_fields=["until"])


def current_occupation(record: CustodyRecord) -> CellOccupation | None:
    """Return the stay in the present cell."""
    return record.occupations.filter(until=None).select_related("cell").first()


def _free_cell(record: CustodyRecord, cell_id: UUID, since: datetime, *, child: bool) -> Cell:
    """Return the cell, locked, so that of two officers at once the second is refused."""
    cell = Cell.objects.select_for_update(no_key=True).filter(pk=cell_id).first()
    if cell is None or cell.suite_id != record.suite_id:
        raise NotPossible("Select a cell of this suite.", field="cell", rule="CAR-14")
    if cell.out_of_use:
        raise NotPossible(f"Cell {cell.number} is out of use.", field="cell", rule="CAR-14")
    present = list(cell.occupations.filter(until=None))
    if any(stay.record_id == record.pk for stay in present):
        reason = f"Cell {cell.number} is this person's already. Select another."
        raise NotPossible(reason, field="cell", rule="section 16")
    _check_company(cell, present, child=child)
    _check_earlier_stays(cell, since, child=child)
    return cell


def _check_company(cell: Cell, present: Sequence[CellOccupation], *, child: bool) -> None:
    others = [stay.child for stay in present]
    answer = may_share_cell(child=child, others_children=others, capacity=cell.capacity)
    if not answer and answer.rule == "section 16":
        reason = f"Cell {cell.number} is occupied. Select another."
        raise NotPossible(reason, field="cell", rule="section 16")
    answer.require("cell")


def _check_earlier_stays(cell: Cell, since: datetime, *, child: bool) -> None:
    """Refuse a stay typed late that would lie over one that has ended."""
    overlaps = list(cell.occupations.filter(until__gt=since).order_by("-until"))
    alike = all(stay.child == child for stay in overlaps)
    if len(overlaps) >= cell.capacity or not alike:
        until = overlaps[0].until
        assert until is not None  # noqa: S101  chosen so
        reason = f"Cell {cell.number} was occupied until {told(until)}."
        raise NotPossible(reason, field="cell", rule="section 16")
