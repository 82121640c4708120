"""Turning objects and places into what programs are told."""

from __future__ import annotations

from decimal import Decimal

from ..enums import EntryKind, LinkRole, LinkStatus, NumberScheme, ObjectKind
from ..models import IndexObject, ObjectNumber
from ..rules.ties import category_of
from ..selectors import ThingPage
from ..selectors.thing_pages import SeenTie
from .answers import facts
from .thing_answers import ObjectKnown, ObjectNamed, ObjectNumberKnown, PlaceKnown, TieKnown

_PARTICULARS = ("version", "sort", "make", "model", "body", "colours", "description")
_CODES = ("unit", "currency", "country", "is_suspicious")
_PARTS = ("line", "saon", "paon", "street", "usrn", "locality", "town", "administrative_area")


def object_named(thing: IndexObject) -> ObjectNamed:
    """Return an object as lists show it."""
    return ObjectNamed(id=thing.pk, kind=ObjectKind(thing.kind), known_as=thing.known_as)


def object_known(page: ThingPage) -> ObjectKnown:
    """Return what is known of an object."""
    thing: IndexObject = page.about
    return ObjectKnown(
        **object_named(thing).model_dump(),
        **facts(thing, *_PARTICULARS, *_CODES),
        amount=_words(thing.amount),
        marking=thing.entry.marking,
        numbers=[_number(each) for each in thing.numbers.all()],
        ties=[_tie(each) for each in page.ties],
    )


def place_known(page: ThingPage) -> PlaceKnown:
    """Return what is known of a place."""
    place = page.about
    return PlaceKnown(
        id=place.pk,
        **facts(place, "version", *_PARTS, "postcode", "uprn", "description"),
        **facts(place, "easting", "northing"),
        latitude=_words(place.latitude),
        longitude=_words(place.longitude),
        unit=place.unit.code if place.unit else None,
        marking=place.entry.marking,
        ties=[_tie(each) for each in page.ties],
    )


def _number(each: ObjectNumber) -> ObjectNumberKnown:
    dates = facts(each, "value", "is_partial", "held_from", "held_until")
    return ObjectNumberKnown(scheme=NumberScheme(each.scheme), **dates)


def _tie(each: SeenTie) -> TieKnown:
    link, role = each.link, LinkRole(each.link.role)
    return TieKnown(
        link=link.pk,
        kind=each.kind,
        other=each.other.pk,
        name=_name(each),
        role=role,
        words=each.label,
        status=LinkStatus(link.status),
        category=category_of(role),
        **facts(link, "grade", "is_opinion", "held_from", "held_until"),
    )


def _name(each: SeenTie) -> str:
    """Return how lists show the other end; an event is named by its reference alone."""
    return each.other.known_as if each.kind is EntryKind.PERSON else str(each.other)


def _words(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
