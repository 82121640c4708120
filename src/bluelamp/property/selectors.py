"""Reading items: by place, by person, by what they wait for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.nominals.enums import LinkRole
from bluelamp.nominals.models import Event, Link

from .enums import ItemKind, ItemState
from .models import ContinuityEvent, Item, Seal, Store
from .rules.continuity import canonical_seal
from .rules.limits import WORKING_LIMITS

ON_THE_WAY = (ItemState.SEIZED, ItemState.BAGGED, ItemState.TRANSIENT)
"""States in which an item waits to be moved on."""


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a list of items is narrowed to; blank means all."""

    query: str = ""
    state: str = ""
    store: Store | None = None
    attention: bool = False


def items_listed() -> QuerySet[Any]:
    """Return items with what a list shows of each: ``seal`` unbroken, ``since`` the last link."""
    seal = Seal.objects.filter(item=OuterRef("pk"), broken_at=None).values("number")
    last = ContinuityEvent.objects.filter(item=OuterRef("pk")).order_by("-sequence")
    return Item.objects.select_related("event", "taken_in", "holder", "store").annotate(
        seal=Subquery(seal[:1]), since=Subquery(last.values("occurred_at")[:1])
    )


def items_found(wanted: ItemFilter, at: datetime) -> QuerySet[Item]:
    """Return the items that a list asks for, the latest first."""
    found = items_listed().order_by("-pk")
    if wanted.query:
        found = found.filter(_named(wanted.query))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.store:
        found = found.filter(store=wanted.store)
    return found.filter(_overdue(at)) if wanted.attention else found


def items_taken_in(event_id: UUID) -> QuerySet[Item]:
    """Return what was taken in an event, in the order it was recorded: one statement."""
    return items_listed().filter(taken_in=event_id).order_by("pk")


def own_things_held(event_id: UUID) -> int:
    """Return how many of a detained person's own things are still held (PRP-4): one statement."""
    own = (ItemKind.DETAINEE, ItemKind.DETAINEE_CASH)
    taken = Item.objects.filter(taken_in=event_id, kind__in=own)
    return taken.exclude(state__in=(ItemState.DISPOSED, ItemState.MISSING)).count()


def items_of_person(person_ids: Iterable[UUID]) -> QuerySet[Item]:
    """Return what was taken from a person under any record, the latest first: one statement."""
    return items_listed().filter(taken_from__in=list(person_ids)).order_by("-pk")


def items_by_id(ids: Iterable[UUID]) -> QuerySet[Item]:
    """Return items by key, as listed: one statement."""
    return items_listed().filter(pk__in=list(ids)).order_by("pk")


def exhibits_taken_in(event_ids: Iterable[UUID]) -> QuerySet[Item]:
    """Return what was taken in events and is held as evidence: one statement."""
    taken = items_listed().filter(taken_in__in=list(event_ids))
    return taken.exclude(exhibit_reference="").order_by("pk")


def item_for_page(item_id: UUID) -> Item | None:
    """Return an item with its seals and its chain: three statements."""
    chain = ContinuityEvent.objects.select_related("recorded_by", "witness").order_by("sequence")
    return (
        Item.objects.select_related("event", "taken_in", "taken_from", "holder", "store")
        .prefetch_related(
            Prefetch("seals", Seal.objects.order_by("applied_at", "pk")),
            Prefetch("continuity", chain),
        )
        .filter(pk=item_id)
        .first()
    )


def item_named(typed: str) -> Item | None:
    """Return the item that has this property reference, or ever bore this seal."""
    found: Item | None = items_listed().filter(_numbered(typed)).first()
    return found


def continuity_of(item_ids: Iterable[UUID]) -> QuerySet[ContinuityEvent]:
    """Return the links of the chains of several items: one statement."""
    chain = ContinuityEvent.objects.filter(item__in=list(item_ids))
    return chain.select_related("recorded_by").order_by("occurred_at", "item", "sequence")


def items_awaiting(officer: Officer) -> QuerySet[Any]:
    """Return what waits to be moved on, the longest first: own items, and drops for the stores."""
    mine = Q(holder=officer.id, state__in=ON_THE_WAY)
    dropped = Q(state=ItemState.TRANSIENT)
    wanted = mine | dropped if officer.may(Permission.MOVE_PROPERTY) else mine
    return items_listed().filter(wanted).order_by("since", "pk")


def stores(*, transient: bool | None = None) -> QuerySet[Store]:
    """Return the stores: all, or only drops, or only those that are not."""
    every = Store.objects.order_by("name", "code")
    return every if transient is None else every.filter(is_transient=transient)


def detained_person(event_id: UUID) -> UUID | None:
    """Return the person detained in a custody event, by the link of the index."""
    detained = Link.objects.filter(target=event_id, role=LinkRole.DETAINED_PERSON, held_until=None)
    return detained.values_list("source", flat=True).first()


def event_taken_in(event_id: UUID) -> Event | None:
    """Return the event in which property is to be recorded."""
    return Event.objects.filter(pk=event_id).first()


def seals_in_use(numbers: Iterable[str]) -> set[str]:
    """Return those of some canonical seal numbers that were ever used (REF-6)."""
    typed = [number for number in numbers if number]
    return set(Seal.objects.filter(number__in=typed).values_list("number", flat=True))


def references_in_use(event_id: UUID, references: Iterable[str]) -> set[str]:
    """Return those of some exhibit references that are in use in an event (REF-2)."""
    typed = [reference for reference in references if reference]
    used = Item.objects.filter(taken_in=event_id, exhibit_reference__in=typed)
    return set(used.values_list("exhibit_reference", flat=True))


def _named(typed: str) -> Q:
    return _numbered(typed) | Q(exhibit_reference=canonical_seal(typed))


def _numbered(typed: str) -> Q:
    number = canonical_seal(typed)
    sealed = Seal.objects.filter(number__iexact=number).values("item")
    registered = Event.objects.filter(reference=number).values("pk")
    return Q(pk__in=sealed) | Q(pk__in=registered)


def _overdue(at: datetime) -> Q:
    limits = WORKING_LIMITS
    late = Q(state=ItemState.MISSING)
    for state, allowed in (
        (ItemState.SEIZED, limits.bag_within),
        (ItemState.BAGGED, limits.store_within),
        (ItemState.TRANSIENT, limits.leave_in_drop),
    ):
        late |= Q(state=state, since__lt=at - allowed)
    return late
