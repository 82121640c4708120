"""Correcting a time on which the clock rests: everything is counted again (clock model 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    Circumstance,
    CustodyEntryKind,
    ExclusionReason,
    HospitalPurpose,
    WarrantOutcome,
)
from bluelamp.custody.models import (
    ClockPause,
    CustodyEntry,
    CustodyRecord,
    FlaggedDecision,
    Review,
)
from bluelamp.custody.policies import can_acknowledge, can_correct_time
from bluelamp.custody.rules.corrections import DecisionTaken, flags
from bluelamp.custody.rules.exclusions import hospital_exclusions
from bluelamp.custody.rules.relevant_time import ArrestFacts, relevant_time
from bluelamp.custody.rules.review_schedule import schedule_for
from bluelamp.custody.rules.spans import Span
from bluelamp.custody.selectors.records import clock_of, standing_reviews

from .hospital import BACK, OUT
from .record_keeping import changed_record, check_moment, enter, written


def correct_time(
    *,
    record_id: UUID,
    version: int,
    entry_id: UUID,
    reason: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Correct the time of an entry by a superseding one, with the reason.

    All limits follow from it; decisions taken on the old figures are flagged on the record.
    """
    with changed_record(
        record_id, version=version, may=can_correct_time, by=by, action="correct_time"
    ) as record:
        wrong = record.entries.get(pk=entry_id)
        kind = CustodyEntryKind(wrong.kind)
        _check_correctable(wrong, kind, occurred_at)
        words = written(reason, "why the time is wrong", field="reason", rule="clock model 5")
        if kind not in (CustodyEntryKind.ARREST, CustodyEntryKind.ARRIVAL):
            check_moment(record, "It", occurred_at, at=at, after=_before(kind, record))
        before = clock_of(record)
        detail = MOVES[kind](record, wrong, occurred_at)
        _check_columns(record, at)
        record.save()
        entry = enter(
            record,
            kind,
            f"Time corrected from {told(wrong.occurred_at)} to {told(occurred_at)}: {words}\n"
            f"{wrong.text}",
            occurred_at=occurred_at,
            by=by,
            supersedes=wrong,
            corrects=kind,
            **detail,
        )
        fresh = CustodyRecord.objects.get(pk=record.pk)
        for flag in flags(before, clock_of(fresh), decisions_on(fresh)):
            FlaggedDecision.objects.create(
                record=record,
                flagged_at=at,
                decision=flag.what,
                decided_at=flag.at,
                change=flag.change[:400],
            )
        return entry


def acknowledge_flag(
    *, record_id: UUID, version: int, flag_id: UUID, text: str, by: Officer, at: datetime
) -> CustodyEntry:
    """Record that an inspector has looked at a decision taken on figures corrected since."""
    with changed_record(
        record_id, version=version, may=can_acknowledge, by=by, action="acknowledge_flag"
    ) as record:
        flag = record.flagged.select_for_update().get(pk=flag_id)
        if flag.acknowledged_at is not None:
            raise NotPossible("This decision was looked at already.", rule="clock model 5")
        words = written(text, "what follows from it", rule="clock model 5")
        flag.acknowledged_at, flag.acknowledged_by_id = at, by.id
        flag.save()
        return enter(
            record,
            CustodyEntryKind.TIME,
            f"{flag.decision}, {told(flag.decided_at)}, was taken on figures corrected since. "
            f"{flag.change} {words}",
            occurred_at=at,
            by=by,
            flag=str(flag.pk),
        )


def decisions_on(record: CustodyRecord) -> list[DecisionTaken]:
    """Return the extensions and warrants of a record with the limits they rested on."""
    given = [
        DecisionTaken("Extension of detention", one.granted_at, (24, 36))
        for one in record.extensions.all()
    ]
    issued = record.warrants.filter(outcome=WarrantOutcome.ISSUED)
    warrants = [
        DecisionTaken("Warrant of further detention", one.decided_at, (36, 96))
        for one in issued
        if one.decided_at
    ]
    return [*given, *warrants]


Detail = dict[str, object]


def _check_correctable(wrong: CustodyEntry, kind: CustodyEntryKind, occurred_at: datetime) -> None:
    if kind not in MOVES:
        reason = "The clock does not rest on the time of this entry."
        raise NotPossible(reason, field="occurred_at", rule="clock model 5")
    later = wrong.superseded_by.filter(kind=wrong.kind).first()
    if later is not None:
        raise NotPossible(
            f"{later.author_label} corrected this time, {told(later.recorded_at)}. "
            "Correct that entry instead.",
            field="occurred_at",
            rule="REC-4",
        )
    if wrong.occurred_at == occurred_at:
        reason = "That is the time it has now."
        raise NotPossible(reason, field="occurred_at", rule="clock model 5")


def _before(kind: CustodyEntryKind, record: CustodyRecord) -> list[tuple[str, datetime | None]]:
    if kind in (CustodyEntryKind.REVIEW,):
        return [("authorisation", record.authorised_at)]
    return []


def _check_columns(record: CustodyRecord, now: datetime) -> None:
    """Refuse an order of facts that cannot be, before the database does."""
    facts = [
        ("the arrest", record.arrested_at),
        ("arrival", record.arrived_at),
        ("authorisation", record.authorised_at),
        ("the release", record.released_at),
        ("now", now),
    ]
    known = [(name, moment) for name, moment in facts if moment is not None]
    for (first, earlier), (second, later) in pairwise(known):
        if later < earlier:
            reason = f"Then {second}, {told(later)}, would be before {first}, {told(earlier)}."
            raise NotPossible(reason, field="occurred_at", rule="REC-3")


