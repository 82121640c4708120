"""Words of the pages about objects and places, and of the panels about a person's things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.core.time import LONDON, shown

from ..enums import (
    BodyPart,
    Colour,
    EntryKind,
    FeatureKind,
    LinkRestriction,
    LinkRole,
    LinkStatus,
    NumberScheme,
    ObjectKind,
    ObjectUnit,
    ObservedEthnicity,
    SubjectCategory,
    VehicleBody,
)
from ..models import IndexObject, Link, Location, ObjectNumber, PhysicalDescription
from ..rules.codes import countries
from ..rules.links import ends_of
from ..rules.minimum import Shortfall
from ..rules.object_numbers import number_warning, shown_number
from ..rules.things import LABELS, PARTICULARS, missing_of, sort_label
from ..rules.ties import category_of
from ..selectors import claim_of
from ..selectors.thing_pages import SeenTie, ThingPage
from .people import coded, event_title, event_url

NUMBERS_HEAD = ("Kind", "Number", "From", "Until", "Note")


_RECORDING = {ObjectKind.CASH: "Record cash", ObjectKind.OTHER: "Record another object"}


def recording_words(kind: ObjectKind) -> str:
    """Return ``Record a vehicle``: the title of the page and the words of the way to it."""
    return _RECORDING.get(kind, f"Record a {kind.label[0].lower()}{kind.label[1:]}")


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie as a table shows it: what it is to, the words, when, how it is known."""

    name: str
    url: str
    label: str
    since: str
    until: str
    notes: str
    change_url: str = ""


def tie_row(tie: SeenTie, officer: Officer) -> TieRow:
    """Return a tie in words; one that belongs to another module's record is not changed here."""
    link = tie.link
    by_hand = bool(ends_of(LinkRole(link.role)))
    return TieRow(
        name=_name(tie),
        url=_url(tie, officer),
        label=tie.label,
        since=_day(link.held_from) or "Not known",
        until=_day(link.held_until) or "Now",
        notes="; ".join(_notes(link)),
        change_url=reverse("nominals:tie", args=[link.pk]) if by_hand else "",
    )


def _name(tie: SeenTie) -> str:
    if tie.kind is EntryKind.EVENT:
        return event_title(tie.other)
    return tie.other.known_as if tie.kind is EntryKind.PERSON else str(tie.other)


def _url(tie: SeenTie, officer: Officer) -> str:
    if tie.kind is EntryKind.EVENT:
        return event_url(tie.other, officer)
    names = {
        EntryKind.PERSON: "nominals:person",
        EntryKind.OBJECT: "nominals:object",
        EntryKind.LOCATION: "nominals:place",
    }
    return reverse(names[tie.kind], args=[tie.other.pk])


def _day(at: Any) -> str:
    return f"{at.astimezone(LONDON):%d/%m/%Y}" if at else ""


def _notes(link: Link) -> Iterable[str]:
    """Yield how a tie is known: doubt, category, opinion, grade, source, restriction (L1 to L6)."""
    if link.restriction:
        yield f"Restricted: {LinkRestriction(link.restriction).label.lower()}"
    if link.status != LinkStatus.CONFIRMED:
        lapses = f" until {_day(link.lapses_at)} unless confirmed" if link.lapses_at else ""
        yield f"{LinkStatus(link.status).label}{lapses}"
    category = category_of(LinkRole(link.role))
    if category is not SubjectCategory.OTHER:
        yield category.label
    if link.is_opinion:
        yield "Opinion, not a fact"
    if link.grade:
        yield f"Grade {link.grade}"
    if link.origin:
        yield link.origin
    if link.details:
        yield link.details


class ThingFacts:
    """The page of an object in words."""

    def __init__(self, page: ThingPage, officer: Officer) -> None:
        self.page = page
        self.thing: IndexObject = page.about
        self.officer = officer
        self.kind = ObjectKind(self.thing.kind)

    @property
    def title(self) -> str:
        """Return what heads the page."""
        return self.thing.known_as

    @property
    def tag(self) -> str:
        """Return the kind, and that it is only seen where it is not identified (O_002)."""
        return f"{self.kind.label}, not identified" if self._is_seen else self.kind.label

    @property
    def _is_seen(self) -> bool:
        return self.kind is ObjectKind.VEHICLE and self.thing.is_suspicious

    @property
    def particulars(self) -> list[dict[str, str]]:
        """Return the particulars that the kind has, as rows."""
        names = (*PARTICULARS[self.kind], "description")
        return [
            {"key": LABELS[name], "value": self._value(name) or "Not recorded"}
            for name in names
            if name not in ("is_suspicious", "unit", "currency")
        ]

    @property
    def numbers(self) -> list[list[str]]:
        """Return every number with its period, those borne now first."""
        rows = sorted(self.thing.numbers.all(), key=lambda each: (bool(each.held_until), each.pk))
        return [_number_row(each) for each in rows]

    numbers_head = NUMBERS_HEAD
    nobody = (
        "Nobody is linked. To add the owner, keeper or driver, open the person and link it there."
    )

    @property
    def missing(self) -> str:
        """Return what the record is still to have (O_001 to O_003), as a to-do."""
        return ", ".join(each.lower() for each in missing_of(claim_of(self.thing)))

    @property
    def people(self) -> list[TieRow]:
        """Return whose it is or was."""
        return [tie_row(each, self.officer) for each in self.page.people]

    @property
    def events(self) -> list[TieRow]:
        """Return what it had a part in, the latest first."""
        return [tie_row(each, self.officer) for each in self.page.events]

    @property
    def things(self) -> list[TieRow]:
        """Return the places and things it is tied to."""
        return [tie_row(each, self.officer) for each in self.page.things]

    def _value(self, name: str) -> str:
        value = getattr(self.thing, name)
        if name == "amount":
            return self._amount()
        if name == "colours":
            return ", ".join(_label(Colour, each) for each in value)
        if name == "sort":
            return sort_label(self.kind, value)
        if name == "country":
            return countries().get(value, value)
        return _label(VehicleBody, value) if name == "body" else str(value)

    def _amount(self) -> str:
        if self.thing.amount is None:
            return ""
        unit = self.thing.currency or _label(ObjectUnit, self.thing.unit)
        return f"{self.thing.amount.normalize():f} {unit}".strip()


