"""The end of a time on bail: answered, arrested, or ended in writing (RT-10, RT-12, RT-14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    BailEnd,
    Circumstance,
    CustodyEntryKind,
    CustodyEvent,
    DetentionGround,
    DetentionType,
    ExclusionReason,
)
from bluelamp.custody.models import (
    ArrestOffence,
    Bail,
    ClockPause,
    CustodyEntry,
    CustodyRecord,
)
from bluelamp.custody.policies import can_authorise_detention, can_manage_bail
from bluelamp.custody.rules.disposals import CLOSE_BAIL_BY, PRE_CHARGE_BAIL
from bluelamp.custody.rules.exclusions import bail_arrest_exclusion
from bluelamp.custody.rules.relevant_time import (
    ArrestFacts,
    bail_detention_starts,
    relevant_time,
)
from bluelamp.nominals.models import Person

from .bail import running_bail
from .cells import occupy
from .disposals import Decision, dispose
from .opening import refuse_second_custody
from .powers import refuse_without_arrest
from .record_keeping import changed_record, check_moment, enter, move_on, written


@dataclass(frozen=True, slots=True)
class Reauthorised:
    """Detention authorised again on the return (REV-18), with its grounds (ARR-10, ARR-11)."""

    grounds: Sequence[DetentionGround]
    text: str
    authorised_at: datetime
    cell_id: UUID | None = None


def answer_bail(
    *,
    record_id: UUID,
    version: int,
    attended_at: datetime,
    authority: Reauthorised,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that the person answered bail: the same clock goes on (RT-10).

    Who comes early is in custody from the time they were due (RT-14).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="answer_bail"
    ) as record:
        move_on(record, CustodyEvent.ATTEND)
        bail = running_bail(record)
        check_moment(record, "Attending", attended_at, at=at, after=_after(bail))
        dealt = min(authority.authorised_at, at)
        begins = bail_detention_starts(attended_at, bail.due_at, dealt)
        record.detention_type = DetentionType.BAIL_RETURN
        early = f" Early: in custody from {told(begins)} (RT-14)." if begins > attended_at else ""
        text = f"Answered bail at {told(attended_at)}.{early} The same clock goes on (RT-10)."
        return _back(record, bail, BailEnd.ANSWERED, begins, text, authority, by=by, at=at)


def arrest_on_bail(
    *,
    record_id: UUID,
    version: int,
    why: BailEnd,
    arrested_at: datetime,
    arrived_at: datetime,
    reason: str,
    authority: Reauthorised,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record an arrest for breach of bail or failing to answer (BAI-13): the same clock goes on.

    It stands still for up to three hours from arrival (RT-12).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="arrest_on_bail"
    ) as record:
        move_on(record, CustodyEvent.BAIL_ARREST)
        bail = running_bail(record)
        if why not in (BailEnd.BREACH, BailEnd.FAILED):
            raise NotPossible("Select why the person was arrested.", field="why", rule="BAI-13")
        words = written(reason, "what the person did", field="reason", rule="BAI-13")
        check_moment(record, "Arrest", arrested_at, at=at, after=_after(bail), field="arrested_at")
        after = [("the arrest", arrested_at)]
        check_moment(record, "Arrival", arrived_at, at=at, after=after, field="arrived_at")
        record.detention_type = DetentionType.BAIL_ARREST
        pause = bail_arrest_exclusion(arrived_at)
        ClockPause.objects.create(
            record=record,
            reason=ExclusionReason.BAIL_ARREST_PAUSE,
            began_at=pause.start,
            ended_at=pause.end,
        )
        text = (
            f"{why.label} at {told(arrested_at)}; arrived {told(arrived_at)}. {words}\n"
            f"The same clock goes on; it stands still to {told(pause.last)} at the longest (RT-12)."
        )
        return _back(record, bail, why, arrived_at, text, authority, by=by, at=at)


def end_bail(
    *,
    record_id: UUID,
    version: int,
    disposals: Mapping[UUID, Decision],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> CustodyEntry:
    """End bail in writing: each offence gets its disposal, and the record closes (BAI-16)."""
    with changed_record(
        record_id, version=version, may=can_manage_bail, by=by, action="end_bail"
    ) as record:
        move_on(record, CustodyEvent.CLOSE_BAIL)
        bail = running_bail(record)
        check_moment(record, "The letter", occurred_at, at=at, after=_after(bail))
        on_bail = list(record.offences.filter(disposal__in=PRE_CHARGE_BAIL))
        for offence in on_bail:
            decision = disposals.get(offence.pk)
            if decision is None or decision.code not in CLOSE_BAIL_BY:
                key = f"disposal_{offence.pk}"
                raise NotPossible(
                    f"Select how bail ends for {offence.offence.title}.", field=key, rule="BAI-16"
                )
        _reopen(on_bail)
        dispose(record, disposals, occurred_at=occurred_at, by=by)
        _end(bail, BailEnd.BY_LETTER, occurred_at)
        words = f" {text.strip()}" if text.strip() else ""
        said = f"Bail ended in writing.{words}"
        return enter(record, CustodyEntryKind.BAIL, said, occurred_at=occurred_at, by=by)


def add_further_arrest(
    *,
    record_id: UUID,
    version: int,
    offence_id: int,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    fresh_clock: bool = False,
    clock_reason: str = "",
) -> CustodyEntry:
    """Record an arrest for a further offence while held: the same relevant time governs (RT-9).

    Of a person who answered bail the custody officer chooses, and says why: the clock of bail
    governs both, or with ``fresh_clock`` the other offence has one of its own (RT-13).
    """
    with changed_record(
        record_id, version=version, may=can_authorise_detention, by=by, action="add_further_arrest"
    ) as record:
        refuse_without_arrest(record)
        move_on(record, CustodyEvent.FURTHER_ARREST)
        after = [("authorisation", record.authorised_at)]
        check_moment(record, "The arrest", occurred_at, at=at, after=after)
        if record.offences.filter(offence_id=offence_id).exists():
            reason = "The person is under arrest for this offence already."
            raise NotPossible(reason, field="offence", rule="ARR-17")
        words = written(text, "the grounds of the arrest", rule="ARR-3")
        own, whose = _clock_of_further(record, occurred_at, fresh_clock, clock_reason)
        offence = ArrestOffence.objects.create(record=record, offence_id=offence_id, clock_from=own)
        return enter(
            record,
            CustodyEntryKind.FURTHER_ARREST,
            f"Further arrest: {offence.offence.title}. {words}\n{whose}",
            occurred_at=occurred_at,
            by=by,
            offence=str(offence.pk),
        )


def _clock_of_further(
    record: CustodyRecord, arrested_at: datetime, fresh: bool, reason: str
) -> tuple[datetime | None, str]:
    """Return from when the further offence has a clock of its own, and the choice in words."""
    stays = f"The relevant time stays {told(record.relevant_time)}"
    if record.detention_type != DetentionType.BAIL_RETURN:
        return None, f"{stays} (RT-9)."
    why = written(reason, "why this clock governs", field="clock_reason", rule="RT-13")
    facts = ArrestFacts(
        circumstance=Circumstance.BAIL_RETURN_OTHER,
        arrested_at=arrested_at,
        original_relevant_time=record.relevant_time,
        fresh_clock_chosen=fresh,
    )
    found = relevant_time(facts)
    if not fresh:
        return None, f"{stays} for both ({found.rule}): {why}"
    return found.at, f"{found.explanation} ({found.rule}) {why}"


def _after(bail: Bail) -> list[tuple[str, datetime | None]]:
    return [("bail was granted", bail.granted_at)]


def _back(
    record: CustodyRecord,
    bail: Bail,
    why: BailEnd,
    begins: datetime,
    text: str,
    authority: Reauthorised,
    *,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Put the person back into detention on the same clock, authorised again (REV-18)."""
    Person.objects.select_for_update(no_key=True).get(pk=record.person_id)
    refuse_second_custody(record.person, "version")
    when = authority.authorised_at
    after = [("the return", begins)]
    check_moment(record, "Authorisation", when, at=at, after=after, field="authorised_at")
    if not authority.grounds:
        reason = "Select at least one ground for detention."
        raise NotPossible(reason, field="grounds", rule="ARR-10")
    words = written(authority.text, "the grounds in words", rule="ARR-11")
    bail.reauthorised_at = when
    _end(bail, why, begins)
    record.released_at = None
    record.suite = bail.station
    record.grounds = list(authority.grounds)
    _reopen(list(record.offences.filter(disposal__in=PRE_CHARGE_BAIL)))
    reasons = ", ".join(one.label.lower() for one in authority.grounds)
    entry = enter(
        record,
        CustodyEntryKind.BAIL,
        f"{text}\nDetention authorised again at {told(when)} {reasons}. {words}",
        occurred_at=begins,
        by=by,
        bail=str(bail.pk),
    )
    if authority.cell_id is not None:
        occupy(record, authority.cell_id, occurred_at=when, by=by, at=at)
    return entry


def _end(bail: Bail, why: BailEnd, at: datetime) -> None:
    bail.ended_at, bail.ended_by = at, why
    bail.save()


def _reopen(offences: Sequence[ArrestOffence]) -> None:
    """Open the offences on bail again; their disposals stay in the record."""
    for offence in offences:
        offence.disposal, offence.disposed_at = "", None
        offence.save(update_fields=["disposal", "disposed_at"])
