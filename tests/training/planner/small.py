"""A small problem with a plan for it, to be broken in one place at a time."""

from __future__ import annotations

from datetime import date, time, timedelta
from fractions import Fraction

from bluelamp.training.planner.instance import (
    Course,
    Instance,
    Person,
    Room,
    Settings,
    Shift,
    Trainer,
    TrainerKind,
    Unit,
    Variant,
    Venue,
)
from bluelamp.training.planner.plan import Booking, Plan, Session, SessionDay

MONDAY = date(2027, 1, 4)
NINE, FIVE = time(9), time(17)


def on(number: int, start: time = NINE, end: time = FIVE) -> SessionDay:
    """Return a whole training day so many days after the first Monday."""
    return SessionDay(MONDAY + timedelta(days=number), start, end)


def person(number: int, **more: object) -> Person:
    facts = {
        "person_id": f"P{number}",
        "unit_id": "T",
        "base": "station",
        "roster_id": "office",
        "roster_offset": 0,
    }
    return Person(**(facts | more))  # type: ignore[arg-type]


def small(**instead: object) -> Instance:
    """Four people of one team, two courses, two rooms, two trainers of each kind."""
    people = [person(number) for number in range(4)]
    trainers = [
        Trainer(f"{letter}{number}", kind, "", 4)
        for letter, kind in (("S", TrainerKind.SUPPLIER), ("F", TrainerKind.FACILITATOR))
        for number in (1, 2)
    ]
    facts: dict[str, object] = {
        "settings": Settings(
            window_start=MONDAY,
            go_live=MONDAY + timedelta(weeks=4),
            training_weekdays=frozenset({1, 2, 3, 4, 5, 6}),
            day_start=NINE,
            day_end=FIVE,
            saturday_from=MONDAY + timedelta(weeks=2),
        ),
        "units": {
            "F": Unit("F", None, Fraction(1)),
            "T": Unit("T", "F", Fraction(1)),
        },
        "people": {each.person_id: each for each in people},
        "requirements": tuple((each.person_id, "C") for each in people),
        "courses": {
            "C": Course("C", 960, 480, 2, 3, 2, 1, 1),
            "D": Course("D", 480, 480, 2, 3, 2, 1, 1, after=("C",)),
        },
        "rosters": {
            "office": (*[Shift(NINE, FIVE)] * 5, None, None),
            "lates": tuple([Shift(time(14), time(0))] * 7),
        },
        "unavailable": {},
        "venues": {"V": Venue("V", "centre", None, None, True)},
        "rooms": {
            "R": Room("R", "V", 3, True, True, 1),
            "Q": Room("Q", "V", 3, False, False, 0),
        },
        "trainers": {each.trainer_id: each for each in trainers},
        "certifications": frozenset(
            (each.trainer_id, course) for each in trainers for course in ("C", "D")
        ),
        "trainer_unavailable": {},
        "travel": {("station", "centre"): 30},
        "frozen": (),
    }
    return Instance(**(facts | instead))  # type: ignore[arg-type]


def session(key: str, *days: SessionDay, **more: object) -> Session:
    facts = {
        "session_id": key,
        "course_id": "C",
        "variant": Variant.STANDARD,
        "room_id": "R",
        "days": days,
        "trainers": ("S1", "F1"),
    }
    return Session(**(facts | more))  # type: ignore[arg-type]


def plan(*sessions: Session, seats: dict[str, str] | None = None) -> Plan:
    """Return a plan; two people in each of two sessions unless ``seats`` says who sits where."""
    sessions = sessions or (session("A", on(7), on(8)), session("B", on(9), on(10)))
    seats = seats or {"P0": "A", "P1": "A", "P2": "B", "P3": "B"}
    by_key = {each.session_id: each for each in sessions}
    bookings = tuple(Booking(who, by_key[key].course_id, key) for who, key in seats.items())
    return Plan(by_key, bookings, ())
