"""What a plan comes to, in numbers: by venue, by week, by unit. Plain data for pages to draw."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from .checking.booked import Booked
from .instance import Instance
from .plan import Plan


def told(instance: Instance, plan: Plan) -> dict[str, Any]:
    """Return what pages show of a plan: nobody's name or key is in it."""
    booked = Booked(instance, plan)
    return {
        "sessions": len(plan.sessions),
        "people": len({each.person_id for each in plan.bookings}),
        "seats_filled": _filled(booked),
        "venues": _by_venue(booked),
        "weeks": _by_week(booked),
        "units": _by_unit(instance, plan),
    }


def _filled(booked: Booked) -> float:
    """Return the share of the seats of all sessions that are taken."""
    seats = sum(min(room.seats, course.max_class) for _session, course, room in booked.sessions())
    return round(len(booked.plan.bookings) / seats, 4) if seats else 0.0


def _by_venue(booked: Booked) -> list[dict[str, Any]]:
    """Return the session-days and person-days of each venue, and what share of its rooms' days."""
    instance = booked.instance
    days: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for session, _course, room in booked.sessions():
        days[room.venue_id] += len(session.days)
        people[room.venue_id] += len(session.days) * len(booked.people_of[session.session_id])
    there = _room_days(instance)
    return [
        {
            "venue": key,
            "usable": venue.usable,
            "session_days": days[key],
            "person_days": people[key],
            "room_days": there[key],
        }
        for key, venue in instance.venues.items()
        if days[key] or there[key]
    ]


def _room_days(instance: Instance) -> Counter[str]:
    settings = instance.settings
    shut = {day for day, unit in instance.frozen if unit is None}
    open_ = [
        day
        for day in settings.days
        if day.isoweekday() in settings.training_weekdays and day not in shut
    ]
    found: Counter[str] = Counter()
    for room in instance.rooms.values():
        found[room.venue_id] += sum(
            (room.first or day) <= day <= (room.last or day) for day in open_
        )
    return found


def _by_week(booked: Booked) -> list[dict[str, Any]]:
    days: Counter[date] = Counter()
    people: Counter[date] = Counter()
    for session, _course, _room in booked.sessions():
        for one in session.days:
            monday = one.date - timedelta(days=one.date.weekday())
            days[monday] += 1
            people[monday] += len(booked.people_of[session.session_id])
    settings = booked.instance.settings
    first = settings.window_start - timedelta(days=settings.window_start.weekday())
    weeks = ((settings.go_live - first).days + 6) // 7
    return [
        {"monday": str(monday), "session_days": days[monday], "person_days": people[monday]}
        for monday in (first + timedelta(weeks=number) for number in range(weeks))
    ]


def _by_unit(instance: Instance, plan: Plan) -> list[dict[str, Any]]:
    """Return how many places each unit below the whole needs, and how many the plan gives."""
    asked: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for person, _course in instance.requirements:
        asked[_top(instance, person)] += 1
    for each in plan.bookings:
        placed[_top(instance, each.person_id)] += 1
    return [{"unit": key, "asked": asked[key], "placed": placed[key]} for key in sorted(asked)]


def _top(instance: Instance, person: str) -> str:
    chain = instance.chain[instance.people[person].unit_id]
    return chain[-2] if len(chain) > 1 else chain[-1]
