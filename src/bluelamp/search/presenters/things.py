"""Objects and places found, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from bluelamp.nominals.enums import ObjectKind
from bluelamp.nominals.models import Location
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
            why=_why(each),
        )
        for each in found
    ]


def _why(each: ObjectFound) -> str:
    number = f"{each.scheme.label} {each.number.value}"
    agrees = "is as typed" if each.is_exact else "holds or resembles what was typed"
    return f"{number} {agrees}{'.' if each.is_borne_now else ', but is borne no longer.'}"


def place_hits(found: Iterable[Location]) -> list[ThingHit]:
    """Return the places found."""
    return [
        ThingHit(str(each), reverse("nominals:place", args=[each.pk]), each.description, "")
        for each in found
    ]
