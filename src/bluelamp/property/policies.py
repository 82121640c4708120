"""Who may record, move and return property."""

from __future__ import annotations

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Decision, Officer, can

from .models import Item


def can_record_item(officer: Officer) -> Decision:
    """Whoever takes something in records it."""
    return can(officer, Permission.RECORD_PROPERTY)


def can_seal_item(officer: Officer, item: Item) -> Decision:
    """The one who has the item in their hands bags and seals it."""
    if item.holder_id != officer.id:
        return Decision(False, "Only the person who has the item in their hands may seal it.")
    return can(officer, Permission.RECORD_PROPERTY)


def can_store_item(officer: Officer) -> Decision:
    """Property officers book items in and out of stores."""
    return can(officer, Permission.MOVE_PROPERTY)


def can_return_item(officer: Officer, item: Item) -> Decision:
    """A detained person's property goes back by custody staff; stored items by property officers."""
    if item.store_id is None and item.holder_id is not None:
        return can(officer, Permission.RECORD_PROPERTY)
    return can(officer, Permission.MOVE_PROPERTY)
