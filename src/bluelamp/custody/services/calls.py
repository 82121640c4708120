"""Solicitors, appropriate adults and others: who is told or called, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    AdultBar,
    CallEvent,
    CallKind,
    CallState,
    CustodyEntryKind,
    DelayGround,
    HealthcareReason,
    Step,
)
from bluelamp.custody.models import Call, CallStep, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import as_decider
from bluelamp.custody.rules.calls import NEEDED, RULES, may_delay_right, state_after_call
from bluelamp.custody.rules.vulnerability import (
    may_be_appropriate_adult,
    may_do_without_adult,
    needs_woman,
    treated_as_child,
)
from bluelamp.custody.selectors.protection import protected_of
from bluelamp.investigations.enums import ModeOfTrial
from bluelamp.nominals.enums import Sex

from .record_keeping import check_moment, enter
from .steps import step_of

ENTRIES = {
    CallKind.SOLICITOR: CustodyEntryKind.LEGAL_ADVICE,
    CallKind.INTIMATION: CustodyEntryKind.INTIMATION,
    CallKind.ADULT: CustodyEntryKind.ADULT,
    CallKind.WELFARE: CustodyEntryKind.INTIMATION,
    CallKind.WOMAN: CustodyEntryKind.CARE,
    CallKind.INTERPRETER: CustodyEntryKind.INTERPRETER,
    CallKind.HEALTHCARE: CustodyEntryKind.HEALTHCARE,
    CallKind.AMBULANCE: CustodyEntryKind.HEALTHCARE,
    CallKind.CONSULATE: CustodyEntryKind.RIGHTS,
}
STEPS = {
    CallKind.SOLICITOR: Step.SOLICITOR,
    CallKind.INTIMATION: Step.INTIMATION,
    CallKind.ADULT: Step.ADULT,
    CallKind.WELFARE: Step.WELFARE,
    CallKind.WOMAN: Step.WOMAN,
    CallKind.INTERPRETER: Step.INTERPRETER,
    CallKind.HEALTHCARE: Step.HEALTHCARE,
    CallKind.AMBULANCE: Step.AMBULANCE,
    CallKind.CONSULATE: Step.CONSULATE,
}


@dataclass(frozen=True, slots=True)
class CallNote:
    """What happened with somebody who is told or called.

    ``reach`` is a telephone number, firm or language. A delay names its authority and grounds; an
    appropriate adult who comes, what bars them; a call for medical help, for what reason.
    """

    kind: CallKind
    event: CallEvent
    who: str = ""
    reach: str = ""
    text: str = ""
    bars: Sequence[AdultBar] = ()
    reason: HealthcareReason | None = None
    authorised_by_id: UUID | None = None
    grounds: Sequence[DelayGround] = ()


def note_call(
    *,
    record_id: UUID,
    note: CallNote,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> CustodyEntry:
    """Record what happened with a solicitor, appropriate adult or another, as one entry."""
    step = STEPS[note.kind]
    with step_of(record_id, step, seen=seen, by=by, at=at, action="note_call") as record:
        return happened(record, note, occurred_at=occurred_at, by=by, at=at)


def happened(
    record: CustodyRecord, note: CallNote, *, occurred_at: datetime, by: Officer, at: datetime
) -> CustodyEntry:
    """Record on a locked record what happened with somebody, and write the entry."""
    call = record.calls.filter(kind=note.kind).first() or Call(record=record, kind=note.kind)
    before = CallState(call.state) if call.state else None
    state = state_after_call(note.kind, before, note.event)
    last = call.steps.last() if before else None
    after = [(f"“{CallEvent(last.event).label.lower()}”", last.occurred_at)] if last else []
    check_moment(record, note.event.label, occurred_at, at=at, after=after)
    _check(record, note, occurred_at)
    _change(call, note, state, occurred_at)
    call.save()
    words = _words(call, note)
    CallStep.objects.create(
        call=call,
        event=note.event,
        occurred_at=occurred_at,
        by_id=by.id,
        who=note.who.strip(),
        text=note.text.strip(),
        reason=note.reason or "",
    )
    kind = ENTRIES[note.kind]
    return enter(record, kind, words, occurred_at=occurred_at, by=by, event=note.event)


def call_for_child(record: CustodyRecord, *, by: Officer, at: datetime) -> None:
    """Ask at once for whom a child needs: adult, who cares for them, for a girl a woman (VUL-4)."""
    if not treated_as_child(record.person.born_to, record.arrived_at):
        return
    kinds = [CallKind.ADULT, CallKind.WELFARE]
    if needs_woman(child=True, female=record.person.sex == Sex.FEMALE):
        kinds.append(CallKind.WOMAN)
    for kind in kinds:
        note = CallNote(kind, CallEvent.ASK, text="Treated as a child.")
        happened(record, note, occurred_at=record.arrived_at, by=by, at=at)


def _check(record: CustodyRecord, note: CallNote, occurred_at: datetime) -> None:
    field, words = NEEDED.get((note.kind, note.event), ("", ""))
    if field and not getattr(note, field).strip():
        raise NotPossible(f"Enter {words}.", field=field, rule=RULES[note.kind])
    if note.kind is CallKind.ADULT and note.event is CallEvent.NOT_NEEDED:
        protected = protected_of(record, occurred_at)
        may_do_without_adult(protected, reason=note.text).require("text")
    if note.kind is CallKind.ADULT:
        may_be_appropriate_adult(note.bars).require("bars")
    if note.event is CallEvent.DELAY:
        _check_delay(record, note, occurred_at)


def _check_delay(record: CustodyRecord, note: CallNote, occurred_at: datetime) -> None:
    key = note.authorised_by_id
    staff = Staff.objects.filter(pk=key).first() if key else None
    if staff is None:
        reason = "Enter the officer who authorised the delay."
        raise NotPossible(reason, field="authorised_by", rule=RULES[note.kind])
    modes = record.offences.values_list("offence__mode_of_trial", flat=True)
    may_delay_right(
        note.kind,
        as_decider(officer_for(staff, at=occurred_at), record),
        indictable=any(ModeOfTrial(mode).is_indictable for mode in modes),
        grounds=note.grounds,
        relevant_time=record.relevant_time,
        at=occurred_at,
    ).require("authorised_by")


def _change(call: Call, note: CallNote, state: CallState, occurred_at: datetime) -> None:
    if call.state != state:
        call.since = occurred_at
    call.state = state
    if note.event is CallEvent.CALL:
        call.who, call.arrived_at = "", None
    call.who = note.who.strip() or call.who
    call.reach = note.reach.strip() or call.reach
    if note.event in {CallEvent.ASK, CallEvent.CALL, CallEvent.DECLINE, CallEvent.NOT_NEEDED}:
        call.reason = note.text.strip()[:400]
    if note.event is CallEvent.ARRIVE:
        call.arrived_at = occurred_at
    delayed = note.event is CallEvent.DELAY
    call.delayed_by_id = note.authorised_by_id if delayed else None
    call.delay_grounds = list(note.grounds) if delayed else []


def _words(call: Call, note: CallNote) -> str:
    """Return the entry: who, what happened, by whose authority, and what was said."""
    parts = [f"{CallKind(call.kind).label}: {note.event.label.lower()}"]
    parts += [word.strip() for word in (note.who, note.reach) if word.strip()]
    line = ", ".join(parts) + "."
    if note.reason:
        line += f" {note.reason.label}."
    if note.event is CallEvent.DELAY and call.delayed_by:
        grounds = "; ".join(one.label.lower() for one in note.grounds)
        line += f" Authorised by {call.delayed_by.label}: {grounds}."
    if note.kind is CallKind.SOLICITOR and note.event is CallEvent.DECLINE and not note.text:
        line += " Asked why: no reason given."
    return f"{line} {note.text.strip()}".strip()
