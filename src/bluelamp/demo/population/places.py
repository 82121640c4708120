"""Addresses that cannot exist, on streets that were invented.

The outcode has the shape of London's. The first letter of the inward code is one of C, I, K, M, O
and V, which inward codes never use, so no postcode made here can ever be a real one. A street has
one postcode. The UPRN-like number starts with 999, a block not given out (unverified), and counts
street, house and flat: two addresses never share one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from .drawing import read_data
from .records import SyntheticAddress

if TYPE_CHECKING:
    from random import Random

HOUSES = 200
FLATS = 12
FLAT_SHARE = 0.4
TOWN = "London"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Lists(NamedTuple):
    stems: tuple[str, ...]
    types: tuple[str, ...]
    outcodes: tuple[str, ...]
    inward_letters: tuple[str, ...]


@cache
def _lists() -> _Lists:
    data = read_data("addresses.json")
    return _Lists(*(tuple(data[name]) for name in _Lists._fields))


def draw_address(rng: Random) -> SyntheticAddress:
    """Return an address somewhere in an invented London."""
    lists = _lists()
    streets = len(lists.stems) * len(lists.types) * len(lists.outcodes)
    street = int(rng.random() * streets)
    house = 1 + int(rng.random() * (HOUSES - 1))
    flat = 1 + int(rng.random() * (FLATS - 1)) if rng.random() < FLAT_SHARE else 0
    return SyntheticAddress(
        line=_line(lists, street, house, flat),
        town=TOWN,
        postcode=_postcode(lists, street),
        uprn=f"999{(street * HOUSES + house) * FLATS + flat:09d}",
    )


def _line(lists: _Lists, street: int, house: int, flat: int) -> str:
    stem = lists.stems[street % len(lists.stems)].capitalize()
    kind = lists.types[street // len(lists.stems) % len(lists.types)]
    return f"Flat {flat}, {house} {stem} {kind}" if flat else f"{house} {stem} {kind}"


def _postcode(lists: _Lists, street: int) -> str:
    outcode = lists.outcodes[street // (len(lists.stems) * len(lists.types))]
    mixed = crc32(str(street).encode())
    first = lists.inward_letters[mixed // 10 % len(lists.inward_letters)]
    last = LETTERS[mixed // 1000 % len(LETTERS)]
    return f"{outcode} {mixed % 10}{first}{last}"
