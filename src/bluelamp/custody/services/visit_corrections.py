"""Correcting a visit recorded with a wrong time or cell: a later one counts instead (REC-4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.ids import new_id
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import CustodyEntry, CustodyRecord, Visit, VisitRound

from .caring import cared_for
from .record_keeping import enter, written
from .visits import check_visit_moment, minutes_late, visit_words

KEPT = (
    "record_id",
    "visited_by_id",
    "visited_by_label",
    "due_at",
    "seen",
    "condition",
    "action",
    "words",
    "roused",
    "rousing_words",
)


def correct_visit(
    *,
    visit_id: UUID,
    visited_at: datetime,
    cell: str,
    reason: str,
    by: Officer,
    at: datetime,
) -> Visit:
    """Put a visit with the right time and cell in place of a wrong one, with the reason.

    The wrong one stays on the record with its time; what is due next follows the right one.
    """
    wrong = Visit.objects.get(pk=visit_id)
    with cared_for(
        wrong.record_id,
        "The visit",
        visited_at,
        by=by,
        at=at,
        action="correct_visit",
        field="visited_at",
    ) as record:
        _check(record, wrong, visited_at, cell, at)
        words = written(reason, "why the visit was recorded wrongly", field="reason", rule="REC-4")
        made = VisitRound.objects.create(pk=new_id(), suite=record.suite, recorded_by_id=by.id)
        right = Visit.objects.create(
            **{name: getattr(wrong, name) for name in KEPT},
            round=made,
            visited_at=visited_at,
            cell=cell,
            supersedes=wrong,
        )
        _enter(record, wrong, right, words, by)
        return right


def _check(
    record: CustodyRecord, wrong: Visit, visited_at: datetime, cell: str, at: datetime
) -> None:
    check_visit_moment(record, visited_at, at)
    later = Visit.objects.filter(supersedes=wrong).select_related("round__recorded_by").first()
    if later is not None:
        reason = (
            f"{later.round.recorded_by.label} corrected this visit, {told(later.recorded_at)}. "
            "Correct that one instead."
        )
        raise NotPossible(reason, field="visited_at", rule="REC-4")
    if (visited_at, cell) == (wrong.visited_at, wrong.cell):
        reason = "That is the time and the cell it has now."
        raise NotPossible(reason, field="visited_at", rule="REC-4")
    if cell and not record.suite.cells.filter(number=cell).exists():
        raise NotPossible("Select a cell of this suite.", field="cell", rule="CAR-8")


def _enter(
    record: CustodyRecord, wrong: Visit, right: Visit, reason: str, by: Officer
) -> CustodyEntry:
    changes = []
    if right.visited_at != wrong.visited_at:
        changes.append(f"made {told(right.visited_at)}, not {told(wrong.visited_at)}")
    if right.cell != wrong.cell:
        changes.append(f"{_place(right.cell)}, not {_place(wrong.cell)}")
    entries = record.entries.filter(kind=CustodyEntryKind.VISIT, detail__visit=str(wrong.pk))
    return enter(
        record,
        CustodyEntryKind.VISIT,
        f"Visit corrected: {'; '.join(changes)}. {reason}\n{visit_words(right, by=by.label)}",
        occurred_at=right.visited_at,
        by=by,
        supersedes=entries.first(),
        visit=str(right.pk),
        late_minutes=minutes_late(right),
        late_reason="",
    )


def _place(cell: str) -> str:
    return f"cell {cell}" if cell else "not in a cell"
