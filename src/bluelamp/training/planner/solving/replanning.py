"""Planning again from an old plan: what stands stays, and whoever fell out is placed first."""

from __future__ import annotations

import numpy as np

from bluelamp.training.planner.plan import Plan

from .arrays import Ints
from .layout import Layout
from .plans import Reader, can_sit, table_of
from .teams import find_team
from .timetable import Timetable

NOWHERE = (-1, -1)


def keep_what_stands(
    layout: Layout, old: Plan, priced: Plan | None
) -> tuple[Timetable, frozenset[int]]:
    """Return what stands of an old plan, with lost sessions held elsewhere where that can be.

    Nobody whose booking stands is moved, but for sessions that are left with too few people and
    that nobody else can fill. Also return whose bookings do not stand, theirs among them. A change
    from the bookings of ``priced`` costs something.
    """
    table, lost = table_of(layout, old)
    table.keep = _old_seats(layout, priced) if priced else {}
    displaced = frozenset(_booked(layout, old) - set(np.flatnonzero(table.seat_of >= 0).tolist()))
    members = _members(layout, old)
    for name in sorted(lost, key=lambda each: -len(members.get(each, ()))):
        _host_elsewhere(table, old, name, members.get(name, np.zeros(0, np.int64)))
    fill_free_seats(table)
    for number in sorted(table.classes):
        session = table.classes[number]
        if len(session.members) < max(layout.deliveries[session.key].least, 1):
            displaced |= session.members & table.keep.keys()
            table.empty(number)
    fill_free_seats(table)
    return table, displaced


def fill_free_seats(table: Timetable) -> None:
    """Seat people where seats are free: whoever has the fewest choices first, at the least cost."""
    layout = table.layout
    waiting = table.waiting()
    waiting.sort(key=lambda each: (int(table.starts[:, each].any(axis=0).sum()), each))
    open_: dict[int, list[int]] = {}
    for number, session in sorted(table.classes.items()):
        open_.setdefault(session.key, []).append(number)
    for learner in waiting:
        key = int(layout.delivery_of[learner])
        able = [each for each in open_.get(key, ()) if can_sit(table, learner, each)]
        if able:
            table.seat(learner, min(able, key=lambda each: table.cost_of_seat(learner, each)))


def _booked(layout: Layout, old: Plan) -> set[int]:
    learner_of = {each: number for number, each in enumerate(layout.instance.requirements)}
    keys = ((each.person_id, each.course_id) for each in old.bookings)
    return {learner_of[key] for key in keys if key in learner_of}


def _members(layout: Layout, old: Plan) -> dict[str, Ints]:
    learner_of = {each: number for number, each in enumerate(layout.instance.requirements)}
    found: dict[str, list[int]] = {}
    for each in old.bookings:
        learner = learner_of.get((each.person_id, each.course_id))
        if learner is not None:
            found.setdefault(each.session_id, []).append(learner)
    return {name: np.array(sorted(own), np.int64) for name, own in found.items()}


def _old_seats(layout: Layout, old: Plan) -> dict[int, tuple[int, int]]:
    """Return in which room and from which day each booking was; nowhere when that is gone."""
    reader = Reader(layout)
    seats = {}
    for name, session in old.sessions.items():
        room = reader.rooms.get(session.room_id)
        start = reader.days.get(session.days[0].date) if session.days else None
        seats[name] = (room, start) if room is not None and start is not None else NOWHERE
    learner_of = {each: number for number, each in enumerate(layout.instance.requirements)}
    return {
        learner_of[each.person_id, each.course_id]: seats[each.session_id]
        for each in old.bookings
        if (each.person_id, each.course_id) in learner_of and each.session_id in seats
    }


def _host_elsewhere(table: Timetable, old: Plan, name: str, learners: Ints) -> None:
    """Hold a lost session on its old days in its old room or the one that suits most people."""
    layout = table.layout
    learners = learners[table.seat_of[learners] < 0]
    session = old.sessions[name]
    start = Reader(layout).days.get(session.days[0].date) if session.days else None
    if not len(learners) or start is None:
        return
    key = int(np.bincount(layout.delivery_of[learners]).argmax())
    learners = learners[layout.delivery_of[learners] == key]
    offsets = layout.deliveries[key].offsets
    if start + offsets[-1] >= len(layout.days):
        return
    days = table.days_of(key, start)
    best, choice = 0.0, -1
    for room in np.flatnonzero(table.room_free[:, days].all(axis=1)).tolist():
        site = int(layout.room_site[room])
        if not layout.hours_fit[key, site]:
            continue
        able = learners[table.may_start(learners, room, start)]
        cost = float(table.cost_of(able, key, site, start).sum())
        worth = min(len(able), table.seats_in(key, room)) * 1e4 - cost
        worth += layout.room_ids[room] == session.room_id
        if len(able) >= max(layout.deliveries[key].least, 1) and worth > best:
            best, choice = worth, room
    team = find_team(table, key, start) if choice >= 0 else None
    if team is None:
        return
    number = table.open(key, choice, start, team, name)
    for learner in learners.tolist():
        if can_sit(table, learner, number):
            table.seat(learner, number)
