"""A planning problem as given: people, courses, rooms, trainers and rosters, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil


class Need(StrEnum):
    """What a person needs of the room."""

    STEP_FREE = "step_free"
    LOOP = "loop"
    DESK = "desk"


class Mode(StrEnum):
    """How a person is taught."""

    CLASSROOM = "classroom"
    DIGITAL = "digital"


class Variant(StrEnum):
    """How a course is delivered: as usual, or as somebody's plan asks."""

    STANDARD = "standard"
    EXTRA_TIME = "extra_time"
    CHUNKED = "chunked"
    ONE_TO_ONE = "one_to_one"


class TrainerKind(StrEnum):
    """The two kinds of trainers who teach together (TRN-4.3)."""

    SUPPLIER = "supplier"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Prices:
    """What each thing costs, in one currency; an untrained person outweighs all else they cost."""

    untrained: float = 10_000
    session_day: float = 1_000
    saturday_factor: float = 1.3
    travel_minute: float = 0.4
    week_early: float = 3
    rest_day: float = 0
    changed_booking: float = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """The window and the hours of training; the last training day is the day before go-live."""

    window_start: date
    go_live: date
    training_weekdays: frozenset[int]
    day_start: time
    day_end: time
    saturday_from: date | None = None
    rest_hours: int = 11
    fresh_days: int = 42
    prices: Prices = field(default_factory=Prices)

    @property
    def days(self) -> list[date]:
        """Return every day of the window, training day or not."""
        length = (self.go_live - self.window_start).days
        return [self.window_start + timedelta(days=number) for number in range(length)]


@dataclass(frozen=True, slots=True)
class Unit:
    """A team or what stands above it; ``cap`` is the share of its people away at one time."""

    unit_id: str
    parent_id: str | None
    cap: Fraction
    min_strength: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be taught, with what their agreed plan asks."""

    person_id: str
    unit_id: str
    base: str
    roster_id: str
    roster_offset: int
    needs: frozenset[Need] = frozenset()
    extra_time_pct: int = 0
    max_minutes_per_day: int | None = None
    chunk_gap_days: int | None = None
    max_travel_minutes: int | None = None
    one_to_one: bool = False
    mode: Mode = Mode.CLASSROOM


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught, to how many at once and by whom."""

    course_id: str
    minutes: int
    minutes_per_day: int
    min_class: int
    max_class: int
    adjusted_max_class: int
    supplier_trainers: int
    facilitators: int
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of work on one day of a cycle; an end not after the start is on the next day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody cannot come, both inclusive."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Venue:
    """Where rooms are, and when it is open."""

    venue_id: str
    place: str
    opens: time | None
    closes: time | None
    usable: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A room, with what it has; ``desks`` are height-adjustable."""

    room_id: str
    venue_id: str
    seats: int
    step_free: bool
    loop: bool
    desks: int
    virtual: bool = False
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Trainer:
    """Somebody who teaches."""

    trainer_id: str
    kind: TrainerKind
    base: str
    max_days_a_week: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Instance:
    """A whole problem. Keys are those of the files; every reference has been checked."""

    settings: Settings
    units: dict[str, Unit]
    people: dict[str, Person]
    requirements: tuple[tuple[str, str], ...]
    courses: dict[str, Course]
    rosters: dict[str, tuple[Shift | None, ...]]
    unavailable: dict[str, tuple[Absence, ...]]
    venues: dict[str, Venue]
    rooms: dict[str, Room]
    trainers: dict[str, Trainer]
    certifications: frozenset[tuple[str, str]]
    trainer_unavailable: dict[str, tuple[Absence, ...]]
    travel: dict[tuple[str, str], int]
    frozen: tuple[tuple[date, str | None], ...]

    @cached_property
    def strength(self) -> dict[str, int]:
        """Return how many people each unit has, those of the units below it included."""
        found = dict.fromkeys(self.units, 0)
        for person in self.people.values():
            for unit in self.chain[person.unit_id]:
                found[unit] += 1
        return found

    @cached_property
    def chain(self) -> dict[str, tuple[str, ...]]:
        """Return each unit with all that stand above it, itself first."""
        return {unit: tuple(self._upwards(unit)) for unit in self.units}

    def _upwards(self, unit_id: str | None) -> list[str]:
        above = []
        while unit_id:
            above.append(unit_id)
            unit_id = self.units[unit_id].parent_id
        return above


def variant_of(person: Person) -> Variant:
    """Return which delivery a person's plan asks for; one-to-one outranks the others."""
    if person.one_to_one:
        return Variant.ONE_TO_ONE
    if person.chunk_gap_days or person.max_minutes_per_day:
        return Variant.CHUNKED
    return Variant.EXTRA_TIME if person.extra_time_pct else Variant.STANDARD


def length_of(course: Course, person: Person) -> tuple[int, int]:
    """Return over how many days a person takes a course, and how many days these lie apart."""
    minutes = Fraction(course.minutes * (100 + person.extra_time_pct), 100)
    daily = min(course.minutes_per_day, person.max_minutes_per_day or course.minutes_per_day)
    return ceil(minutes / daily), person.chunk_gap_days or 1
