"""Reading everything that is known of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from bluelamp.access.policies import Officer

from ..enums import LinkRole, LinkStatus
from ..models import (
    ClusterMember,
    Event,
    Identifier,
    Judgement,
    Link,
    Person,
    PersonName,
    WarningMarker,
)
from ..registry import person_panels
from .open_links import open_links
from .sameness import standing_among


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
    record: UUID
    others: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody tied to a person, in the words of this person's page (L3)."""

    person: Person
    label: str
    status: LinkStatus
    ended: bool
    record: UUID


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of a person shows: of every record that is judged to be theirs (G1).

    ``person`` is the record that stands for all of them, the first of ``records``.
    """

    person: Person
    records: list[Person]
    names: list[PersonName]
    identifiers: list[Identifier]
    markers: list[WarningMarker]
    addresses: list[Link]
    timeline: list[TimelineEntry]
    relations: list[Relation]
    judgements: list[Judgement] = field(default_factory=list)
    panels: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_joined(self) -> bool:
        """Tell whether several records are judged to be this person."""
        return len(self.records) > 1

    @property
    def shows_restricted(self) -> bool:
        """Tell whether the address of a protected person is among what is shown (L5)."""
        return any(link.restriction for link in self.addresses)

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Return the key of every record, the one that stands for all first."""
        return tuple(record.pk for record in self.records)


def person_page(person_id: UUID, officer: Officer, *, in_brief: bool = False) -> PersonPage | None:
    """Return what is known of a person, None for nobody.

    Eight statements and the panels', one more where several records are judged one. In brief it
    has neither timeline nor panels: two statements fewer.
    """
    records = records_of(person_id)
    if not records:
        return None
    ids = [record.pk for record in records]
    markers = WarningMarker.objects.filter(person__in=ids, ended_at=None)
    return PersonPage(
        person=records[0],
        records=records,
        names=list(PersonName.objects.filter(person__in=ids).order_by("pk")),
        identifiers=list(Identifier.objects.filter(person__in=ids).order_by("scheme", "pk")),
        markers=list(markers.select_related("evidence").order_by("code", "pk")),
        addresses=list(_addresses(ids, officer)),
        timeline=[] if in_brief else timeline_of(*ids),
        relations=_relations(ids, officer),
        judgements=list(standing_among(ids)) if len(ids) > 1 else [],
        panels=[] if in_brief else person_panels(ids, officer),
    )


def records_of(person_id: UUID) -> list[Person]:
    """Return every record judged to be this person's, the surviving one first: one statement."""
    golden = ClusterMember.objects.filter(person=person_id).values("golden")
    mine = Q(pk=person_id) | Q(membership__golden__in=golden)
    # The survivor is the one recorded first, and keys are in that order.
    return list(Person.objects.filter(mine).select_related("entry").order_by("pk"))


def timeline_of(*person_ids: UUID) -> list[TimelineEntry]:
    """Return every event of a person's records, the latest first, with people: two statements."""
    links = list(
        Link.objects.filter(source__in=person_ids, target__event__isnull=False)
        .select_related("target__event")
        .order_by("-target__event__occurred_at", "pk")
    )
    others = people_of_events([link.target_id for link in links], besides=person_ids)
    return [
        TimelineEntry(
            event=link.target.event,
            role=LinkRole(link.role),
            status=LinkStatus(link.status),
            record=link.source_id,
            others=tuple(others.get(link.target_id, ())),
        )
        for link in links
    ]


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


def _addresses(ids: Collection[UUID], officer: Officer) -> Iterable[Link]:
    found = open_links(officer).filter(source__in=ids, target__location__isnull=False)
    return found.select_related("target__location").order_by("held_until", "-held_from", "pk")


def _relations(ids: Collection[UUID], officer: Officer) -> list[Relation]:
    """Return who is tied to a person; one tie recorded from both ends is shown once."""
    links = (
        open_links(officer)
        .filter(
            Q(source__in=ids, target__person__isnull=False)
            | Q(target__in=ids, source__person__isnull=False)
        )
        .select_related("source__person", "target__person")
        .order_by("pk")
    )
    found = {(each.person.pk, each.label): each for each in (_relation(ids, one) for one in links)}
    return sorted(found.values(), key=lambda each: (each.ended, each.label, each.person.known_as))


def _relation(ids: Collection[UUID], link: Link) -> Relation:
    role, outward = LinkRole(link.role), link.source_id in ids
    return Relation(
        person=(link.target if outward else link.source).person,
        label=role.reversed_label if outward else role.label,
        status=LinkStatus(link.status),
        ended=link.held_until is not None,
        record=link.source_id if outward else link.target_id,
    )
