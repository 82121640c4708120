"""Reading a person's events: page by page, by kind and year, and one event with its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import ExtractYear

from bluelamp.core.keyset import Place
from bluelamp.core.time import LONDON, start_of_day

from ..enums import EventKind, LinkRole, LinkStatus
from ..models import ClusterMember, Event, Link, Person
from .people import THINGS_HELD


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with the part they have in an event."""

    person: Person
    role: LinkRole


@dataclass(frozen=True, slots=True)
class EventFound:
    """An event with its people."""

    event: Event
    people: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A part that a person has in an event, by which of their records, and who else has one."""

    link_id: UUID
    event: Event
    role: LinkRole
    status: LinkStatus
    record: UUID
    others: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Some of a person's events, the latest first, and where the next page begins.

    ``ids`` are the keys of every record that is judged to be theirs.
    """

    person: Person
    ids: tuple[UUID, ...]
    parts: tuple[TimelinePart, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class EventsAsked:
    """Which events of a person are asked for: of a kind, of a local year, after a place."""

    kind: EventKind | None = None
    year: int | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class EventCount:
    """How often one record of a person has one part in one kind of event in one local year."""

    record: UUID
    role: LinkRole
    kind: EventKind
    year: int
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of a person's events, and the counts of all of them."""

    asked: EventsAsked = field(default_factory=EventsAsked)
    parts: tuple[TimelinePart, ...] = ()
    next: Place | None = None
    counts: tuple[EventCount, ...] = ()

    @property
    def latest_role(self) -> LinkRole | None:
        """Return the latest part in what happened, whatever page is asked for."""
        parts = [each for each in self.counts if each.role not in THINGS_HELD]
        return max(parts, key=lambda each: each.last_at).role if parts else None


ALL_EVENTS = EventsAsked()


def timeline_page(person_id: UUID, *, after: Place | None, size: int) -> TimelinePage | None:
    """Return a page of a person's events, None for nobody: three statements, however many.

    The events of every record that is judged to be theirs stand together.
    """
    records = records_of(person_id)
    if not records:
        return None
    ids = tuple(record.pk for record in records)
    parts, place = _some_parts(ids, EventsAsked(after=after), size)
    return TimelinePage(records[0], ids, parts, place)


def timeline_of(ids: Collection[UUID], asked: EventsAsked, *, size: int) -> Timeline:
    """Return a page of the events of a person's records with all counts: three statements."""
    parts, place = _some_parts(ids, asked, size)
    return Timeline(asked, parts, place, _counts(ids))


def records_of(person_id: UUID) -> list[Person]:
    """Return every record judged to be this person's, the surviving one first: one statement."""
    golden = ClusterMember.objects.filter(person=person_id).values("golden")
    mine = Q(pk=person_id) | Q(membership__golden__in=golden)
    # The survivor is the one recorded first, and keys are in that order.
    return list(Person.objects.filter(mine).select_related("entry").order_by("pk"))


def people_of_events(
    events: Iterable[UUID], *, besides: Collection[UUID] = ()
) -> dict[UUID, list[Part]]:
    """Return the people of each event with their parts: one statement."""
    links = (
        Link.objects.filter(target__in=list(events), source__person__isnull=False)
        .exclude(source__in=besides)
        .select_related("source__person")
        .order_by("pk")
    )
    found: dict[UUID, list[Part]] = defaultdict(list)
    for link in links:
        found[link.target_id].append(Part(link.source.person, LinkRole(link.role)))
    return found


def event_with_people(event_id: UUID, *, with_people: bool) -> EventFound | None:
    """Return an event with its numbers, None for none: at most three statements."""
    found = Event.objects.filter(pk=event_id).select_related("entry")
    event = found.prefetch_related("numbers").first()
    if event is None:
        return None
    people = people_of_events([event_id]) if with_people else {}
    return EventFound(event, tuple(people.get(event_id, ())))


def _parts_of(ids: Collection[UUID]) -> QuerySet[Link, Link]:
    return Link.objects.filter(source__in=ids, target__event__isnull=False)


def _some_parts(
    ids: Collection[UUID], asked: EventsAsked, size: int
) -> tuple[tuple[TimelinePart, ...], Place | None]:
    """Return a page of parts and where the next begins: two statements."""
    links = _parts_of(ids).filter(_within(asked)).select_related("target__event")
    found = list(links.order_by("-target__event__occurred_at", "pk")[: size + 1])
    shown, left = found[:size], found[size:]
    people = people_of_events([link.target_id for link in shown], besides=ids)
    parts = tuple(_part(link, people.get(link.target_id, [])) for link in shown)
    last = shown[-1] if left else None
    return parts, Place(last.target.event.occurred_at, last.pk) if last else None


def _within(asked: EventsAsked) -> Q:
    wanted = Q()
    if asked.kind:
        wanted &= Q(target__event__kind=asked.kind)
    if asked.year:
        first, after = (start_of_day(date(year, 1, 1)) for year in (asked.year, asked.year + 1))
        wanted &= Q(target__event__occurred_at__gte=first, target__event__occurred_at__lt=after)
    if asked.after:
        earlier = Q(target__event__occurred_at__lt=asked.after.at)
        same = Q(target__event__occurred_at=asked.after.at, pk__gt=asked.after.key)
        wanted &= earlier | same
    return wanted


def _part(link: Link, people: list[Part]) -> TimelinePart:
    return TimelinePart(
        link_id=link.pk,
        event=link.target.event,
        role=LinkRole(link.role),
        status=LinkStatus(link.status),
        record=link.source_id,
        others=tuple(people),
    )


def _counts(ids: Collection[UUID]) -> tuple[EventCount, ...]:
    rows = (
        _parts_of(ids)
        .values_list("source", "role", "target__event__kind")
        .annotate(
            year=ExtractYear("target__event__occurred_at", tzinfo=LONDON),
            count=Count("pk"),
            last_at=Max("target__event__occurred_at"),
        )
        .order_by()
    )
    return tuple(
        EventCount(record, LinkRole(role), EventKind(kind), year, count, last_at)
        for record, role, kind, year, count, last_at in rows
    )
