"""What a timetable is made of: those to be taught, rooms, teachers, and what it stands in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Kind(NamedTuple):
    """People who can sit in one class: the same course, over as many days.

    ``most`` is the largest class for them, 0 where any will do; ``agreed`` that they have a class
    of their own because of what was agreed, as small as it has to be.
    """

    course: str
    days: int = 1
    most: int = 0
    agreed: bool = False

    @property
    def comes_first(self) -> bool:
        """Tell whether it is placed before the rest, while rooms are free for days on end."""
        return self.days > 1 or self.agreed


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody to be placed; ``roster`` names a set of days, ``team`` a cap.

    ``person`` names who it is where one has several courses to take: nobody is taught twice a day.
    """

    key: str
    course: str
    roster: str
    team: str
    away: frozenset[date] = frozenset()
    days: int = 1
    most: int = 0
    agreed: bool = False
    desk: bool = False
    loop: bool = False
    step_free: bool = False
    person: str = ""

    @property
    def kind(self) -> Kind:
        """Return with whom they can sit."""
        return Kind(self.course, self.days, self.most, self.agreed)

    @property
    def who(self) -> str:
        """Return the person, who is in one place at a time."""
        return self.person or self.key


@dataclass(frozen=True, slots=True)
class Seats:
    """A room by its seats and what it has; virtual rooms lack nothing."""

    key: str
    seats: int
    desks: int = 999
    loop: bool = True
    step_free: bool = True

    @property
    def has_all(self) -> bool:
        """Tell whether another room would hardly do better."""
        return self.loop and self.step_free and self.desks > 0


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who teaches, of one kind; ``courses`` are those they may teach."""

    key: str
    kind: str
    courses: frozenset[str]
    days_a_week: int = 4
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Placed:
    """One class of the timetable; ``days`` are those after the first as well."""

    course: str
    day: date
    room: str
    seats: int
    teachers: tuple[str, ...]
    pupils: tuple[str, ...]
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the timetable stands in.

    ``more_days`` are taught on only where somebody would be left out otherwise, as Saturdays for
    those on duty then. ``free`` gives the days of each roster on which nobody needs a waiver;
    ``caps`` how many of a team may be away on a day, ``away`` how many are already; ``sizes`` the
    smallest and largest class of a course; ``kinds`` how many teachers of each kind a class has;
    ``taken`` the rooms that are in use on a day already.
    """

    days: Sequence[date]
    rooms: Sequence[Seats]
    teachers: Sequence[Teacher]
    free: Mapping[str, Collection[date]]
    caps: Mapping[str, int]
    sizes: Mapping[str, tuple[int, int]]
    kinds: Mapping[str, int]
    away: Mapping[tuple[str, date], int] = field(default_factory=dict)
    taken: Collection[tuple[str, date]] = ()
    more_days: Collection[date] = ()

    @property
    def every_day(self) -> list[date]:
        """Return all days on which may be taught, in order."""
        return sorted({*self.days, *self.more_days})
