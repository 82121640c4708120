"""A plan laid beside its instance: who sits where, for the demands to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bluelamp.training.planner.instance import Course, Instance, Person, Room
from bluelamp.training.planner.plan import Booking, Plan, Session

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Booked:
    """A plan whose every key is known, with what is asked of it again and again."""

    instance: Instance
    plan: Plan

    @cached_property
    def people_of(self) -> dict[str, list[Person]]:
        """Return who sits in each session."""
        found: dict[str, list[Person]] = defaultdict(list)
        for each in self.plan.bookings:
            found[each.session_id].append(self.instance.people[each.person_id])
        return found

    @cached_property
    def bookings_of(self) -> dict[str, list[Booking]]:
        """Return the bookings of each person."""
        found: dict[str, list[Booking]] = defaultdict(list)
        for each in self.plan.bookings:
            found[each.person_id].append(each)
        return found

    def sessions(self) -> Iterator[tuple[Session, Course, Room]]:
        """Yield each session with its course and its room."""
        for session in self.plan.sessions.values():
            course = self.instance.courses[session.course_id]
            yield session, course, self.instance.rooms[session.room_id]

    def days_of(self, person_id: str) -> dict[date, tuple[time, time]]:
        """Return a person's training days with their hours."""
        return {
            one.date: (one.start, one.end)
            for each in self.bookings_of[person_id]
            for one in self.plan.sessions[each.session_id].days
        }


def elapsed(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Return local hours as instants; an end not after the start is on the next day."""
    last = day if end > start else day + timedelta(days=1)
    begins = datetime.combine(day, start, LONDON).astimezone(UTC)
    return begins, datetime.combine(last, end, LONDON).astimezone(UTC)


def minutes_between(start: time, end: time) -> int:
    """Return the length of hours within one day, in minutes."""
    return (end.hour - start.hour) * 60 + end.minute - start.minute
