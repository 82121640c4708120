"""Opening a custody record: who was brought in, why arrested, and from when the clock counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.references import next_reference
from bluelamp.core.time import day_of, told
from bluelamp.custody.enums import (
    ArrestNecessity,
    Circumstance,
    CustodyEntryKind,
    CustodyState,
    DetentionType,
)
from bluelamp.custody.models import ArrestOffence, CustodyRecord, OtherPowerHeld, Suite
from bluelamp.custody.policies import can_book_in
from bluelamp.custody.rules.age import may_detain_for_offence
from bluelamp.custody.rules.mental_health import may_be_brought
from bluelamp.custody.rules.moments import may_have_happened
from bluelamp.custody.rules.opening import may_open_record
from bluelamp.custody.rules.other_powers import OTHER_POWERS, answered, kept, lacking
from bluelamp.custody.rules.regime import REGIMES, may_book_in
from bluelamp.custody.rules.relevant_time import ArrestFacts, RelevantTime, relevant_time
from bluelamp.custody.rules.vulnerability import treated_as_child
from bluelamp.custody.selectors.powers import own_limit_of
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import draw_asn, link_entries, register_event

from .calls import call_for_child
from .record_keeping import enter, subject_of

NOT_HELD = [CustodyState.CLOSED, CustodyState.BAILED]


@dataclass(frozen=True, slots=True)
class OffenceFacts:
    """When and where an offence is said to have happened."""

    offence_id: int
    committed_on: date | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class ArrestDetails:
    """What is known of an arrest when the person is brought in.

    ``arrived_at`` is arrival at this station. Five of them are needed in some circumstances
    only (RT-1, RT-3, RT-5, RT-7); ``first_station_at`` where it was another station than this.
    ``committed`` says of offences when and where; left out, the day and place of the arrest.
    Without an arrest for an offence there are no offences and no necessity; ``power`` answers what
    the power rests on, by the names of ``rules.other_powers``.
    """

    arrested_at: datetime
    arrived_at: datetime
    arrested_by_id: UUID
    offence_ids: tuple[int, ...]
    necessity: tuple[ArrestNecessity, ...] = ()
    arrested_where: str = ""
    circumstances: str = ""
    investigating_officer_id: UUID | None = None
    circumstance: Circumstance = Circumstance.STATION
    detention_type: DetentionType = DetentionType.ARREST
    first_station_at: datetime | None = None
    entered_country_at: datetime | None = None
    left_other_area_at: datetime | None = None
    original_relevant_time: datetime | None = None
    questioned_elsewhere: bool = False
    committed: tuple[OffenceFacts, ...] = ()
    power: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> ArrestFacts:
        """Return what fixes the relevant time."""
        return ArrestFacts(
            circumstance=self.circumstance,
            arrested_at=self.arrested_at,
            first_station_at=self.first_station_at or self.arrived_at,
            area_station_at=self.arrived_at,
            entered_country_at=self.entered_country_at,
            left_other_area_at=self.left_other_area_at,
            original_relevant_time=self.original_relevant_time,
            questioned_elsewhere=self.questioned_elsewhere,
        )

    def facts_of(self, offence_id: int) -> OffenceFacts:
        """Return when and where an offence is said to have happened."""
        told = [one for one in self.committed if one.offence_id == offence_id]
        return told[0] if told else OffenceFacts(offence_id)

    @property
    def moments(self) -> dict[str, datetime]:
        """Return every time given, by field."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, datetime)}


