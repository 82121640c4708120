"""Tying an item to the thing of the index that its number tells: a telephone, a weapon, papers."""

from __future__ import annotations

from datetime import datetime

from bluelamp.access.policies import Officer
from bluelamp.nominals.enums import NumberScheme, ObjectKind
from bluelamp.nominals.services import NumberClaim, ObjectClaim, tie_exhibit
from bluelamp.property.enums import ItemKind
from bluelamp.property.models import Item
from bluelamp.property.rules.batches import ItemDetails

# What the number of an item of each kind is, where it is neither a telephone number nor an IMEI.
_THINGS = {
    ItemKind.CASH: (ObjectKind.CASH, NumberScheme.SERIAL),
    ItemKind.FIREARM: (ObjectKind.WEAPON, NumberScheme.SERIAL),
    ItemKind.WEAPON: (ObjectKind.WEAPON, NumberScheme.SERIAL),
    ItemKind.DIGITAL: (ObjectKind.DEVICE, NumberScheme.SERIAL),
    ItemKind.DOCUMENT: (ObjectKind.DOCUMENT, NumberScheme.DOCUMENT),
    ItemKind.IDENTITY: (ObjectKind.DOCUMENT, NumberScheme.DOCUMENT),
}
_MAY_BE_TELEPHONES = (ItemKind.DETAINEE, ItemKind.EXHIBIT, ItemKind.DIGITAL)


def tie_to_index(item: Item, details: ItemDetails, *, by: Officer, at: datetime) -> None:
    """Find or record the thing that bears the item's number, and tie it to the item."""
    if details.number:
        claim = thing_of(details)
        tie_exhibit(claim=claim, event_id=item.event_id, by=by, at=at)


def thing_of(details: ItemDetails) -> ObjectClaim:
    """Return what is said of the thing that an item is, by its kind and its number."""
    number = details.number
    if details.kind in _MAY_BE_TELEPHONES and (scheme := _telephone_scheme(number)):
        kind = ObjectKind.TELEPHONE
    else:
        kind, scheme = _THINGS.get(details.kind, (ObjectKind.OTHER, NumberScheme.SERIAL))
    return ObjectClaim(
        kind, numbers=(NumberClaim(scheme, number),), description=details.description[:300]
    )


def _telephone_scheme(number: str) -> NumberScheme | None:
    digits = "".join(c for c in number if c.isdigit())
    if number.lstrip().startswith("+") or (digits.startswith("0") and len(digits) in (10, 11)):
        return NumberScheme.PHONE
    return NumberScheme.IMEI if len(digits) == 15 and digits == "".join(number.split()) else None
