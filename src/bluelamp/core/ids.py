"""Keys for rows and references for people.

A key is a UUIDv7, so rows made together lie together. A reference is what officers read aloud:
a prefix, the year, a number, and for those that are typed by hand a check character.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import uuid_utils.compat
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_2

# Letters that are not taken for a digit or for each other; 29 are prime, as the method asks.
ALPHABET = "0123456789ABCDEFGHJKMNPRTUVXY"


def new_id() -> uuid.UUID:
    """Return a new UUIDv7."""
    return uuid_utils.compat.uuid7()


def reference(prefix: str, year: int, number: int) -> str:
    """Return for example ``CU-26-0000123-R``: prefix, year, number, ISO 7064 check character.

    Any one wrong character, and any two neighbours swapped, is found.
    """
    body = f"{prefix}{year % 100:02d}{number:07d}"
    check = mod_37_2.calc_check_digit(body, ALPHABET)
    return f"{prefix}-{year % 100:02d}-{number:07d}-{check}"


def is_reference(value: str) -> bool:
    """Tell whether a typed reference has a right check character."""
    compact = value.strip().upper().replace("-", "").replace(" ", "")
    try:
        mod_37_2.validate(compact, ALPHABET)
    except ValidationError:
        return False
    return len(compact) > 10


def first_id_at(moment: datetime) -> uuid.UUID:
    """Return the lowest UUIDv7 of a moment: keys made from then on are not below it."""
    return uuid.UUID(int=int(moment.timestamp() * 1000) << 80)
