"""Who teaches a session: free and certified trainers, and exchanges when none is free."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .arrays import Bools, Ints
from .rematching import rematch
from .timetable import Team, Timetable

DEPTH = 3
"""How many sessions may change their trainers, one after the other, for a new one."""


def find_team(table: Timetable, key: int, start: int, *, thorough: bool = False) -> Team | None:
    """Return free trainers for a session, exchanging trainers of others if needs be.

    If ``thorough``, all sessions of the week may change their trainers.
    """
    delivery = table.layout.deliveries[key]
    days = table.days_of(key, start)
    found: list[tuple[int, ...]] = []
    for kind, number in enumerate(delivery.trainers):
        own = _Exchanges(table, kind).free_ones(delivery.course_id, days, number)
        if own is None and thorough:
            own = rematch(table, kind, key, start)
        if own is None:
            return None
        found.append(own)
    return found[0], found[1]


def able_trainers(table: Timetable, kind: int, course: str, days: list[int]) -> Ints:
    """Return who is certified, free on all the days and has days left in their weeks."""
    able = table.layout.staff[kind].courses[course] & _week_allows(table, kind, days)
    for day in days:
        able &= table.free[kind][:, day]
    return np.flatnonzero(able)


def _week_allows(table: Timetable, kind: int, days: list[int]) -> Bools:
    weeks = table.layout.week[days].tolist()
    found: Bools = table.week_left[kind][:, weeks[0]] >= weeks.count(weeks[0])
    for week in set(weeks[1:]) - {weeks[0]}:
        found &= table.week_left[kind][:, week] >= weeks.count(week)
    return found


@dataclass
class _Exchanges:
    """The search for trainers of a kind, which asks no session twice to change its own."""

    table: Timetable
    kind: int
    in_vain: set[tuple[int, int]] = field(default_factory=set)

    def free_ones(self, course: str, days: list[int], number: int) -> tuple[int, ...] | None:
        """Return so many trainers for a session, None when there are not as many."""
        if number and not self._could_be_spared(days):
            return None
        own: list[int] = []
        for _ in range(number):
            trainer = self._free_one(course, days, set(own), DEPTH)
            if trainer is None:
                return None
            own.append(trainer)
        return tuple(own)

    def _could_be_spared(self, days: list[int]) -> bool:
        """Tell whether enough trainers of whatever course are free on each day and in the week."""
        free, left = self.table.free[self.kind], self.table.week_left[self.kind]
        weeks = set(self.table.layout.week[days].tolist())
        return bool(
            free[:, days].any(axis=0).all() and (left[:, list(weeks)] > 0).any(axis=0).all()
        )

    def _free_one(self, course: str, days: list[int], barred: set[int], depth: int) -> int | None:
        able = able_trainers(self.table, self.kind, course, days).tolist()
        able = [each for each in able if each not in barred]
        if able:
            return self._most_dispensable(able, int(self.table.layout.week[days[0]]))
        for deep in range(1, depth + 1):
            trainer = self._exchange(course, days, barred, deep)
            if trainer is not None:
                return trainer
        return None

    def _most_dispensable(self, able: list[int], week: int) -> int:
        """Return who may teach the fewest courses; of these, who has most days left."""
        if len(able) == 1:
            return able[0]
        versatile = self.table.layout.staff[self.kind].versatile[able]
        left = self.table.week_left[self.kind][able, week]
        return able[int(np.lexsort((-left, versatile))[0])]

    def _exchange(self, course: str, days: list[int], barred: set[int], depth: int) -> int | None:
        """Free somebody certified by letting another teach the one session in the way."""
        staff = self.table.layout.staff[self.kind]
        there = staff.courses[course] & staff.there[:, days].all(axis=1)
        for trainer in np.flatnonzero(there).tolist():
            if trainer in barred:
                continue
            for number in self._in_the_way(trainer, days):
                if self._hand_on(number, trainer, barred, depth) and trainer in able_trainers(
                    self.table, self.kind, course, days
                ):
                    return int(trainer)
        return None

    def _hand_on(self, number: int, trainer: int, barred: set[int], depth: int) -> bool:
        """Let somebody else teach a session in place of a trainer."""
        if (number, depth) in self.in_vain:
            return False
        table, session = self.table, self.table.classes[number]
        own = session.team[self.kind]
        course = table.layout.deliveries[session.key].course_id
        days = table.days_of(session.key, session.start)
        other = self._free_one(course, days, {*own, *barred, trainer}, depth - 1)
        if other is None:
            self.in_vain.add((number, depth))
            return False
        team = list(session.team)
        team[self.kind] = tuple(other if each == trainer else each for each in own)
        table.change_teams({number: (team[0], team[1])})
        return True

    def _in_the_way(self, trainer: int, days: list[int]) -> list[int]:
        """Return the one session on these days, or each of the week when only its days are gone."""
        own = self.table.teaching[self.kind][trainer]
        clashing = set(own[days].tolist()) - {-1}
        if clashing:
            return list(clashing) if len(clashing) == 1 else []
        layout = self.table.layout
        weeks = set(layout.week[days].tolist())
        near = {number for week in weeks for number in own[layout.days_in[week]].tolist()}
        return sorted(near - {-1})
