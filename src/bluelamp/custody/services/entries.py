"""Lines of the custody record that change nothing else; they never wait for others (REC-12)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_care_for_person, can_correct_entry
from bluelamp.custody.rules.moments import may_have_happened

from .record_keeping import check_moment, enter, locked_record, subject_of, written

WRITTEN_FREELY = (
    CustodyEntryKind.NOTE,
    CustodyEntryKind.CARE,
    CustodyEntryKind.RIGHTS,
    CustodyEntryKind.RISK,
)
# The times of these stand in the record's own columns and move its clock.
TIMED_BY_THE_RECORD = frozenset(
    {
        CustodyEntryKind.ARREST,
        CustodyEntryKind.ARRIVAL,
        CustodyEntryKind.AUTHORISATION,
        CustodyEntryKind.REFUSAL,
        CustodyEntryKind.CELL,
        CustodyEntryKind.REVIEW,
        CustodyEntryKind.HOSPITAL,
        CustodyEntryKind.EXTENSION,
        CustodyEntryKind.WARRANT,
        CustodyEntryKind.CHARGE,
        CustodyEntryKind.BAIL,
        CustodyEntryKind.TRANSFER,
        CustodyEntryKind.OBSERVATION,
        CustodyEntryKind.VISIT,
        CustodyEntryKind.REST,
        CustodyEntryKind.INTERVIEW,
        CustodyEntryKind.DISPOSAL,
        CustodyEntryKind.RELEASE,
    }
)


@transaction.atomic
def add_entry(
    *,
    record_id: UUID,
    kind: CustodyEntryKind,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Add a line to the custody record (REC-3); possible also after release."""
    record = CustodyRecord.objects.select_related("event", "suite").get(pk=record_id)
    require(can_care_for_person(by, record))
    if kind not in WRITTEN_FREELY:
        reason = f"“{kind.label}” is written by doing it, not as an entry."
        raise NotPossible(reason, field="kind", rule="REC-2")
    check_moment(record, "The entry", occurred_at, at=at)
    entry = enter(record, kind, written(text, "what happened"), occurred_at=occurred_at, by=by)
    record_change(by=by, of=subject_of(record), action="add_entry", detail=kind)
    return entry


@transaction.atomic
def correct_entry(
    *, entry_id: UUID, text: str, occurred_at: datetime, by: Officer, at: datetime
) -> CustodyEntry:
    """Correct an entry by a new one that names it; the earlier one stays as it was (REC-4)."""
    wrong = CustodyEntry.objects.get(pk=entry_id)
    record = locked_record(wrong.record_id)
    wrong.record = record
    require(can_correct_entry(by, wrong))
    _refuse_second_correction(wrong)
    words = written(text, "the corrected entry")
    kind = CustodyEntryKind(wrong.detail.get("corrects", wrong.kind))
    if kind in TIMED_BY_THE_RECORD:
        _refuse_other_time(wrong, occurred_at)
    else:
        after = [("arrival", record.arrived_at)]
        may_have_happened("The entry", occurred_at, now=at, after=after).require("occurred_at")
    entry = enter(
        record,
        CustodyEntryKind.CORRECTION,
        words,
        occurred_at=occurred_at,
        by=by,
        supersedes=wrong,
        corrects=kind,
    )
    record_change(by=by, of=subject_of(record), action="correct_entry", detail=kind)
    return entry


def _refuse_second_correction(wrong: CustodyEntry) -> None:
    later = wrong.superseded_by.first()
    if later is not None:
        raise NotPossible(
            f"{later.author_label} corrected this entry, {told(later.recorded_at)}. "
            "Correct that one instead.",
            field="text",
            rule="REC-4",
        )


def _refuse_other_time(wrong: CustodyEntry, occurred_at: datetime) -> None:
    if occurred_at != wrong.occurred_at:
        raise NotPossible(
            "The clock rests on the time of this entry, which cannot be corrected here: "
            f"it stays {told(wrong.occurred_at)}.",
            field="occurred_at",
            rule="clock model 5",
        )
