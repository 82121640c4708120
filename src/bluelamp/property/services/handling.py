"""What happens to an item afterwards: sealed, stored, handed over, returned."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.property.enums import ContinuityKind, ItemKind, LawfulBasis
from bluelamp.property.models import ContinuityEvent, Item, Store
from bluelamp.property.policies import (
    can_record_item,
    can_return_item,
    can_seal_item,
    can_store_item,
)
from bluelamp.property.rules.continuity import fault_of_exhibit_reference, fault_of_witness

from .chain import add_link, apply_seal, locked_item, refuse


@transaction.atomic
def seal_item(
    *, item_id: UUID, seal_number: str, occurred_at: datetime, by: Officer, at: datetime
) -> ContinuityEvent:
    """Bag and seal an item that was taken, or reseal one already sealed."""
    item = locked_item(item_id)
    require(can_seal_item(by, item))
    first = not item.seals.exists()
    number = apply_seal(item, seal_number, occurred_at=occurred_at)
    kind = ContinuityKind.BAG_TAG if first else ContinuityKind.RESEAL
    hands = Staff.objects.get(pk=by.id)
    return add_link(
        item, kind=kind, to=hands, occurred_at=occurred_at, seal_after=number, by=by, at=at
    )


@transaction.atomic
def book_into_store(
    *,
    item_id: UUID,
    store: Store,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Book an item into a store, or move it to another one."""
    require(can_store_item(by))
    item = locked_item(item_id)
    refuse(fault_of_witness(ItemKind(item.kind), str(by.id), str(witness.id) if witness else None))
    kind = ContinuityKind.MOVE if item.store_id else ContinuityKind.BOOK_IN
    return add_link(
        item, kind=kind, to=store, occurred_at=occurred_at, witness=witness, by=by, at=at
    )


@transaction.atomic
def book_out_item(
    *, item_id: UUID, to: Staff, purpose: str, occurred_at: datetime, by: Officer, at: datetime
) -> ContinuityEvent:
    """Book an item out of its store to a named person, for a purpose."""
    require(can_store_item(by))
    if not purpose.strip():
        raise NotPossible("Say what the item is wanted for.", field="purpose", rule="CON-5")
    item = locked_item(item_id)
    return add_link(
        item,
        kind=ContinuityKind.BOOK_OUT,
        to=to,
        occurred_at=occurred_at,
        note=purpose,
        by=by,
        at=at,
    )


@transaction.atomic
def hand_over_item(
    *, item_id: UUID, receiver: Officer, occurred_at: datetime, at: datetime
) -> ContinuityEvent:
    """Take an item from whoever has it: the receiver records, the giver is on record (CON-2)."""
    require(can_record_item(receiver))
    item = locked_item(item_id)
    if item.holder_id == receiver.id:
        raise NotPossible("You already have this item.", field="to_holder", rule="CON-2")
    hands = Staff.objects.get(pk=receiver.id)
    return add_link(
        item, kind=ContinuityKind.RECEIVE, to=hands, occurred_at=occurred_at, by=receiver, at=at
    )


@transaction.atomic
def change_basis(
    *,
    item_id: UUID,
    basis: LawfulBasis,
    exhibit_reference: str,
    seal_number: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Keep a detained person's item as evidence: new basis, exhibit reference and seal (PRP-3)."""
    item = locked_item(item_id)
    require(can_seal_item(by, item))
    refuse(fault_of_exhibit_reference(exhibit_reference))
    number = apply_seal(item, seal_number, occurred_at=occurred_at)
    item.basis, item.exhibit_reference, item.kind = basis, exhibit_reference, ItemKind.EXHIBIT
    try:
        with transaction.atomic():
            item.save(update_fields=["basis", "exhibit_reference", "kind"])
    except IntegrityError as error:
        raise NotPossible(
            f"Exhibit reference {exhibit_reference} is already in use here.",
            field="exhibit_reference",
            rule="REF-2",
        ) from error
    return add_link(
        item,
        kind=ContinuityKind.BASIS_CHANGE,
        to=Staff.objects.get(pk=by.id),
        occurred_at=occurred_at,
        seal_after=number,
        note=f"Now held under: {basis.label}",
        by=by,
        at=at,
    )


@transaction.atomic
def return_item(
    *,
    item_id: UUID,
    returned_to: str,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Return an item against signature (PRP-4). Evidence is not returned this way."""
    item: Item = locked_item(item_id)
    require(can_return_item(by, item))
    if item.exhibit_reference:
        raise NotPossible(
            f"This is exhibit {item.exhibit_reference}; it is kept as evidence.",
            field="item",
            rule="LAW-20",
        )
    refuse(fault_of_witness(ItemKind(item.kind), str(by.id), str(witness.id) if witness else None))
    return add_link(
        item,
        kind=ContinuityKind.TRANSFER_OWNER,
        to=returned_to,
        occurred_at=occurred_at,
        witness=witness,
        by=by,
        at=at,
    )
