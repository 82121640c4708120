"""Turning what was found into what programs are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bluelamp.nominals.models import Location
from bluelamp.nominals.panels import (
    Finding,
    Sought,
    event_in_brief,
    object_named,
    person_in_brief,
)
from bluelamp.nominals.selectors import EventFound, ObjectFound

from ..presenters import role_words, why_object, why_place, why_record, why_words
from ..selectors import Background, Found, people_of
from .answers import PersonFound, PlaceFound, RecordFound, ThingFound


def people_told(page: Sequence[Finding], found: Found) -> list[PersonFound]:
    """Return one page of people."""
    people = people_of(page, described=found.sought.describes)
    return [
        PersonFound(
            person=person_in_brief(person),
            score=each.score,
            why=list(why_words(each, found.sought, person, known)),
            roles=list(role_words(known)),
        )
        for each in page
        if (person := people.get(each.person_id))
        for known in [found.backgrounds.get(each.person_id, Background())]
    ]


def records_told(found: Iterable[EventFound], sought: Sought) -> list[RecordFound]:
    """Return records."""
    return [
        RecordFound(**event_in_brief(each.event).model_dump(), why=why_record(each.event, sought))
        for each in found
    ]


def things_told(found: Iterable[ObjectFound]) -> list[ThingFound]:
    """Return objects."""
    return [
        ThingFound(
            object=object_named(each.object),
            scheme=each.scheme,
            number=each.number.value,
            exact=each.is_exact,
            held=each.is_borne_now,
            why=why_object(each),
        )
        for each in found
    ]


def places_told(found: Iterable[Location], sought: Sought) -> list[PlaceFound]:
    """Return places."""
    return [
        PlaceFound(
            id=each.pk,
            address=str(each),
            postcode=each.postcode,
            uprn=each.uprn,
            description=each.description,
            why=why_place(each, sought),
        )
        for each in found
    ]
