"""Recording objects and the numbers they bear; correcting both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import EntryKind, LinkRole, ObjectKind
from bluelamp.nominals.models import Entry, IndexObject, Link, ObjectNumber
from bluelamp.nominals.policies import can_record_object
from bluelamp.nominals.rules.claims import worded
from bluelamp.nominals.rules.object_numbers import NumberClaim, check_number, search_key
from bluelamp.nominals.rules.things import (
    PARTICULARS,
    ObjectClaim,
    problems_of_number,
    problems_of_object,
    title_of,
)
from bluelamp.nominals.selectors import ObjectFound, claim_of, objects_known_by

from .claims import refuse
from .events import link_entries
from .refusals import EditConflict, KnownObjects


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
    return _write(claim, by)


@transaction.atomic
def amend_object(
    *, object_id: UUID, version: int, claim: ObjectClaim, by: Officer, at: datetime
) -> IndexObject:
    """Correct the particulars of an object; its numbers have periods of their own.

    Raises EditConflict where somebody saved since ``version`` was read (EDIT-1).
    """
    require(can_record_object(by))
    thing = IndexObject.objects.select_for_update().get(pk=object_id)
    claim = replace(claim, kind=ObjectKind(thing.kind), numbers=claim_of(thing).numbers)
    refuse(problems_of_object(claim, day_of(at)))
    fresh = object_row(claim, thing.pk)
    names = (*PARTICULARS[claim.kind], "description")
    stored = {name: getattr(thing, name) for name in names}
    offered = {name: getattr(fresh, name) for name in names}
    if thing.version != version:
        raise EditConflict(version=thing.version, stored=stored, offered=offered)
    if stored != offered:
        for name in names:
            setattr(thing, name, offered[name])
        _changed(thing, claim, "amend_object", by)
    return thing


@transaction.atomic
def add_object_number(
    *, object_id: UUID, number: NumberClaim, ends_others: bool = False, by: Officer, at: datetime
) -> ObjectNumber:
    """Give an object a number; ``ends_others`` gives up the one of its kind that it bears now.

    Raises NotPossible for a number that cannot be. The same number, still borne, is returned.
    """
    require(can_record_object(by))
    thing = IndexObject.objects.select_for_update().get(pk=object_id)
    claim = claim_of(thing)
    refuse(problems_of_number(claim, number, day_of(at)))
    row = number_row(thing.pk, number)
    borne = thing.numbers.filter(scheme=number.scheme, held_until=None)
    if there := borne.filter(value=row.value).first():
        return there
    if ends_others:
        since = number.held_from or day_of(at)
        for each in borne:
            each.held_until = max(since, each.held_from or since)
            each.save(update_fields=["held_until"])
    row.save(force_insert=True)
    _changed(thing, claim_of(thing), "add_object_number", by)
    return row


def _write(claim: ObjectClaim, by: Officer) -> IndexObject:
    made = object_row(claim, Entry.objects.create(kind=EntryKind.OBJECT).pk)
    made.save(force_insert=True)
    ObjectNumber.objects.bulk_create([number_row(made.pk, each) for each in claim.numbers])
    subject = Subject(kind="object", ids=(made.pk,), version=made.version)
    record_collection(by=by, of=subject, action="record_object")
    return made


def _changed(thing: IndexObject, claim: ObjectClaim, action: str, by: Officer) -> None:
    thing.known_as = title_of(claim)
    thing.version += 1
    thing.save()
    subject = Subject(kind="object", ids=(thing.pk,), version=thing.version)
    record_change(by=by, of=subject, action=action)


@transaction.atomic
def tie_exhibit(*, claim: ObjectClaim, event_id: UUID, by: Officer, at: datetime) -> Link:
    """Find or record what an item of property is, and tie it to the item's event.

    Whether the officer may is asked by the module that records the item. Raises NotPossible, at
    the field ``number``, for a number that cannot be.
    """
    for _, problem in problems_of_object(claim, day_of(at)):
        if problem.blocks:
            raise NotPossible(worded(problem), field="number", rule=problem.rule)
    known = [each.object for each in bearers_of(claim)]
    thing = known[0] if known else _write(claim, by)
    return link_entries(
        source=thing.pk, target=event_id, role=LinkRole.EXHIBIT, by=by, at=at, held_from=at
    )


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
