"""Reading everything that is known of one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from bluelamp.access.policies import Officer

from ..enums import LinkRole, LinkStatus
from ..models import (
    Identifier,
    Judgement,
    Link,
    Person,
    PersonName,
    Photograph,
    WarningMarker,
)
from ..registry import person_panels
from .open_links import open_links
from .people import people_by_id
from .photographs import photographs_of
from .sameness import standing_among
from .ties import Ties, TiesAsked, ties_of
from .timeline import ALL_EVENTS, EventsAsked, Timeline, records_of, timeline_of

EVENTS_A_PAGE = 25
MOST_ASSOCIATES = 15


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody tied to a person, in the words of this person's page (L3)."""

    person: Person
    label: str
    status: LinkStatus
    ended: bool
    record: UUID


@dataclass(frozen=True, slots=True)
class Associates:
    """Whom a person is tied to, the strongest ties first, with the people as lists show them."""

    ties: Ties = field(default_factory=Ties)
    people: dict[UUID, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page of a person shows: of every record that is judged to be theirs (G1).

    ``person`` is the record that stands for all of them, the first of ``records``. ``relations``
    are all direct ties in brief; on the whole page only the denied ones, the rest is in
    ``associates``.
    """

    person: Person
    records: list[Person]
    names: list[PersonName]
    identifiers: list[Identifier]
    markers: list[WarningMarker]
    addresses: list[Link]
    relations: list[Relation] = field(default_factory=list)
    timeline: Timeline = field(default_factory=Timeline)
    associates: Associates = field(default_factory=Associates)
    photographs: list[Photograph] = field(default_factory=list)
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


def person_page(
    person_id: UUID, officer: Officer, asked: EventsAsked = ALL_EVENTS
) -> PersonPage | None:
    """Return what is known of a person, None for nobody.

    At most twelve statements and the panels', one more where several records are judged one.
    """
    page = _recorded(person_id, officer)
    if page is None:
        return None
    return replace(
        page,
        relations=_relations(page.ids, LinkStatus.DENIED),
        timeline=timeline_of(page.ids, asked, size=EVENTS_A_PAGE),
        associates=_associates(page),
        photographs=photographs_of(page.ids),
        panels=person_panels(page.ids, officer),
    )


def person_in_brief(person_id: UUID, officer: Officer) -> PersonPage | None:
    """Return what is recorded of a person, None for nobody, without what happened.

    Six statements, one more where several records are judged one.
    """
    page = _recorded(person_id, officer)
    return replace(page, relations=_relations(page.ids)) if page else None


def _recorded(person_id: UUID, officer: Officer) -> PersonPage | None:
    """Return what the records say of themselves: five statements, or six."""
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
        judgements=list(standing_among(ids)) if len(ids) > 1 else [],
    )


def _associates(page: PersonPage) -> Associates:
    """Return whom a person is tied to most strongly: two statements."""
    ties = ties_of([page.person.pk], TiesAsked(most=MOST_ASSOCIATES))
    return Associates(ties, people_by_id(tie.other for tie in ties.found))


def _addresses(ids: Collection[UUID], officer: Officer) -> Iterable[Link]:
    """Return the addresses; restricted ones only for those who may see them (L5)."""
    found = open_links(officer).filter(source__in=ids, target__location__isnull=False)
    return found.select_related("target__location").order_by("held_until", "-held_from", "pk")


def _relations(ids: Collection[UUID], *standing: LinkStatus) -> list[Relation]:
    """Return who is tied to a person; one tie recorded from both ends is shown once."""
    links = (
        open_links()
        .filter(
            Q(source__in=ids, target__person__isnull=False)
            | Q(target__in=ids, source__person__isnull=False)
        )
        .select_related("source__person", "target__person")
        .filter(status__in=standing or tuple(LinkStatus))
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
