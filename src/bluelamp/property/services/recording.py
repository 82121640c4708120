"""Recording an item when it comes into police hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.core.references import next_reference
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.services import link_entries, register_event
from bluelamp.property.enums import ContinuityKind, ItemKind, LawfulBasis
from bluelamp.property.models import Item
from bluelamp.property.policies import can_record_item
from bluelamp.property.rules.continuity import (
    fault_of_amount,
    fault_of_description,
    fault_of_exhibit_reference,
    fault_of_witness,
)

from .chain import add_link, apply_seal, check_moment, refuse


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What is known of an item when it is taken. ``amount_pence`` is for cash only."""

    kind: ItemKind
    description: str
    basis: LawfulBasis
    seal_number: str = ""
    exhibit_reference: str = ""
    amount_pence: int | None = None


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
    _check(details, witness, by)
    item = _create(details, taken_in, taken_from, occurred_at, by=by, at=at)
    hands = Staff.objects.get(pk=by.id)
    add_link(
        item,
        kind=ContinuityKind.SEIZE,
        to=hands,
        occurred_at=occurred_at,
        witness=witness,
        by=by,
        at=at,
    )
    if details.seal_number:
        number = apply_seal(item, details.seal_number, occurred_at=occurred_at)
        add_link(
            item,
            kind=ContinuityKind.BAG_TAG,
            to=hands,
            occurred_at=occurred_at,
            witness=witness,
            seal_after=number,
            by=by,
            at=at,
        )
    return item


def _check(details: ItemDetails, witness: Staff | None, by: Officer) -> None:
    refuse(fault_of_description(details.description))
    refuse(fault_of_amount(details.kind, details.amount_pence))
    refuse(fault_of_witness(details.kind, str(by.id), str(witness.id) if witness else None))
    if details.exhibit_reference:
        refuse(fault_of_exhibit_reference(details.exhibit_reference))
    elif details.basis is not LawfulBasis.DETAINEE:
        reason = "An item held as evidence needs an exhibit reference, such as JAB/1."
        raise NotPossible(reason, field="exhibit_reference", rule="REF-2")


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
    try:
        with transaction.atomic():
            item = Item.objects.create(
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
        raise NotPossible(
            f"Exhibit reference {details.exhibit_reference} is already in use here.",
            field="exhibit_reference",
            rule="REF-2",
        ) from error
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
