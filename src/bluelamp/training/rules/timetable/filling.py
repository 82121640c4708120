"""Filling the rooms of a day with those who can least wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from .teaching import teachers_for
from .terms import Kind, Pupil, Seats
from .work import Group, Work, seats_of, suits

Offer = tuple[float, Pupil]
"""Somebody who could come on a day, and how little they can wait."""


def fill_days(
    work: Work, days: Sequence[date], kinds: Collection[Kind], fewest: int | None = None
) -> None:
    """Fill the rooms day by day with these kinds of classes.

    ``fewest`` is the smallest class that is held; without it, that of the course.
    """
    groups = [group for group in work.groups if group.waiting and group.kind in kinds]
    if not groups:
        return
    places = _places_ahead(work, days, groups)
    for number, day in enumerate(days):
        rooms = [room for room in work.frame.rooms if (room.key, day) not in work.busy]
        if rooms:
            offers = _offers(work, groups, days[number:], places)
            _fill_rooms(work, rooms, offers, days[number:], fewest)


def _places_ahead(
    work: Work, days: Sequence[date], groups: Iterable[Group]
) -> Mapping[tuple[str, str, date], int]:
    """Return how many of a team could still go from each day on."""
    found: dict[tuple[str, str, date], int] = {}
    for team, roster in {(group.team, group.roster): None for group in groups}:
        free, total = work.frame.free[roster], 0
        for day in reversed(days):
            if day in free:
                total += max(0, work.spare(team, (day,)))
                found[team, roster, day] = total
    return found


def _offers(
    work: Work,
    groups: Sequence[Group],
    days: Sequence[date],
    places: Mapping[tuple[str, str, date], int],
) -> dict[Kind, list[Offer]]:
    """Return who could come from the first of these days on, those who can least wait first."""
    waiting: Counter[tuple[str, str]] = Counter()
    for group in groups:
        waiting[group.team, group.roster] += len(group.waiting)
    found: dict[Kind, list[Offer]] = defaultdict(list)
    for group in groups:
        span = days[: group.kind.days]
        if len(span) < group.kind.days or not work.on_duty(group.roster, span):
            continue
        spare = work.spare(group.team, span)
        if spare <= 0 or not group.waiting:
            continue
        who = (group.team, group.roster)
        pressure = waiting[who] / max(1, places[*who, span[0]])
        free = (pupil for pupil in group.waiting if work.is_free(pupil, span))
        found[group.kind] += [(pressure, pupil) for pupil in islice(free, spare)]
    for offers in found.values():
        offers.sort(key=lambda offer: -offer[0])
    return found


def _fill_rooms(
    work: Work,
    rooms: Sequence[Seats],
    offers: dict[Kind, list[Offer]],
    days: Sequence[date],
    fewest: int | None,
) -> None:
    waiting = Counter[Kind]()
    for group in work.groups:
        waiting[group.kind] += len(group.waiting)
    for room in rooms:
        if not _fill(work, room, offers, days, waiting, fewest) and room.has_all:
            break  # no other room would do better
    taken = {pupil.key for one in work.classes if one.span[0] == days[0] for pupil in one.pupils}
    for group in work.groups:
        if any(pupil.key in taken for pupil in group.waiting):
            group.waiting = [pupil for pupil in group.waiting if pupil.key not in taken]


def _fill(
    work: Work,
    room: Seats,
    offers: dict[Kind, list[Offer]],
    days: Sequence[date],
    waiting: Counter[Kind],
    fewest: int | None,
) -> bool:
    """Fill one room with the class that can least wait; False where none can be."""
    for kind in sorted(offers, key=lambda kind: _order(work, kind, offers[kind], room)):
        span = days[: kind.days]
        if any((room.key, day) in work.busy for day in span):
            continue
        seats = seats_of(kind, work.frame, room)
        chosen = _choose(work, room, offers[kind], span, seats)
        enough = min(fewest or work.frame.sizes[kind.course][0], waiting[kind], seats)
        if not chosen or len(chosen) < enough:
            continue
        teachers = teachers_for(work, kind.course, span)
        if teachers is None:
            continue
        made = work.open_class(kind, span, room, seats, teachers)
        for _pressure, pupil in chosen:
            work.seat(pupil, made)
        waiting[kind] -= len(chosen)
        gone = {pupil.key for _pressure, pupil in chosen}
        offers[kind] = [offer for offer in offers[kind] if offer[1].key not in gone]
        return True
    return False


def _order(work: Work, kind: Kind, offers: Sequence[Offer], room: Seats) -> tuple[float, Kind]:
    seats = seats_of(kind, work.frame, room)
    return -sum(pressure for pressure, _pupil in offers[:seats]), kind


def _choose(
    work: Work, room: Seats, offers: Iterable[Offer], span: Sequence[date], seats: int
) -> list[Offer]:
    """Take up to so many whom the room suits and whose team can still let them go."""
    chosen: list[Offer] = []
    going: Counter[str] = Counter()
    here: set[str] = set()
    desks = room.desks
    for offer in offers:
        if len(chosen) == seats:
            break
        pupil = offer[1]
        if pupil.who in here or not suits(pupil, room, desks) or not work.is_free(pupil, span):
            continue
        if going[pupil.team] >= work.spare(pupil.team, span):
            continue
        going[pupil.team] += 1
        here.add(pupil.who)
        desks -= pupil.desk
        chosen.append(offer)
    return chosen