@transaction.atomic
def open_record(
    *, suite_id: UUID, person_id: UUID, arrest: ArrestDetails, by: Officer, at: datetime
) -> CustodyRecord:
    """Open the custody record of a person brought in (REC-1), and register it in the index.

    Refused for a person in custody already, also when two officers open at once.
    """
    require(can_book_in(by))
    _check_arrest(arrest, at)
    start = _relevant_time(arrest)
    suite = Suite.objects.get(pk=suite_id)
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    _check_age(person, arrest)
    refuse_second_custody(person, "person")
    event = register_event(
        kind=EventKind.CUSTODY,
        reference=next_reference("CU", at),
        title=f"Custody at {suite.name}",
        occurred_at=arrest.arrived_at,
        by=by,
        at=at,
    )
    if arrest.detention_type is DetentionType.ARREST:
        draw_asn(event=event, arrested_at=arrest.arrested_at, by=by, at=at)
    link_entries(
        source=person.pk,
        target=event.pk,
        role=LinkRole.DETAINED_PERSON,
        held_from=arrest.arrived_at,
        origin="custody record",
        by=by,
        at=at,
    )
    record = CustodyRecord.objects.create(
        event=event, person=person, suite=suite, relevant_time=start.at, **_columns(arrest)
    )
    ArrestOffence.objects.bulk_create(
        _offence(record, one, arrest.facts_of(one)) for one in arrest.offence_ids
    )
    if arrest.detention_type.is_other_power:
        _enter_power(record, arrest, by)
    else:
        _enter_arrest(record, arrest, by)
    _enter_arrival(record, arrest, start, by)
    call_for_child(record, by=by, at=at)
    record_collection(by=by, of=subject_of(record), action="open_record")
    return record


def _check_arrest(arrest: ArrestDetails, at: datetime) -> None:
    may_book_in(arrest.detention_type).require("detention_type")
    may_open_record(arrest.circumstance).require("circumstance")
    if arrest.detention_type.is_other_power:
        _check_power(arrest)
    else:
        _check_offences(arrest, at)
    _check_times(arrest, at)


def _check_power(arrest: ArrestDetails) -> None:
    """Ask for what the power rests on; there is no offence and no necessity (section 2.2)."""
    kind = arrest.detention_type
    missing = lacking(kind, arrest.power)
    if missing is not None:
        reason = f"{kind.label}: answer “{missing.words}”."
        raise NotPossible(reason, field=missing.field, rule=REGIMES[kind].rule)
    if arrest.offence_ids or arrest.necessity or arrest.circumstance is not Circumstance.STATION:
        reason = f"{kind.label}: no offence, necessity or relevant time of an arrest is recorded."
        raise NotPossible(reason, field="detention_type", rule=REGIMES[kind].rule)


def _check_offences(arrest: ArrestDetails, at: datetime) -> None:
    if not arrest.offence_ids:
        raise NotPossible("Enter at least one offence.", field="offence_1", rule="ARR-3")
    if len(set(arrest.offence_ids)) < len(arrest.offence_ids):
        raise NotPossible("The same offence stands twice.", field="offence_1", rule="ARR-3")
    if not arrest.necessity:
        reason = "Select at least one reason why the arrest was necessary."
        raise NotPossible(reason, field="necessity", rule="ARR-2")
    if any(one.committed_on and one.committed_on > day_of(at) for one in arrest.committed):
        reason = "An offence cannot have been committed in the future."
        raise NotPossible(reason, field="committed_on_1", rule="ARR-1")


def _check_age(person: Person, arrest: ArrestDetails) -> None:
    """Refuse who is too young: under 10 for anybody (VUL-1), under 18 at a station (VUL-11)."""
    may_detain_for_offence(person.born_from, arrest.arrived_at).require("person")
    if arrest.detention_type is DetentionType.MENTAL_HEALTH:
        child = treated_as_child(person.born_to, arrest.arrived_at)
        may_be_brought(day_of(arrest.arrived_at), child=child).require("detention_type")


def _check_times(arrest: ArrestDetails, at: datetime) -> None:
    for name, moment in arrest.moments.items():
        what = f"The {name.removesuffix('_at').replace('_', ' ')} time"
        may_have_happened(_MOMENTS.get(name, what), moment, now=at).require(name)
    after = [("the arrest", arrest.arrested_at)]
    may_have_happened("Arrival", arrest.arrived_at, now=at, after=after).require("arrived_at")


_MOMENTS = {
    "arrested_at": "The time of arrest",
    "arrived_at": "Arrival",
    "first_station_at": "Arrival at the first station",
    "entered_country_at": "Entry into England and Wales",
    "left_other_area_at": "Leaving the other area",
    "original_relevant_time": "The first relevant time",
}


def _relevant_time(arrest: ArrestDetails) -> RelevantTime:
    if arrest.first_station_at and arrest.first_station_at > arrest.arrived_at:
        reason = f"The first station comes before arrival here, {told(arrest.arrived_at)}."
        raise NotPossible(reason, field="first_station_at", rule="RT-1")
    return relevant_time(arrest.facts)


