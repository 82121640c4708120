"""What property shows on other modules' pages, in the navigation and in the work queue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import NavigationItem, WorkItem, register_navigation, register_work
from bluelamp.access.policies import Officer
from bluelamp.core.time import now
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import (
    EventPage,
    EventTask,
    Panel,
    TaskShown,
    register_event_page,
    register_event_panel,
    register_event_task,
    register_left_behind,
    register_person_panel,
)

from .enums import ItemState
from .policies import can_record_item
from .presenters import ItemRow
from .rules.limits import WORKING_LIMITS
from .selectors import items_awaiting, items_of_person, items_taken_in, own_things_held

MOST_IN_QUEUE = 50
TO_DO = {
    ItemState.SEIZED: "Bag and seal",
    ItemState.BAGGED: "Take to a store",
    ItemState.TRANSIENT: "Book in from a temporary store",
}


def taken_in_panel(event_id: UUID, officer: Officer) -> dict[str, Any]:
    """Return what was taken in a custody event, and the buttons to record more."""
    at = now()
    may_record = can_record_item(officer)
    return {
        "rows": [ItemRow.of(item, at) for item in items_taken_in(event_id)],
        "empty": "No property has been recorded.",
        "record_url": reverse("property:record", args=[event_id]) if may_record else "",
        "evidence_url": reverse("property:evidence", args=[event_id]) if may_record else "",
    }


def belongings_task(event_id: UUID, officer: Officer) -> TaskShown:
    """Return whether the property of a detained person is recorded, and where to record it."""
    number = items_taken_in(event_id).count()
    items = f"{number} item{'' if number == 1 else 's'} recorded" if number else ""
    href = reverse("property:record", args=[event_id]) if can_record_item(officer) else ""
    return TaskShown("Property", number > 0, items, href)


def person_panel(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return what was taken from a person."""
    at = now()
    rows = [ItemRow.of(item, at) for item in items_of_person(person_ids)]
    return {"rows": rows, "empty": "No property of this person is recorded."}


def waiting_items(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the items that wait to be bagged or stored, for whoever must move them on.

    Beyond the longest-waiting the queue names how many more there are: nothing is hidden.
    """
    waiting = list(items_awaiting(officer)[: MOST_IN_QUEUE + 1])
    for item in waiting[:MOST_IN_QUEUE]:
        state, since = ItemState(item.state), item.since
        yield WorkItem(
            what=TO_DO[state],
            about=item.event.reference,
            url=reverse("property:item", args=[item.pk]),
            waiting_since=since,
            due_at=WORKING_LIMITS.due(state, since),
        )
    if len(waiting) > MOST_IN_QUEUE:
        yield WorkItem(
            what="More items wait",
            about="See the list of property",
            url=f"{reverse('property:items')}?attention=on",
            waiting_since=waiting[-1].since,
            due_at=None,
        )


def property_left(event_id: UUID) -> list[str]:
    """Return that a person's own things are still held when they leave (PRP-4): one statement."""
    held = own_things_held(event_id)
    return [f"{held} of the person’s own things still held: return them (PRP-4)."] if held else []


def register() -> None:
    """Show property where it belongs."""
    register_left_behind(property_left)
    register_navigation(
        NavigationItem("Property", "property:items", Permission.VIEW_PROPERTY, order=40)
    )
    register_work(waiting_items)
    register_event_page(EventPage(EventKind.PROPERTY, Permission.VIEW_PROPERTY, "property:item"))
    panel = Panel(
        title="Property",
        permission=Permission.VIEW_PROPERTY,
        template="property/includes/panel.html",
        content=taken_in_panel,
        order=40,
    )
    register_event_panel(EventKind.CUSTODY, panel)
    register_event_task(EventKind.CUSTODY, EventTask(Permission.VIEW_PROPERTY, belongings_task))
    register_person_panel(
        Panel("Property", Permission.VIEW_PROPERTY, panel.template, person_panel, order=40)
    )
