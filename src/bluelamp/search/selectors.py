"""Reading everything that a search finds and this officer may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import Finding, Sought, event_page, read_sought
from bluelamp.nominals.selectors import EventFound, events_called, people_by_id, people_sought

from .models import Search

# Bits behind the best: whoever fits so much worse is shown only when asked for.
BEST_WITHIN = 7.0
MOST_BEST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: people by how well they fit, the best ones apart, and events."""

    sought: Sought
    people: tuple[Finding, ...] = ()
    events: tuple[EventFound, ...] = ()
    best: tuple[Finding, ...] = field(default=())

    @property
    def rest(self) -> int:
        """Return how many people are not among the best."""
        return len(self.people) - len(self.best)


def own_search(search_id: UUID, officer: Officer) -> Search | None:
    """Return a search of this officer's own: one statement."""
    return Search.objects.filter(pk=search_id, officer_id=officer.id).first()


def found_for(text: str, officer: Officer, today: date) -> Found:
    """Return what an officer may open of what is looked for: at most seven statements.

    What the officer may not open is not looked for, so it is neither counted nor shown.
    """
    sought = read_sought(text, today)
    may_see_people = officer.may(Permission.VIEW_PERSON)
    people = people_sought(sought) if may_see_people else []
    kinds = [kind for kind in EventKind if event_page(kind, officer)]
    events = events_called(sought.references, kinds)
    return Found(sought, tuple(people), tuple(events), tuple(_best(people)))


def people_of(found: Sequence[Finding]) -> dict[UUID, Person]:
    """Return the people of one page of results: one statement."""
    return people_by_id(each.person_id for each in found)


def _best(people: Sequence[Finding]) -> list[Finding]:
    if not people:
        return []
    enough = people[0].score - BEST_WITHIN
    return [each for each in people[:MOST_BEST] if each.score >= enough]
