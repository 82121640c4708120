"""Who may do what with a saved search: its owner, while they may search."""

from __future__ import annotations

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Decision, Officer, can

from .models import SavedSearch


def can_manage_saved_search(officer: Officer, saved: SavedSearch) -> Decision:
    """A saved search tells what its owner works on, so it is its owner's alone."""
    if saved.owner_id == officer.id:
        return can(officer, Permission.SEARCH_INDEX)
    return Decision(False, "Only who saved a search may open or change it.")
