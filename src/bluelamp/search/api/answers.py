"""What programs are told of what they looked for."""

from __future__ import annotations

from uuid import UUID

from bluelamp.core.shapes import Answer
from bluelamp.nominals.enums import NumberScheme
from bluelamp.nominals.panels import EventInBrief, ObjectNamed, PersonInBrief


class PersonFound(Answer):
    """A person found, why, and what parts they have had in events that the role may open."""

    person: PersonInBrief
    score: float
    why: list[str]
    roles: list[str]


class PeopleFound(Answer):
    """Some of the people found, the best first. ``next`` is handed back as ``after``.

    ``understood`` is how the search was read. ``narrow`` says, where more people fit than are
    found, how many do and what would narrow the search.
    """

    search: UUID
    understood: str
    found: int
    narrow: str
    items: list[PersonFound]
    next: UUID | None


class RecordFound(EventInBrief):
    """A record found, and which of its numbers answered."""

    why: str


class ThingFound(Answer):
    """An object found, with the number that answered; ``held`` tells whether it is borne now."""

    object: ObjectNamed
    scheme: NumberScheme
    number: str
    exact: bool
    held: bool
    why: str


class PlaceFound(Answer):
    """A place found, and which of its parts answered."""

    id: UUID
    address: str
    postcode: str
    uprn: str
    description: str
    why: str


class AnythingFound(Answer):
    """The best of the people, and the events, objects and places found that the role may open."""

    search: UUID
    understood: str
    narrow: str
    people: list[PersonFound]
    events: list[RecordFound]
    objects: list[ThingFound]
    places: list[PlaceFound]
    people_found: int
    events_found: int


class ThingsFound(Answer):
    """The objects found, the surest first, and the records of property that answered."""

    search: UUID
    objects: list[ThingFound]
    records: list[RecordFound]


class PlacesFound(Answer):
    """The places found, in the order of their addresses."""

    search: UUID
    places: list[PlaceFound]
