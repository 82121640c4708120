"""Places: addresses in their parts (BS 7666), postcodes, coordinates (section 6, NV-09)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .claims import read_postcode
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from uuid import UUID

_DIGITS = re.compile(r"[0-9]*")
_NUMBER_AND_STREET = re.compile(
    r"(?:(?P<saon>(?:flat|unit|apartment|room)\s+[^\s,]+)[,\s]+)?"
    r"(?P<paon>\d+[a-z]?(?:-\d+[a-z]?)?)[,\s]+(?P<street>\D.*)",
    re.IGNORECASE,
)
_LONGEST = {
    "saon": ("Flat or part of the building", 60),
    "paon": ("House number or name", 60),
    "street": ("Street", 100),
    "locality": ("Locality", 60),
    "town": ("Town", 60),
    "administrative_area": ("Administrative area", 60),
    "description": ("Description", 200),
}


@dataclass(frozen=True, slots=True)
class PlaceClaim:
    """A place as said: an address in its parts, or coordinates and a described area.

    Latitude and longitude are degrees of WGS 84, easting and northing metres of the national grid;
    each pair is kept as given, and neither is computed from the other.
    """

    saon: str = ""
    paon: str = ""
    street: str = ""
    usrn: str = ""
    locality: str = ""
    town: str = ""
    administrative_area: str = ""
    postcode: str = ""
    uprn: str = ""
    description: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    easting: int | None = None
    northing: int | None = None
    unit_id: UUID | None = None

    @property
    def line(self) -> str:
        """Return the address as lists show it: ``Flat 2, 14 Lamp Street``."""
        house = f"{self.paon} {self.street}".strip()
        return ", ".join(filter(None, [self.saon, house]))[:120]


def problems_of_place(claim: PlaceClaim) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a place, each with the answer at fault."""
    if not (claim.line or claim.postcode or claim.description):
        said = "Say where it is: an address or a description of the area."
        yield "street", Problem("Address", "BS 7666", said)
    if claim.postcode and not read_postcode(claim.postcode):
        said = f"Postcode ‘{claim.postcode}’ has not the shape of one, such as SW1A 2AA."
        yield "postcode", Problem("Postcode", "NV-09", said)
    yield from _problems_of_numbers(claim)
    yield from _problems_of_coordinates(claim)
    for name, (label, longest) in _LONGEST.items():
        if len(getattr(claim, name)) > longest:
            said = f"{label} can have at most {longest} characters."
            yield name, Problem(label, "BS 7666", said)


def parts_of_line(line: str) -> dict[str, str]:
    """Return flat, number and street of an address in one line; nothing where it is not clear."""
    found = _NUMBER_AND_STREET.fullmatch(" ".join(line.split()))
    if found is None:
        return {}
    return {
        "saon": (found["saon"] or "")[:60],
        "paon": found["paon"],
        "street": found["street"][:100],
    }


def _problems_of_numbers(claim: PlaceClaim) -> Iterator[tuple[str, Problem]]:
    for name, label, longest in (("uprn", "UPRN", 12), ("usrn", "USRN", 8)):
        number = getattr(claim, name)
        if len(number) > longest or not _DIGITS.fullmatch(number):
            said = f"A {label} has at most {longest} digits."
            yield name, Problem(label, "BS 7666", said)


def _problems_of_coordinates(claim: PlaceClaim) -> Iterator[tuple[str, Problem]]:
    pairs = (
        ("latitude", "longitude", -90, 90, -180, 180),
        ("easting", "northing", 0, 699_999, 0, 1_299_999),
    )
    for one, other, low, high, left, right in pairs:
        first, second = getattr(claim, one), getattr(claim, other)
        if (first is None) != (second is None):
            said = f"{one.capitalize()} and {other} belong together."
            empty = one if first is None else other
            yield empty, Problem(empty.capitalize(), "BS 7666", said)
            continue
        for name, value, least, most in ((one, first, low, high), (other, second, left, right)):
            if value is not None and not least <= value <= most:
                said = f"{name.capitalize()} is between {least:,} and {most:,}."
                yield name, Problem(name.capitalize(), "BS 7666", said)
