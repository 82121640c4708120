"""Loading many people at once, from a source that has been looked through before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_collection
from bluelamp.core.copying import copy_rows
from bluelamp.core.ids import new_id
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EntryKind, LinkRole
from bluelamp.nominals.finder import candidate_finder
from bluelamp.nominals.models import (
    Entry,
    Identifier,
    Link,
    Location,
    Person,
    WarningMarker,
)
from bluelamp.nominals.rules.claims import AddressClaim, PersonClaim, known, quality_of
from bluelamp.nominals.rules.places import parts_of_line

from .people import further_columns, known_as, name_row


@dataclass(frozen=True, slots=True)
class LoadedPerson:
    """A person of another source, under the key they are to have here.

    ``relations`` are (role, key): the part that the other plays for this person.
    """

    id: UUID
    claim: PersonClaim
    markers: tuple[tuple[str, str], ...] = ()
    relations: tuple[tuple[LinkRole, UUID], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the people come from, when they were collected there, and when markers fall due."""

    name: str
    collected_at: datetime
    markers_review_on: date


@transaction.atomic
def load_people(
    people: Sequence[LoadedPerson],
    *,
    source: Source,
    places: dict[AddressClaim, UUID],
    by: Officer,
    at: datetime,
) -> None:
    """Write a batch of people with names, numbers, addresses and markers.

    ``places`` remembers the addresses of earlier batches. Nothing is compared: whoever calls has
    matched the source, or means to have it matched afterwards.
    """
    today = day_of(at)
    rows = {each.id: _person(each, today) for each in people}
    _write_entries(list(rows), EntryKind.PERSON)
    copy_rows(rows.values())
    copy_rows(name_row(rows[each.id], name) for each in people for name in each.claim.names)
    copy_rows(
        Identifier(person_id=each.id, scheme=scheme, value=value, source=source.name)
        for each in people
        for scheme, value in known(each.claim, today).identifiers
    )
    copy_rows(
        _marker(each.id, code, reason, source, by)
        for each in people
        for code, reason in each.markers
    )
    _write_homes(people, places, source, by)
    record_collection(by=by, of=Subject("person", tuple(rows)), action="load_people")


@transaction.atomic
def load_relations(people: Sequence[LoadedPerson], *, source: Source, by: Officer) -> None:
    """Write how loaded people are related, once everybody is there."""
    Link.objects.bulk_create(
        (
            _link(other, each.id, role, source, by)
            for each in people
            for role, other in each.relations
        ),
        ignore_conflicts=True,
    )


def _person(each: LoadedPerson, today: date) -> Person:
    claim = each.claim
    facts = known(claim, today)
    return Person(
        entry_id=each.id,
        known_as=known_as(claim),
        sex=claim.sex,
        born_from=facts.born.earliest if facts.born else None,
        born_to=facts.born.latest if facts.born else None,
        birth_quality=quality_of(claim, facts.born),
        self_defined_ethnicity=claim.self_defined_ethnicity,
        observed_ethnicity=claim.observed_ethnicity,
        nationality=claim.nationality,
        language=claim.language,
        keys=candidate_finder().keys_of(facts),
        **further_columns(claim),
    )


def _marker(person: UUID, code: str, reason: str, source: Source, by: Officer) -> WarningMarker:
    return WarningMarker(
        person_id=person,
        code=code,
        reason=reason,
        set_at=source.collected_at,
        set_by=by.label,
        review_on=source.markers_review_on,
    )


def _write_homes(
    people: Sequence[LoadedPerson], places: dict[AddressClaim, UUID], source: Source, by: Officer
) -> None:
    homes = {each.claim.address for each in people if each.claim.address} - places.keys()
    fresh = {address: new_id() for address in sorted(homes, key=lambda each: each.uprn)}
    _write_entries(list(fresh.values()), EntryKind.LOCATION)
    copy_rows(
        Location(
            entry_id=key,
            line=address.line,
            town=address.town,
            postcode=address.postcode,
            uprn=address.uprn,
            **parts_of_line(address.line),
        )
        for address, key in fresh.items()
    )
    places |= fresh
    copy_rows(
        _link(each.id, places[each.claim.address], LinkRole.HOME, source, by)
        for each in people
        if each.claim.address
    )


def _link(source_id: UUID, target_id: UUID, role: LinkRole, source: Source, by: Officer) -> Link:
    return Link(
        source_id=source_id,
        target_id=target_id,
        role=role,
        held_from=source.collected_at,
        origin=source.name,
        recorded_by=by.label,
    )


def _write_entries(keys: list[UUID], kind: EntryKind) -> None:
    copy_rows(Entry(id=key, kind=kind) for key in keys)
