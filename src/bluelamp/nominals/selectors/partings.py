"""Reading what was added to a person while records that are parted now were one (MG-03)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.core.ids import first_id_at

from ..enums import IdentifierScheme, LinkRole
from ..models import (
    Identifier,
    Link,
    Parting,
    PartingNotice,
    PersonName,
    PhysicalDescription,
    WarningMarker,
)


@dataclass(frozen=True, slots=True)
class FactSince:
    """A fact typed while the records were one. A part in an event stays with its own record."""

    id: UUID
    sort: str
    words: str
    may_move: bool = True


def open_partings() -> QuerySet[Parting]:
    """Return the partings that nobody has settled, the oldest first."""
    return Parting.objects.filter(settled_at=None).order_by("parted_at")


def parting_whole(parting_id: int) -> Parting | None:
    """Return a parting with both people and its judgement: one statement."""
    found = Parting.objects.select_related("judgement", "kept", "other")
    return found.filter(pk=parting_id).first()


def notices_for(staff_id: UUID) -> QuerySet[PartingNotice]:
    """Return the partings of people in this officer's live records not looked at yet (MG-06)."""
    waiting = PartingNotice.objects.filter(staff=staff_id, seen_at=None)
    return waiting.select_related("parting", "event").order_by("parting__parted_at")


def notice_whole(notice_id: int) -> PartingNotice | None:
    """Return a notice with its parting, both people and the record: one statement."""
    found = PartingNotice.objects.select_related(
        "event", "parting__judgement", "parting__kept", "parting__other"
    )
    return found.filter(pk=notice_id).first()


def facts_since(parting: Parting) -> list[FactSince]:
    """Return what was added to the surviving record in the meantime: five statements.

    New facts are written to the surviving record, so those of the other person are among them.
    """
    return list(_facts(parting.kept_id, parting.joined_at, parting.parted_at))


def _facts(person: UUID, since: datetime, until: datetime) -> Iterator[FactSince]:
    # Keys of rows tell when they were made.
    meanwhile = {"pk__gte": first_id_at(since), "pk__lt": first_id_at(until)}
    for name in PersonName.objects.filter(person=person, **meanwhile).order_by("pk"):
        yield FactSince(name.pk, "Name", name.full)
    for number in Identifier.objects.filter(person=person, **meanwhile).order_by("pk"):
        label = IdentifierScheme(number.scheme).label
        yield FactSince(number.pk, "Number", f"{label} {number.value}")
    for marker in WarningMarker.objects.filter(person=person, **meanwhile).order_by("pk"):
        yield FactSince(marker.pk, "Warning marker", f"{marker.code}: {marker.reason}")
    for said in PhysicalDescription.objects.filter(person=person, **meanwhile).order_by("pk"):
        yield FactSince(said.pk, "Description", str(said))
    links = Link.objects.filter(source=person, **meanwhile).order_by("pk")
    whither = ("target__event", "target__location", "target__person")
    for link in links.select_related("target", *whither):
        yield _link(link)


def _link(link: Link) -> FactSince:
    event = getattr(link.target, "event", None)
    there = event or getattr(link.target, "location", None) or getattr(link.target, "person", None)
    hidden = "an address that is restricted" if link.restriction else ""
    words = f"{LinkRole(link.role).label}: {hidden or there or link.target}"
    return FactSince(link.pk, "Part in a record" if event else "Link", words, may_move=not event)
