"""What the people in the demonstration's suite had with them, bagged and sealed."""

from __future__ import annotations

from datetime import datetime, timedelta

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.custody.models import CustodyRecord
from bluelamp.property.enums import ItemKind, LawfulBasis
from bluelamp.property.services import ItemDetails, record_item

from .sign_ins import people_for

PHONES = (
    "Black smartphone, cracked screen",
    "Blue smartphone in a clear case",
    "Grey folding phone",
)
CLOTHES = ("Black belt with a steel buckle", "Grey hooded jacket", "White trainers with red laces")


def record_belongings(record: CustodyRecord, number: int, *, by: Officer, at: datetime) -> None:
    """Record a few items of a detained person, and an exhibit for every third."""
    for place, details in enumerate(_items(record, number)):
        record_item(
            details=details,
            taken_in=record.pk,
            taken_from=record.person_id,
            occurred_at=min(record.arrived_at + timedelta(minutes=6 + place), at),
            witness=_witness(by) if details.kind is ItemKind.DETAINEE_CASH else None,
            by=by,
            at=at,
        )


def _number(number: int) -> str:
    """Return a telephone number of the range that is kept for fiction."""
    return f"07700 {900_500 + number}"


def _items(record: CustodyRecord, number: int) -> list[ItemDetails]:
    seal = f"BL{10_000 + number * 10}"
    items = [
        ItemDetails(
            ItemKind.DETAINEE,
            PHONES[number % 3],
            LawfulBasis.DETAINEE,
            seal + "A",
            number=_number(number),
        ),
        ItemDetails(ItemKind.DETAINEE, CLOTHES[number % 3], LawfulBasis.DETAINEE, seal + "B"),
    ]
    if number % 2 == 0:
        amount = 1_250 + 85 * number
        cash = ItemDetails(
            ItemKind.DETAINEE_CASH,
            "Cash in a brown wallet",
            LawfulBasis.DETAINEE,
            seal + "C",
            amount_pence=amount,
        )
        items.append(cash)
    if number % 3 == 0:
        initials = "".join(word[0] for word in record.arrested_by.full_name.split()).upper()[:3]
        producer = initials if len(initials) > 1 else f"{initials}X"
        exhibit = ItemDetails(
            ItemKind.EXHIBIT,
            "Rucksack holding unpaid goods with labels",
            LawfulBasis.S32,
            seal + "D",
            exhibit_reference=f"{producer}/1",
        )
        items.append(exhibit)
    return items


def _witness(by: Officer) -> Staff:
    staff = people_for(Role.DETENTION_OFFICER)
    return next(each for each in staff if each.id != by.id)
