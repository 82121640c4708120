"""To hospital and back: what stops the clock, and what does not (CLK-1 to CLK-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyEvent,
    DetentionType,
    ExclusionReason,
    HospitalPurpose,
)
from bluelamp.custody.models import ClockPause, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_move_to_hospital
from bluelamp.custody.rules.exclusions import hospital_exclusions
from bluelamp.custody.rules.spans import Span

from .cells import current_occupation, leave_cell, occupy
from .record_keeping import changed_record, check_moment, enter, move_on

OUT, BACK = "out", "back"


def leave_for_hospital(
    *,
    record_id: UUID,
    version: int,
    purpose: HospitalPurpose,
    where: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that the person leaves for hospital; treatment alone stops the clock (CLK-1, CLK-3).

    The stay in a cell ends.
    """
    with changed_record(
        record_id, version=version, may=can_move_to_hospital, by=by, action="leave_for_hospital"
    ) as record:
        before = record.state
        move_on(record, CustodyEvent.TO_HOSPITAL)
        check_moment(record, "Leaving", occurred_at, at=at, after=facts_in_the_suite(record))
        leave_cell(record, until=occurred_at)
        stops = purpose is HospitalPurpose.TREATMENT and _has_clock(record)
        if stops:
            reason = ExclusionReason.HOSPITAL_TREATMENT
            ClockPause.objects.create(record=record, reason=reason, began_at=occurred_at)
        stands = "The clock stands still" if stops else "Time goes on"
        place = f" ({where.strip()})" if where.strip() else ""
        return enter(
            record,
            CustodyEntryKind.HOSPITAL,
            f"Left for hospital{place}: {purpose.label.lower()}. {stands}.",
            occurred_at=occurred_at,
            by=by,
            direction=OUT,
            purpose=purpose,
            before=before,
        )


def return_from_hospital(
    *,
    record_id: UUID,
    version: int,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    questioned: Sequence[Span] = (),
    cell_id: UUID | None = None,
    why: str = "",
) -> CustodyEntry:
    """Record that the person is back; time spent questioning them counts after all (CLK-2)."""
    with changed_record(
        record_id, version=version, may=can_move_to_hospital, by=by, action="return_from_hospital"
    ) as record:
        left = last_hospital_entry(record)
        before = left.detail.get("before") if left else None
        move_on(record, CustodyEvent.RETURN, before)
        assert left is not None  # noqa: S101  the state says that the person left
        after = [("leaving for hospital", left.occurred_at)]
        check_moment(record, "The return", occurred_at, at=at, after=after)
        _check_questioning(questioned, Span(left.occurred_at, occurred_at))
        _settle_pause(record, left, occurred_at, questioned)
        entry = enter(
            record,
            CustodyEntryKind.HOSPITAL,
            f"Back from hospital.{_questioning_words(questioned)}",
            occurred_at=occurred_at,
            by=by,
            direction=BACK,
            questioned=[[span.start.isoformat(), span.last.isoformat()] for span in questioned],
        )
        if cell_id is not None:
            occupy(record, cell_id, occurred_at=occurred_at, by=by, at=at, why=why)
        return entry


def last_hospital_entry(record: CustodyRecord) -> CustodyEntry | None:
    """Return the latest leaving for, or return from, hospital."""
    entries = record.entries.filter(kind=CustodyEntryKind.HOSPITAL)
    entries = entries.exclude(superseded_by__kind=CustodyEntryKind.HOSPITAL)
    return entries.order_by("occurred_at", "recorded_at").last()


def facts_in_the_suite(record: CustodyRecord) -> list[tuple[str, datetime | None]]:
    """Return what must lie before the person leaves the suite."""
    stay, back = current_occupation(record), last_hospital_entry(record)
    return [
        ("authorisation", record.authorised_at),
        ("the move to the present cell", stay.since if stay else None),
        ("the return from hospital", back.occurred_at if back else None),
    ]


def _has_clock(record: CustodyRecord) -> bool:
    """Tell whether there is a clock that hospital can stop: no other power has one (CLK-1)."""
    return not DetentionType(record.detention_type).is_other_power


def _check_questioning(questioned: Sequence[Span], away: Span) -> None:
    for span in questioned:
        if span.start < away.start or span.last > away.last:
            raise NotPossible(
                "Questioning lies between leaving and returning.",
                field="questioned_from" if span.start < away.start else "questioned_until",
                rule="CLK-2",
            )


def _settle_pause(
    record: CustodyRecord, left: CustodyEntry, back_at: datetime, questioned: Sequence[Span]
) -> None:
    """Put what the visit leaves out of the clock in place of the open pause."""
    record.pauses.filter(ended_at=None).delete()
    if not _has_clock(record):
        return
    left_out = hospital_exclusions(
        left.occurred_at,
        back_at,
        purpose=HospitalPurpose(left.detail["purpose"]),
        questioned=questioned,
    )
    ClockPause.objects.bulk_create(
        ClockPause(
            record=record,
            reason=ExclusionReason.HOSPITAL_TREATMENT,
            began_at=one.start,
            ended_at=one.end,
        )
        for one in left_out
    )


def _questioning_words(questioned: Sequence[Span]) -> str:
    if not questioned:
        return ""
    spans = ", ".join(f"{told(span.start)} to {told(span.last)}" for span in questioned)
    return f" Questioned {spans}; that time counts (CLK-2)."
