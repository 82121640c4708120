"""Recording objects and the numbers they bear; correcting both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_collection
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EntryKind
from bluelamp.nominals.models import Entry, IndexObject, ObjectNumber
from bluelamp.nominals.policies import can_record_object
from bluelamp.nominals.rules.object_numbers import NumberClaim, check_number, search_key
from bluelamp.nominals.rules.things import (
    PARTICULARS,
    ObjectClaim,
    problems_of_object,
    title_of,
)
from bluelamp.nominals.selectors import ObjectFound, objects_known_by

from .claims import refuse
from .refusals import KnownObjects


@transaction.atomic
def record_object(
    *, claim: ObjectClaim, seen: Collection[UUID] = (), by: Officer, at: datetime
) -> IndexObject:
    """Record an object with its numbers.

    Raises NotPossible for a claim that cannot be (``problems_of_object``), and KnownObjects for
    objects that bear one of the numbers now and are not among those ``seen``: a mark on two
    vehicles may be a cloned plate, so an officer decides.
    """
    require(can_record_object(by))
    refuse(problems_of_object(claim, day_of(at)))
    unseen = [each.object.pk for each in bearers_of(claim) if each.object.pk not in seen]
    if unseen:
        raise KnownObjects(tuple(dict.fromkeys(unseen)))
    made = object_row(claim, Entry.objects.create(kind=EntryKind.OBJECT).pk)
    made.save(force_insert=True)
    ObjectNumber.objects.bulk_create([number_row(made.pk, each) for each in claim.numbers])
    subject = Subject(kind="object", ids=(made.pk,), version=made.version)
    record_collection(by=by, of=subject, action="record_object")
    return made


def bearers_of(claim: ObjectClaim) -> list[ObjectFound]:
    """Return the objects of this kind that bear one of these numbers now, exactly."""
    return [
        found
        for number in claim.numbers
        if not number.is_partial and number.held_until is None
        for found in objects_known_by(number.value, scheme=number.scheme)
        if found.is_exact
        and found.is_borne_now
        and not found.number.is_partial
        and found.object.kind == claim.kind
    ]


def object_row(claim: ObjectClaim, key: UUID) -> IndexObject:
    """Return the row of an object, not yet saved."""
    particulars = {name: getattr(claim, name) for name in PARTICULARS[claim.kind]}
    if "colours" in particulars:
        particulars["colours"] = list(claim.colours)
    return IndexObject(
        entry_id=key,
        kind=claim.kind,
        known_as=title_of(claim),
        description=claim.description,
        **particulars,
    )


def number_row(bearer: UUID, number: NumberClaim) -> ObjectNumber:
    """Return the row of a number that has been checked, not yet saved."""
    canonical = check_number(number.scheme, number.value).canonical
    return ObjectNumber(
        bearer_id=bearer,
        scheme=number.scheme,
        value=canonical,
        folded=search_key(number.scheme, canonical),
        is_partial=number.is_partial,
        held_from=number.held_from,
        held_until=number.held_until,
    )
