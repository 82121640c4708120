"""A force shaped like the Metropolitan Police: teams on shift patterns, venues across a city."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from fractions import Fraction
from math import hypot
from random import Random

from bluelamp.training.planner.instance import (
    Absence,
    Course,
    Instance,
    Need,
    Person,
    Room,
    Settings,
    Shift,
    Unit,
    Venue,
)

from .teachers import certify, hire

Point = tuple[float, float]

EARLY, LATE, NIGHT = (
    Shift(time(7), time(17)),
    Shift(time(14), time(0)),
    Shift(time(22), time(7)),
)
DAY, LONG_NIGHT = Shift(time(7), time(19)), Shift(time(19), time(7))
OFFICE = Shift(time(9), time(17))
ROSTERS: dict[str, tuple[Shift | None, ...]] = {
    "r2224": (EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, None, None, None, None),
    "r44": (DAY, DAY, LONG_NIGHT, LONG_NIGHT, None, None, None, None),
    "office": (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, None, None),
}
LENGTHS = (2, 3, 2, 3, 1, 1, 2, 1)
"""Days of each course."""
SHARES = (0.30, 0.105, 0.055, 0.055, 0.17, 0.14, 0.095, 0.08)
"""Share of the people who need each course."""
TEAM, PEOPLE_A_VENUE, PEOPLE_A_BASE, PEOPLE_A_COMMAND = 30, 1_125, 535, 1_600


@dataclass(frozen=True, slots=True)
class Scale:
    """How large and how tight: the share of trainer-days that a perfect plan needs."""

    people: int
    tightness: float = 0.88
    seed: int = 1


def generate(scale: Scale) -> Instance:
    """Return a force of that size; the same scale gives the same force."""
    random = Random(scale.seed)  # noqa: S311
    side = max(10.0, 2.0 * (scale.people / PEOPLE_A_VENUE) ** 0.5 * 8)
    places = _points(random, max(2, round(scale.people / PEOPLE_A_VENUE)), side)
    bases = _points(random, max(1, round(scale.people / PEOPLE_A_BASE)), side)
    units, teams = _units(random, scale.people)
    people = _people(random, scale.people, teams, len(bases))
    settings = _settings()
    courses = _courses()
    instance = Instance(
        settings=settings,
        units=units,
        people=people,
        requirements=tuple(
            (key, random.choices(list(courses), SHARES)[0]) for key in people
        ),
        courses=courses,
        rosters=ROSTERS,
        unavailable={
            key: spans for key in people if (spans := _absences(random, settings))
        },
        venues={
            f"V{number}": Venue(f"V{number}", f"place{number}", None, None, True)
            for number in range(len(places))
        },
        rooms=_rooms(random, len(places), scale.people),
        trainers={},
        certifications=frozenset(),
        trainer_unavailable={},
        travel=_travel(bases, places),
        frozen=((settings.window_start + timedelta(days=21), None),),
    )  # fmt: skip
    trainers, away = hire(random, instance, scale.tightness)
    hired = replace(instance, trainers=trainers, trainer_unavailable=away)
    return replace(hired, certifications=certify(random, hired))


def _settings() -> Settings:
    start = date(2027, 1, 4)
    return Settings(
        window_start=start,
        go_live=start + timedelta(weeks=14),
        training_weekdays=frozenset(range(1, 7)),
        day_start=time(9),
        day_end=time(17),
        saturday_from=start + timedelta(weeks=8),
        fresh_days=98,
    )


def _courses() -> dict[str, Course]:
    return {
        f"C{number}": Course(f"C{number}", 480 * days, 480, 6, 16, 8, 1, 1)
        for number, days in enumerate(LENGTHS)
    }


def _points(random: Random, many: int, side: float) -> list[Point]:
    return [(random.uniform(0, side), random.uniform(0, side)) for _ in range(many)]


def _units(random: Random, people: int) -> tuple[dict[str, Unit], list[str]]:
    units = {"FORCE": Unit("FORCE", None, Fraction(1))}
    commands = [f"B{number}" for number in range(max(1, round(people / PEOPLE_A_COMMAND)))]
    for each in commands:
        units[each] = Unit(each, "FORCE", Fraction("0.06"))
    teams = [f"T{number}" for number in range(max(1, round(people / TEAM)))]
    for each in teams:
        units[each] = Unit(each, random.choice(commands), Fraction("0.15"))
    return units, teams


def _people(random: Random, many: int, teams: list[str], bases: int) -> dict[str, Person]:
    found = {}
    place = {each: f"base{random.randrange(bases)}" for each in teams}
    pattern = {each: random.choices(list(ROSTERS), (0.6, 0.1, 0.3))[0] for each in teams}
    line = {each: _line(random, pattern[each]) for each in teams}
    for number in range(many):
        team = teams[number * len(teams) // many]
        key = f"P{number:06}"
        found[key] = _adjusted(
            random,
            Person(key, team, place[team], pattern[team], line[team], max_travel_minutes=75),
        )
    return found


def _line(random: Random, roster: str) -> int:
    """Return the line of a roster that a team follows; office hours have but one."""
    return 0 if roster == "office" else 2 * random.randrange(len(ROSTERS[roster]) // 2)


def _adjusted(random: Random, person: Person) -> Person:
    """Give about four in a hundred a plan of their own."""
    draw = random.random()
    if draw < 0.014:
        return replace(person, needs=frozenset({Need.STEP_FREE}))
    if draw < 0.018:
        return replace(person, needs=frozenset({random.choice((Need.LOOP, Need.DESK))}))
    if draw < 0.026:
        return replace(person, extra_time_pct=25)
    if draw < 0.030:
        gap = {"r2224": 10, "r44": 8, "office": 7}[person.roster_id]
        return replace(person, chunk_gap_days=gap)
    if draw < 0.033:
        return replace(person, one_to_one=True)
    return replace(person, max_travel_minutes=40) if draw < 0.039 else person


def _absences(random: Random, settings: Settings) -> tuple[Absence, ...]:
    found, length = [], (settings.go_live - settings.window_start).days
    for _ in range(random.choices((0, 1, 2, 3), (0.15, 0.35, 0.35, 0.15))[0]):
        first = settings.window_start + timedelta(days=random.randrange(length))
        long = random.choices((1, 4, 9, 13, 40), (0.2, 0.3, 0.25, 0.22, 0.03))[0]
        found.append(Absence(first, first + timedelta(days=long), "absent"))
    return tuple(sorted(found, key=lambda each: each.first))


def _rooms(random: Random, venues: int, people: int) -> dict[str, Room]:
    """Give every venue a few rooms, the first one step-free; about 1.4 rooms for what is needed."""
    found = {}
    many = max(2 * venues, round(people / 325))
    for number in range(many):
        venue = number if number < venues else random.randrange(venues)
        seats = random.choices((10, 12, 14, 16), (0.12, 0.18, 0.22, 0.48))[0]
        step_free = number < venues or random.random() < 0.6
        key = f"R{number}"
        found[key] = Room(key, f"V{venue}", seats, step_free, True, 2)
    return found


def _travel(bases: list[Point], places: list[Point]) -> dict[tuple[str, str], int]:
    return {
        (f"base{one}", f"place{other}"): round(10 + 1.7 * hypot(a[0] - b[0], a[1] - b[1]))
        for one, a in enumerate(bases)
        for other, b in enumerate(places)
    }
