"""A team's calendar, drawn as a grid and said in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from bluelamp.training.enums import AbsenceKind, NoticeClass
from bluelamp.training.models import Booking, Learner
from bluelamp.training.selectors import Calendar

from .words import when_in_words, where_in_words

LETTERS = {
    "TRAINING": ("T", "training"),
    AbsenceKind.LEAVE.value: ("L", "leave"),
    AbsenceKind.SICKNESS.value: ("S", "sickness"),
    AbsenceKind.COURT.value: ("C", "court"),
    AbsenceKind.OTHER_COURSE.value: ("O", "other course"),
}
AWAY = ("A", "away")
REST = ("", "rest day")
ON_DUTY = ("", "on duty")


@dataclass(frozen=True, slots=True)
class Cell:
    """One person on one day."""

    letter: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class PersonDays:
    """One person over the days."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class DayHead:
    """One day: how many are away, against how many may be."""

    day: str
    weekday: str
    away: str
    over: bool


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The grid with its heads and rows, and the limits in words."""

    title: str
    limits: str
    heads: list[DayHead]
    rows: list[PersonDays]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A booking that awaits release."""

    url: str
    name: str
    course: str
    when: str
    where: str
    rest_day: str

    @classmethod
    def of(cls, booking: Booking) -> ReleaseRow:
        """Return the row of a booking."""
        cost = NoticeClass(booking.notice_class).label if booking.notice_class else ""
        return cls(
            url=reverse("training:release", args=[booking.pk]),
            name=booking.learner.staff.label,
            course=booking.session.course.title,
            when=when_in_words(booking.session),
            where=where_in_words(booking.session),
            rest_day=f"Rest day: {cost.lower()}" if cost else "",
        )


def calendar_page(calendar: Calendar) -> CalendarPage:
    """Return a team's calendar as drawn."""
    most = calendar.most_away
    minimum = f"; at least {calendar.minimum} stay" if calendar.minimum else ""
    return CalendarPage(
        title=calendar.unit.name,
        limits=(
            f"{len(calendar.people)} people; at most {most} away at one time "
            f"({calendar.cap_percent} %){minimum}"
        ),
        heads=[_head(calendar, day, most) for day in calendar.days],
        rows=[_row(calendar, each) for each in calendar.people],
    )


def _head(calendar: Calendar, day: date, most: int) -> DayHead:
    away = calendar.counted.get(day, 0)
    left = len(calendar.people) - away
    over = away > most or left < calendar.minimum
    return DayHead(f"{day.day}/{day.month}", f"{day:%a}", f"{away} of {most}", over)


def _row(calendar: Calendar, person: Learner) -> PersonDays:
    return PersonDays(
        name=person.staff.full_name, cells=[_cell(calendar, person, day) for day in calendar.days]
    )


def _cell(calendar: Calendar, person: Learner, day: date) -> Cell:
    kind = calendar.away.get((person.pk, day))
    if kind:
        letter, words = LETTERS.get(kind, AWAY)
        return Cell(letter, words, "training" if kind == "TRAINING" else "away")
    if (person.pk, day) in calendar.resting:
        return Cell(*REST, "rest")
    return Cell(*ON_DUTY, "duty")
