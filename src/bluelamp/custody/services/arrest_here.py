"""An arrest for an offence of somebody held under another power (section 2.2, ARR-8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, told
from bluelamp.custody.enums import (
    ArrestNecessity,
    Circumstance,
    CustodyEntryKind,
    CustodyEvent,
    DetentionType,
    DisposalCode,
)
from bluelamp.custody.models import ArrestOffence, CustodyEntry, CustodyRecord, PowerEnd
from bluelamp.custody.policies import can_authorise_detention
from bluelamp.custody.rules.age import may_detain_for_offence
from bluelamp.custody.rules.relevant_time import ArrestFacts, RelevantTime, relevant_time
from bluelamp.custody.selectors.records import standing_reviews
from bluelamp.investigations.models import Offence

from .powers import other_power_of
from .record_keeping import changed_record, check_moment, enter, move_on, written


@dataclass(frozen=True, slots=True)
class ArrestHere:
    """Who arrested the person at the station, for what, and why that was necessary (ARR-2)."""

    offence_id: int
    necessity: Sequence[ArrestNecessity]
    arrested_by_id: UUID
    circumstances: str


def arrest_while_held(
    *,
    record_id: UUID,
    version: int,
    arrest: ArrestHere,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that somebody held under another power was arrested for an offence here.

    The custody officer decides on detention anew, on the grounds of PACE (ARR-8, ARR-10); the
    clock starts with the arrest, since nobody was under arrest for an offence before (RT-2).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="arrest_while_held"
    ) as record:
        kind = other_power_of(record)
        move_on(record, CustodyEvent.ARREST_HERE)
        reviewed = max((one.held_at for one in standing_reviews(record)), default=None)
        after = [("the decision to hold", record.authorised_at), ("the last review", reviewed)]
        check_moment(record, "The arrest", occurred_at, at=at, after=after)
        may_detain_for_offence(record.person.born_from, occurred_at).require("offence")
        if not arrest.necessity:
            reason = "Select at least one reason why the arrest was necessary."
            raise NotPossible(reason, field="necessity", rule="ARR-2")
        words = written(
            arrest.circumstances,
            "the circumstances of the arrest",
            field="circumstances",
            rule="ARR-3",
        )
        start = relevant_time(ArrestFacts(Circumstance.OTHER_POWER, arrested_at=occurred_at))
        offence = Offence.objects.get(pk=arrest.offence_id)
        _end_power(record, offence, occurred_at, by)
        _begin_arrest(record, arrest, start, words)
        ArrestOffence.objects.create(
            record=record,
            offence=offence,
            committed_on=day_of(occurred_at),
            where=record.arrested_where,
        )
        return _enter(record, kind, offence, arrest, start, words, by)


def _end_power(record: CustodyRecord, offence: Offence, at: datetime, by: Officer) -> None:
    details = {"reason": f"Arrested for an offence: {offence.title}."}
    PowerEnd.objects.create(
        record=record,
        code=DisposalCode.POWER_ENDED,
        ended_at=at,
        ended_by_id=by.id,
        details=details,
    )


def _begin_arrest(
    record: CustodyRecord, arrest: ArrestHere, start: RelevantTime, words: str
) -> None:
    record.detention_type = DetentionType.ARREST
    record.circumstance = Circumstance.OTHER_POWER
    record.arrested_at = record.relevant_time = start.at
    record.arrested_where = record.suite.name
    record.arrested_by = Staff.objects.get(pk=arrest.arrested_by_id)
    record.circumstances = words
    record.necessity = list(arrest.necessity)
    record.authorised_at, record.authorised_by, record.grounds = None, None, []


def _enter(
    record: CustodyRecord,
    before: DetentionType,
    offence: Offence,
    arrest: ArrestHere,
    start: RelevantTime,
    words: str,
    by: Officer,
) -> CustodyEntry:
    reasons = "; ".join(one.label.lower() for one in arrest.necessity)
    return enter(
        record,
        CustodyEntryKind.ARREST,
        f"Arrested here by {record.arrested_by.label}: {offence.title}. Necessary: {reasons}. "
        f"{words}\nHeld until now: {before.label}; from now on under arrest. "
        f"Relevant time {told(start.at)} ({start.rule}): {start.explanation}",
        occurred_at=start.at,
        by=by,
        necessity=list(arrest.necessity),
        power_before=before,
    )
