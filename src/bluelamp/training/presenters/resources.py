"""Venues and trainers as shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from bluelamp.training.enums import EquipmentKind, SessionState, TrainerKind
from bluelamp.training.models import Trainer, TrainingSession, Venue
from bluelamp.training.rules.venues import lacks

from .words import SESSION_COLOURS, day_in_words, when_in_words, where_in_words


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
        ("To the room", venue.directions),
        ("Open", f"{venue.opens:%H:%M} to {venue.closes:%H:%M}" if venue.opens else ""),
        ("Inspected", f"{_on('', venue.inspected_on)} {venue.inspected_by}".strip()),
    ]
    return [{"key": key, "value": value or "Not recorded"} for key, value in rows]


def room_rows(venue: Venue) -> list[dict[str, Any]]:
    """Return the rooms as rows of a table: the name with its page, and the cells."""
    return [
        {
            "name": each.name,
            "url": reverse("training:change_room", args=[each.pk]),
            "cells": [
                ("Seats", str(each.seats)),
                ("Step-free", _yes(each.step_free)),
                ("Loop", _yes(each.loop)),
                ("Adjustable desks", str(each.adjustable_desks)),
                ("Use", _use(each)),
            ],
        }
        for each in venue.rooms.all()
    ]


def equipment_rows(venue: Venue) -> list[dict[str, Any]]:
    """Return what can be brought into a room."""
    return [
        {
            "name": EquipmentKind(each.kind).label,
            "url": reverse("training:change_equipment", args=[each.pk]),
            "cells": [
                ("How many", str(each.quantity)),
                ("Stands in", each.room.name if each.room else "Any room"),
                ("Tested", _on("", each.tested_on) or "Not recorded"),
            ],
        }
        for each in venue.equipment.all()
    ]


def virtual_room_rows(rooms: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the virtual rooms."""
    return [
        {
            "name": each.name,
            "url": reverse("training:change_virtual_room", args=[each.pk]),
            "cells": [
                ("Seats", str(each.seats)),
                ("Telephone", each.phone or "None"),
                ("Use", "Out of use" if each.out_of_use else "In use"),
            ],
        }
        for each in rooms
    ]


def trainer_rows(trainers: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the trainers as rows of a table."""
    return [
        {
            "name": each.name,
            "url": reverse("training:trainer", args=[each.pk]),
            "cells": [
                ("Kind", TrainerKind(each.kind).label),
                ("Organisation", each.organisation),
                ("Courses", str(each.may_teach)),
                ("Sessions to come", str(each.coming)),
                ("Contract ends", _on("", each.contract_ends)),
            ],
        }
        for each in trainers
    ]


def trainer_facts(trainer: Trainer) -> list[dict[str, str]]:
    """Return what is kept of a trainer."""
    courses = ", ".join(sorted(each.course.title for each in trainer.certifications.all()))
    rows = [
        ("Kind", TrainerKind(trainer.kind).label),
        ("Organisation", trainer.organisation),
        ("Staff number", trainer.staff.staff_number if trainer.staff else ""),
        ("E-mail", trainer.email),
        ("Starts from", trainer.place),
        ("Most days of teaching a week", str(trainer.max_days_a_week)),
        ("Contract", _span(trainer.contract_starts, trainer.contract_ends)),
        ("Practice account", _yes(trainer.has_practice_account)),
        ("May teach", courses),
    ]
    return [{"key": key, "value": value or "Not recorded"} for key, value in rows]


def teaching_rows(sessions: Iterable[TrainingSession]) -> list[dict[str, Any]]:
    """Return the sessions that a trainer is to teach, with why they no longer can."""
    return [
        {
            "name": each.reference,
            "url": reverse("training:session", args=[each.pk]),
            "course": each.course.title,
            "when": when_in_words(each),
            "where": where_in_words(each),
            "state": SessionState(each.state).label,
            "colour": SESSION_COLOURS[SessionState(each.state)],
            "why": getattr(each, "why", ""),
        }
        for each in sessions
    ]


def kept_beside(form: Any, kept: Any) -> list[dict[str, str]]:
    """Return what is kept now and differs from what was typed; the form may be sent again."""
    seen_now(form, kept)
    rows = []
    for name, value in form.told.items():
        now_kept = getattr(kept, name)
        if now_kept != value:
            rows.append({"key": str(form.fields[name].label), "value": _in_words(now_kept)})
    form.add_error(None, "Somebody changed this since you opened it: see both, then save again.")
    return rows


def seen_now(form: Any, kept: Any) -> None:
    """Let a form carry the version that is kept now: whoever sends it again has seen it."""
    form.data = form.data.copy()
    form.data["version"] = str(kept.version)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, date):
        return day_in_words(value)
    return str(value) if value not in (None, "") else "Nothing"


def _use(room: Any) -> str:
    if room.out_of_use:
        return "Out of use"
    return _span(room.first, room.last) or "In use"


def _span(first: date | None, last: date | None) -> str:
    words = " ".join(filter(None, (_on("from", first), _on("until", last))))
    return words[:1].upper() + words[1:]


def _yes(found: bool) -> str:
    return "Yes" if found else "No"


def _on(words: str, day: date | None) -> str:
    return f"{words} {day_in_words(day)}".strip() if day else ""
