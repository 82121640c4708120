"""Recording items when they come into police hands: one, or all that a person had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.core.references import next_reference
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Event
from bluelamp.nominals.services import link_entries, register_event
from bluelamp.property.enums import ContinuityKind
from bluelamp.property.models import Item
from bluelamp.property.policies import can_record_item
from bluelamp.property.rules.batches import (
    ItemDetails,
    RowFault,
    faults_of_batch,
    faults_of_item,
)
from bluelamp.property.rules.continuity import Fault, canonical_seal
from bluelamp.property.selectors import references_in_use, seals_in_use

from .chain import add_link, apply_seal, check_moment, refuse
from .index_objects import tie_to_index


@transaction.atomic
def record_item(
    *,
    details: ItemDetails,
    taken_in: UUID,
    taken_from: UUID | None,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> Item:
    """Record an item taken in an event, register it in the index, and seal it when bagged.

    Raises NotPossible naming the field: a vague description (REF-8), a used seal (REF-6), cash
    without an amount or a second person (section 5), an exhibit reference in use (REF-2).
    """
    require(can_record_item(by))
    check_moment(occurred_at, at)
    for fault in faults_of_item(details, str(by.id), _key(witness)):
        refuse(fault)
    item = _create(details, taken_in, taken_from, occurred_at, by=by, at=at)
    hands = Staff.objects.get(pk=by.id)
    sign = partial(add_link, item, to=hands, occurred_at=occurred_at, witness=witness, by=by, at=at)
    sign(kind=ContinuityKind.SEIZE)
    if details.seal_number:
        number = apply_seal(item, details.seal_number, occurred_at=occurred_at)
        sign(kind=ContinuityKind.BAG_TAG, seal_after=number)
    return item


@transaction.atomic
def record_items(
    *,
    rows: Sequence[ItemDetails],
    taken_in: UUID,
    taken_from: UUID | None,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> list[Item]:
    """Record several items of one person at once: all, or none when one is refused.

    The refusal's field is ``items-<row>-<field>``. ``check_items`` tells all faults beforehand.
    """
    require(can_record_item(by))
    for found in check_items(rows=rows, taken_in=taken_in, witness=witness, by=by):
        raise _at_row(found.row, found.fault)
    items = []
    for row, details in enumerate(rows):
        try:
            item = record_item(
                details=details,
                taken_in=taken_in,
                taken_from=taken_from,
                occurred_at=occurred_at,
                witness=witness,
                by=by,
                at=at,
            )
        except NotPossible as refusal:
            if refusal.field == "occurred_at":
                raise
            fault = Fault(refusal.field or "", refusal.rule or "", refusal.reason)
            raise _at_row(row, fault) from refusal
        items.append(item)
    return items


def check_items(
    *, rows: Sequence[ItemDetails], taken_in: UUID, witness: Staff | None, by: Officer
) -> list[RowFault]:
    """Return every fault of every row, so that all can be put right at once: two statements."""
    seals = seals_in_use(canonical_seal(row.seal_number) for row in rows)
    references = references_in_use(taken_in, (row.exhibit_reference for row in rows))
    found = faults_of_batch(rows)
    for row, details in enumerate(rows):
        faults = faults_of_item(details, str(by.id), _key(witness))
        if canonical_seal(details.seal_number) in seals:
            faults.append(_seal_used(canonical_seal(details.seal_number)))
        if details.exhibit_reference in references:
            faults.append(_reference_used(details.exhibit_reference))
        found.extend(RowFault(row, fault) for fault in faults)
    return found


def _key(witness: Staff | None) -> str | None:
    return str(witness.pk) if witness else None


def _at_row(row: int, fault: Fault) -> NotPossible:
    return NotPossible(fault.reason, field=f"items-{row}-{fault.field}", rule=fault.rule)


def _seal_used(number: str) -> Fault:
    return Fault("seal_number", "REF-6", f"Seal number {number} has been used before.")


def _reference_used(reference: str) -> Fault:
    reason = f"Exhibit reference {reference} is already in use here."
    return Fault("exhibit_reference", "REF-2", reason)


def _create(
    details: ItemDetails,
    taken_in: UUID,
    taken_from: UUID | None,
    occurred_at: datetime,
    *,
    by: Officer,
    at: datetime,
) -> Item:
    event = register_event(
        kind=EventKind.PROPERTY,
        reference=next_reference("PR", at),
        title=details.kind.label,
        occurred_at=occurred_at,
        by=by,
        at=at,
    )
    item = _insert(event, details, taken_in, taken_from)
    tie_to_index(item, details, by=by, at=at)
    if taken_from:
        link_entries(
            source=taken_from,
            target=event.pk,
            role=LinkRole.OWNER,
            held_from=occurred_at,
            by=by,
            at=at,
        )
    return item


def _insert(event: Event, details: ItemDetails, taken_in: UUID, taken_from: UUID | None) -> Item:
    try:
        with transaction.atomic():
            return Item.objects.create(
                event=event,
                taken_in_id=taken_in,
                taken_from_id=taken_from,
                kind=details.kind,
                description=details.description,
                amount_pence=details.amount_pence,
                basis=details.basis,
                exhibit_reference=details.exhibit_reference,
            )
    except IntegrityError as error:
        fault = _reference_used(details.exhibit_reference)
        raise NotPossible(fault.reason, field=fault.field, rule=fault.rule) from error