def _arrest(record: CustodyRecord, wrong: CustodyEntry, at: datetime) -> Detail:
    record.arrested_at = at
    _fix_relevant_time(record, "arrested_at", at)
    return _kept(wrong)


def _arrival(record: CustodyRecord, wrong: CustodyEntry, at: datetime) -> Detail:
    record.arrived_at = at
    moments = _fix_relevant_time(record, "arrived_at", at)
    return {**_kept(wrong), "moments": moments}


def _authorisation(record: CustodyRecord, wrong: CustodyEntry, at: datetime) -> Detail:
    record.authorised_at = at
    return _kept(wrong)


def _fix_relevant_time(record: CustodyRecord, name: str, at: datetime) -> dict[str, str]:
    """Fix the relevant time again from the facts of the arrest, with one of them corrected."""
    arrivals = record.entries.filter(kind=CustodyEntryKind.ARRIVAL)
    arrival = arrivals.order_by("recorded_at").last()
    detail = arrival.detail if arrival else {}
    moments = {**detail.get("moments", {}), "arrested_at": record.arrested_at.isoformat()}
    moments["arrived_at"] = record.arrived_at.isoformat()
    moments[name] = at.isoformat()
    given: dict[str, Any] = {key: datetime.fromisoformat(value) for key, value in moments.items()}
    arrived = given.pop("arrived_at")
    facts = ArrestFacts(
        circumstance=Circumstance(record.circumstance),
        questioned_elsewhere=bool(detail.get("questioned_elsewhere")),
        area_station_at=arrived,
        **{"first_station_at": arrived, **given},
    )
    try:
        record.relevant_time = relevant_time(facts).at
    except NotPossible as refusal:
        raise NotPossible(refusal.reason, field="occurred_at", rule=refusal.rule) from refusal
    return moments


def _hospital(record: CustodyRecord, wrong: CustodyEntry, at: datetime) -> Detail:
    """Count a visit to hospital again, from its leaving and its return (CLK-1 to CLK-3)."""
    entries = record.entries.filter(kind=CustodyEntryKind.HOSPITAL).order_by("occurred_at")
    standing = list(entries.exclude(superseded_by__kind=CustodyEntryKind.HOSPITAL))
    place = standing.index(wrong)
    leaving = wrong if wrong.detail["direction"] == OUT else standing[place - 1]
    back = standing[place + 1 : place + 2] if leaving is wrong else [wrong]
    returned = back[0] if back and back[0].detail["direction"] == BACK else None
    was = Span(leaving.occurred_at, returned.occurred_at if returned else None)
    left_at = at if leaving is wrong else leaving.occurred_at
    back_at = at if returned is wrong else (returned.occurred_at if returned else None)
    if back_at is not None and back_at <= left_at:
        reason = "The return must be after leaving."
        raise NotPossible(reason, field="occurred_at", rule="CLK-1")
    record.pauses.filter(
        reason=ExclusionReason.HOSPITAL_TREATMENT, began_at__gte=was.start, began_at__lte=was.last
    ).delete()
    questioned = [
        Span(datetime.fromisoformat(a), datetime.fromisoformat(b))
        for a, b in (returned.detail.get("questioned", []) if returned else [])
    ]
    purpose = HospitalPurpose(leaving.detail["purpose"])
    ClockPause.objects.bulk_create(
        ClockPause(
            record=record,
            reason=ExclusionReason.HOSPITAL_TREATMENT,
            began_at=one.start,
            ended_at=one.end,
        )
        for one in hospital_exclusions(left_at, back_at, purpose=purpose, questioned=questioned)
    )
    return _kept(wrong)


def _review(record: CustodyRecord, wrong: CustodyEntry, at: datetime) -> Detail:
    """Put a review with the right time in place of the wrong one (REV-19)."""
    held = next((one for one in standing_reviews(record) if _is_of(one, wrong)), None)
    if held is None:
        raise NotPossible("The review of this entry is not known.", rule="REV-19")
    taken = schedule_for(clock_of(record)).taken
    due = next((one.due_at for one in taken if one.held_at == held.held_at), None)
    columns = {
        field.attname: getattr(held, field.attname)
        for field in Review._meta.concrete_fields
        if field.name not in ("id", "recorded_at", "supersedes", "held_at", "due_at")
    }
    right = Review.objects.create(**columns, held_at=at, due_at=due or held.due_at, supersedes=held)
    return {**_kept(wrong), "review": str(right.pk)}


def _is_of(review: Review, entry: CustodyEntry) -> bool:
    named = entry.detail.get("review")
    return str(review.pk) == named if named else review.held_at == entry.occurred_at


def _kept(wrong: CustodyEntry) -> Detail:
    return {key: each for key, each in wrong.detail.items() if key not in ("version", "corrects")}


MOVES: dict[CustodyEntryKind, Callable[[CustodyRecord, CustodyEntry, datetime], Detail]] = {
    CustodyEntryKind.ARREST: _arrest,
    CustodyEntryKind.ARRIVAL: _arrival,
    CustodyEntryKind.AUTHORISATION: _authorisation,
    CustodyEntryKind.HOSPITAL: _hospital,
    CustodyEntryKind.REVIEW: _review,
}
