"""Words, tags and dates of items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import shown
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.models import Event
from bluelamp.nominals.panels import event_page

from .actions import actions_open
from .enums import ContinuityKind, ItemKind, ItemState, LawfulBasis
from .models import ContinuityEvent, Item
from .rules.limits import WORKING_LIMITS

COLOURS = {
    ItemState.SEIZED: "orange",
    ItemState.BAGGED: "yellow",
    ItemState.TRANSIENT: "yellow",
    ItemState.STORED: "green",
    ItemState.OUT: "blue",
    ItemState.MISSING: "red",
    ItemState.DISPOSED: "grey",
}


def where(item: Item) -> str:
    """Return where an item is now, in words."""
    if item.store:
        return str(item.store)
    if item.holder:
        return f"With {item.holder.label}"
    return ItemState(item.state).label


def pounds(pence: int | None) -> str:
    """Return an amount as written."""
    return "" if pence is None else f"£{pence / 100:,.2f}"


def described(item: Item) -> str:
    """Return the description, with the amount of cash."""
    return f"{item.description}: {pounds(item.amount_pence)}" if item.amount_pence else str(item)


def page_of(event: Event, officer: Officer) -> str:
    """Return the address of an event's page, if this officer may open it."""
    page = event_page(EventKind(event.kind), officer)
    return reverse(page.url_name, args=[event.pk]) if page else ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list, as read by ``selectors.items_listed``."""

    url: str
    reference: str
    exhibit_reference: str
    description: str
    kind: str
    seal: str
    state: str
    colour: str
    where: str
    since: datetime | None
    late: str

    @classmethod
    def of(cls, item: Any, at: datetime) -> ItemRow:
        """Return the row of an item."""
        state = ItemState(item.state)
        due = WORKING_LIMITS.due(state, item.since) if item.since else None
        return cls(
            url=reverse("property:item", args=[item.pk]),
            reference=item.event.reference,
            exhibit_reference=item.exhibit_reference,
            description=described(item),
            kind=ItemKind(item.kind).label,
            seal=item.seal or "Not sealed",
            state=state.label,
            colour=COLOURS[state],
            where=where(item),
            since=item.since,
            late="Waits too long" if due and due < at else "",
        )


@dataclass(frozen=True, slots=True)
class ItemHeader:
    """An item at the head of its page."""

    title: str
    reference: str
    state: str
    colour: str
    where: str
    url: str

    @classmethod
    def of(cls, item: Item) -> ItemHeader:
        """Return the header of an item."""
        state = ItemState(item.state)
        name = f"{item.exhibit_reference}: " if item.exhibit_reference else ""
        return cls(
            title=f"{name}{described(item)}",
            reference=item.event.reference,
            state=state.label,
            colour=COLOURS[state],
            where=where(item),
            url=reverse("property:item", args=[item.pk]),
        )


def facts_of(item: Item, officer: Officer) -> list[dict[str, str]]:
    """Return the summary of an item."""
    taken_in = {"key": "Taken in", "value": item.taken_in.reference}
    if href := page_of(item.taken_in, officer):
        taken_in["href"] = href
    return [
        {"key": "Kind", "value": ItemKind(item.kind).label},
        {"key": "Held under", "value": LawfulBasis(item.basis).label},
        {"key": "Taken from", "value": str(item.taken_from or "Not known")},
        taken_in,
        {"key": "Now", "value": where(item)},
        {"key": "Property reference", "value": item.event.reference},
        {"key": "Exhibit reference", "value": item.exhibit_reference or "None"},
    ]


def seals_of(item: Item) -> list[list[str]]:
    """Return the seals an item has borne, as rows of a table."""
    return [
        [
            seal.number,
            shown(seal.applied_at),
            shown(seal.broken_at) if seal.broken_at else "Unbroken",
        ]
        for seal in item.seals.all()
    ]


def link_words(link: ContinuityEvent) -> str:
    """Return what a link says, line by line."""
    lines = [f"From {link.from_holder} to {link.to_holder}"]
    if link.from_holder == link.to_holder:
        lines = [f"With {link.to_holder}"]
    if link.seal_after and link.seal_after != link.seal_before:
        broken = f" (before: {link.seal_before})" if link.seal_before else ""
        lines.append(f"Seal {link.seal_after}{broken}")
    if link.witness:
        lines.append(f"Second person: {link.witness.label}")
    return "\n".join([*lines, *filter(None, [link.note])])


def timeline_of(item: Item) -> list[dict[str, Any]]:
    """Return the chain for the timeline component, with both times of each link."""
    return [
        {
            "title": ContinuityKind(link.kind).label,
            "by": link.recorded_by.label,
            "at": link.occurred_at,
            "recorded_at": link.recorded_at,
            "text": link_words(link),
        }
        for link in item.continuity.all()
    ]


SEAL_HEAD = ["Number", "Put on", "Broken"]
STATEMENT_HEAD = ["No.", "What", "When", "Recorded", "From", "To", "Seal", "Signed by"]


def statement_of(item: Item) -> list[list[Any]]:
    """Return the continuity statement as rows of a table (CON-3)."""
    return [
        [
            link.sequence,
            " – ".join(filter(None, [ContinuityKind(link.kind).label, link.note])),
            shown(link.occurred_at),
            shown(link.recorded_at),
            link.from_holder,
            link.to_holder,
            link.seal_after or "None",
            " and ".join(each.label for each in (link.recorded_by, link.witness) if each),
        ]
        for link in item.continuity.all()
    ]


def buttons_of(item: Item, officer: Officer) -> list[dict[str, str]]:
    """Return what this officer may do to this item now."""
    return [
        {"label": action.words(item), "url": action_url(item.pk, action.slug)}
        for action in actions_open(officer, item)
    ]


def action_url(item_id: UUID, slug: str) -> str:
    """Return the address of an action."""
    name = "property:move" if slug in {"book-in", "book-out"} else "property:handle"
    return reverse(name, args=[item_id, slug])
