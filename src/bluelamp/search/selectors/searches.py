"""Reading what officers have searched for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.nominals.panels import Sought, read_sought, sought_in_parts

from ..models import Search


def own_search(search_id: UUID, officer: Officer) -> Search | None:
    """Return a search of this officer's own: one statement."""
    return Search.objects.filter(pk=search_id, officer_id=officer.id).first()


def sought_by(search: Search, today: date) -> Sought:
    """Return what a search means."""
    if search.parts:
        sought, _ = sought_in_parts(search.parts, today)
        return sought
    return read_sought(search.text, today)
