"""Addresses of people as one column of a statement: read along with whoever is met."""

from __future__ import annotations

from .matching import Address

_BETWEEN = "\x1f"
# Every address of a person, each a text that ``home_of`` takes apart. What is restricted is neither
# compared nor found by (L5). Takes the key of the person.
HOMES_OF = """ARRAY(
    SELECT concat_ws(E'\\x1f', postcode, uprn, line, town)
    FROM nominals_link AS lived JOIN nominals_location AS place ON place.entry_id = lived.target_id
    WHERE lived.source_id = {person} AND lived.role IN ('home', 'bail_address')
        AND lived.restriction = ''
)"""


def home_of(text: str) -> Address:
    """Return an address as the engine takes it."""
    postcode, uprn, *written = text.split(_BETWEEN)
    return Address(postcode, ", ".join(filter(None, written)), uprn)
