"""Recording and correcting places, and finding the one that an address means."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.nominals.enums import EntryKind
from bluelamp.nominals.models import Entry, Link, Location, Person
from bluelamp.nominals.policies import can_record_object
from bluelamp.nominals.rules.claims import AddressClaim, read_postcode
from bluelamp.nominals.rules.places import PlaceClaim, parts_of_line, problems_of_place
from bluelamp.nominals.selectors.people import ADDRESS_ROLES

from .claims import refuse
from .keys import rebuild_keys
from .refusals import EditConflict

PLACE_FIELDS = tuple(field.name for field in fields(PlaceClaim))


def find_or_create_location(address: AddressClaim) -> Location:
    """Return the place with this line and postcode, recording it where it is new."""
    line, town = " ".join(address.line.split()), " ".join(address.town.split())
    postcode = read_postcode(address.postcode)
    if there := _known(line, postcode, address.uprn):
        return there
    return Location.objects.create(
        entry=Entry.objects.create(kind=EntryKind.LOCATION),
        line=line,
        town=town,
        postcode=postcode,
        uprn=address.uprn,
        **parts_of_line(line),
    )


@transaction.atomic
def record_place(*, claim: PlaceClaim, by: Officer, at: datetime) -> Location:
    """Record a place, or return the one that is there with this UPRN or address.

    Raises NotPossible for a place that says nowhere and for what cannot be (``problems_of_place``).
    """
    require(can_record_object(by))
    refuse(problems_of_place(claim))
    if there := _known(claim.line, read_postcode(claim.postcode), claim.uprn):
        return there
    made = Location(entry=Entry.objects.create(kind=EntryKind.LOCATION))
    _write(made, claim)
    made.save(force_insert=True)
    subject = Subject(kind="location", ids=(made.pk,), version=made.version)
    record_collection(by=by, of=subject, action="record_place")
    return made


@transaction.atomic
def amend_place(
    *, location_id: UUID, version: int, claim: PlaceClaim, by: Officer, at: datetime
) -> Location:
    """Correct a place. Raises EditConflict where somebody saved since ``version`` was read."""
    require(can_record_object(by))
    refuse(problems_of_place(claim))
    place = Location.objects.select_for_update().get(pk=location_id)
    stored = {name: getattr(place, name) for name in PLACE_FIELDS}
    offered = {name: getattr(claim, name) for name in PLACE_FIELDS}
    if place.version != version:
        raise EditConflict(version=place.version, stored=stored, offered=offered)
    if stored == offered:
        return place
    _write(place, claim)
    place.version += 1
    place.save()
    subject = Subject(kind="location", ids=(place.pk,), version=place.version)
    record_change(by=by, of=subject, action="amend_place")
    there = Link.objects.filter(target=place.pk, role__in=ADDRESS_ROLES).values("source")
    for person in Person.objects.select_for_update().filter(pk__in=there).order_by("pk"):
        rebuild_keys(person)
    return place


def _write(place: Location, claim: PlaceClaim) -> None:
    for name in PLACE_FIELDS:
        setattr(place, name, getattr(claim, name))
    place.line = claim.line or place.line
    place.postcode = read_postcode(claim.postcode)


def _known(line: str, postcode: str, uprn: str) -> Location | None:
    """Return the place at an address: the UPRN is surest, then house and postcode."""
    if uprn and (there := Location.objects.filter(uprn=uprn).first()):
        return there
    if line and postcode:
        return Location.objects.filter(postcode=postcode, line__iexact=line).first()
    return None
