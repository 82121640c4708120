"""Reading everything that is known of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from bluelamp.access.policies import Officer

from ..enums import LinkRole, LinkStatus
from ..models import Event, Identifier, Link, Person, PersonName, WarningMarker
from ..registry import person_panels
from .people import ADDRESS_ROLES


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with the part they have in an event."""

    person: Person
    role: LinkRole


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event of a person: the part they have in it, and who else has one."""

    event: Event
    role: LinkRole
    status: LinkStatus
    others: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody tied to a person, in the words of this person's page (L3)."""

    person: Person
    label: str
    status: LinkStatus
    ended: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of a person shows."""

    person: Person
    names: list[PersonName]
    identifiers: list[Identifier]
    markers: list[WarningMarker]
    addresses: list[Link]
    timeline: list[TimelineEntry]
    relations: list[Relation]
    panels: list[dict[str, Any]] = field(default_factory=list)


def person_page(person_id: UUID, officer: Officer, *, in_brief: bool = False) -> PersonPage | None:
    """Return what is known of a person, None for nobody: eight statements and the panels'.

    In brief it has neither timeline nor panels: six statements.
    """
    person = Person.objects.filter(pk=person_id).select_related("entry").first()
    if person is None:
        return None
    markers = WarningMarker.objects.filter(person=person, ended_at=None)
    return PersonPage(
        person=person,
        names=list(person.names.order_by("pk")),
        identifiers=list(person.identifiers.order_by("scheme", "pk")),
        markers=list(markers.select_related("evidence").order_by("code", "pk")),
        addresses=list(_addresses(person_id)),
        timeline=[] if in_brief else timeline_of(person_id),
        relations=_relations(person_id),
        panels=[] if in_brief else person_panels(person_id, officer),
    )


def timeline_of(person_id: UUID) -> list[TimelineEntry]:
    """Return every event of a person, the latest first, with its people: two statements."""
    links = list(
        Link.objects.filter(source=person_id, target__event__isnull=False)
        .select_related("target__event")
        .order_by("-target__event__occurred_at", "pk")
    )
    others = people_of_events([link.target_id for link in links], besides=person_id)
    return [
        TimelineEntry(
            event=link.target.event,
            role=LinkRole(link.role),
            status=LinkStatus(link.status),
            others=tuple(others.get(link.target_id, ())),
        )
        for link in links
    ]


def people_of_events(
    events: Iterable[UUID], *, besides: UUID | None = None
) -> dict[UUID, list[Part]]:
    """Return the people of each event with their parts: one statement."""
    links = (
        Link.objects.filter(target__in=list(events), source__person__isnull=False)
        .exclude(source=besides)
        .select_related("source__person")
        .order_by("pk")
    )
    found: dict[UUID, list[Part]] = defaultdict(list)
    for link in links:
        found[link.target_id].append(Part(link.source.person, LinkRole(link.role)))
    return found


def _addresses(person_id: UUID) -> Iterable[Link]:
    found = Link.objects.filter(source=person_id, role__in=ADDRESS_ROLES)
    return found.select_related("target__location").order_by("held_until", "-held_from", "pk")


def _relations(person_id: UUID) -> list[Relation]:
    """Return who is tied to a person; one tie recorded from both ends is shown once."""
    links = (
        Link.objects.filter(
            Q(source=person_id, target__person__isnull=False)
            | Q(target=person_id, source__person__isnull=False)
        )
        .select_related("source__person", "target__person")
        .order_by("pk")
    )
    found = {(each.person.pk, each.label): each for each in map(_relation_to(person_id), links)}
    return sorted(found.values(), key=lambda each: (each.ended, each.label, each.person.known_as))


def _relation_to(person_id: UUID) -> Any:
    def relation(link: Link) -> Relation:
        role, outward = LinkRole(link.role), link.source_id == person_id
        return Relation(
            person=(link.target if outward else link.source).person,
            label=role.reversed_label if outward else role.label,
            status=LinkStatus(link.status),
            ended=link.held_until is not None,
        )

    return relation
