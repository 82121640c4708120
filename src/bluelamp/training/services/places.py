"""Venues, rooms and equipment as they are found to be: added and changed by hand (TRN-4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import SessionState
from bluelamp.training.models import Equipment, Room, TrainingSession, Venue, VirtualRoom

from .record_keeping import keep_record, record_to_change

Told = Mapping[str, Any]


@transaction.atomic
def save_venue(
    *, venue_id: UUID | None, version: int, told: Told, by: Officer, at: datetime
) -> Venue:
    """Add a venue or change its accessibility record.

    A venue that no longer passes the gate is recorded as it is: no session can be put there any
    more, and ``selectors.sessions_out_of_place`` names those that must move (TRN-4.6).
    """
    venue = record_to_change(Venue, venue_id, version=version, by=by)
    return keep_record(venue, told, kind="venue", by=by)


@transaction.atomic
def save_room(
    *, room_id: UUID | None, venue_id: UUID, version: int, told: Told, by: Officer, at: datetime
) -> Room:
    """Add a room to a venue or change it; never to fewer seats than a class to come has (H6)."""
    room = record_to_change(Room, room_id, version=version, by=by, new={"venue_id": venue_id})
    _refuse_too_few_seats({"room": room.pk}, told, at)
    return keep_record(room, told, kind="room", by=by)


@transaction.atomic
def save_virtual_room(
    *, room_id: UUID | None, version: int, told: Told, by: Officer, at: datetime
) -> VirtualRoom:
    """Add a virtual room or change it."""
    room = record_to_change(VirtualRoom, room_id, version=version, by=by)
    _refuse_too_few_seats({"virtual_room": room.pk}, told, at)
    return keep_record(room, told, kind="virtual room", by=by)


@transaction.atomic
def save_equipment(
    *,
    equipment_id: UUID | None,
    venue_id: UUID,
    version: int,
    told: Told,
    by: Officer,
    at: datetime,
) -> Equipment:
    """Add what can be brought into a room, or change it."""
    new = {"venue_id": venue_id}
    found = record_to_change(Equipment, equipment_id, version=version, by=by, new=new)
    room = told.get("room")
    if room and room.venue_id != found.venue_id:
        raise NotPossible("Choose a room of this venue.", field="room", rule="TRN-4.5")
    return keep_record(found, told, kind="equipment", by=by)


def _refuse_too_few_seats(place: dict[str, UUID], told: Told, at: datetime) -> None:
    coming = TrainingSession.objects.filter(
        **place, ends_at__gt=at, seats__gt=told["seats"]
    ).exclude(state=SessionState.CANCELLED)
    first = coming.order_by("starts_at").first()
    if first is not None:
        day = day_of(first.starts_at)
        raise NotPossible(
            f"{first.reference} on {day:%a} {day.day} {day:%b %Y} has {first.seats} seats here: "
            "move it first.",
            field="seats",
            rule="H6",
        )
