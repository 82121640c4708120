"""Turning what selectors found into what programs are told."""

from __future__ import annotations

from datetime import date

from bluelamp.access.policies import Officer

from ..enums import (
    WARNING_SIGNALS_VERIFIED,
    DobQuality,
    EventKind,
    EventScheme,
    LinkRole,
    NameOrder,
    NameType,
    Sex,
    WarningSignal,
)
from ..models import Event, Identifier, Link, Person, PersonName, WarningMarker
from ..policies import can_view_health_reason
from ..rules.markers import marker_state
from ..selectors import (
    Candidate,
    EventFound,
    PersonPage,
    Relation,
    TimelinePage,
    TimelinePart,
    last_event_of,
)
from ..selectors.timeline import Part
from .answers import (
    AddressKnown,
    Born,
    CandidateKnown,
    EventInBrief,
    EventKnown,
    EventNumberKnown,
    IdentifierKnown,
    LastSeen,
    MarkerKnown,
    NameKnown,
    PartKnown,
    PersonInBrief,
    PersonKnown,
    PersonNamed,
    RelationKnown,
    Timeline,
    TimelineEntryKnown,
    facts,
)


def person_in_brief(person: Person) -> PersonInBrief:
    """Return a person read by ``people_by_id``."""
    last = last_event_of(person)
    return PersonInBrief(
        id=person.pk,
        known_as=person.known_as,
        sex=Sex(person.sex),
        born=_born(person),
        last_seen=LastSeen(**facts(last, "kind", "reference", "occurred_at", "role"))
        if last
        else None,
        markers=[each["code"] for each in getattr(person, "warnings", [])],
    )


def person_known(page: PersonPage, listed: Person, officer: Officer, today: date) -> PersonKnown:
    """Return what is known of a person; ``listed`` is the same one as lists show them."""
    person = page.person
    brief = person_in_brief(listed)
    return PersonKnown(
        **{name: getattr(brief, name) for name in PersonInBrief.model_fields},
        **facts(person, "version", "self_defined_ethnicity", "observed_ethnicity"),
        **facts(person, "nationality", "language", "state", "title", "gender_identity"),
        **facts(person, "place_of_birth", "other_nationalities", "needs_interpreter"),
        **facts(person, "expected_on", "died_on", "death_source"),
        marking=person.entry.marking,
        names=[_name(each) for each in page.names],
        identifiers=[_identifier(each) for each in page.identifiers],
        warnings=[_marker(each, officer, today) for each in page.markers],
        addresses=[_address(each) for each in page.addresses],
        relations=[_relation(each) for each in page.relations],
    )


def candidate_known(candidate: Candidate) -> CandidateKnown:
    """Return somebody who may be the person to be recorded."""
    return CandidateKnown(
        person=person_in_brief(candidate.person),
        result=candidate.result,
        reasons=list(candidate.reasons),
    )


def event_known(found: EventFound) -> EventKnown:
    """Return an event with those of its people that were read."""
    event = found.event
    return EventKnown(
        **event_in_brief(event).model_dump(),
        marking=event.entry.marking,
        numbers=[
            EventNumberKnown(scheme=EventScheme(each.scheme), value=each.value)
            for each in event.numbers.all()
        ],
        people=[_part(each) for each in found.people],
    )


def event_in_brief(event: Event) -> EventInBrief:
    """Return an event as lists show it."""
    named = facts(event, "reference", "title", "occurred_at")
    return EventInBrief(id=event.pk, kind=EventKind(event.kind), **named)


def timeline(page: TimelinePage) -> Timeline:
    """Return a page of a person's events."""
    after = page.next.as_text() if page.next else None
    return Timeline(items=[_entry(each) for each in page.parts], next=after)


def _entry(part: TimelinePart) -> TimelineEntryKnown:
    return TimelineEntryKnown(
        link=part.link_id,
        event=event_in_brief(part.event),
        role=part.role,
        status=part.status,
        others=[_part(each) for each in part.others],
    )


def _part(part: Part) -> PartKnown:
    return PartKnown(person=_named(part.person), role=part.role)


def _named(person: Person) -> PersonNamed:
    return PersonNamed(id=person.pk, known_as=person.known_as)


def _born(person: Person) -> Born | None:
    first, last = person.born_from, person.born_to
    if first is None:
        return None
    return Born(earliest=first, latest=last or first, quality=DobQuality(person.birth_quality))


def _name(name: PersonName) -> NameKnown:
    said = facts(name, "id", "given", "family", "full")
    return NameKnown(type=NameType(name.type), order=NameOrder(name.order), **said)


def _identifier(each: Identifier) -> IdentifierKnown:
    return IdentifierKnown(**facts(each, "id", "scheme", "value", "valid", "confirmed_by_prints"))


def _marker(marker: WarningMarker, officer: Officer, today: date) -> MarkerKnown:
    signal = WarningSignal(marker.code) if marker.code in tuple(WarningSignal) else None
    hidden = signal and signal.concerns_health and not can_view_health_reason(officer)
    return MarkerKnown(
        **facts(marker, "id", "code", "review_on", "set_at"),
        meaning=signal.label if signal else "",
        meaning_verified=WARNING_SIGNALS_VERIFIED,
        state=marker_state(
            has_evidence=marker.evidence_id is not None,
            review_on=marker.review_on,
            today=today,
        ),
        reason=None if hidden else marker.reason,
        evidence=marker.evidence_id,
    )


def _address(link: Link) -> AddressKnown:
    place = link.target.location
    return AddressKnown(
        location=place.pk,
        role=LinkRole(link.role),
        **facts(place, "line", "town", "postcode", "uprn", "description"),
        **facts(link, "held_from", "held_until"),
    )


def _relation(each: Relation) -> RelationKnown:
    return RelationKnown(
        person=_named(each.person), words=each.label, status=each.status, ended=each.ended
    )
