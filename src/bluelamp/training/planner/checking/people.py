"""Demands of people: duty and rest, absence, travel, equipment, their plan, what comes before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bluelamp.training.planner.instance import (
    Instance,
    Mode,
    Need,
    Person,
    Shift,
    length_of,
    variant_of,
)

from .booked import Booked, elapsed, minutes_between
from .sessions import is_away, session_minutes
from .violations import Violation


def people_are_on_duty(booked: Booked) -> Iterator[Violation]:
    """Nobody is trained on a rest day, while absent, or on a day frozen for their unit."""
    frozen = set(booked.instance.frozen)
    for key in booked.bookings_of:
        person = booked.instance.people[key]
        away = booked.instance.unavailable.get(key, ())
        for day in booked.days_of(key):
            if _shift(booked.instance, person, day) is None:
                yield Violation("duty", key, f"{day} is a rest day")
            if is_away(away, day):
                yield Violation("duty", key, f"is absent on {day}")
            units = booked.instance.chain[person.unit_id]
            if any((day, unit) in frozen for unit in units):
                yield Violation("duty", key, f"no training for the unit on {day}")


def people_rest(booked: Booked) -> Iterator[Violation]:
    """Rest is kept between the end of any duty or training and the next start, in elapsed time."""
    rest = timedelta(hours=booked.instance.settings.rest_hours)
    for key in booked.bookings_of:
        person, taught = booked.instance.people[key], booked.days_of(key)
        around = {day + timedelta(days=number) for day in taught for number in (-2, -1, 0, 1, 2)}
        spans = []
        for day in sorted(around):
            shift = _shift(booked.instance, person, day)
            hours = taught.get(day) or ((shift.start, shift.end) if shift else None)
            if hours:
                spans.append((day, *elapsed(day, *hours)))
        for (one, _, ends), (other, begins, _) in pairwise(spans):
            if (one in taught or other in taught) and begins - ends < rest:
                yield Violation("rest", key, f"{begins - ends} between {one} and {other}")


def people_are_in_one_place(booked: Booked) -> Iterator[Violation]:
    """Nobody sits in two sessions on one day."""
    for key, bookings in booked.bookings_of.items():
        days = Counter(
            one.date for each in bookings for one in booked.plan.sessions[each.session_id].days
        )
        for day, times in days.items():
            if times > 1:
                yield Violation("once", key, f"{times} sessions on {day}")


def people_can_get_there(booked: Booked) -> Iterator[Violation]:
    """Travel is within the person's limit; those taught digitally sit in virtual rooms only."""
    for session, _course, room in booked.sessions():
        for person in booked.people_of[session.session_id]:
            if room.virtual is not (person.mode is Mode.DIGITAL):
                said = f"is taught by {person.mode}, and {room.room_id} is not for that"
                yield Violation("mode", person.person_id, said)
            if room.virtual:
                continue
            minutes = travel_minutes(booked.instance, person, room.venue_id)
            if minutes is None:
                yield Violation("travel", person.person_id, f"no way to {room.venue_id} is known")
            elif person.max_travel_minutes is not None and minutes > person.max_travel_minutes:
                said = f"{minutes} minutes to {room.venue_id}, at most {person.max_travel_minutes}"
                yield Violation("travel", person.person_id, said)


def rooms_have_what_people_need(booked: Booked) -> Iterator[Violation]:
    """Equipment suffices: desks are counted, a loop or step-free access serves everybody."""
    for session, _course, room in booked.sessions():
        people = booked.people_of[session.session_id]
        if sum(Need.DESK in each.needs for each in people) > room.desks:
            yield Violation("equipment", session.session_id, f"only {room.desks} adjustable desks")
        for need, there in ((Need.LOOP, room.loop), (Need.STEP_FREE, room.step_free)):
            for person in people:
                if need in person.needs and not there:
                    yield Violation("equipment", person.person_id, f"{room.room_id} has no {need}")


def plans_of_people_are_kept(booked: Booked) -> Iterator[Violation]:
    """Variant, number and distance of days, and minutes a day are what the person's plan asks."""
    for session, course, _room in booked.sessions():
        dates = [one.date for one in session.days]
        gaps = {(later - earlier).days for earlier, later in pairwise(dates)}
        longest = max((minutes_between(one.start, one.end) for one in session.days), default=0)
        taught = session_minutes(booked, session.session_id)
        for person in booked.people_of[session.session_id]:
            days, apart = length_of(course, person)
            needed = Fraction(course.minutes * (100 + person.extra_time_pct), 100)
            daily = min(course.minutes_per_day, person.max_minutes_per_day or longest)
            wrong = []
            if session.variant is not variant_of(person):
                wrong.append(f"needs {variant_of(person)}, not {session.variant}")
            if len(dates) != days:
                wrong.append(f"needs {days} days, not {len(dates)}")
            elif gaps - {apart}:
                wrong.append(f"needs days {apart} apart")
            if taught < needed:
                wrong.append(f"needs {needed} minutes, not {taught}")
            if longest > daily:
                wrong.append(f"at most {daily} minutes a day, not {longest}")
            for said in wrong:
                yield Violation("plan", person.person_id, f"{session.session_id}: {said}")


def courses_come_in_order(booked: Booked) -> Iterator[Violation]:
    """What a course comes after is finished before it begins."""
    needed = set(booked.instance.requirements)
    for key, bookings in booked.bookings_of.items():
        sessions = {each.course_id: booked.plan.sessions[each.session_id] for each in bookings}
        for course_id, session in sessions.items():
            for before in booked.instance.courses[course_id].after:
                if (key, before) not in needed or not session.days:
                    continue
                earlier = sessions.get(before)
                if earlier is None or earlier.days[-1].date >= session.days[0].date:
                    yield Violation("order", key, f"{course_id} before {before} is finished")


def units_keep_their_strength(booked: Booked) -> Iterator[Violation]:
    """No day takes more of any unit than its cap, or leaves fewer than it needs."""
    away: Counter[tuple[str, date]] = Counter()
    instance = booked.instance
    for key in booked.bookings_of:
        for day in booked.days_of(key):
            for above in instance.chain[instance.people[key].unit_id]:
                away[above, day] += 1
    absent = _absent(instance, {day for _, day in away})
    for (unit_id, day), people in sorted(away.items()):
        unit, strength = instance.units[unit_id], instance.strength[unit_id]
        most = int(strength * unit.cap)
        if people > most:
            yield Violation("cap", unit_id, f"{people} away on {day}, at most {most}")
        left = strength - people - absent[unit_id, day]
        if left < unit.min_strength:
            yield Violation("cap", unit_id, f"{left} left on {day}, at least {unit.min_strength}")


def travel_minutes(instance: Instance, person: Person, venue_id: str) -> int | None:
    """Return the minutes one way, None where no way is known."""
    place = instance.venues[venue_id].place
    return 0 if place == person.base else instance.travel.get((person.base, place))


def _absent(instance: Instance, days: set[date]) -> Counter[tuple[str, date]]:
    found: Counter[tuple[str, date]] = Counter()
    if not any(unit.min_strength for unit in instance.units.values()):
        return found
    for key, spans in instance.unavailable.items():
        for day in days:
            if is_away(spans, day):
                for unit in instance.chain[instance.people[key].unit_id]:
                    found[unit, day] += 1
    return found


def _shift(instance: Instance, person: Person, day: date) -> Shift | None:
    cycle = instance.rosters[person.roster_id]
    number = (day - instance.settings.window_start).days + person.roster_offset
    return cycle[number % len(cycle)]
