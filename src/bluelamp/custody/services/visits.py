"""Visits to people in their cells, one or several in one go (CAR-4 to CAR-8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyState,
    RouseTest,
    VisitAction,
    VisitCondition,
    VisitSeen,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord, Visit, VisitRound
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.rules.moments import may_have_happened
from bluelamp.custody.rules.observation import minutes_overdue
from bluelamp.custody.rules.transitions import IN_SUITE
from bluelamp.custody.rules.visits import VisitTold, field_at_fault, may_record_visit
from bluelamp.custody.selectors.observation import Observed, observation_of
from bluelamp.custody.selectors.visits import cell_of, records_for_visits
from bluelamp.nominals.enums import EventKind

from .hospital import last_hospital_entry

Visits = Mapping[UUID, VisitTold]


@transaction.atomic
def record_visits(
    *,
    token: UUID,
    visits: Visits,
    visited_at: datetime,
    by: Officer,
    at: datetime,
    visited_by: Staff | None = None,
    late_reason: str = "",
) -> list[Visit]:
    """Record visits made at one time to one or several people, by the key of their record.

    ``token`` comes with the form: sent twice, the visits are recorded once. ``visited_by`` is
    somebody else than ``by``, for whom it is typed. A visit never waits for others (REC-12).
    """
    records = _found(visits, by)
    first = {"suite_id": records[0].suite_id, "recorded_by_id": by.id}
    made, is_new = VisitRound.objects.get_or_create(pk=token, defaults=first)
    if not is_new:
        return list(made.visits.all())
    watched = observation_of(records)
    rows = [
        _visit(made, record, visits[record.pk], watched[record.pk], visited_at, at)
        for record in records
    ]
    for row in rows:
        row.visited_by_id = visited_by.pk if visited_by else by.id
        row.visited_by_label = visited_by.label if visited_by else by.label
    kept = Visit.objects.bulk_create(rows)
    # In one order for everybody: each entry waits for the one before it in the same record.
    CustodyEntry.objects.bulk_create(
        _entry(visit, by, late_reason.strip())
        for visit in sorted(kept, key=lambda each: each.record_id)
    )
    record_change(by=by, of=_subject(records), action="record_visits")
    return kept


def record_visit(
    *,
    token: UUID,
    record_id: UUID,
    visit: VisitTold,
    visited_at: datetime,
    by: Officer,
    at: datetime,
    visited_by: Staff | None = None,
    late_reason: str = "",
) -> Visit:
    """Record a visit to one person."""
    made = record_visits(
        token=token,
        visits={record_id: visit},
        visited_at=visited_at,
        by=by,
        at=at,
        visited_by=visited_by,
        late_reason=late_reason,
    )
    return made[0]


def _found(visits: Visits, by: Officer) -> list[CustodyRecord]:
    if not visits:
        raise NotPossible("Select at least one person you visited.", field="people", rule="CAR-8")
    records = records_for_visits(list(visits))
    if len(records) != len(visits):
        raise NotPossible("There is no such custody record.", field="people", rule="CAR-8")
    for record in records:
        require(can_care_for_person(by, record))
    return records


def _visit(
    made: VisitRound,
    record: CustodyRecord,
    visit: VisitTold,
    watched: Observed,
    visited_at: datetime,
    at: datetime,
) -> Visit:
    check_visit_moment(record, visited_at, at)
    answer = may_record_visit(visit, rouse=watched.setting.rouse)
    if not answer:
        field = f"{field_at_fault(answer, visit)}_{record.pk.hex}"
        raise NotPossible(f"{_where(record)}: {answer.reason}", field=field, rule=answer.rule)
    rousing = visit.rousing
    return Visit(
        round=made,
        record=record,
        visited_at=visited_at,
        cell=cell_of(record),
        due_at=watched.due_at if visited_at > watched.seen_at else None,
        seen=visit.seen,
        condition=visit.condition,
        action=visit.action,
        words=visit.words.strip(),
        roused=sorted(rousing.done) if rousing else None,
        rousing_words=rousing.words.strip() if rousing else "",
    )


def check_visit_moment(record: CustodyRecord, visited_at: datetime, at: datetime) -> None:
    """Refuse a time before arrival, in the future, or when the person was not in the suite."""
    after = [("arrival", record.arrived_at)]
    may_have_happened("The visit", visited_at, now=at, after=after).require("visited_at")
    left_at = record.released_at
    if CustodyState(record.state) not in IN_SUITE and left_at is None:
        left = last_hospital_entry(record)
        left_at = left.occurred_at if left else record.arrived_at
    if left_at is not None and visited_at > left_at:
        reason = f"{_where(record)}: the person left the suite {told(left_at)}."
        raise NotPossible(reason, field="visited_at", rule="CAR-8")


def _where(record: CustodyRecord) -> str:
    cell = cell_of(record)
    return f"Cell {cell}" if cell else record.event.reference


def _entry(visit: Visit, by: Officer, late_reason: str) -> CustodyEntry:
    late = minutes_late(visit)
    return CustodyEntry(
        record=visit.record,
        kind=CustodyEntryKind.VISIT,
        occurred_at=visit.visited_at,
        author_id=by.id,
        author_label=by.label,
        text=visit_words(visit, by=by.label, late_reason=late_reason),
        detail={
            "version": visit.record.version,
            "visit": str(visit.pk),
            "late_minutes": late,
            "late_reason": late_reason if late else "",
        },
    )


def visit_words(visit: Visit, *, by: str, late_reason: str = "") -> str:
    """Return what the custody record says of a visit."""
    where = f"Visit to cell {visit.cell}" if visit.cell else "Visit"
    other = f" by {visit.visited_by_label}" if visit.visited_by_label != by else ""
    findings = ". ".join(
        [
            VisitSeen(visit.seen).label,
            VisitCondition(visit.condition).label,
            VisitAction(visit.action).label,
        ]
    )
    late = minutes_late(visit)
    why = late_reason.rstrip(".") or "no reason recorded"
    parts = [
        f"{where}{other}. {findings}.",
        _rousing_words(visit),
        visit.words,
        f"{late} min late: {why}." if late else "",
    ]
    return " ".join(filter(None, parts))


def _rousing_words(visit: Visit) -> str:
    if visit.roused is None:
        return ""
    failed = [one.label.lower() for one in RouseTest if one not in visit.roused]
    how = f"Roused, but not: {', '.join(failed)}" if failed else "Roused in full (Annex H)"
    return f"{how}. In the person's words: “{visit.rousing_words}”."


def minutes_late(visit: Visit) -> int:
    """Return by how many whole minutes a visit was late; 0 where it was not (section 11.1)."""
    return minutes_overdue(visit.due_at, visit.visited_at) if visit.due_at else 0


def _subject(records: list[CustodyRecord]) -> Subject:
    keys = [key for record in records for key in (record.pk, record.person_id)]
    reference = records[0].event.reference if len(records) == 1 else records[0].suite.code
    return Subject(kind=EventKind.CUSTODY, ids=tuple(keys), reference=reference)
