"""One release of the person: on bail, without, or handed over (sections 15 and 16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, lasting, now, told
from bluelamp.custody.enums import (
    CallKind,
    CallState,
    CareTaskKind,
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DetentionType,
    DisposalCode,
    RiskAnswer,
    RiskOccasion,
)
from bluelamp.custody.models import Call, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_release_person
from bluelamp.custody.rules.calls import MEDICAL
from bluelamp.custody.rules.disposal_needs import AT_HANDOVER
from bluelamp.custody.rules.disposals import PRE_CHARGE_BAIL, may_release, release_event
from bluelamp.custody.rules.pre_release import release_questions
from bluelamp.custody.rules.risk import Answered
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.selectors.records import clock_of
from bluelamp.nominals.panels import left_behind

from .bail import BailTerms, start_bail
from .cells import leave_cell
from .charging import needs_certificate
from .disposals import (
    Decision,
    charge_if_ended_by_it,
    codes_of,
    dispose,
    end_bail_pause,
    facts_before_leaving,
    move_to_local_authority,
)
from .powers import end_power
from .record_keeping import changed_record, check_moment, enter, move_on, written
from .risk import RiskTold


@dataclass(frozen=True, slots=True)
class Handover:
    """To whom a person kept for court goes, with which escort record (CHG-13).

    ``local_authority`` says that a child goes to its accommodation instead (CHG-7, CHG-9).
    """

    receiver: str = ""
    per_number: str = ""
    local_authority: bool = False


def release_person(
    *,
    record_id: UUID,
    version: int,
    disposals: Mapping[UUID, Decision],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    bail: BailTerms | None = None,
    handover: Handover | None = None,
    override: str = "",
    text: str = "",
    power_end: Decision | None = None,
) -> CustodyEntry:
    """Release the person, recording the disposals still missing by the key of the offence.

    A risk assessment before release comes first (CAR-2). What is still open — at hospital, a
    visit or an interview under way, a clinical direction, property held — needs ``override``, the
    reason to release all the same (section 16). On pre-charge bail the record stays open to their
    return (BAI-2); kept for court, or for others, the person is handed over (CHG-10, CHG-13). Held
    under another power than arrest, ``power_end`` says how that ended (section 2.2).
    """
    with changed_record(
        record_id, version=version, may=can_release_person, by=by, action="release_person"
    ) as record:
        _refuse_open_matters(record, override)
        check_moment(record, "Release", occurred_at, at=at, after=facts_before_leaving(record))
        _require_assessment(record, occurred_at)
        dispose(record, disposals, occurred_at=occurred_at, by=by)
        if handover is not None and handover.local_authority:
            move_to_local_authority(record, handover.receiver, occurred_at=occurred_at, by=by)
        codes = [*codes_of(record), *_power_ended(record, power_end, occurred_at, by)]
        may_release(codes).require(_first_open(record))
        decided = [code for code in codes if code is not None]
        _check_leaving(record, decided, handover, occurred_at)
        _leave(record, decided, occurred_at)
        words = [_how(record, decided, handover), text.strip(), _override_words(override)]
        if PRE_CHARGE_BAIL & set(decided):
            words.append(start_bail(record, bail, decided, at=occurred_at, by=by))
        if DisposalCode.TRANSFER in decided:
            words.append(_facts_of_the_clock(record))
        return enter(
            record,
            CustodyEntryKind.RELEASE,
            "\n".join(filter(None, words)),
            occurred_at=occurred_at,
            by=by,
            state=record.state,
            override=override.strip(),
        )


def _power_ended(
    record: CustodyRecord, decision: Decision | None, at: datetime, by: Officer
) -> list[DisposalCode]:
    """Return how another power than arrest ended; nothing for an arrest (section 2.2)."""
    if not DetentionType(record.detention_type).is_other_power:
        return []
    return [end_power(record, decision, occurred_at=at, by=by)]


def before_release(plan: str, at: datetime | None = None) -> RiskTold:
    """Return an assessment before release in which every question was answered no (CAR-2)."""
    questions = release_questions(day_of(at or now()))
    answers = {one.code: Answered(RiskAnswer.NO) for one in questions}
    return RiskTold(RiskOccasion.PRE_RELEASE, answers, summary=plan, questions=questions)


def open_matters(record: CustodyRecord) -> list[str]:
    """Return what is still open and holds a release, in sentences (section 16)."""
    found = []
    if record.state == CustodyState.HOSPITAL:
        found.append("The person is at hospital: record the return first.")
    for stay in record.interviews.filter(back_at=None):
        found.append(f"The person is with {stay.taken_by_label} for interview: record the return.")
    awaited = [state for state in CallState if state.is_awaited]
    for call in record.calls.filter(kind__in=MEDICAL, state__in=awaited):
        found.append(_medical_help_awaited(call))
    for task in record.care_tasks.filter(done_at=None):
        found.append(f"Still to be done: {CareTaskKind(task.kind).label.lower()}: {task.text}")
    if record.warrants.filter(outcome="").exists():
        found.append("The decision of the court on the warrant is not recorded.")
    return [*found, *left_behind(record.pk)]


def _medical_help_awaited(call: Call) -> str:
    who, since = CallKind(call.kind).label, told(call.since)
    if CallState(call.state) is CallState.WANTED:
        return f"{who} asked for at {since} and not called: record the call, or why not needed."
    return f"{who} called at {since} and not recorded as come."


def has_assessment(record: CustodyRecord, at: datetime | None = None) -> bool:
    """Tell whether risk was assessed before release since the present detention began (CAR-2)."""
    back = max((one.ended_at for one in record.bails.all() if one.ended_at), default=None)
    since = back or record.arrived_at
    made = record.risk_assessments.filter(occasion=RiskOccasion.PRE_RELEASE, occurred_at__gte=since)
    return made.filter(occurred_at__lte=at).exists() if at else made.exists()


def _refuse_open_matters(record: CustodyRecord, override: str) -> None:
    found = open_matters(record)
    if found and not override.strip():
        also = " If the person leaves all the same, say why."
        raise NotPossible(" ".join(found) + also, field="override", rule="section 16")


def _require_assessment(record: CustodyRecord, at: datetime) -> None:
    if not has_assessment(record, at):
        reason = "Assess the risk before release first: it must come before the person leaves."
        raise NotPossible(reason, field="occurred_at", rule="CAR-2")


def _check_leaving(
    record: CustodyRecord,
    codes: Sequence[DisposalCode],
    handover: Handover | None,
    at: datetime,
) -> None:
    if DisposalCode.LA_ACCOM in codes:
        return
    if needs_certificate(record, at):
        reason = "A child kept after charge moves to the local authority, or a certificate says why"
        raise NotPossible(f"{reason} not.", rule="CHG-7")
    if any(code in AT_HANDOVER for code in codes):
        given = handover or Handover()
        rule = "CHG-13"
        written(given.receiver, "who takes the person over", field="receiver", rule=rule)
        written(given.per_number, "the person escort record", field="per_number", rule=rule)


def _leave(record: CustodyRecord, codes: Sequence[DisposalCode], at: datetime) -> None:
    """Put the record into the state to which the release leads, out of its cell and its pauses."""
    charge_if_ended_by_it(record)
    event = release_event(codes)
    may_transition(CustodyState(record.state), event).require("occurred_at")
    move_on(record, event)
    record.released_at = at
    leave_cell(record, until=at)
    _end_pauses(record, at)


def _first_open(record: CustodyRecord) -> str | None:
    still = record.offences.filter(disposal="").first()
    return f"disposal_{still.pk}" if still else None


def _end_pauses(record: CustodyRecord, at: datetime) -> None:
    """End a pause that still runs: who is released from hospital does not come back (CLK-1)."""
    end_bail_pause(record, at)
    for pause in record.pauses.filter(ended_at=None):
        if pause.began_at >= at:
            pause.delete()
            continue
        pause.ended_at = at
        pause.save(update_fields=["ended_at"])


def _how(record: CustodyRecord, codes: Sequence[DisposalCode], handover: Handover | None) -> str:
    if record.state == CustodyState.BAILED:
        return "Released on bail."
    event = release_event(codes)
    if event is CustodyEvent.COURT and handover is not None:
        return (
            f"Handed over for court to {handover.receiver.strip()}, person escort record "
            f"{handover.per_number.strip()}."
        )
    if event is CustodyEvent.LA_MOVE:
        return "Moved to local authority accommodation: responsibility passes with them (CHG-9)."
    return "Released." if all(code.person_leaves for code in codes) else "Handed over."


def _override_words(override: str) -> str:
    return f"Released though something was still open: {override.strip()}" if override else ""


def _facts_of_the_clock(record: CustodyRecord) -> str:
    """Return what the other force must know to fix its relevant time (RT-3, RT-7)."""
    clock = clock_of(record)
    reviews = ", ".join(told(one.held_at) for one in clock.reviews) or "none"
    lines = [
        f"Arrested {told(record.arrested_at)}; arrived here {told(record.arrived_at)}.",
        f"Relevant time here {told(record.relevant_time)}.",
        f"Detention first authorised {told(record.authorised_at)}." if record.authorised_at else "",
        f"Reviews held: {reviews}.",
        f"Counted here until leaving: {lasting(clock.counted(record.released_at))}."
        if record.released_at
        else "",
        "Left here at the time of this entry: 24 h after it is the latest relevant time there for "
        "another offence, unless questioned about it here (RT-7, RT-8).",
    ]
    return "\n".join(filter(None, lines))
