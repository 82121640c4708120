"""Venues and rooms: sites, their hours, what stands in a room, and the way there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

import numpy as np

from bluelamp.training.planner.instance import Instance, Mode, Person, Room

from .arrays import Bools, Floats, Ints
from .deliveries import Delivery
from .duty import training_days


@dataclass(frozen=True, slots=True)
class Site:
    """The classrooms of a venue, or its virtual rooms, with the hours in which they teach."""

    venue_id: str
    virtual: bool
    start: time
    end: time
    usable: bool


def sites_of(instance: Instance) -> tuple[Site, ...]:
    """Return the sites that have rooms."""
    found = dict.fromkeys((each.venue_id, each.virtual) for each in instance.rooms.values())
    settings = instance.settings
    sites = []
    for venue_id, virtual in found:
        venue = instance.venues[venue_id]
        start = max(settings.day_start, venue.opens or settings.day_start)
        end = min(settings.day_end, venue.closes or settings.day_end)
        sites.append(Site(venue_id, virtual, start, end, venue.usable))
    return tuple(sites)


def fits_hours(deliveries: tuple[Delivery, ...], sites: tuple[Site, ...]) -> Bools:
    """Tell which deliveries' days fit the hours of which usable sites."""
    hours = [minutes(site.end) - minutes(site.start) if site.usable else -1 for site in sites]
    return np.array([[each.minutes <= long for long in hours] for each in deliveries], bool)


def minutes(clock: time) -> int:
    """Return the minutes since midnight."""
    return clock.hour * 60 + clock.minute


def room_kit(room: Room) -> int:
    """Return what a room has as bits: 1 step-free, 2 loop, 4 an adjustable desk."""
    return room.step_free * 1 + room.loop * 2 + (room.desks > 0) * 4


def rooms_open(instance: Instance) -> Bools:
    """Tell on which training days each room is had."""
    days = instance.settings.days
    found = np.array([
        [(not room.first or room.first <= day) and (not room.last or day <= room.last)
         for day in days]
        for room in instance.rooms.values()
    ], bool).reshape(len(instance.rooms), len(days))  # fmt: skip
    found &= training_days(instance)
    return found


def reach(instance: Instance, people: list[Person], sites: tuple[Site, ...]) -> Floats:
    """Return what a day's travel there and back costs; infinite beyond the limit or the mode."""
    price = 2 * instance.settings.prices.travel_minute
    ways: dict[tuple[str, int | None, Mode], list[float]] = {}
    for each in people:
        key = (each.base, each.max_travel_minutes, each.mode)
        if key not in ways:
            ways[key] = [price * _minutes_to(instance, each, site) for site in sites]
    rows = [ways[each.base, each.max_travel_minutes, each.mode] for each in people]
    return np.array(rows, np.float64).reshape(len(people), len(sites))


def _minutes_to(instance: Instance, person: Person, site: Site) -> float:
    if site.virtual is not (person.mode is Mode.DIGITAL):
        return float("inf")
    if site.virtual:
        return 0
    place = instance.venues[site.venue_id].place
    one_way = 0 if place == person.base else instance.travel.get((person.base, place))
    most = person.max_travel_minutes
    if one_way is None or (most is not None and one_way > most):
        return float("inf")
    return one_way


def grades_of(site: Ints, seats: Ints, kit: Ints, desks: Ints) -> list[Ints]:
    """Return the rooms that are like each other: same site, seats, kit and desks."""
    alike: dict[tuple[int, ...], list[int]] = {}
    for room, key in enumerate(zip(site, seats, kit, desks, strict=True)):
        alike.setdefault(tuple(int(each) for each in key), []).append(room)
    return [np.array(rooms, np.int64) for rooms in alike.values()]
