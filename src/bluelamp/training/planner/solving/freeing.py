"""What of a timetable is freed for a while: sessions taken apart, people lifted from seats."""

from __future__ import annotations

from dataclasses import dataclass

from .timetable import Class, Timetable


@dataclass(frozen=True)
class Freed:
    """Sessions to be taken apart and who is without a seat and to be placed with them.

    ``lifted`` are people who give up their seats in sessions that are held anyhow.
    """

    numbers: tuple[int, ...]
    waiting: tuple[int, ...]
    new_sessions: bool = True
    whole: bool = False
    """All sessions of some deliveries: offered on every day, trainers by name."""
    lifted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Was:
    """Sessions as they were before they were taken apart, and where lifted people sat."""

    sessions: list[Class]
    seats: dict[int, int]


def take_apart(table: Timetable, freed: Freed) -> Was:
    """Close the sessions and lift the people; return how it was."""
    seats = {each: int(table.seat_of[each]) for each in freed.lifted}
    for learner in freed.lifted:
        table.unseat(learner)
    sessions = []
    for number in freed.numbers:
        each = table.classes[number]
        sessions.append(
            Class(each.key, each.room, each.start, each.team, set(each.members), each.name)
        )
        table.empty(number)
    return Was(sessions, seats)


def put_back(table: Timetable, freed: Freed, was: Was) -> None:
    """Open sessions again as they were, under their old numbers, and seat who was lifted."""
    for number, each in zip(freed.numbers, was.sessions, strict=True):
        table.reopen(number, Class(each.key, each.room, each.start, each.team, set(), each.name))
    for number, each in zip(freed.numbers, was.sessions, strict=True):
        for learner in sorted(each.members):
            table.seat(learner, number)
    for learner, number in was.seats.items():
        table.seat(learner, number)
