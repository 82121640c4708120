"""Who else is on the investigation of a detained person, as other modules know it (ROL-7)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

# For a custody record the keys of the staff who work on a case about it.
Involved = Callable[[UUID], Collection[UUID]]

_sources: list[Involved] = []


def register_involvement(source: Involved) -> None:
    """Let a module say who is on the investigation; each answers in one statement."""
    _sources.append(source)


def involved_in(record_id: UUID) -> frozenset[UUID]:
    """Return the staff on the investigation of this person: one statement for each source."""
    return frozenset(staff for source in _sources for staff in source(record_id))
