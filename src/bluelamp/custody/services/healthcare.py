"""Healthcare: calls, visits, advice, and directions that stay open until done (CAR-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    CallState,
    CareTaskKind,
    CustodyEntryKind,
    HealthcareReason,
)
from bluelamp.custody.models import Call, CareTask, CustodyRecord
from bluelamp.custody.policies import can_finish_task
from bluelamp.custody.rules.calls import MEDICAL

from .calls import CallNote, happened
from .caring import cared_for, open_task
from .record_keeping import enter, written


def call_healthcare(
    *,
    record_id: UUID,
    called: CallKind,
    reason: HealthcareReason,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> Call:
    """Record a call for a healthcare professional or an ambulance, with its time and reason."""
    with cared_for(
        record_id, "The call", occurred_at, by=by, at=at, action="call_healthcare"
    ) as record:
        words = written(text, "what was seen or said", rule="CAR-9")
        note = CallNote(called, CallEvent.CALL, text=words, reason=reason)
        happened(record, note, occurred_at=occurred_at, by=by, at=at)
        return record.calls.get(kind=called)


def record_healthcare_visit(
    *,
    call_id: UUID,
    who: str,
    advice: str,
    directions: Sequence[tuple[str, datetime | None]],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> Call:
    """Record the arrival, the advice and the directions, each with when it is due or None.

    Medical notes are kept elsewhere: only what custody must do stands in the record.
    """
    call = Call.objects.select_related("record").get(pk=call_id, kind__in=MEDICAL)
    with cared_for(
        call.record_id,
        "The arrival",
        occurred_at,
        by=by,
        at=at,
        action="record_healthcare_visit",
        after=call.since,
        after_what="the call",
    ) as record:
        call = Call.objects.get(pk=call_id)
        if not CallState(call.state).is_awaited:
            reason = f"The arrival is recorded already: {told(call.arrived_at or call.since)}."
            raise NotPossible(reason, field="occurred_at", rule="CAR-9")
        name = written(who, "who came", field="who", rule="CAR-9")
        said = written(advice, "the advice", field="advice", rule="CAR-9")
        came = CallNote(CallKind(call.kind), CallEvent.ARRIVE, who=name)
        happened(record, came, occurred_at=occurred_at, by=by, at=at)
        asked = "".join(f" Direction: {text}." for text, _ in directions)
        advised = replace(came, event=CallEvent.ADVISE, text=f"{said}{asked}")
        happened(record, advised, occurred_at=occurred_at, by=by, at=at)
        _open_directions(record, call, directions, opened_at=occurred_at, by=by)
        return Call.objects.get(pk=call_id)


def _open_directions(
    record: CustodyRecord,
    call: Call,
    directions: Sequence[tuple[str, datetime | None]],
    *,
    opened_at: datetime,
    by: Officer,
) -> None:
    advice = call.steps.filter(event=CallEvent.ADVISE).latest("occurred_at", "recorded_at")
    kind = CareTaskKind.DIRECTION
    for text, due_at in directions:
        open_task(record, kind, text, opened_at=opened_at, by=by, advice=advice, due_at=due_at)


@transaction.atomic
def finish_task(
    *, task_id: UUID, outcome: str, occurred_at: datetime, by: Officer, at: datetime
) -> CareTask:
    """Say that a direction or another open task is done, with what came of it."""
    task = CareTask.objects.get(pk=task_id)
    kind = CareTaskKind(task.kind)
    with cared_for(
        task.record_id,
        "It",
        occurred_at,
        by=by,
        at=at,
        action="finish_care_task",
        may=lambda officer, record: can_finish_task(officer, record, kind),
        after=task.opened_at,
        after_what="it was asked for",
    ) as record:
        task = CareTask.objects.select_for_update().get(pk=task_id)
        if task.done_at is not None:
            reason = f"That was done already, {told(task.done_at)}."
            raise NotPossible(reason, field="occurred_at", rule="CAR-9")
        task.outcome = written(outcome, "what was done", field="outcome", rule="CAR-9")
        task.done_at, task.done_by_id = occurred_at, by.id
        task.save()
        said = f"{kind.label} done: {task.text} {task.outcome}"
        entry = CustodyEntryKind.HEALTHCARE
        if kind is not CareTaskKind.DIRECTION:
            entry = CustodyEntryKind.CARE
        enter(record, entry, said, occurred_at=occurred_at, by=by, task=str(task.pk))
        return task
