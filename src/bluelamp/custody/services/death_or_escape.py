"""A death or an escape: what is preserved, who is told, and how the record ends (CAR-17, CLK-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.custody.enums import (
    CareTaskKind,
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DetentionType,
    DisposalCode,
    ExclusionReason,
)
from bluelamp.custody.models import ClockPause, CustodyEntry, CustodyRecord, Disposal, PowerEnd
from bluelamp.custody.policies import can_decide_on_incident
from bluelamp.custody.rules.incidents import GRAVE, may_close, may_record, may_take_back

from .caring import open_task
from .cells import leave_cell
from .hospital import facts_in_the_suite
from .record_keeping import changed_record, check_moment, enter, move_on, written


@dataclass(frozen=True, slots=True)
class Preserved:
    """What was kept as it is for whoever looks into it (CAR-17)."""

    scene: bool
    recordings: bool


def record_death_or_escape(
    *,
    record_id: UUID,
    version: int,
    code: DisposalCode,
    text: str,
    preserved: Preserved,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that the person died or escaped; a death is to be referred to the IOPC (CAR-17).

    The cell of somebody who died stays taken, as the scene. The clock is not stopped by itself
    (CLK-8).
    """
    with changed_record(
        record_id,
        version=version,
        may=can_decide_on_incident,
        by=by,
        action="record_death_or_escape",
    ) as record:
        may_record(code, CustodyState(record.state)).require("code")
        before = record.state
        move_on(record, CustodyEvent.INCIDENT)
        check_moment(record, "It", occurred_at, at=at, after=facts_in_the_suite(record))
        words = written(text, "what happened", rule="CAR-17")
        if code is DisposalCode.ESCAPED:
            leave_cell(record, until=occurred_at)
        else:
            duty = "Death in custody: duty to refer (Police Reform Act 2002, Schedule 3)"
            open_task(record, CareTaskKind.REFER_IOPC, duty, opened_at=occurred_at, by=by)
        scene = "Scene preserved" if preserved.scene else "Scene not preserved"
        tapes = "preserved" if preserved.recordings else "not preserved yet"
        return enter(
            record,
            CustodyEntryKind.INCIDENT,
            f"{GRAVE[code]} {words} {scene}, recordings {tapes}.",
            occurred_at=occurred_at,
            by=by,
            incident=code,
            before=before,
        )


def take_back_after_escape(
    *,
    record_id: UUID,
    version: int,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    pause_reason: str = "",
) -> CustodyEntry:
    """Record that a person who escaped is back, in the state from before (CLK-8).

    With ``pause_reason`` the time at large is left out of the clock: a manual pause, confirmed by
    the inspector who records it.
    """
    with changed_record(
        record_id, version=version, may=can_decide_on_incident, by=by, action="take_back"
    ) as record:
        incident = last_incident(record)
        code = DisposalCode(incident.detail["incident"]) if incident else None
        may_take_back(code).require()
        assert incident is not None  # noqa: S101  answered above
        move_on(record, CustodyEvent.RECAPTURE, incident.detail["before"])
        after = [("the escape", incident.occurred_at)]
        check_moment(record, "The return", occurred_at, at=at, after=after)
        words = written(text, "how the person was found and brought back", rule="CLK-8")
        counts = "The time at large counts on the clock (CLK-8)."
        if pause_reason.strip():
            counts = _pause(record, incident.occurred_at, occurred_at, pause_reason)
        return enter(
            record,
            CustodyEntryKind.INCIDENT,
            f"Back in custody after the escape. {words} {counts}",
            occurred_at=occurred_at,
            by=by,
        )


def close_after_incident(
    *,
    record_id: UUID,
    version: int,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Close the record of somebody who died or was not found: every open offence ends so.

    After a death only once it was referred to the IOPC (CAR-17).
    """
    with changed_record(
        record_id, version=version, may=can_decide_on_incident, by=by, action="close_after_incident"
    ) as record:
        incident = last_incident(record)
        move_on(record, CustodyEvent.CLOSE_INCIDENT)
        assert incident is not None  # noqa: S101  the state says that there was one
        code = DisposalCode(incident.detail["incident"])
        still = record.care_tasks.filter(kind=CareTaskKind.REFER_IOPC, done_at=None).exists()
        may_close(code, referred=not still).require()
        check_moment(record, "It", occurred_at, at=at, after=[("it", incident.occurred_at)])
        words = written(text, "what was settled", rule="CAR-17")
        _dispose(record, code, incident.occurred_at, by)
        record.released_at = incident.occurred_at
        leave_cell(record, until=occurred_at)
        _end_pauses(record, incident.occurred_at)
        return enter(
            record,
            CustodyEntryKind.INCIDENT,
            f"Record closed: {code.label.lower()}. {words}",
            occurred_at=occurred_at,
            by=by,
            disposal=code,
        )


def last_incident(record: CustodyRecord) -> CustodyEntry | None:
    """Return the entry of the death or escape that the record stands at."""
    entries = record.entries.filter(kind=CustodyEntryKind.INCIDENT, detail__has_key="before")
    return entries.order_by("occurred_at", "recorded_at").last()


def _pause(record: CustodyRecord, start: datetime, end: datetime, reason: str) -> str:
    if DetentionType(record.detention_type).is_other_power:
        return "There is no detention clock to pause."
    manual = ExclusionReason.MANUAL
    ClockPause.objects.create(record=record, reason=manual, began_at=start, ended_at=end)
    return f"The time at large is left out of the clock (CLK-8): {reason.strip()}"


def _dispose(record: CustodyRecord, code: DisposalCode, at: datetime, by: Officer) -> None:
    if DetentionType(record.detention_type).is_other_power:
        PowerEnd.objects.create(record=record, code=code, ended_at=at, ended_by_id=by.id)
    for offence in record.offences.filter(disposal=""):
        Disposal.objects.create(offence=offence, code=code, decided_at=at, decided_by_id=by.id)
        offence.disposal, offence.disposed_at = code, at
        offence.save(update_fields=["disposal", "disposed_at"])


def _end_pauses(record: CustodyRecord, at: datetime) -> None:
    record.pauses.filter(ended_at=None, began_at__gte=at).delete()
    record.pauses.filter(ended_at=None).update(ended_at=at)
