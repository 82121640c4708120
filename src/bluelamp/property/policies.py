"""Who may record, move and return property."""

from __future__ import annotations

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Decision, Officer, can

from .models import Item


def can_view_property(officer: Officer) -> Decision:
    """Any item, until records can be restricted by name (INF-10.12)."""
    return can(officer, Permission.VIEW_PROPERTY)


def can_disclose_statement(officer: Officer) -> Decision:
    """Whoever may see an item may give out its continuity statement; each time is on record."""
    return can(officer, Permission.VIEW_PROPERTY)


def can_record_item(officer: Officer) -> Decision:
    """Whoever takes something in records it."""
    return can(officer, Permission.RECORD_PROPERTY)


def can_receive_item(officer: Officer, item: Item) -> Decision:
    """From hand to hand by anybody who records property; out of a drop by property officers."""
    if item.store_id is not None:
        return can(officer, Permission.MOVE_PROPERTY)
    return can(officer, Permission.RECORD_PROPERTY)


def can_seal_item(officer: Officer, item: Item) -> Decision:
    """The one who has the item in their hands bags and seals it; in a store, a property officer."""
    if item.store_id is not None:
        return can(officer, Permission.MOVE_PROPERTY)
    if item.holder_id != officer.id:
        return Decision(False, "Only the person who has the item in their hands may seal it.")
    return can(officer, Permission.RECORD_PROPERTY)


def can_drop_item(officer: Officer, item: Item) -> Decision:
    """The one who has the item in their hands leaves it in a temporary store."""
    if item.holder_id != officer.id:
        return Decision(False, "Only the person who has the item in their hands may leave it.")
    return can(officer, Permission.RECORD_PROPERTY)


def can_store_item(officer: Officer) -> Decision:
    """Property officers book items in and out of stores."""
    return can(officer, Permission.MOVE_PROPERTY)


def can_return_item(officer: Officer, item: Item) -> Decision:
    """The one who has the item in their hands returns it; out of a store, a property officer."""
    if item.store_id is not None:
        return can(officer, Permission.MOVE_PROPERTY)
    if item.holder_id != officer.id:
        return Decision(False, "Only the person who has the item in their hands may return it.")
    return can(officer, Permission.RECORD_PROPERTY)
