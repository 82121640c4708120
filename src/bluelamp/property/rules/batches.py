"""What is wrong with several items recorded at once, each fault with its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluelamp.property.enums import ItemKind, LawfulBasis

from .continuity import (
    Fault,
    canonical_seal,
    fault_of_amount,
    fault_of_description,
    fault_of_exhibit_reference,
    fault_of_seal,
    fault_of_witness,
)


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What is known of an item when it is taken. ``amount_pence`` is for cash only.

    ``number`` is by which the thing is known elsewhere: telephone, IMEI, document or serial number.
    """

    kind: ItemKind
    description: str
    basis: LawfulBasis
    seal_number: str = ""
    exhibit_reference: str = ""
    amount_pence: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault of one item of several; ``row`` counts from 0."""

    row: int
    fault: Fault


def faults_of_item(details: ItemDetails, first: str, witness: str | None) -> list[Fault]:
    """Return all that is wrong with an item: REF-2, REF-6, REF-8, CSH-6, section 5."""
    found = [
        fault_of_description(details.description),
        fault_of_amount(details.kind, details.amount_pence),
        fault_of_witness(details.kind, first, witness),
        _fault_of_reference(details),
    ]
    if details.seal_number:
        found.append(fault_of_seal(canonical_seal(details.seal_number)))
    return [fault for fault in found if fault]


def faults_of_batch(rows: Sequence[ItemDetails]) -> list[RowFault]:
    """Return the seals and exhibit references that stand in more than one row."""
    seals = [canonical_seal(row.seal_number) for row in rows]
    references = [row.exhibit_reference for row in rows]
    return [
        *_repeated(seals, "seal_number", "REF-6", "Seal number {} is in an earlier row as well."),
        *_repeated(references, "exhibit_reference", "REF-2", "{} is in an earlier row as well."),
    ]


def _repeated(values: list[str], field: str, rule: str, words: str) -> list[RowFault]:
    return [
        RowFault(row, Fault(field, rule, words.format(value)))
        for row, value in enumerate(values)
        if value and value in values[:row]
    ]


def _fault_of_reference(details: ItemDetails) -> Fault | None:
    if details.exhibit_reference:
        return fault_of_exhibit_reference(details.exhibit_reference)
    if details.basis is LawfulBasis.DETAINEE:
        return None
    reason = "An item held as evidence needs an exhibit reference, such as JAB/1."
    return Fault("exhibit_reference", "REF-2", reason)
