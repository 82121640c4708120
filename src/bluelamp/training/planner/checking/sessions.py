"""Demands on sessions: their days, rooms, class sizes and trainers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

from bluelamp.training.planner.instance import Absence, Course, Settings, TrainerKind, Variant
from bluelamp.training.planner.plan import SessionDay

from .booked import Booked, minutes_between
from .violations import Violation

SATURDAY = 6


def days_are_training_days(booked: Booked) -> Iterator[Violation]:
    """Sessions lie in the window, on training weekdays, within the hours of training, fresh."""
    settings = booked.instance.settings
    everywhere = {day for day, unit in booked.instance.frozen if unit is None}
    for session, _course, _room in booked.sessions():
        if not session.days:
            yield Violation("window", session.session_id, "has no day")
        for one in session.days:
            for said in _wrong_with(settings, one):
                yield Violation("window", session.session_id, f"{one.date}: {said}")
            if one.date in everywhere:
                yield Violation("window", session.session_id, f"{one.date}: frozen")
        last = max((one.date for one in session.days), default=None)
        if last and (settings.go_live - last).days > settings.fresh_days:
            yield Violation("fresh", session.session_id, f"ends {last}, too long before go-live")


def _wrong_with(settings: Settings, one: SessionDay) -> Iterator[str]:
    weekday = one.date.isoweekday()
    if not settings.window_start <= one.date < settings.go_live:
        yield "outside the window"
    if weekday not in settings.training_weekdays:
        yield "no training on this weekday"
    if weekday == SATURDAY and settings.saturday_from and one.date < settings.saturday_from:
        yield "no training on Saturdays yet"
    if one.start < settings.day_start or one.end > settings.day_end:
        yield "outside the hours of training"
    if one.end <= one.start:
        yield "ends before it begins"


def rooms_hold_one_session(booked: Booked) -> Iterator[Violation]:
    """A room holds one session at a time, is open and usable, and within its dates."""
    used: dict[tuple[str, date], list[tuple[time, time, str]]] = defaultdict(list)
    for session, _course, room in booked.sessions():
        venue = booked.instance.venues[room.venue_id]
        if not venue.usable:
            yield Violation("room", session.session_id, f"venue {venue.venue_id} is not usable")
        for one in session.days:
            used[room.room_id, one.date].append((one.start, one.end, session.session_id))
            if (room.first and one.date < room.first) or (room.last and one.date > room.last):
                yield Violation("room", session.session_id, f"{room.room_id} not had on {one.date}")
            if (venue.opens and one.start < venue.opens) or (
                venue.closes and one.end > venue.closes
            ):
                yield Violation("room", session.session_id, f"{venue.venue_id} shut on {one.date}")
    for (room_id, day), spans in sorted(used.items()):
        for (_, earlier, first), (start, _, second) in pairwise(sorted(spans)):
            if start < earlier:
                yield Violation("room", room_id, f"{first} and {second} at once on {day}")


def classes_fit(booked: Booked) -> Iterator[Violation]:
    """Class sizes lie between least and most, and no more than the seats."""
    for session, course, room in booked.sessions():
        people = len(booked.people_of[session.session_id])
        least, most = class_limits(course, session.variant)
        if people < least:
            yield Violation("class", session.session_id, f"{people} people, at least {least}")
        if people > most:
            yield Violation("class", session.session_id, f"{people} people, at most {most}")
        if people > room.seats:
            yield Violation("class", session.session_id, f"{people} people on {room.seats} seats")


def class_limits(course: Course, variant: Variant) -> tuple[int, int]:
    """Return the least and most people of a class."""
    if variant is Variant.STANDARD:
        return course.min_class, course.max_class
    return 1, 1 if variant is Variant.ONE_TO_ONE else course.adjusted_max_class


def trainers_are_the_right_ones(booked: Booked) -> Iterator[Violation]:
    """Each session has its number of trainers of each kind, certified, each once."""
    for session, course, _room in booked.sessions():
        kinds = Counter(booked.instance.trainers[key].kind for key in set(session.trainers))
        one_to_one = session.variant is Variant.ONE_TO_ONE
        wanted = {
            TrainerKind.SUPPLIER: 1 if one_to_one else course.supplier_trainers,
            TrainerKind.FACILITATOR: 0 if one_to_one else course.facilitators,
        }
        for kind, number in wanted.items():
            if kinds[kind] != number:
                said = f"{kinds[kind]} trainers of kind {kind}, {number} wanted"
                yield Violation("trainer", session.session_id, said)
        if len(set(session.trainers)) != len(session.trainers):
            yield Violation("trainer", session.session_id, "a trainer stands twice")
        for key in session.trainers:
            if (key, session.course_id) not in booked.instance.certifications:
                yield Violation("trainer", key, f"is not certified for {session.course_id}")


def trainers_are_free(booked: Booked) -> Iterator[Violation]:
    """Trainers teach one session at a time, when available, no more days a week than they may."""
    spans: dict[str, list[tuple[date, time, time, str]]] = defaultdict(list)
    for session, _course, _room in booked.sessions():
        for key in session.trainers:
            spans[key] += [
                (one.date, one.start, one.end, session.session_id) for one in session.days
            ]
    for key, taught in sorted(spans.items()):
        trainer = booked.instance.trainers[key]
        away = booked.instance.trainer_unavailable.get(key, ())
        for day, _, _, session_id in taught:
            outside = (trainer.first and day < trainer.first) or (
                trainer.last and day > trainer.last
            )
            if outside or is_away(away, day):
                yield Violation("trainer", key, f"is not available on {day} for {session_id}")
        for (day, _, ends, one), (then, starts, _, other) in pairwise(sorted(taught)):
            if day == then and starts < ends:
                yield Violation("trainer", key, f"teaches {one} and {other} at once on {day}")
        weeks = Counter(day.isocalendar()[:2] for day in {each[0] for each in taught})
        for (year, week), days in sorted(weeks.items()):
            if days > trainer.max_days_a_week:
                said = f"{days} days in week {year}-{week:02}, at most {trainer.max_days_a_week}"
                yield Violation("trainer", key, said)


def is_away(absences: tuple[Absence, ...], day: date) -> bool:
    """Tell whether a day falls in an absence."""
    return any(each.first <= day <= each.last for each in absences)


def session_minutes(booked: Booked, session_id: str) -> int:
    """Return how long a session is taught altogether."""
    days = booked.plan.sessions[session_id].days
    return sum(minutes_between(one.start, one.end) for one in days)
