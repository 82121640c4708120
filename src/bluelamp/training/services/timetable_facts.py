"""What the built-in timetable stands in, read from the records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.training.enums import Delivery, DeliveryMode, SessionState
from bluelamp.training.models import (
    SEATED,
    Absence,
    CourseVersion,
    Drop,
    FrozenDay,
    Learner,
    Room,
    Roster,
    SessionDay,
    SessionTrainer,
    TeamLimit,
    Trainer,
    VirtualRoom,
)
from bluelamp.training.rules.abstraction import may_be_away
from bluelamp.training.rules.eligibility import Shifts, days_of_duty
from bluelamp.training.rules.planning_terms import TERMS
from bluelamp.training.rules.timetable import Frame, Seats, Teacher
from bluelamp.training.rules.venues import lacks

from .facts import DEFAULT_CAP
from .sessions import COURSE_HOURS

SATURDAY = 6
NO_ROSTER = ""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a timetable; ``saturdays`` only for those left out and on duty then."""

    first: date
    last: date
    weekdays: Sequence[date]
    saturdays: Sequence[date]

    @classmethod
    def of(cls, drop: Drop, first: date, last: date) -> Window:
        """Return the training days from the first to the last, both included."""
        frozen = FrozenDay.objects.filter(drop=drop, unit=None)
        shut = set(frozen.values_list("day", flat=True))
        days = [day for day in _span(first, last) if day not in shut]
        return cls(
            first,
            last,
            [day for day in days if day.isoweekday() in TERMS.weekdays],
            [day for day in days if day.isoweekday() == SATURDAY],
        )

    @property
    def days(self) -> list[date]:
        """Return all of them in order."""
        return sorted((*self.weekdays, *self.saturdays))


def frame_of(
    drop: Drop,
    delivery: Delivery,
    window: Window,
    versions: Mapping[str, CourseVersion],
    caps: Mapping[str, int],
) -> Frame:
    """Return rooms, teachers, days and caps as the rules compute with them."""
    return Frame(
        days=window.weekdays,
        more_days=window.saturdays,
        rooms=_rooms(delivery),
        taken=_taken(delivery, window),
        teachers=_teachers(window.days),
        free=_free(window),
        caps={team: cap or 1 for team, cap in caps.items()},
        sizes={key: (each.min_class, each.max_class) for key, each in versions.items()},
        kinds={"SUPPLIER": 1, "FACILITATOR": 1},
        away=_away(drop, window),
    )


def mode_of(delivery: Delivery) -> DeliveryMode:
    """Return how those are taught whom a timetable of this kind places."""
    return DeliveryMode.CLASSROOM if delivery is Delivery.CLASSROOM else DeliveryMode.DIGITAL


def days_away(drop: Drop, window: Window) -> dict[UUID, set[date]]:
    """Return on which days nobody may be booked: absences, other places, frozen for their unit."""
    found = _absences(drop, window)
    for learner, day in _seated_days(drop, window):
        found[learner].add(day)
    frozen = FrozenDay.objects.filter(drop=drop, unit__isnull=False)
    for day, path in frozen.values_list("day", "unit__path"):
        below = Learner.objects.filter(
            programme=drop.programme_id, staff__unit__path__startswith=path
        )
        for learner in below.values_list("pk", flat=True):
            found[learner].add(day)
    return found


def caps_of(drop: Drop, teams: set[str]) -> dict[str, int]:
    """Return how many of each team may be away; none where the commander must be asked."""
    limits = {str(each.unit_id): each for each in TeamLimit.objects.all()}
    units = _counted(drop).values_list("staff__unit", flat=True)
    strength = Counter(str(unit) for unit in units)
    return {team: _cap(strength[team], limits.get(team)) for team in teams}


def _cap(strength: int, limit: TeamLimit | None) -> int:
    cap = Fraction(limit.cap_percent if limit else DEFAULT_CAP, 100)
    allowed = may_be_away(strength, cap)
    return max(0, min(allowed, strength - (limit.minimum if limit else 0)))


