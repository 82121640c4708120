"""From a timetable to a plan and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from bluelamp.training.planner.plan import Booking, Plan, Session, SessionDay, Unplaced

from .duty import ends_at
from .layout import Layout
from .timetable import Class, Timetable


def plan_of(table: Timetable, reasons: Mapping[int, str]) -> Plan:
    """Return a timetable as a plan; ``reasons`` says why learners have no seat."""
    layout = table.layout
    names = _names(table)
    sessions, bookings = {}, []
    for number, session in table.classes.items():
        sessions[names[number]] = session_of(table, number, names[number])
        for learner in session.members:
            bookings.append(Booking(*layout.instance.requirements[learner], names[number]))
    unplaced = [
        Unplaced(*layout.instance.requirements[learner], reason)
        for learner, reason in sorted(reasons.items())
    ]
    return Plan(dict(sorted(sessions.items())), tuple(sorted(bookings, key=_key)), tuple(unplaced))


def session_of(table: Timetable, number: int, name: str) -> Session:
    """Return one session as the plan has it."""
    layout, session = table.layout, table.classes[number]
    delivery = layout.deliveries[session.key]
    start = layout.sites[layout.room_site[session.room]].start
    end = ends_at(start, delivery.minutes)
    days = table.days_of(session.key, session.start)
    teams = zip(layout.staff, session.team, strict=True)
    return Session(
        name,
        delivery.course_id,
        delivery.variant,
        layout.room_ids[session.room],
        tuple(SessionDay(layout.days[day], start, end) for day in days),
        tuple(sorted(staff.ids[each] for staff, own in teams for each in own)),
    )


def _key(booking: Booking) -> tuple[str, str]:
    return booking.person_id, booking.course_id


def _names(table: Timetable) -> dict[int, str]:
    """Name sessions that have no name yet by their order, and none like another."""
    taken = {each.name for each in table.classes.values() if each.name}

    def order(number: int) -> tuple[int, int, int]:
        each = table.classes[number]
        return each.start, each.room, each.key

    found, last = {}, 0
    for number in sorted(table.classes, key=order):
        name = table.classes[number].name
        while not name:
            last += 1
            name = f"S{last:05}" if f"S{last:05}" not in taken else ""
        found[number] = name
    return found


def table_of(layout: Layout, plan: Plan) -> tuple[Timetable, list[str]]:
    """Return what of a plan still stands in a problem, and the sessions that do not.

    A session stands while its room, days, hours and trainers do; a booking while its person may
    come. Whoever came off is without a seat.
    """
    table = Timetable(layout)
    reader = Reader(layout)
    lost: list[str] = []
    opened: dict[str, int] = {}
    for name in sorted(plan.sessions):
        told = reader.class_of(plan.sessions[name])
        if told is None or not _can_open(table, told):
            lost.append(name)
        else:
            opened[name] = table.open(told.key, told.room, told.start, told.team, name)
    learner_of = {each: number for number, each in enumerate(layout.instance.requirements)}
    ordered = sorted(plan.bookings, key=lambda each: _first_day(plan, each))
    for booking in ordered:
        learner = learner_of.get((booking.person_id, booking.course_id))
        number = opened.get(booking.session_id)
        if learner is not None and number is not None and can_sit(table, learner, number):
            table.seat(learner, number)
    return table, lost


def can_sit(table: Timetable, learner: int, number: int) -> bool:
    """Tell whether somebody may take a seat in a session as it stands."""
    layout, session = table.layout, table.classes[number]
    return (
        layout.delivery_of[learner] == session.key
        and len(session.members) < table.seats_in(session.key, session.room)
        and bool(table.may_start(np.array([learner]), session.room, session.start)[0])
        and (not layout.needs[learner] & 4 or table.desks_left(number) > 0)
        and table.released(learner, session.key, session.start)
    )


def _first_day(plan: Plan, booking: Booking) -> tuple[date, str, str]:
    session = plan.sessions.get(booking.session_id)
    first = session.days[0].date if session and session.days else date.max
    return first, booking.person_id, booking.course_id


def _can_open(table: Timetable, told: Class) -> bool:
    days = table.days_of(told.key, told.start)
    weeks = table.layout.week[days]
    return bool(table.room_free[told.room, days].all()) and all(
        table.free[kind][trainer, days].all()
        and all(table.week_left[kind][trainer, week] >= (weeks == week).sum() for week in weeks)
        for kind, team in enumerate(told.team)
        for trainer in team
    )


class Reader:
    """Finds the numbers of what a plan names."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.rooms = {each: number for number, each in enumerate(layout.room_ids)}
        self.days = {each: number for number, each in enumerate(layout.days)}
        self.trainers = [
            {each: number for number, each in enumerate(staff.ids)} for staff in layout.staff
        ]

    def class_of(self, session: Session) -> Class | None:
        """Return a session in numbers, None when it cannot be held any more."""
        days = [self.days.get(each.date) for each in session.days]
        room = self.rooms.get(session.room_id)
        if room is None or not days or days[0] is None:
            return None
        team = self._team(session)
        site = int(self.layout.room_site[room])
        start = self.layout.sites[site].start
        if team is None or any(each.start != start for each in session.days):
            return None
        for key, delivery in enumerate(self.layout.deliveries):
            if (
                (delivery.course_id, delivery.variant) == (session.course_id, session.variant)
                and [days[0] + offset for offset in delivery.offsets] == days
                and all(each.end == ends_at(start, delivery.minutes) for each in session.days)
                and self.layout.hours_fit[key, site]
                and tuple(map(len, team)) == delivery.trainers
            ):
                return Class(key, room, days[0], team)
        return None

    def _team(self, session: Session) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        teams: list[list[int]] = [[], []]
        for trainer in session.trainers:
            for kind, known in enumerate(self.trainers):
                number = known.get(trainer)
                if number is not None:
                    if not self.layout.staff[kind].courses[session.course_id][number]:
                        return None
                    teams[kind].append(number)
        return tuple(teams[0]), tuple(teams[1])
