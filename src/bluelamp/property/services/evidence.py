"""Keeping an item as evidence, and giving out the statement of its continuity."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Channel
from bluelamp.audit.services import Subject, record_disclosure
from bluelamp.core.errors import NotPossible
from bluelamp.property.enums import ContinuityKind, ItemKind, LawfulBasis
from bluelamp.property.models import ContinuityEvent, Item
from bluelamp.property.policies import can_disclose_statement, can_seal_item
from bluelamp.property.rules.continuity import fault_of_exhibit_reference, kind_as_evidence

from .chain import add_link, apply_seal, locked_item, place_of, refuse
from .handling import check_witness


def check_exhibit_reference(reference: str) -> None:
    """Refuse a reference that is not of the form ``JAB/1`` (REF-2)."""
    refuse(fault_of_exhibit_reference(reference))


@transaction.atomic
def change_basis(
    *,
    item_id: UUID,
    basis: LawfulBasis,
    exhibit_reference: str,
    seal_number: str,
    occurred_at: datetime,
    witness: Staff | None = None,
    by: Officer,
    at: datetime,
) -> ContinuityEvent:
    """Keep a detained person's item as evidence: new basis, exhibit reference and seal (PRP-3)."""
    item = locked_item(item_id)
    require(can_seal_item(by, item))
    _check_change(item, basis)
    check_exhibit_reference(exhibit_reference)
    check_witness(item, witness, by)
    number = apply_seal(item, seal_number, occurred_at=occurred_at)
    _keep(item, basis, exhibit_reference)
    return add_link(
        item,
        kind=ContinuityKind.BASIS_CHANGE,
        to=place_of(item, by),
        occurred_at=occurred_at,
        witness=witness,
        seal_after=number,
        note=f"Now held under: {basis.label}",
        by=by,
        at=at,
    )


def _check_change(item: Item, basis: LawfulBasis) -> None:
    if basis is LawfulBasis.DETAINEE:
        reason = "Select the power under which the item is kept as evidence."
        raise NotPossible(reason, field="basis", rule="LAW-15")
    if item.exhibit_reference:
        raise NotPossible(
            f"This is already exhibit {item.exhibit_reference}, and that does not change.",
            field="exhibit_reference",
            rule="REF-3",
        )


def _keep(item: Item, basis: LawfulBasis, reference: str) -> None:
    item.kind = kind_as_evidence(ItemKind(item.kind))
    item.basis, item.exhibit_reference = basis, reference
    try:
        with transaction.atomic():
            item.save(update_fields=["basis", "exhibit_reference", "kind"])
    except IntegrityError as error:
        raise NotPossible(
            f"Exhibit reference {reference} is already in use here.",
            field="exhibit_reference",
            rule="REF-2",
        ) from error


@transaction.atomic
def disclose_statement(*, item_id: UUID, recipient: str, by: Officer, at: datetime) -> Item:
    """Record who is given the continuity statement of an item, and why (CON-3, INF-5.3)."""
    require(can_disclose_statement(by))
    if not recipient.strip():
        raise NotPossible("Enter who is given it.", field="recipient", rule="INF-5.3")
    item: Item = Item.objects.select_related("event").get(pk=item_id)
    subject = Subject("property", (item.pk,), item.event.reference, item.version)
    record_disclosure(
        by=by,
        of=subject,
        action="print_continuity_statement",
        recipient=recipient.strip(),
        channel=Channel.PRINT,
    )
    return item
