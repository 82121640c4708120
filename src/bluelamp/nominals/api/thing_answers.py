"""What programs are told of objects and places."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from bluelamp.core.shapes import Answer, Problem

from ..enums import EntryKind, LinkRole, LinkStatus, NumberScheme, ObjectKind, SubjectCategory


class RecordedThing(Answer):
    """The object or place written to, by key, and the version of the record now."""

    id: UUID
    version: int


class TieKnown(Answer):
    """A tie to another entry; ``words`` are those of the record that is read (L3)."""

    link: UUID
    kind: EntryKind
    other: UUID
    name: str
    role: LinkRole
    words: str
    status: LinkStatus
    category: SubjectCategory
    grade: str
    is_opinion: bool
    held_from: datetime | None
    held_until: datetime | None


class ObjectNumberKnown(Answer):
    """A number that an object bears or bore."""

    scheme: NumberScheme
    value: str
    is_partial: bool
    held_from: date | None
    held_until: date | None


class ObjectNamed(Answer):
    """An object by key and by how lists show it."""

    id: UUID
    kind: ObjectKind
    known_as: str


class ObjectKnown(ObjectNamed):
    """What is known of an object. ``amount`` is a decimal number in words."""

    version: int
    marking: str
    sort: str
    make: str
    model: str
    body: str
    colours: list[str]
    description: str
    amount: str | None
    unit: str
    currency: str
    country: str
    is_suspicious: bool
    numbers: list[ObjectNumberKnown]
    ties: list[TieKnown]


class ObjectsToSee(Problem):
    """Nothing new is recorded before these have been looked at (NV-11)."""

    objects: list[ObjectNamed] | None = None


class PlaceKnown(Answer):
    """What is known of a place. Coordinates are decimal numbers in words, as they were given."""

    id: UUID
    version: int
    marking: str
    line: str
    saon: str
    paon: str
    street: str
    usrn: str
    locality: str
    town: str
    administrative_area: str
    postcode: str
    uprn: str
    description: str
    latitude: str | None
    longitude: str | None
    easting: int | None
    northing: int | None
    unit: str | None
    ties: list[TieKnown]
