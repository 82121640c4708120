"""Venues and trainers as shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from bluelamp.training.enums import EquipmentKind, TrainerKind
from bluelamp.training.models import Venue
from bluelamp.training.rules.venues import lacks

from .words import day_in_words


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A venue in a list: whether it may be used, and why not."""

    url: str
    name: str
    place: str
    rooms: int
    state: str
    colour: str
    why: str

    @classmethod
    def of(cls, venue: Any) -> VenueRow:
        """Return the row of a venue as ``venues_listed`` reads it."""
        lacking = lacks(venue.facts)
        closed = venue.out_of_use or bool(lacking)
        return cls(
            url=reverse("training:venue", args=[venue.pk]),
            name=venue.name,
            place=venue.place,
            rooms=venue.rooms_in_use,
            state="May not be used" if closed else "May be used",
            colour="red" if closed else "green",
            why=", ".join(each.label for each in lacking).capitalize(),
        )


def venue_facts(venue: Venue) -> list[dict[str, str]]:
    """Return the accessibility record of a venue (TRN-4.5)."""
    loops = f"{venue.fixed_loops} fixed, {venue.portable_loops} portable"
    rows = [
        ("Address", venue.address),
        ("Step-free way in", _yes(venue.step_free)),
        ("Accessible toilet", _yes(venue.accessible_toilet)),
        ("Parking", f"{venue.parking_spaces} spaces, {venue.blue_badge_bays} blue-badge bays"),
        ("Hearing loops", f"{loops}{_on(', tested', venue.loops_tested_on)}"),
        ("Height-adjustable desks", str(venue.adjustable_desks)),
        ("Breakout area", _yes(venue.breakout)),
        ("Contemplation room", _yes(venue.contemplation_room)),
        ("Light and noise", venue.light_and_noise),
        ("Evacuation", venue.evacuation),
        ("Public transport", venue.public_transport),
        ("Open", f"{venue.opens:%H:%M} to {venue.closes:%H:%M}" if venue.opens else ""),
        ("Inspected", f"{_on('', venue.inspected_on)} {venue.inspected_by}".strip()),
    ]
    return [{"key": key, "value": value or "Not recorded"} for key, value in rows]


def room_lines(venue: Venue) -> list[list[str]]:
    """Return the rooms as rows of a table."""
    return [
        [
            each.name,
            str(each.seats),
            _yes(each.step_free),
            _yes(each.loop),
            str(each.adjustable_desks),
            "Out of use" if each.out_of_use else "In use",
        ]
        for each in venue.rooms.all()
    ]


def equipment_lines(venue: Venue) -> list[list[str]]:
    """Return what can be brought into a room."""
    return [
        [EquipmentKind(each.kind).label, str(each.quantity), _on("", each.tested_on)]
        for each in venue.equipment.all()
    ]


def trainer_lines(trainers: Any) -> list[list[str]]:
    """Return the trainers as rows of a table."""
    return [
        [
            each.name,
            TrainerKind(each.kind).label,
            each.organisation,
            each.place,
            str(each.may_teach),
            str(each.coming),
            _on("", each.contract_ends),
        ]
        for each in trainers
    ]


def _yes(found: bool) -> str:
    return "Yes" if found else "No"


def _on(words: str, day: date | None) -> str:
    return f"{words} {day_in_words(day)}".strip() if day else ""
