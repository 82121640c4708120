"""Many people detained in one suite, written in bulk: for tests and figures of the board."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

MINUTE = timedelta(minutes=1)
WARNINGS = ("VI", "SH", "MN", "ES")


def hold(suite: Any, count: int, *, staff_id: UUID, offence_id: int, at: datetime) -> None:
    """Detain so many people, each in a cell of their own, arrived within the last twelve hours.

    Each has a warning, an offence, a level of observation, a visit, and a solicitor who is
    awaited; every tenth is a child.
    """
    from bluelamp.custody.models import Cell

    first = suite.cells.count()
    numbers = range(first, first + count)
    cells = Cell.objects.bulk_create(
        Cell(suite=suite, number=f"H{number}", kind="CELL", position=number) for number in numbers
    )
    since = [at - (5 + number * 37 % 715) * MINUTE for number in numbers]
    events = _events(suite, numbers, since)
    records = _records(suite, events, _people(numbers, at), staff_id)
    for record, cell in zip(records, cells, strict=True):
        _kept(record, cell, staff_id, offence_id, at)


def _people(numbers: range, at: datetime) -> list[Any]:
    from bluelamp.nominals.enums import DobQuality, EntryKind
    from bluelamp.nominals.models import Entry, Person, WarningMarker

    entries = Entry.objects.bulk_create(Entry(kind=EntryKind.PERSON) for _ in numbers)
    born = [date(2012, 5, 1) if number % 10 == 0 else date(1990, 5, 1) for number in numbers]
    people = Person.objects.bulk_create(
        Person(
            entry=entry,
            known_as=f"Person Held {number}",
            born_from=day,
            born_to=day,
            birth_quality=DobQuality.EXACT,
        )
        for number, entry, day in zip(numbers, entries, born, strict=True)
    )
    WarningMarker.objects.bulk_create(
        WarningMarker(
            person=person, code=WARNINGS[number % 4], reason="Told us", set_at=at, set_by="S1"
        )
        for number, person in zip(numbers, people, strict=True)
    )
    return people


def _events(suite: Any, numbers: range, since: list[datetime]) -> list[Any]:
    from bluelamp.nominals.enums import EntryKind, EventKind
    from bluelamp.nominals.models import Entry, Event

    entries = Entry.objects.bulk_create(Entry(kind=EntryKind.EVENT) for _ in numbers)
    return Event.objects.bulk_create(
        Event(
            entry=entry,
            kind=EventKind.CUSTODY,
            reference=f"CU-HELD-{suite.code}-{number}",
            title=f"Custody at {suite.name}",
            occurred_at=arrived,
        )
        for number, entry, arrived in zip(numbers, entries, since, strict=True)
    )


def _records(suite: Any, events: list[Any], people: list[Any], staff_id: UUID) -> list[Any]:
    from bluelamp.custody.models import CustodyRecord

    return CustodyRecord.objects.bulk_create(
        CustodyRecord(
            event=event,
            person=person,
            suite=suite,
            state="DETAINED",
            detention_type="ARREST",
            circumstance="STATION",
            arrested_at=event.occurred_at,
            arrested_by_id=staff_id,
            necessity=["INVESTIGATE"],
            arrived_at=event.occurred_at,
            relevant_time=event.occurred_at,
            authorised_at=event.occurred_at + MINUTE,
            authorised_by_id=staff_id,
            grounds=["QUESTION"],
        )
        for event, person in zip(events, people, strict=True)
    )


def _kept(record: Any, cell: Any, staff_id: UUID, offence_id: int, at: datetime) -> None:
    from bluelamp.core.ids import new_id
    from bluelamp.custody import models
    from bluelamp.custody.enums import VisitAction, VisitCondition, VisitSeen

    child = record.person.born_to.year > 2010
    number = int(cell.number[1:])
    models.CellOccupation.objects.create(
        record=record, cell=cell, since=record.arrived_at, child=child
    )
    models.ArrestOffence.objects.create(record=record, offence_id=offence_id)
    models.ObservationSetting.objects.create(
        record=record,
        level="2" if number % 3 else "1",
        interval_minutes=30 if number % 3 else 60,
        set_at=record.arrived_at,
        set_by_id=staff_id,
    )
    models.Call.objects.create(
        record=record, kind="SOLICITOR", state="WANTED", since=record.arrived_at
    )
    visited = at - (number % 45) * MINUTE
    a_round = models.VisitRound.objects.create(
        id=new_id(), suite=record.suite, recorded_by_id=staff_id
    )
    models.Visit.objects.create(
        round=a_round,
        record=record,
        visited_at=visited,
        visited_by_id=staff_id,
        visited_by_label="Visitor",
        cell=cell.number,
        seen=VisitSeen.SPOKE,
        condition=VisitCondition.CALM,
        action=VisitAction.NONE,
    )