def _counted(drop: Drop) -> QuerySet[Learner]:
    """Return those who count in the strength of a team, and as away from it."""
    return Learner.objects.filter(
        programme=drop.programme_id, out_of_scope="", staff__is_active=True
    )


def _away(drop: Drop, window: Window) -> Counter[tuple[str, date]]:
    """Return how many of each team are away on each day already, whatever keeps them (TRN-5.1)."""
    units = dict(_counted(drop).values_list("pk", "staff__unit"))
    gone = {(each, day) for each, days in _absences(drop, window).items() for day in days}
    gone |= set(_seated_days(drop, window))
    return Counter((str(units[learner]), day) for learner, day in gone if learner in units)


def _absences(drop: Drop, window: Window) -> dict[UUID, set[date]]:
    found: dict[UUID, set[date]] = defaultdict(set)
    kept = Absence.objects.filter(
        learner__programme=drop.programme_id, last__gte=window.first, first__lte=window.last
    )
    for learner, first, last in kept.values_list("learner", "first", "last"):
        found[learner].update(_span(max(first, window.first), min(last, window.last)))
    return found


def _seated_days(drop: Drop, window: Window) -> list[tuple[UUID, date]]:
    days = SessionDay.objects.filter(
        session__drop=drop,
        day__range=(window.first, window.last),
        session__bookings__state__in=SEATED,
    )
    return list(days.values_list("session__bookings__learner", "day"))


def _span(first: date, last: date) -> Iterator[date]:
    return (first + DAY * number for number in range((last - first).days + 1))


def _rooms(delivery: Delivery) -> list[Seats]:
    if delivery is Delivery.VIRTUAL:
        virtual = VirtualRoom.objects.filter(out_of_use=False)
        return [Seats(str(each.pk), each.seats) for each in virtual]
    rooms = Room.objects.filter(out_of_use=False, venue__out_of_use=False)
    return [
        Seats(str(each.pk), each.seats, each.adjustable_desks, each.loop, each.step_free)
        for each in rooms.select_related("venue")
        if not lacks(each.venue.facts)
    ]


def _taken(delivery: Delivery, window: Window) -> set[tuple[str, date]]:
    """Return the rooms that cannot be used on a day: a class is there, or they are not open."""
    place = "session__virtual_room" if delivery is Delivery.VIRTUAL else "session__room"
    held = SessionDay.objects.filter(day__range=(window.first, window.last)).exclude(
        session__state=SessionState.CANCELLED
    )
    found = {(str(room), day) for room, day in held.values_list(place, "day") if room}
    if delivery is Delivery.VIRTUAL:
        return found
    for room, first, last in Room.objects.values_list("pk", "first", "last"):
        if first or last:
            open_ = set(_span(first or window.first, last or window.last))
            found |= {(str(room), day) for day in window.days if day not in open_}
    return found


def _teachers(days: Sequence[date]) -> list[Teacher]:
    """Return the trainers, away when they teach already, are absent or not under contract."""
    busy: dict[UUID, set[date]] = defaultdict(set)
    teaching = SessionTrainer.objects.exclude(session__state=SessionState.CANCELLED)
    for trainer, day in teaching.values_list("trainer", "session__days__day"):
        busy[trainer].add(day)
    found = []
    for each in Trainer.objects.prefetch_related("certifications", "absences"):
        away = busy[each.pk] | {
            day
            for day in days
            if (each.contract_starts and day < each.contract_starts)
            or (each.contract_ends and day > each.contract_ends)
            or any(gone.first <= day <= gone.last for gone in each.absences.all())
        }
        courses = frozenset(str(held.course_id) for held in each.certifications.all())
        found.append(
            Teacher(str(each.pk), each.kind, courses, each.max_days_a_week, frozenset(away))
        )
    return found


def _free(window: Window) -> dict[str, set[date]]:
    """Return the days of each roster; of whom no roster is kept no Saturday is asked."""
    found = {
        str(roster.pk): days_of_duty(
            Shifts(roster.duty_pattern.pattern, roster.offset), window.days, COURSE_HOURS
        )
        for roster in Roster.objects.select_related("duty_pattern")
    }
    return found | {NO_ROSTER: set(window.weekdays)}
