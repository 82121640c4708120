"""The page of one custody record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.markings import Marking
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    ArrestNecessity,
    Circumstance,
    ClockState,
    CustodyState,
    DetentionGround,
    DetentionType,
    DisposalCode,
)
from bluelamp.custody.models import ArrestOffence, CustodyRecord, PlaceOfSafetyAuthority
from bluelamp.custody.policies import can_acknowledge
from bluelamp.custody.rules.clock_explanation import explained
from bluelamp.custody.rules.deadlines import deadlines_of
from bluelamp.custody.rules.detention_clock import LIMITS, DetentionClock, Paused
from bluelamp.custody.rules.other_powers import answered
from bluelamp.custody.rules.regime import REGIMES, has_pace_clock
from bluelamp.custody.rules.review_schedule import ReviewSchedule
from bluelamp.custody.selectors.also_due import NOTHING_ELSE, also_due
from bluelamp.custody.selectors.authority import authority_of, last_authority_of
from bluelamp.custody.selectors.powers import own_limit_of, power_details
from bluelamp.custody.selectors.records import clock_of, reviews_of

from .actions import Actions, actions_for
from .cards import STATE_COLOURS, power_words, state_words
from .clock_bar import ClockBar, clock_bar
from .clock_line import ClockLine, clock_line
from .due import DueMark, due_mark
from .entries import Line, lines
from .instants import Instant, instant
from .limit_marks import limit_marks
from .people import PersonShown, person_shown

Facts = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ClockShown:
    """The clock drawn and in sentences; ``none`` says why there is none (section 2.2)."""

    bar: ClockBar | None
    line: ClockLine
    sentences: list[str]
    later_limits: list[str]
    none: str


@dataclass(frozen=True, slots=True)
class OffenceRow:
    """An offence under arrest and how it ended."""

    title: str
    code: str
    disposal: str
    disposed: Instant | None


@dataclass(frozen=True, slots=True)
class FlagShown:
    """A decision taken on figures corrected since, not yet looked at (clock model 5)."""

    id: UUID
    decision: str
    decided: Instant
    change: str
    may_acknowledge: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A custody record, ready to be placed."""

    id: UUID
    person_id: UUID
    reference: str
    marking: str
    person: PersonShown
    state: str
    state_colour: str
    suite: str
    suite_code: str
    where: str
    court: str
    power: str
    due: list[DueMark]
    facts: Facts
    clock: ClockShown
    offences: list[OffenceRow]
    flags: list[FlagShown]
    actions: Actions
    lines: list[Line]


def record_page(
    record: CustodyRecord, markers: Iterable[str], now: datetime, officer: Officer
) -> RecordPage:
    """Return the page of a record read by ``record_for_page``."""
    state, kind = CustodyState(record.state), DetentionType(record.detention_type)
    clock = clock_of(record)
    held = state not in {CustodyState.CLOSED, CustodyState.BAILED}
    authority = last_authority_of(record, clock)
    arrived = record.arrived_at
    also = also_due([record] if held else []).get(record.pk, NOTHING_ELSE)
    found = deadlines_of(
        clock,
        state=state,
        kind=kind,
        arrived_at=arrived,
        authority=authority,
        own=own_limit_of(record),
        also=also.deadlines,
    )
    return RecordPage(
        id=record.pk,
        person_id=record.person_id,
        reference=record.event.reference,
        marking=Marking(record.event.entry.marking).label,
        person=person_shown(record.person, markers, now, officer),
        state=state_words(state, also.court),
        state_colour=STATE_COLOURS[state],
        suite=record.suite.name,
        suite_code=record.suite.code,
        where=_where(record),
        court=also.court.words if also.court else "",
        power=power_words(kind, state, also.court),
        due=[due_mark(each, now) for each in (found if held else ())],
        facts=_facts(record),
        clock=_clock_shown(record, clock, now),
        offences=[_offence_row(each, now) for each in record.offences.all()],
        flags=_flags(record, now, officer),
        actions=actions_for(record, officer, found if held else (), now),
        lines=lines(record.entries.all(), now, officer),
    )


def _flags(record: CustodyRecord, now: datetime, officer: Officer) -> list[FlagShown]:
    waiting = [one for one in record.flagged.all() if one.acknowledged_at is None]
    may = bool(can_acknowledge(officer, record)) if waiting else False
    return [
        FlagShown(one.pk, one.decision, instant(one.decided_at, now), one.change, may)
        for one in waiting
    ]


def _where(record: CustodyRecord) -> str:
    """Return the cell, or on bail when the person is due back."""
    bail = next((bail for bail in record.bails.all() if bail.ended_at is None), None)
    if bail and record.state == CustodyState.BAILED:
        return f"Due back {told(bail.due_at)}"
    stay = next((stay for stay in record.occupations.all() if stay.until is None), None)
    return f"Cell {stay.cell.number}" if stay else ""


