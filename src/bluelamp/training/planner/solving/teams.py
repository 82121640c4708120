"""Who teaches a session: free and certified trainers, and exchanges when none is free."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from .arrays import Bools, Ints
from .rematching import rematch
from .timetable import Team, Timetable

DEPTH = 2


def find_team(table: Timetable, key: int, start: int, *, thorough: bool = False) -> Team | None:
    """Return free trainers for a session, exchanging trainers of others if needs be.

    If ``thorough``, all sessions of the week may change their trainers.
    """
    delivery = table.layout.deliveries[key]
    days = table.days_of(key, start)
    found: list[tuple[int, ...]] = []
    for kind, number in enumerate(delivery.trainers):
        own: tuple[int, ...] | None = _free_ones(table, kind, delivery.course_id, days, number)
        if own is None and thorough:
            own = rematch(table, kind, key, start)
        if own is None:
            return None
        found.append(own)
    return found[0], found[1]


def _free_ones(
    table: Timetable, kind: int, course: str, days: list[int], number: int
) -> tuple[int, ...] | None:
    own: list[int] = []
    for _ in range(number):
        trainer = _free_one(table, kind, course, days, set(own), DEPTH)
        if trainer is None:
            return None
        own.append(trainer)
    return tuple(own)


def able_trainers(table: Timetable, kind: int, course: str, days: list[int]) -> Ints:
    """Return who is certified, free on all the days and has days left in their weeks."""
    return np.flatnonzero(
        table.layout.staff[kind].courses[course]
        & table.free[kind][:, days].all(axis=1)
        & _week_allows(table, kind, days)
    )


def _week_allows(table: Timetable, kind: int, days: list[int]) -> Bools:
    weeks, times = np.unique(table.layout.week[days], return_counts=True)
    left: Ints = table.week_left[kind][:, weeks]
    found: Bools = np.all(left >= times, axis=1)
    return found


def _free_one(
    table: Timetable, kind: int, course: str, days: list[int], barred: set[int], depth: int
) -> int | None:
    able = [int(each) for each in able_trainers(table, kind, course, days) if each not in barred]
    if able:
        staff = table.layout.staff[kind]
        week = int(table.layout.week[days[0]])
        return min(
            able,
            key=lambda each: (
                sum(bool(known[each]) for known in staff.courses.values()),
                -int(table.week_left[kind][each, week]),
                each,
            ),
        )
    return _exchange(table, kind, course, days, barred, depth) if depth else None


def _exchange(
    table: Timetable, kind: int, course: str, days: list[int], barred: set[int], depth: int
) -> int | None:
    """Free somebody certified by letting another teach the one session in the way."""
    staff = table.layout.staff[kind]
    there = staff.courses[course] & staff.there[:, days].all(axis=1)
    for trainer in (int(each) for each in np.flatnonzero(there)):
        if trainer in barred:
            continue
        for number in _in_the_way(table, kind, trainer, days):
            session = table.classes[number]
            others = {*session.team[kind], *barred, trainer}
            course_id = table.layout.deliveries[session.key].course_id
            theirs = table.days_of(session.key, session.start)
            other = _free_one(table, kind, course_id, theirs, others, depth - 1)
            if other is None:
                continue
            team = list(session.team)
            team[kind] = tuple(other if each == trainer else each for each in session.team[kind])
            table.change_teams({number: (team[0], team[1])})
            if trainer in able_trainers(table, kind, course, days):
                return trainer
    return None


def _in_the_way(table: Timetable, kind: int, trainer: int, days: list[int]) -> Iterator[int]:
    """Yield the one session on these days, or each of the week when only its days are used up."""
    weeks = set(table.layout.week[days].tolist())
    own = [
        (number, set(table.days_of(each.key, each.start)))
        for number in sorted(table.taught_by[kind][trainer])
        for each in (table.classes[number],)
    ]
    clashing = [number for number, theirs in own if theirs & set(days)]
    if len(clashing) == 1:
        yield clashing[0]
    elif not clashing:
        near = ((number, table.layout.week[sorted(theirs)].tolist()) for number, theirs in own)
        yield from chain(number for number, theirs in near if weeks & set(theirs))
