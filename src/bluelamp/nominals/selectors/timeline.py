"""Reading a person's events page by page, and one event with its people."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from bluelamp.core.keyset import Place

from ..enums import LinkRole, LinkStatus
from ..models import Event, Link, Person
from .pages import Part, people_of_events, records_of
from .search import EventFound


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """A part that a person has in an event, and who else has one."""

    link_id: UUID
    event: Event
    role: LinkRole
    status: LinkStatus
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


def timeline_page(person_id: UUID, *, after: Place | None, size: int) -> TimelinePage | None:
    """Return a page of a person's events, None for nobody: three statements, however many.

    The events of every record that is judged to be theirs stand together.
    """
    records = records_of(person_id)
    if not records:
        return None
    ids = [record.pk for record in records]
    links = Link.objects.filter(source__in=ids, target__event__isnull=False)
    if after:
        earlier = Q(target__event__occurred_at__lt=after.at)
        links = links.filter(earlier | Q(target__event__occurred_at=after.at, pk__gt=after.key))
    in_order = links.select_related("target__event").order_by("-target__event__occurred_at", "pk")
    found = list(in_order[: size + 1])
    shown, left = found[:size], found[size:]
    people = people_of_events([link.target_id for link in shown])
    parts = tuple(_part(link, people.get(link.target_id, []), ids) for link in shown)
    last = shown[-1] if left else None
    place = Place(last.target.event.occurred_at, last.pk) if last else None
    return TimelinePage(records[0], tuple(ids), parts, place)


def event_with_people(event_id: UUID, *, with_people: bool) -> EventFound | None:
    """Return an event, None for none: at most two statements."""
    event = Event.objects.filter(pk=event_id).select_related("entry").first()
    if event is None:
        return None
    people = people_of_events([event_id]) if with_people else {}
    return EventFound(event, tuple(people.get(event_id, ())))


def _part(link: Link, people: list[Part], own: list[UUID]) -> TimelinePart:
    return TimelinePart(
        link_id=link.pk,
        event=link.target.event,
        role=LinkRole(link.role),
        status=LinkStatus(link.status),
        others=tuple(each for each in people if each.person.pk not in own),
    )
