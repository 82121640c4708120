"""What happens to an item afterwards: sealed, handed over, dropped, stored, returned.

``given_by`` and ``seal_seen`` are what the receiver sees: who hands the item over and the seal on
the bag. Either differing from the record is a gap that nobody mends by an entry (P2, P13).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.property.enums import ContinuityKind, ItemKind
from bluelamp.property.models import ContinuityEvent, Item, Store
from bluelamp.property.policies import (
    can_drop_item,
    can_receive_item,
    can_return_item,
    can_seal_item,
    can_store_item,
)
from bluelamp.property.rules.continuity import fault_of_witness

from .chain import add_link, apply_seal, check_seal, locked_item, place_of, refuse


def check_witness(item: Item, witness: Staff | None, by: Officer) -> None:
    """Refuse when this kind of item needs a second person, or the second is the first."""
    second = str(witness.pk) if witness else None
    refuse(fault_of_witness(ItemKind(item.kind), str(by.id), second))


@transaction.atomic
def seal_item(
    *,
    item_id: UUID,
    seal_number: str,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Bag and seal an item that was taken, or reseal one already sealed."""
    item = locked_item(item_id)
    require(can_seal_item(by, item))
    check_witness(item, witness, by)
    first = not item.seals.exists()
    number = apply_seal(item, seal_number, occurred_at=occurred_at)
    return add_link(
        item,
        kind=ContinuityKind.BAG_TAG if first else ContinuityKind.RESEAL,
        to=place_of(item, by),
        occurred_at=occurred_at,
        witness=witness,
        seal_after=number,
        by=by,
        at=at,
    )


@transaction.atomic
def drop_item(
    *, item_id: UUID, store: Store, occurred_at: datetime, by: Officer, at: datetime
) -> ContinuityEvent:
    """Leave a sealed item in a temporary store, from where a property officer takes it (STR-2)."""
    item = locked_item(item_id)
    require(can_drop_item(by, item))
    if not store.is_transient:
        reason = "Only property officers book items into this store."
        raise NotPossible(reason, field="store", rule="STR-2")
    return add_link(item, kind=ContinuityKind.DROP, to=store, occurred_at=occurred_at, by=by, at=at)


@transaction.atomic
def book_into_store(
    *,
    item_id: UUID,
    store: Store,
    occurred_at: datetime,
    given_by: Staff | None = None,
    seal_seen: str | None = None,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Book an item into a store, or move it to another one."""
    require(can_store_item(by))
    item = locked_item(item_id)
    if store.is_transient:
        raise NotPossible("This store is for drops only.", field="store", rule="STR-2")
    check_seal(item, seal_seen)
    check_witness(item, witness, by)
    stored = item.store is not None and not item.store.is_transient
    return add_link(
        item,
        kind=ContinuityKind.MOVE if stored else ContinuityKind.BOOK_IN,
        to=store,
        occurred_at=occurred_at,
        given_by=given_by,
        witness=witness,
        by=by,
        at=at,
    )


@transaction.atomic
def book_out_item(
    *, item_id: UUID, to: Staff, purpose: str, occurred_at: datetime, by: Officer, at: datetime
) -> ContinuityEvent:
    """Book an item out of its store to a named person, for a purpose."""
    require(can_store_item(by))
    if not purpose.strip():
        raise NotPossible("Say what the item is wanted for.", field="purpose", rule="CON-5")
    return add_link(
        locked_item(item_id),
        kind=ContinuityKind.BOOK_OUT,
        to=to,
        occurred_at=occurred_at,
        note=purpose,
        by=by,
        at=at,
    )


@transaction.atomic
def hand_over_item(
    *,
    item_id: UUID,
    receiver: Officer,
    occurred_at: datetime,
    given_by: Staff | None = None,
    seal_seen: str | None = None,
    at: datetime,
) -> ContinuityEvent:
    """Take an item from whoever has it: the receiver records, the giver is on record (CON-2)."""
    item = locked_item(item_id)
    require(can_receive_item(receiver, item))
    if item.holder_id == receiver.id:
        raise NotPossible("You already have this item.", field="to_holder", rule="CON-2")
    check_seal(item, seal_seen)
    return add_link(
        item,
        kind=ContinuityKind.RECEIVE,
        to=Staff.objects.get(pk=receiver.id),
        occurred_at=occurred_at,
        given_by=given_by,
        by=receiver,
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
            field="returned_to",
            rule="LAW-20",
        )
    if not returned_to.strip():
        raise NotPossible("Enter who signed for it.", field="returned_to", rule="PRP-4")
    check_witness(item, witness, by)
    return add_link(
        item,
        kind=ContinuityKind.TRANSFER_OWNER,
        to=returned_to.strip(),
        occurred_at=occurred_at,
        witness=witness,
        by=by,
        at=at,
    )
