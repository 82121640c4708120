"""Reading everything that a search finds and this officer may open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator

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
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: people, the best first, and events, the latest first."""

    sought: Sought
    people: tuple[Finding, ...] = ()
    events: tuple[EventFound, ...] = ()

    @property
    def best(self) -> tuple[Finding, ...]:
        """Return the few people who fit about as well as the best."""
        enough = self.people[0].score - BEST_WITHIN if self.people else 0.0
        return tuple(each for each in self.people[:MOST_BEST] if each.score >= enough)


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What one page of results shows, and how much it leaves for another."""

    people: Page[Finding]
    events: tuple[EventFound, ...]
    people_left: int
    events_left: int

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Return the key of everybody and everything shown, for the audit."""
        shown = [each.person_id for each in self.people]
        for event in self.events:
            shown += [event.event.pk, *(part.person.pk for part in event.people)]
        return tuple(dict.fromkeys(shown))


def result_page(found: Found, *, everything: bool, number: str | None) -> ResultPage:
    """Return the best of what was found, or a page of everything."""
    people = found.people if everything else found.best
    events = found.events if everything else found.events[:MOST_BEST]
    return ResultPage(
        people=Paginator(people, PAGE_SIZE).get_page(number),
        events=events,
        people_left=len(found.people) - len(people),
        events_left=len(found.events) - len(events),
    )


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
    events = events_called(sought.references, kinds, with_people=may_see_people)
    return Found(sought, tuple(people), tuple(events))


def people_of(found: Sequence[Finding]) -> dict[UUID, Person]:
    """Return the people of one page of results: one statement."""
    return people_by_id(each.person_id for each in found)
