"""Loading many objects and descriptions at once, from a source that was looked through before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_collection
from bluelamp.core.copying import copy_rows
from bluelamp.nominals.enums import EntryKind, LinkRole
from bluelamp.nominals.models import Entry, Link
from bluelamp.nominals.rules.appearance import DescriptionClaim
from bluelamp.nominals.rules.things import ObjectClaim

from .bulk import Source
from .descriptions import description_row, feature_rows
from .things import number_row, object_row


@dataclass(frozen=True, slots=True)
class LoadedObject:
    """An object of another source, under the key it is to have here, and who is what to it."""

    id: UUID
    claim: ObjectClaim
    people: tuple[tuple[LinkRole, UUID], ...] = ()


@transaction.atomic
def load_objects(objects: Sequence[LoadedObject], *, source: Source, by: Officer) -> None:
    """Write a batch of objects with numbers and ties by COPY; nothing is compared."""
    copy_rows(Entry(id=each.id, kind=EntryKind.OBJECT) for each in objects)
    copy_rows(object_row(each.claim, each.id) for each in objects)
    copy_rows(number_row(each.id, number) for each in objects for number in each.claim.numbers)
    copy_rows(
        Link(
            source_id=person,
            target_id=each.id,
            role=role,
            held_from=source.collected_at,
            origin=source.name,
            recorded_by=by.label,
        )
        for each in objects
        for role, person in each.people
    )
    subject = Subject("object", tuple(each.id for each in objects))
    record_collection(by=by, of=subject, action="load_objects")


@transaction.atomic
def load_descriptions(
    described: Sequence[tuple[UUID, DescriptionClaim]], *, source: Source, by: Officer
) -> None:
    """Write descriptions of people by COPY; ``described`` are pairs of person and description."""
    rows = [(description_row(person, claim, by.label), claim) for person, claim in described]
    for row, _ in rows:
        row.source = source.name
    copy_rows(row for row, _ in rows)
    copy_rows(feature for row, claim in rows for feature in feature_rows(row, claim))
    subject = Subject("person", tuple(person for person, _ in described))
    record_collection(by=by, of=subject, action="load_descriptions")