def refuse_second_custody(person: Person, field: str) -> None:
    """Refuse a person who is held; under a lock on them, of two officers the second is told."""
    held = person.custody_records.exclude(state__in=NOT_HELD).select_related("event", "suite")
    open_now = held.first()
    if open_now is not None:
        raise NotPossible(
            f"{person.known_as} is in custody already: {open_now.event.reference} at "
            f"{open_now.suite.name} since {told(open_now.arrived_at)}.",
            field=field,
            rule="section 16",
        )


def _offence(record: CustodyRecord, key: int, told: OffenceFacts) -> ArrestOffence:
    day = told.committed_on or day_of(record.arrested_at)
    where = told.where.strip() or record.arrested_where
    return ArrestOffence(record=record, offence_id=key, committed_on=day, where=where)


def _columns(arrest: ArrestDetails) -> dict[str, Any]:
    return {
        "detention_type": arrest.detention_type,
        "circumstance": arrest.circumstance,
        "arrested_at": arrest.arrested_at,
        "arrested_where": arrest.arrested_where.strip(),
        "arrested_by_id": arrest.arrested_by_id,
        "circumstances": arrest.circumstances.strip(),
        "necessity": list(arrest.necessity),
        "arrived_at": arrest.arrived_at,
        "investigating_officer_id": arrest.investigating_officer_id,
    }


def _enter_power(record: CustodyRecord, arrest: ArrestDetails, by: Officer) -> None:
    """Write what holds the person, in place of an arrest (section 2.2)."""
    kind = arrest.detention_type
    details = kept(kind, arrest.power)
    record.other_power = OtherPowerHeld.objects.create(record=record, details=details)
    said = "".join(f" {words}: {answer.rstrip('.')}." for words, answer in answered(kind, details))
    where = f" at {record.arrested_where}" if record.arrested_where else ""
    told_so = f" {record.circumstances}" if record.circumstances else ""
    enter(
        record,
        CustodyEntryKind.ARREST,
        f"{kind.label}: detained by {record.arrested_by.label}{where}, "
        f"{OTHER_POWERS[kind].held}.{said}{told_so}",
        occurred_at=record.arrested_at,
        by=by,
        power=details,
    )


def _enter_arrest(record: CustodyRecord, arrest: ArrestDetails, by: Officer) -> None:
    offences = ", ".join(one.offence.title for one in record.offences.select_related("offence"))
    arresting = record.arrested_by.label
    where = f" at {record.arrested_where}" if record.arrested_where else ""
    reasons = "; ".join(one.label.lower() for one in arrest.necessity)
    told_so = f" {record.circumstances}" if record.circumstances else ""
    enter(
        record,
        CustodyEntryKind.ARREST,
        f"Arrested by {arresting}{where}: {offences}. Necessary: {reasons}.{told_so}",
        occurred_at=record.arrested_at,
        by=by,
        necessity=list(arrest.necessity),
    )


def _enter_arrival(
    record: CustodyRecord, arrest: ArrestDetails, start: RelevantTime, by: Officer
) -> None:
    moments = {name: moment.isoformat() for name, moment in arrest.moments.items()}
    enter(
        record,
        CustodyEntryKind.ARRIVAL,
        f"Arrived at {record.suite.name}. {_from_when(record, start)}",
        occurred_at=record.arrived_at,
        by=by,
        rule=start.rule,
        circumstance=arrest.circumstance,
        questioned_elsewhere=arrest.questioned_elsewhere,
        moments=moments,
    )


def _from_when(record: CustodyRecord, start: RelevantTime) -> str:
    """Return from when and until when time counts: on arrest by PACE, else by the power itself."""
    kind = DetentionType(record.detention_type)
    if not kind.is_other_power:
        return f"Relevant time {told(start.at)} ({start.rule}): {start.explanation}"
    limit = own_limit_of(record)
    own = limit.sentence if limit else f"Limit: {REGIMES[kind].own_limit} ({REGIMES[kind].rule})."
    return f"No detention clock of PACE. {own}"
