"""Finding the place that an address means, so that people at one address meet there."""

from __future__ import annotations

from bluelamp.nominals.enums import EntryKind
from bluelamp.nominals.models import Entry, Location
from bluelamp.nominals.rules.claims import AddressClaim, read_postcode


def find_or_create_location(address: AddressClaim) -> Location:
    """Return the place with this line and postcode, recording it where it is new."""
    line, town = " ".join(address.line.split()), " ".join(address.town.split())
    postcode = read_postcode(address.postcode)
    if line and postcode:
        there = Location.objects.filter(postcode=postcode, line__iexact=line).first()
        if there:
            return there
    return Location.objects.create(
        entry=Entry.objects.create(kind=EntryKind.LOCATION),
        line=line,
        town=town,
        postcode=postcode,
        uprn=address.uprn,
    )
