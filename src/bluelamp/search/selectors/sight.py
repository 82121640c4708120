"""What an officer may see of the index: nothing else is looked for, counted or shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.models import Link
from bluelamp.nominals.panels import event_page
from bluelamp.nominals.selectors.open_links import open_links
from bluelamp.nominals.selectors.people import ADDRESS_ROLES


@dataclass(frozen=True, slots=True)
class Sight:
    """Whether people are seen, and which kinds of events."""

    people: bool
    events: tuple[EventKind, ...]

    def homes(self) -> QuerySet[Link]:
        """Return the links of people to addresses; nobody is found by one that is hidden (L5)."""
        return open_links().filter(role__in=ADDRESS_ROLES, target__location__isnull=False)

    def parts(self) -> QuerySet[Link]:
        """Return the links of people to the events that are seen."""
        return open_links().filter(target__event__kind__in=list(self.events))


def sight_of(officer: Officer) -> Sight:
    """Return what this officer may see now."""
    return Sight(
        people=officer.may(Permission.VIEW_PERSON),
        events=tuple(kind for kind in EventKind if event_page(kind, officer)),
    )
