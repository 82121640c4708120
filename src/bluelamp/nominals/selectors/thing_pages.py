"""Reading what a thing or a place is tied to, in the words of its own page (L3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bluelamp.access.policies import Officer

from ..enums import EntryKind, LinkRole
from ..models import Entry, IndexObject, Link, Location
from .open_links import open_links

TIES_A_PAGE = 100
_KINDS = {
    EntryKind.PERSON: "person",
    EntryKind.OBJECT: "indexobject",
    EntryKind.LOCATION: "location",
    EntryKind.EVENT: "event",
}
_ENDS = tuple(f"{end}__{name}" for end in ("source", "target") for name in _KINDS.values())


@dataclass(frozen=True, slots=True)
class SeenTie:
    """A link as the page of one end shows it: the other end, and the words from here."""

    link: Link
    kind: EntryKind
    other: Any
    label: str


@dataclass(frozen=True, slots=True)
class ThingPage:
    """All that the page of an object or of a place shows, some ties at a time.

    ``next`` is the key after which older ties follow; None at the end.
    """

    about: Any
    ties: list[SeenTie]
    next: UUID | None

    @property
    def people(self) -> list[SeenTie]:
        """Return the ties to people."""
        return [each for each in self.ties if each.kind is EntryKind.PERSON]

    @property
    def events(self) -> list[SeenTie]:
        """Return the parts in events, the latest first."""
        found = [each for each in self.ties if each.kind is EntryKind.EVENT]
        return sorted(found, key=lambda each: each.other.occurred_at, reverse=True)

    @property
    def things(self) -> list[SeenTie]:
        """Return the ties to objects and places."""
        seen = (EntryKind.OBJECT, EntryKind.LOCATION)
        return [each for each in self.ties if each.kind in seen]

    @property
    def shows_restricted(self) -> bool:
        """Tell whether the address of a protected person is among what is shown (L5)."""
        return any(each.link.restriction for each in self.ties)


def object_page(object_id: UUID, officer: Officer, *, after: UUID | None = None) -> Any:
    """Return what is known of an object, None for none: three statements."""
    found = IndexObject.objects.select_related("entry").prefetch_related("numbers")
    return _page(found.filter(pk=object_id), officer, after)


def place_page(location_id: UUID, officer: Officer, *, after: UUID | None = None) -> Any:
    """Return what is known of a place, None for none: two statements."""
    found = Location.objects.select_related("entry", "unit")
    return _page(found.filter(pk=location_id), officer, after)


def links_at(ids: Collection[UUID], officer: Officer) -> QuerySet[Link]:
    """Return the links at these entries that the officer may see, the newest first."""
    mine = open_links(officer).filter(Q(source__in=ids) | Q(target__in=ids))
    return mine.select_related("source", "target", *_ENDS).order_by("-pk")


def held_by(person_ids: Collection[UUID], officer: Officer) -> QuerySet[Link]:
    """Return the ties of people to things and places, current ones first: one statement."""
    mine = open_links(officer).filter(
        source__in=person_ids, target__kind__in=(EntryKind.OBJECT, EntryKind.LOCATION)
    )
    ends = ("source", "target", "target__indexobject", "target__location")
    return mine.select_related(*ends).order_by("-held_until", "-pk")[:TIES_A_PAGE]


def tie_as_seen(link: Link, ids: Collection[UUID]) -> SeenTie:
    """Return a link read by ``links_at`` in the words of the page of these entries."""
    outward = link.source_id in ids
    entry: Entry = link.target if outward else link.source
    kind, role = EntryKind(entry.kind), LinkRole(link.role)
    other = getattr(entry, _KINDS[kind], None)
    return SeenTie(link, kind, other, role.reversed_label if outward else role.label)


def link_with_ends(link_id: UUID, officer: Officer) -> Link | None:
    """Return a link with both ends, None for none or one hidden from the officer."""
    found = open_links(officer).select_related("source", "target", *_ENDS)
    return found.filter(pk=link_id).first()


def _page(about: QuerySet[Any], officer: Officer, after: UUID | None) -> ThingPage | None:
    found = about.first()
    if found is None:
        return None
    links = links_at([found.pk], officer)
    if after:
        links = links.filter(pk__lt=after)
    rows = list(links[: TIES_A_PAGE + 1])
    shown = rows[:TIES_A_PAGE]
    ties = [tie_as_seen(link, [found.pk]) for link in shown]
    return ThingPage(found, ties, shown[-1].pk if len(rows) > len(shown) else None)
