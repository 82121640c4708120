"""Adding a link to an item's chain: the one place where an item's whereabouts change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.property.enums import ContinuityKind, ItemState
from bluelamp.property.models import ContinuityEvent, Item, Seal, Store
from bluelamp.property.rules.continuity import (
    Fault,
    LastLink,
    canonical_seal,
    fault_of_seal,
    fault_of_seal_seen,
    faults_of_link,
    next_state,
)


def refuse(fault: Fault | None) -> None:
    """Raise NotPossible for a fault."""
    if fault is not None:
        raise NotPossible(fault.reason, field=fault.field, rule=fault.rule)


def locked_item(item_id: UUID) -> Item:
    """Return the item, locked until the transaction ends."""
    return Item.objects.select_for_update().get(pk=item_id)


def label_of(holder: Staff | Store) -> str:
    """Return how a holder or place is named in the chain."""
    return holder.label if isinstance(holder, Staff) else str(holder)


def check_moment(occurred_at: datetime, at: datetime) -> None:
    """Refuse what has not happened yet."""
    if occurred_at > at:
        raise NotPossible("This cannot be in the future.", field="occurred_at", rule="CON-4")


def add_link(
    item: Item,
    *,
    kind: ContinuityKind,
    to: Staff | Store | str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    given_by: Staff | None = None,
    witness: Staff | None = None,
    seal_after: str = "",
    note: str = "",
) -> ContinuityEvent:
    """Append a link after checking that the chain holds; ``to`` is a person, a store or outside.

    ``given_by`` is who is said to have handed it over; anybody but the holder on record is a gap.
    """
    check_moment(occurred_at, at)
    last = item.continuity.order_by("-sequence").first()
    to_label = to if isinstance(to, str) else label_of(to)
    from_label = _from_label(item, last, given_by)
    if last:
        end = LastLink(last.to_holder, last.occurred_at, ItemState(item.state))
        for fault in faults_of_link(
            end, kind=kind, from_holder=from_label, to_holder=to_label, occurred_at=occurred_at
        ):
            refuse(fault)
    event = ContinuityEvent.objects.create(
        item=item,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        occurred_at=occurred_at,
        from_holder=from_label,
        to_holder=to_label,
        recorded_by_id=by.id,
        witness=witness,
        seal_before=last.seal_after if last else "",
        seal_after=seal_after or (last.seal_after if last else ""),
        note=note,
    )
    _move(item, kind=kind, to=to, first=last is None)
    subject = Subject("property", (item.pk,), version=item.version)
    record_change(by=by, of=subject, action=kind.lower())
    return event


def _from_label(item: Item, last: ContinuityEvent | None, given_by: Staff | None) -> str:
    if last is None:
        return str(item.taken_from or "") or "Found"
    # Told apart by key: an officer's label changes with their rank.
    if given_by is None or given_by.pk == item.holder_id:
        return last.to_holder
    return label_of(given_by)


def _move(item: Item, *, kind: ContinuityKind, to: Staff | Store | str, first: bool) -> None:
    state = next_state(None if first else ItemState(item.state), kind)
    if state is None:
        raise NotPossible(f"An item cannot begin with “{kind.label}”.", field="kind")
    item.state = state
    item.holder = to if isinstance(to, Staff) else None
    item.store = to if isinstance(to, Store) else None
    item.version += 1
    item.save(update_fields=["state", "holder", "store", "version"])


def place_of(item: Item, by: Officer) -> Staff | Store:
    """Return where an item is while it is sealed: in its store, or in this officer's hands."""
    return item.store or Staff.objects.get(pk=by.id)


def check_seal(item: Item, seen: str | None) -> None:
    """Refuse a seal read off the bag that is not the one on record; None: nobody looked."""
    if seen is None:
        return
    expected = item.seals.filter(broken_at=None).values_list("number", flat=True).first()
    refuse(fault_of_seal_seen(expected or "", seen))


def apply_seal(item: Item, typed: str, *, occurred_at: datetime) -> str:
    """Put a seal on an item, breaking the one it bears. A number is used once, ever (REF-6)."""
    number = canonical_seal(typed)
    refuse(fault_of_seal(number))
    item.seals.filter(broken_at=None).update(broken_at=occurred_at)
    try:
        with transaction.atomic():
            Seal.objects.create(item=item, number=number, applied_at=occurred_at)
    except IntegrityError as error:
        raise NotPossible(
            f"Seal number {number} has been used before.", field="seal_number", rule="REF-6"
        ) from error
    return number
