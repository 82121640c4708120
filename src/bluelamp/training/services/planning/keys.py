"""What people, rooms and trainers are called in the planner's files: numbers, never names."""

from __future__ import annotations

from bluelamp.training.models import Room, VirtualRoom

VIRTUAL_VENUE = "VIRTUAL"
NO_ROSTER = "any-day"
UNKNOWN_PLACE = "unknown"


def person_key(number: int) -> str:
    """Return the key of a learner."""
    return f"P{number}"


def trainer_key(number: int) -> str:
    """Return the key of a trainer."""
    return f"T{number}"


def room_key(place: Room | VirtualRoom) -> str:
    """Return the key of a room; a room that is closed for a while is several, by spans."""
    return f"{'R' if isinstance(place, Room) else 'V'}{place.number}"


def span_key(key: str, number: int) -> str:
    """Return the key of a room's span of open days."""
    return f"{key}.{number}" if number else key


def number_of(key: str) -> int:
    """Return the number in a key of a person, room or trainer."""
    return int(key[1:].split(".")[0])