def _clock_shown(record: CustodyRecord, clock: DetentionClock, now: datetime) -> ClockShown:
    kind = DetentionType(record.detention_type)
    schedule = reviews_of(record, clock)
    line = clock_line(
        clock,
        schedule,
        arrived_at=record.arrived_at,
        now=now,
        limits=limit_marks(record, clock),
        on_arrest=not kind.is_other_power,
    )
    bar = clock_bar(
        clock,
        state=CustodyState(record.state),
        kind=kind,
        now=now,
        authority=last_authority_of(record, clock),
    )
    over = record.released_at is not None
    reviews = _review_sentences(schedule, over=over or kind.is_other_power)
    if not REGIMES[kind].pace_clock:
        own = own_limit_of(record)
        regime = REGIMES[kind]
        held = [own.sentence] if own else []
        rule = "MH-5" if kind is DetentionType.MENTAL_HEALTH else "REV-17"
        held.append(f"Reviews: {regime.review} ({regime.rule}, {rule}).")
        return ClockShown(None, line, [*held, *reviews], [], has_pace_clock(kind).reason)
    start, limit, *later = explained(clock, LIMITS)
    own_clocks = _own_clocks(record, clock)
    sentences = [start, limit, *own_clocks, *_authority(record, clock, now), *reviews]
    return ClockShown(bar, line, sentences, later, "")


def _own_clocks(record: CustodyRecord, clock: DetentionClock) -> list[str]:
    """Return each clock of its own that does not govern yet (RT-13)."""
    words = "has a clock of its own, which governs once the offences on bail are settled"
    return [
        f"{one.offence.title} {words}: from {told(one.clock_from)} (RT-13)."
        for one in record.offences.all()
        if one.clock_from and not one.disposal and one.clock_from != clock.relevant_time
    ]


def _authority(record: CustodyRecord, clock: DetentionClock, now: datetime) -> list[str]:
    """Return under what more than the first 24 hours the person is held, until when (LIM-16)."""
    held = authority_of(record, clock, now)
    if held.state in (ClockState.BASIC, ClockState.CHARGED, ClockState.RELEASED):
        return []
    until = held.until.sentence if isinstance(held.until, Paused) else told(held.until)
    return [f"{held.state.label}: until {until} ({held.rule})."]


def _review_sentences(schedule: ReviewSchedule, *, over: bool) -> list[str]:
    taken = []
    for one in schedule.taken:
        due = f", due by {told(one.due_at)}" if one.due_at else ""
        reason = f": {one.reason.label.lower()}" if one.reason else ""
        words = f"{one.status.label.lower()}{reason}"
        taken.append(f"Review {one.number} held {told(one.held_at)}{due}: {words} (REV-3).")
    return taken if over else [*taken, schedule.sentence]


def _offence_row(offence: ArrestOffence, now: datetime) -> OffenceRow:
    disposal = DisposalCode(offence.disposal).label if offence.disposal else "No disposal yet"
    disposed = instant(offence.disposed_at, now) if offence.disposed_at else None
    return OffenceRow(offence.offence.title, offence.offence.code, disposal, disposed)


def _facts(record: CustodyRecord) -> Facts:
    kind = DetentionType(record.detention_type)
    rows = _power_facts(record, kind) if kind.is_other_power else _arrest_facts(record)
    released = ("Released", told(record.released_at) if record.released_at else "")
    return [{"key": key, "value": value} for key, value in [*rows, released] if value]


def _power_facts(record: CustodyRecord, kind: DetentionType) -> list[tuple[str, str]]:
    """Return what holds the person without an arrest for an offence, and by whose decision."""
    where = record.arrested_where or "place unknown"
    end = getattr(record, "power_end", None)
    decided = "Not yet decided"
    if record.authorised_at and record.authorised_by:
        decided = f"{told(record.authorised_at)} by {record.authorised_by.label}"
    return [
        ("Held under", kind.label),
        *answered(kind, power_details(record)),
        ("Detained", f"{told(record.arrested_at)}, {where}"),
        ("Detained by", record.arrested_by.label),
        ("Circumstances", record.circumstances),
        ("Arrived", told(record.arrived_at)),
        ("Decision to hold", decided),
        ("Authority for the station", _station_authority(record)),
        ("Ended", DisposalCode(end.code).label if end else ""),
    ]


def _station_authority(record: CustodyRecord) -> str:
    place: PlaceOfSafetyAuthority | None = getattr(record, "place_of_safety", None)
    return f"{told(place.authorised_at)} by {place.inspector.label}" if place else ""


def _arrest_facts(record: CustodyRecord) -> list[tuple[str, str]]:
    officer = record.investigating_officer
    return [
        ("Arrested", f"{told(record.arrested_at)}, {record.arrested_where or 'place unknown'}"),
        ("Arrested by", record.arrested_by.label),
        ("Arrest/summons number", ", ".join(str(each) for each in record.event.numbers.all())),
        ("Necessary", "; ".join(ArrestNecessity(each).label for each in record.necessity)),
        ("Circumstances", record.circumstances),
        ("How detained", Circumstance(record.circumstance).label),
        ("Arrived", told(record.arrived_at)),
        ("Relevant time", told(record.relevant_time)),
        ("Detention authorised", _authorised(record)),
        ("Investigating officer", officer.label if officer else "Not yet named"),
    ]


def _authorised(record: CustodyRecord) -> str:
    if record.authorised_at is None or record.authorised_by is None:
        return "Not authorised"
    grounds = "; ".join(DetentionGround(each).label.lower() for each in record.grounds)
    return f"{told(record.authorised_at)} by {record.authorised_by.label}, {grounds}"
