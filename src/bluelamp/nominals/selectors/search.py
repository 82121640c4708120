"""Reading who and what was looked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ..enums import EventKind
from ..finder import Finding, candidate_finder
from ..models import Event, EventNumber, Person
from ..rules.claims import AddressClaim, KnownPerson
from ..rules.sought import Sought
from .open_links import open_links
from .people import ADDRESS_ROLES
from .sameness import once_a_person
from .timeline import EventFound, people_of_events

MOST_PEOPLE = 300
MOST_EVENTS = 200


def people_sought(sought: Sought) -> list[Finding]:
    """Return whom was looked for, the best first, with reasons: at most five statements."""
    facts = KnownPerson(
        names=(),
        born=sought.born,
        identifiers=sought.numbers,
        addresses=(AddressClaim(postcode=sought.postcode),) if sought.postcode else (),
    )
    others = [] if sought.words else _by_birth_or_place(sought)
    found = candidate_finder().people_like(sought.words, facts, others, MOST_PEOPLE)
    return once_a_person(found)


def events_called(
    references: Sequence[str],
    kinds: Collection[EventKind],
    *,
    with_people: bool,
    also: QuerySet[Any, Any] | None = None,
) -> list[EventFound]:
    """Return the events of these kinds whose reference or number begins so: three statements.

    ``also`` are the keys of events found elsewise.
    """
    begins = Q() if also is None else Q(pk__in=also)
    for reference in references:
        begins |= Q(reference__startswith=reference)
        begins |= Q(pk__in=_numbered(reference))
    if not begins or not kinds:
        return []
    events = list(
        Event.objects.filter(begins, kind__in=list(kinds))
        .order_by("-occurred_at", "pk")
        .prefetch_related("numbers")[:MOST_EVENTS]
    )
    people = people_of_events([event.pk for event in events]) if with_people else {}
    return [EventFound(event, tuple(people.get(event.pk, ()))) for event in events]


def _numbered(beginning: str) -> QuerySet[Any, Any]:
    return EventNumber.objects.filter(value__startswith=beginning).values("event")


def _by_birth_or_place(sought: Sought) -> list[UUID]:
    """Return whom only a date of birth or a postcode finds: one statement."""
    people = Person.objects.all()
    if sought.born:
        people = people.filter(born_from__lte=sought.born.latest, born_to__gte=sought.born.earliest)
        people = people.filter(born_from__gte=sought.born.earliest.replace(month=1, day=1))
    if sought.postcode:
        at = open_links().filter(target__location__postcode=sought.postcode, role__in=ADDRESS_ROLES)
        people = people.filter(pk__in=at.values("source"))
    if not (sought.born or sought.postcode):
        return []
    return list(people.order_by("-pk").values_list("pk", flat=True)[:MOST_PEOPLE])
