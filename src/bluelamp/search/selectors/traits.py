"""What is known of everything found: parts in events, areas and the last day, in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Event, Location
from bluelamp.nominals.selectors import clusters_of
from bluelamp.nominals.selectors.people import THINGS_HELD

from ..enums import Kind
from ..rules.filters import Traits
from .sight import Sight


@dataclass(frozen=True, slots=True)
class PartPlayed:
    """How often a person had a part in events of a kind, and when last."""

    role: LinkRole
    kind: EventKind
    times: int
    last: datetime


@dataclass(slots=True)
class Background:
    """What an officer may know of a person at a glance; never of events they may not open."""

    parts: list[PartPlayed] = field(default_factory=list)
    postcodes: set[str] = field(default_factory=set)
    streets: set[str] = field(default_factory=set)

    @property
    def last(self) -> datetime | None:
        """Return when the person last had a part in anything."""
        return max((part.last for part in self.parts), default=None)

    def traits(self) -> Traits:
        """Return by what the person is told apart from others found."""
        last = self.last
        return Traits(
            kind=Kind.PERSON,
            roles=frozenset(part.role.value for part in self.parts),
            areas=frozenset(postcode.split()[0] for postcode in self.postcodes),
            last=day_of(last) if last else None,
        )


def backgrounds_of(people: Collection[UUID], sight: Sight) -> dict[UUID, Background]:
    """Return what is known of people at a glance, over all their records: three statements."""
    clusters = clusters_of(people)
    person_of = {record: person for person in people for record in clusters[person]}
    found: dict[UUID, Background] = defaultdict(Background)
    for record, role, kind, times, last in _parts(person_of, sight):
        part = PartPlayed(LinkRole(role), EventKind(kind), times, last)
        found[person_of[record]].parts.append(part)
    for record, postcode, line in _addresses(person_of, sight):
        background = found[person_of[record]]
        background.postcodes |= {postcode} if postcode else set()
        background.streets |= {line} if line else set()
    return {person: found[person] for person in people}


def _parts(
    records: Mapping[UUID, UUID], sight: Sight
) -> Iterable[tuple[UUID, str, str, int, datetime]]:
    parts = sight.parts().filter(source__in=list(records))
    rows = parts.exclude(role__in=THINGS_HELD).values_list("source", "role", "target__event__kind")
    return rows.annotate(times=Count("pk"), last=Max("target__event__occurred_at")).order_by(
        "-last"
    )


def _addresses(records: Mapping[UUID, UUID], sight: Sight) -> Iterable[tuple[UUID, str, str]]:
    return (
        sight.homes()
        .filter(source__in=list(records))
        .values_list("source", "target__location__postcode", "target__location__line")
    )


def traits_of_event(event: Event) -> Traits:
    """Return by what an event is told apart from others found."""
    return Traits(kind=event.kind, last=day_of(event.occurred_at))


def traits_of_place(place: Location) -> Traits:
    """Return by what a place is told apart from others found."""
    areas = frozenset({place.postcode.split()[0]} if place.postcode else ())
    return Traits(kind=Kind.PLACE, areas=areas)
