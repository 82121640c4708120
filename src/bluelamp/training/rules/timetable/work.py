"""The timetable while it is made: who waits, who is away, which rooms and teachers are in use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .terms import Frame, Kind, Placed, Pupil, Seats, Teacher

Week = tuple[int, int]
Able = dict[tuple[str, str], list[Teacher]]


@dataclass(slots=True)
class Group:
    """The people of one team, on one roster, who can sit in one class.

    Who has fewer days because they are away comes before the others.
    """

    kind: Kind
    team: str
    roster: str
    waiting: list[Pupil]


@dataclass(slots=True)
class Class:
    """One class that was placed, open to changes until the timetable is done."""

    kind: Kind
    span: Sequence[date]
    room: Seats
    seats: int
    teachers: tuple[str, ...]
    pupils: list[Pupil]

    @property
    def placed(self) -> Placed:
        """Return the class as it is handed over."""
        keys = tuple(pupil.key for pupil in self.pupils)
        first, *more = self.span
        course = self.kind.course
        return Placed(course, first, self.room.key, self.seats, self.teachers, keys, tuple(more))


@dataclass(slots=True)
class Work:
    """The timetable while it is made."""

    frame: Frame
    groups: list[Group]
    away: Counter[tuple[str, date]]
    busy: set[tuple[str, date]]
    able: Able
    taught: Counter[tuple[str, Week]] = field(default_factory=Counter)
    classes: list[Class] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame, pupils: Sequence[Pupil]) -> Work:
        """Return what is there before the first class."""
        groups = _grouped(pupils)
        away = Counter({key: number for key, number in frame.away.items() if number})
        return cls(frame, groups, away, set(frame.taken), _able(frame))

    def spare(self, team: str, span: Iterable[date]) -> int:
        """Return how many more of a team may be away on all these days (H5)."""
        cap = self.frame.caps[team]
        return cap - max(self.away[team, day] for day in span)

    def is_free(self, pupil: Pupil, span: Sequence[date]) -> bool:
        """Tell whether nothing else keeps somebody on any of these days (H2)."""
        return all(day not in pupil.away and (pupil.who, day) not in self.busy for day in span)

    def on_duty(self, roster: str, span: Iterable[date]) -> bool:
        """Tell whether a roster can release on all these days (H3, H4)."""
        free = self.frame.free[roster]
        return all(day in free for day in span)

    def seat(self, pupil: Pupil, one: Class) -> None:
        """Give somebody a seat."""
        one.pupils.append(pupil)
        for day in one.span:
            self.away[pupil.team, day] += 1
            self.busy.add((pupil.who, day))

    def unseat(self, pupil: Pupil, one: Class) -> None:
        """Take somebody's seat, for another one."""
        one.pupils.remove(pupil)
        for day in one.span:
            self.away[pupil.team, day] -= 1
            self.busy.remove((pupil.who, day))

    def open_class(
        self, kind: Kind, span: Sequence[date], room: Seats, seats: int, team: tuple[str, ...]
    ) -> Class:
        """Hold a room and its teachers on the days of a class."""
        made = Class(kind, span, room, seats, team, [])
        for day in span:
            self.busy.add((room.key, day))
            for teacher in team:
                self.busy.add((teacher, day))
                self.taught[teacher, week_of(day)] += 1
        self.classes.append(made)
        return made


def week_of(day: date) -> Week:
    """Return the week whose days of teaching are limited (TRN-4.4)."""
    return day.isocalendar()[:2]


def seats_of(kind: Kind, frame: Frame, room: Seats) -> int:
    """Return how many can sit in a class of a kind in a room."""
    largest = frame.sizes[kind.course][1]
    return min(room.seats, largest, kind.most or largest)


def suits(pupil: Pupil, room: Seats, desks: int) -> bool:
    """Tell whether a room has what was agreed for somebody, with so many desks left (H6, H9)."""
    return (
        (not pupil.desk or desks > 0)
        and (not pupil.loop or room.loop)
        and (not pupil.step_free or room.step_free)
    )


def runs(days: Sequence[date], length: int) -> Iterator[Sequence[date]]:
    """Yield the days of a course wherever it can begin."""
    for number in range(len(days) - length + 1):
        yield days[number : number + length]


def _grouped(pupils: Sequence[Pupil]) -> list[Group]:
    found: dict[tuple[Kind, str, str], list[Pupil]] = defaultdict(list)
    for pupil in sorted(pupils, key=lambda each: -len(each.away)):
        found[pupil.kind, pupil.team, pupil.roster].append(pupil)
    return [Group(*key, waiting) for key, waiting in found.items()]


def _able(frame: Frame) -> Able:
    """Return who may teach what, by kind of teacher and course."""
    found: Able = defaultdict(list)
    for teacher in frame.teachers:
        for course in teacher.courses:
            found[teacher.kind, course].append(teacher)
    return found
