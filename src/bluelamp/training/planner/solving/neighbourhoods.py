"""Which part of a timetable to take apart next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import numpy as np

from .arrays import Floats
from .layout import Layout
from .reseating import Freed
from .timetable import Timetable

FAR = 1e6
MOST_WAITING = 12


@dataclass
class Chooser:
    """Chooses sessions that cost more than fair prices say, and those near people who wait."""

    table: Timetable
    worth: Floats
    random: Random
    size: int = 12
    tried: Counter[int] = field(default_factory=Counter)
    asked: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.apart = _distances(self.table.layout)

    def choose(self, busy: set[int]) -> Freed | None:
        """Return a neighbourhood that shares no session or person with busy ones."""
        waiting = [each for each in self.table.waiting() if -each - 1 not in busy]
        draw = self.random.random()
        if waiting and draw < 0.3:
            return self._around_waiting(waiting, busy)
        if waiting and draw < 0.65:
            return self._make_room(waiting, busy)
        free = [number for number in sorted(self.table.classes) if number not in busy]
        if not free:
            return None
        centre = self._lossy(free)
        if draw > 0.93:
            return Freed(self._same_week(centre, free), ())
        return self._same_delivery(centre, free, waiting)

    def note(self, freed: Freed, gained: bool) -> None:
        """Remember whether a neighbourhood gave anything."""
        for number in freed.numbers:
            self.tried[number] = 0 if gained else self.tried[number] + 1
        for learner in freed.waiting:
            self.asked[learner] += 1

    def loss(self, number: int) -> float:
        """Return by how much a session costs more than its people pay at fair prices."""
        table, layout = self.table, self.table.layout
        session = table.classes[number]
        members = np.fromiter(session.members, np.int64, len(session.members))
        site = int(layout.room_site[session.room])
        cost = table.cost_of(members, session.key, site, session.start)
        price = float(layout.price_of_days(session.key)[session.start])
        return price + float(cost.sum()) - float(self.worth[members].sum())

    def _lossy(self, free: list[int]) -> int:
        weights = [max(self.loss(each), 1.0) / (1 + self.tried[each]) ** 2 for each in free]
        return self.random.choices(free, weights)[0]

    def _same_delivery(self, centre: int, free: list[int], waiting: list[int]) -> Freed:
        table = self.table
        key = table.classes[centre].key
        like = [each for each in free if each != centre and table.classes[each].key == key]
        chosen = (centre, *self._nearest(centre, like, self.size - 1))
        return Freed(chosen, self._of_delivery(waiting, key))

    def _of_delivery(self, waiting: list[int], key: int) -> tuple[int, ...]:
        own = [each for each in waiting if self.table.layout.delivery_of[each] == key]
        own.sort(key=lambda each: (self.asked[each], each))
        return self._no_kin(own[:MOST_WAITING])

    def _no_kin(self, learners: list[int]) -> tuple[int, ...]:
        """Leave out all but one of one person."""
        found: list[int] = []
        for each in learners:
            if not set(self.table.layout.kin.get(each, ())) & set(found):
                found.append(each)
        return tuple(found)

    def _nearest(self, centre: int, others: list[int], many: int) -> list[int]:
        table, sites = self.table, self.table.layout.room_site
        here = sites[table.classes[centre].room]
        blur = 4 * self.random.choice((1, 2, 4, 8))

        def distance(number: int) -> float:
            there = sites[table.classes[number].room]
            tired = min(self.tried[number], 5)
            return float(self.apart[here, there]) + blur * (self.random.random() + tired / 4)

        ranked = sorted((distance(each), each) for each in others)
        return [each for _, each in ranked[:many]]

    def _same_week(self, centre: int, free: list[int]) -> tuple[int, ...]:
        table, week = self.table, self.table.layout.week
        own = week[table.classes[centre].start]
        like = [each for each in free if each != centre and week[table.classes[each].start] == own]
        return centre, *self._nearest(centre, like, self.size - 4)

    def _around_waiting(self, waiting: list[int], busy: set[int]) -> Freed:
        """Take sessions that somebody could attend, and those that use up their team's cap."""
        table, layout = self.table, self.table.layout
        weights = [1 / (1 + self.asked[each]) for each in waiting]
        learner = self.random.choices(waiting, weights)[0]
        key = int(layout.delivery_of[learner])
        one = np.array([learner])
        like = []
        for number, session in sorted(table.classes.items()):
            if session.key == key and number not in busy:
                fits = bool(table.may_start(one, session.room, session.start)[0])
                cost = 0.0 if not fits else 1.0
                near = float(layout.travel[learner, layout.room_site[session.room]])
                if np.isfinite(near):
                    like.append((-cost * 30 + near + 25 * self.random.random(), number))
        chosen = [number for _, number in sorted(like)[: self.size]]
        chosen += self._of_mates(learner, chosen, busy)
        others = [each for each in self._of_delivery(waiting, key) if each != learner]
        return Freed(tuple(chosen), self._no_kin([learner, *others]))

    def _make_room(self, waiting: list[int], busy: set[int]) -> Freed:
        """Take the sessions of a week in which many could come, if only trainers were free."""
        table, layout = self.table, self.table.layout
        weights = [1 / (1 + self.asked[each]) for each in waiting]
        learner = self.random.choices(waiting, weights)[0]
        key = int(layout.delivery_of[learner])
        alike = [each for each in waiting if layout.delivery_of[each] == key]
        could = table.starts[:, alike].any(axis=0).sum(axis=0) * table.starts[:, learner].any(
            axis=0
        )
        if not could.any():
            return self._around_waiting(waiting, busy)
        start = self.random.choices(range(len(could)), (could.astype(float) ** 2).tolist())[0]
        course = layout.deliveries[key].course_id
        week = layout.week[start]
        ranked = []
        for number, session in sorted(table.classes.items()):
            if number in busy or abs(int(layout.week[session.start]) - int(week)) > 1:
                continue
            able = any(
                layout.staff[kind].courses[course][each]
                for kind, team in enumerate(session.team)
                for each in team
            )
            near = layout.week[session.start] == week
            rank = 2.0 * near + able + (session.key == key) + 2 * self.random.random()
            ranked.append((-rank, number))
        chosen = tuple(number for _, number in sorted(ranked)[: self.size])
        others = [each for each in alike if each != learner][: 2 * MOST_WAITING]
        return Freed(chosen, self._no_kin([learner, *others]))

    def _of_mates(self, learner: int, chosen: list[int], busy: set[int]) -> list[int]:
        """Return other sessions that hold team mates while the cap of the team is reached."""
        table, layout = self.table, self.table.layout
        team = layout.units_of[learner, 0]
        full = np.flatnonzero(table.cap_left[team] <= 0)
        if not len(full):
            return []
        mates = np.flatnonzero((layout.units_of[:, 0] == team) & (table.seat_of >= 0))
        numbers = sorted({int(table.seat_of[each]) for each in mates} - busy - set(chosen))
        blocking = [
            number
            for number in numbers
            if set(table.days_of(table.classes[number].key, table.classes[number].start))
            & set(full.tolist())
        ]
        self.random.shuffle(blocking)
        return blocking[:3]


def _distances(layout: Layout) -> Floats:
    """Return how much the ways to two sites differ, for those who can go to both."""
    sample = layout.travel[:: max(1, len(layout.travel) // 3000)]
    count = sample.shape[1]
    found = np.full((count, count), FAR)
    for one in range(count):
        for other in range(count):
            both = np.isfinite(sample[:, one]) & np.isfinite(sample[:, other])
            if both.any():
                found[one, other] = np.abs(sample[both, one] - sample[both, other]).mean()
    np.fill_diagonal(found, 0)
    return found
