"""What programs are told of people, events and links."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from bluelamp.core.shapes import Answer, Problem

from ..enums import (
    DobQuality,
    EventKind,
    EventScheme,
    IdentifierScheme,
    LinkRole,
    LinkStatus,
    NameOrder,
    NameType,
    PersonState,
    Sex,
)
from ..finder import Sameness
from ..rules.markers import MarkerState


class Recorded(Answer):
    """What was written, by key."""

    id: UUID


class RecordedPerson(Recorded):
    """The person written to, and the version of the record now."""

    version: int


class Born(Answer):
    """A date of birth as a span of days, one day long when it is exact."""

    earliest: date
    latest: date
    quality: DobQuality


class NameKnown(Answer):
    """A name."""

    id: UUID
    type: NameType
    order: NameOrder
    given: list[str]
    family: str
    full: str


class IdentifierKnown(Answer):
    """A number or address by which a person is known elsewhere, in canonical form."""

    id: UUID
    scheme: IdentifierScheme
    value: str
    valid: bool
    confirmed_by_prints: bool


class MarkerKnown(Answer):
    """A warning marker; ``reason`` is None where only those who care for the person see it (WM5).

    ``state`` tells whether it may be shown as current (WM3).
    """

    id: UUID
    code: str
    meaning: str
    meaning_verified: bool
    state: MarkerState
    reason: str | None
    evidence: UUID | None
    review_on: date | None
    set_at: datetime


class AddressKnown(Answer):
    """A place tied to a person; ``location`` is its key in the index."""

    location: UUID
    role: LinkRole
    line: str
    town: str
    postcode: str
    uprn: str
    description: str
    held_from: datetime | None
    held_until: datetime | None


class PersonNamed(Answer):
    """A person by key and by how lists show them."""

    id: UUID
    known_as: str


class RelationKnown(Answer):
    """Somebody tied to a person, in the words of this person's record."""

    person: PersonNamed
    words: str
    status: LinkStatus
    ended: bool


class LastSeen(Answer):
    """The part that a person last had in anything (INF-3.2)."""

    kind: EventKind
    reference: str
    occurred_at: datetime
    role: LinkRole


class PersonInBrief(PersonNamed):
    """A person as lists show them, never by name alone (INF-3.2)."""

    sex: Sex
    born: Born | None
    last_seen: LastSeen | None
    markers: list[str]


class PersonKnown(PersonInBrief):
    """What is known of a person, without their events."""

    version: int
    marking: str
    self_defined_ethnicity: str
    observed_ethnicity: str
    nationality: str
    language: str
    state: PersonState
    title: str
    gender_identity: str
    place_of_birth: str
    other_nationalities: list[str]
    needs_interpreter: bool
    expected_on: date | None
    died_on: date | None
    death_source: str
    names: list[NameKnown]
    identifiers: list[IdentifierKnown]
    warnings: list[MarkerKnown]
    addresses: list[AddressKnown]
    relations: list[RelationKnown]


class PartKnown(Answer):
    """Somebody with the part they have in an event."""

    person: PersonNamed
    role: LinkRole


class EventInBrief(Answer):
    """Something that happened or was opened."""

    id: UUID
    kind: EventKind
    reference: str
    title: str
    occurred_at: datetime


class EventNumberKnown(Answer):
    """A number by which an event is known elsewhere, in canonical form."""

    scheme: EventScheme
    value: str


class EventKnown(EventInBrief):
    """An event with its people, for those who may see people."""

    marking: str
    numbers: list[EventNumberKnown]
    people: list[PartKnown]


class TimelineEntryKnown(Answer):
    """A part that a person has in an event, and who else has one."""

    link: UUID
    event: EventInBrief
    role: LinkRole
    status: LinkStatus
    others: list[PartKnown]


class Timeline(Answer):
    """A page of events, the latest first. ``next`` is handed back as ``after``; None at the end."""

    items: list[TimelineEntryKnown]
    next: str | None


class CandidateKnown(Answer):
    """Somebody of the index who may be the person to be recorded, and why."""

    person: PersonInBrief
    result: Sameness
    reasons: list[str]


class CandidatesToSee(Problem):
    """Nobody new is recorded before these have been looked at (NV-11)."""

    candidates: list[CandidateKnown] | None = None


def facts(row: Any, *names: str) -> dict[str, Any]:
    """Return columns of a row by name."""
    return {name: getattr(row, name) for name in names}