class PlaceFacts(ThingFacts):
    """The page of a place in words: who lives or lived there, and what happened."""

    nobody = "Nobody is linked. To add who lives there, open the person and add the address there."

    def __init__(self, page: ThingPage, officer: Officer) -> None:
        self.page = page
        self.place: Location = page.about
        self.officer = officer

    @property
    def title(self) -> str:
        """Return the address, or the described area."""
        return str(self.place)

    @property
    def tag(self) -> str:
        """Return whether this is an address."""
        return "Address" if self.place.line or self.place.postcode else "Place without an address"

    @property
    def particulars(self) -> list[dict[str, str]]:
        """Return the address in its parts, and where it lies."""
        place = self.place
        rows = (
            ("Flat or part of the building", place.saon),
            ("House number or name", place.paon),
            ("Street", place.street),
            ("Locality", place.locality),
            ("Town", place.town),
            ("Administrative area", place.administrative_area),
            ("Postcode", place.postcode),
            ("UPRN", place.uprn),
            ("USRN", place.usrn),
            ("Description", place.description),
            ("Latitude and longitude", _pair(place.latitude, place.longitude)),
            ("Easting and northing", _pair(place.easting, place.northing)),
            ("Police unit", place.unit.name if place.unit else ""),
        )
        return [{"key": key, "value": value} for key, value in rows if value]

    @property
    def numbers(self) -> list[list[str]]:
        """Return nothing: a place bears no numbers besides its own."""
        return []

    @property
    def missing(self) -> str:
        """Return nothing: no minimum of places is published."""
        return ""


def description_rows(described: Iterable[PhysicalDescription], sex: str) -> list[dict[str, Any]]:
    """Return each description as a card: heading, rows, and whether it is enough (P_003)."""
    return [
        {
            "title": f"As seen on {each.described_on:%d/%m/%Y}",
            "by": f"{each.source or each.recorded_by}, recorded {shown(each.recorded_at)}",
            "rows": [{"key": key, "value": value} for key, value in _looks(each) if value],
        }
        for each in described
    ]


def description_words(each: PhysicalDescription) -> str:
    """Return ``Described on 09/03/2026: build slim; hair grey``, what was seen in one sentence."""
    said = "; ".join(f"{key.lower()} {value}" for key, value in _looks(each) if value)
    return f"Described on {each.described_on:%d/%m/%Y}: {said}."


def _looks(each: PhysicalDescription) -> Iterable[tuple[str, str]]:
    yield "Build", _worded(each.build)
    yield "Complexion", _worded(each.complexion)
    eyes = (each.eye_left, each.eye_right)
    yield "Eyes", _worded(eyes[0]) if eyes[0] == eyes[1] else _two(eyes)
    yield "Hair", _worded(each.hair)
    yield "Height", _span(each.height_from, each.height_to, "cm")
    yield "Age", _span(each.age_from, each.age_to, "years")
    yield "Ethnicity as seen", coded(ObservedEthnicity, each.observed_ethnicity)
    features = (
        f"{FeatureKind(f.kind).label}, {BodyPart(f.place).label.lower()}"
        + (f": {f.text}" if f.text else "")
        for f in each.features.all()
    )
    yield "Distinguishing features", "; ".join(features)
    yield "Clothing", each.clothing


def shortfall_words(shortfall: Shortfall) -> str:
    """Return ``Victim (P_004): date of birth, sex`` for the to-do of a person."""
    missing = ", ".join(shortfall.missing)
    return f"{shortfall.role.label} ({shortfall.minimum}): {missing}"


def _number_row(each: ObjectNumber) -> list[str]:
    scheme = NumberScheme(each.scheme)
    odd = number_warning(scheme, each.value, is_partial=each.is_partial)
    note = "Only a part was seen" if each.is_partial else odd
    since = f"{each.held_from:%d/%m/%Y}" if each.held_from else "Not known"
    until = f"{each.held_until:%d/%m/%Y}" if each.held_until else "Now"
    return [scheme.label, shown_number(scheme, each.value), since, until, note]


def _label(words: Any, code: str) -> str:
    return str(words(code).label) if code in tuple(words) else code


def _worded(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _two(eyes: tuple[str, str]) -> str:
    sides = zip(("left", "right"), eyes, strict=True)
    return ", ".join(f"{side} {eye.replace('_', ' ')}" for side, eye in sides if eye)


def _pair(one: Any, other: Any) -> str:
    return f"{one}, {other}" if one is not None and other is not None else ""


def _span(low: int | None, high: int | None, unit: str) -> str:
    if low is None:
        return ""
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
