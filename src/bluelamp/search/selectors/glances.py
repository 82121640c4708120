"""What the page says of the people it shows: their records, and the last event of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from bluelamp.nominals.models import Event, Person, PhysicalDescription
from bluelamp.nominals.panels import Finding
from bluelamp.nominals.selectors import people_by_id
from bluelamp.nominals.selectors.people import THINGS_HELD

from .sight import Sight


def people_of(found: Sequence[Finding], *, described: bool = False) -> dict[UUID, Person]:
    """Return the people of one page of results: one statement, three with their descriptions.

    ``looks`` of a person are the descriptions, the latest first, where they are asked for.
    """
    people = people_by_id(each.person_id for each in found)
    if described:
        seen = PhysicalDescription.objects.order_by("-described_on", "-pk")
        looks = Prefetch("descriptions", seen.prefetch_related("features"), to_attr="looks")
        prefetch_related_objects(list(people.values()), looks)
    return people


def last_events_of(people: Collection[UUID], sight: Sight) -> dict[UUID, tuple[str, Event]]:
    """Return for each record the last event that is seen, with the part in it: one statement."""
    links = sight.parts().filter(source__in=list(people))
    latest = (
        links.exclude(role__in=THINGS_HELD)
        .select_related("target__event")
        .order_by("source", "-target__event__occurred_at", "pk")
        .distinct("source")
    )
    return {link.source_id: (link.role, link.target.event) for link in latest}
