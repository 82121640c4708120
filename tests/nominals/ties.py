"""People tied to somebody in great number, written at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bluelamp.core.ids import new_id
from bluelamp.nominals.enums import EntryKind, EventKind, LinkRole
from bluelamp.nominals.models import Entry, Event, Link, Person

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def somebody(number: int) -> Person:
    return Person(entry_id=new_id(), known_as=f"Somebody {number}")


def crime(number: int) -> Event:
    return Event(
        entry_id=new_id(),
        kind=EventKind.CRIME,
        reference=f"MANY-{number}",
        title="",
        occurred_at=AT - timedelta(days=number),
    )


def link(source, target, role: LinkRole) -> Link:
    return Link(source_id=source, target_id=target, role=role, recorded_by="X")


def tied_to_many(person: Person, count: int) -> list[Person]:
    """Tie a person to so many others, to each by an event in which both had a part: two links."""
    people = [somebody(number) for number in range(count)]
    events = [crime(number) for number in range(count)]
    Entry.objects.bulk_create(
        [Entry(id=each.entry_id, kind=EntryKind.PERSON) for each in people]
        + [Entry(id=each.entry_id, kind=EntryKind.EVENT) for each in events]
    )
    Person.objects.bulk_create(people)
    Event.objects.bulk_create(events)
    Link.objects.bulk_create(
        tie
        for other, event in zip(people, events, strict=True)
        for tie in (
            link(person.pk, event.pk, LinkRole.SUSPECT),
            link(other.pk, event.pk, LinkRole.WITNESS),
        )
    )
    return people
