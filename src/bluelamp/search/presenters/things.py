"""Objects and places found, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from bluelamp.nominals.enums import ObjectKind
from bluelamp.nominals.models import Location
from bluelamp.nominals.panels import Sought
from bluelamp.nominals.selectors import ObjectFound


@dataclass(frozen=True, slots=True)
class ThingHit:
    """An object or a place found, with why."""

    title: str
    url: str
    facts: str
    why: str


def thing_hits(found: Iterable[ObjectFound]) -> list[ThingHit]:
    """Return the objects found."""
    return [
        ThingHit(
            title=each.object.known_as,
            url=reverse("nominals:object", args=[each.object.pk]),
            facts=ObjectKind(each.object.kind).label,
            why=why_object(each),
        )
        for each in found
    ]


def why_object(each: ObjectFound) -> str:
    """Return which number of an object answers what was typed, and whether it is borne now."""
    number = f"{each.scheme.label} {each.number.value}"
    agrees = "is as typed" if each.is_exact else "holds or resembles what was typed"
    return f"{number} {agrees}{'.' if each.is_borne_now else ', but is borne no longer.'}"


def place_hits(found: Iterable[Location], sought: Sought) -> list[ThingHit]:
    """Return the places found."""
    return [
        ThingHit(
            title=str(each),
            url=reverse("nominals:place", args=[each.pk]),
            facts=each.description,
            why=why_place(each, sought),
        )
        for each in found
    ]


def why_place(place: Location, sought: Sought) -> str:
    """Return which part of an address answers what was typed."""
    agree = []
    if sought.street and sought.street in place.line.upper():
        agree.append("the address holds what was typed")
    if sought.postcode and sought.postcode == place.postcode:
        agree.append("the postcode is as typed")
    elif sought.district and sought.district == place.postcode.split(" ")[0]:
        agree.append("the postcode district is as typed")
    if place.uprn and place.uprn in sought.uprns:
        agree.append("the UPRN is as typed")
    return f"{' and '.join(agree).capitalize()}." if agree else ""
