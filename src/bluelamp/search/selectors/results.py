"""Everything that a search finds and this officer may open, narrowed and page by page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.core.paginator import Page, Paginator

from bluelamp.access.policies import Officer
from bluelamp.nominals.models import Location
from bluelamp.nominals.panels import Finding, Sought
from bluelamp.nominals.selectors import EventFound, ObjectFound

from ..enums import Kind
from ..rules.filters import Chosen, Traits, left_by
from .people import PeopleFound, people_found
from .places import places_found
from .records import records_found
from .sight import sight_of
from .things import things_found
from .traits import Background, backgrounds_of, traits_of_event, traits_of_place

# Bits behind the best: whoever fits so much worse is shown only when asked for.
BEST_WITHIN = 7.0
# Bits for living at the postcode that was asked for, among those found by name.
AT_POSTCODE = 8.0
MOST_BEST = 10
BEST_OF_OTHERS = 5
PAGE_SIZE = 20
RECORDS = "records"


@dataclass(frozen=True)
class Found:
    """What a search found: people, the best first, and events, the latest first."""

    sought: Sought
    people: tuple[Finding, ...] = ()
    events: tuple[EventFound, ...] = ()
    things: tuple[ObjectFound, ...] = ()
    places: tuple[Location, ...] = ()
    backgrounds: Mapping[UUID, Background] = field(default_factory=dict)
    fitting: int = 0
    is_too_wide: bool = False
    is_too_vague: bool = False

    @cached_property
    def traits(self) -> dict[UUID, Traits]:
        """Return by what each thing found is told apart."""
        people = {each.person_id: self.backgrounds[each.person_id].traits() for each in self.people}
        events = {each.event.pk: traits_of_event(each.event) for each in self.events}
        things = {each.object.pk: Traits(Kind.OBJECT) for each in self.things}
        return people | events | things | {each.pk: traits_of_place(each) for each in self.places}

    @property
    def best(self) -> tuple[Finding, ...]:
        """Return the few people who fit about as well as the best."""
        enough = self.people[0].score - BEST_WITHIN if self.people else 0.0
        return tuple(each for each in self.people[:MOST_BEST] if each.score >= enough)

    def narrowed(self, chosen: Chosen, today: date) -> Found:
        """Return what the choices leave."""
        if not chosen.is_any:
            return self
        return self.of(left_by(chosen, self.traits, today))

    def of(self, left: Collection[UUID]) -> Found:
        """Return only these of what was found."""
        return Found(
            self.sought,
            tuple(each for each in self.people if each.person_id in left),
            tuple(each for each in self.events if each.event.pk in left),
            tuple(each for each in self.things if each.object.pk in left),
            tuple(each for each in self.places if each.pk in left),
            self.backgrounds,
        )


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What one page of results shows of each group, and how much it leaves for another."""

    people: Page[Finding]
    events: Page[EventFound]
    things: tuple[ObjectFound, ...]
    places: tuple[Location, ...]
    people_left: int = 0
    events_left: int = 0
    things_left: int = 0
    places_left: int = 0

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Return the key of everybody and everything shown, for the audit."""
        shown = [each.person_id for each in self.people]
        shown += [each.object.pk for each in self.things]
        shown += [each.pk for each in self.places]
        for event in self.events:
            shown += [event.event.pk, *(part.person.pk for part in event.people)]
        return tuple(dict.fromkeys(shown))


def result_page(found: Found, *, show: str = "", number: str | None = None) -> ResultPage:
    """Return the best of every group, or page by page all of the one that is asked for."""
    if show:
        return ResultPage(
            people=_page(found.people if show == Kind.PERSON else (), number),
            events=_page(found.events if show == RECORDS else (), number),
            things=found.things if show == Kind.OBJECT else (),
            places=found.places if show == Kind.PLACE else (),
        )
    things, places = found.things[:BEST_OF_OTHERS], found.places[:BEST_OF_OTHERS]
    return ResultPage(
        people=_page(found.best, None),
        events=_page(found.events[:BEST_OF_OTHERS], None),
        things=things,
        places=places,
        people_left=len(found.people) - len(found.best),
        events_left=max(0, len(found.events) - BEST_OF_OTHERS),
        things_left=len(found.things) - len(things),
        places_left=len(found.places) - len(places),
    )


def _page(rows: Sequence, number: str | None) -> Page:
    return Paginator(rows, PAGE_SIZE).get_page(number)


def found_for(sought: Sought, officer: Officer, today: date) -> Found:
    """Return what an officer may open of what is looked for: a constant number of statements.

    What the officer may not open is not looked for, so it is neither counted nor shown, and no
    condition can be put on it.
    """
    sight = sight_of(officer)
    people = people_found(sought, sight, today) if sight.people else PeopleFound()
    events = records_found(sought, sight)
    backgrounds = backgrounds_of([each.person_id for each in people.findings], sight)
    return Found(
        sought,
        _nearest_first(people.findings, sought, backgrounds),
        tuple(events),
        tuple(things_found(sought, sight)),
        tuple(places_found(sought, sight)),
        backgrounds,
        people.fitting,
        people.is_too_wide,
        people.too_vague,
    )


def _nearest_first(
    findings: Sequence[Finding], sought: Sought, backgrounds: Mapping[UUID, Background]
) -> tuple[Finding, ...]:
    """Return whom was found with those first who live where was asked."""
    if not sought.postcode:
        return tuple(findings)
    near = [
        replace(
            each,
            score=round(each.score + AT_POSTCODE, 1),
            reasons=(*each.reasons, f"Has an address in {sought.postcode}."),
        )
        if sought.postcode in backgrounds[each.person_id].postcodes
        else each
        for each in findings
    ]
    return tuple(sorted(near, key=lambda each: -each.score))
