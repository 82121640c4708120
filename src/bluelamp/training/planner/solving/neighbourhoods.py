"""Which part of a timetable to take apart next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import numpy as np

from .arrays import Floats
from .freeing import Freed
from .layout import Layout
from .lifting import Lifting
from .teaching import are_few
from .teams import able_trainers
from .timetable import Timetable
from .whole_deliveries import Wholes, one_a_person

FAR = 1e6
MOST_WAITING = 12
FEW = 10
HALF = 0.5
SCATTERED = 0.35
"""How often sessions are taken wherever they are, so that they exchange days and trainers."""
OFTEN, WHILE_WAITING = (30, 25, 20, 25), (50, 20, 20, 10)
"""How often sessions of one delivery, their seats only, those of two, or of a week are taken."""
WHOLE = 0.8
"""How often whole deliveries are taken where trainers are few."""


@dataclass
class Chooser:
    """Chooses sessions that cost more than fair prices say, and those near people who wait."""

    table: Timetable
    worth: Floats
    random: Random
    size: int = 12
    only_waiting: bool = False
    tried: Counter[int] = field(default_factory=Counter)
    asked: Counter[int] = field(default_factory=Counter)
    losses: dict[int, tuple[int, float]] = field(default_factory=dict)
    """By session how many sat in it when it was last weighed, and what it lost."""

    def __post_init__(self) -> None:
        self.apart = _distances(self.table.layout)
        self.wholes = Wholes(self.table, self.random)
        self.lifting = Lifting(self.table, self.random)
        self.by_name = are_few(self.table.layout) and not self.only_waiting

    def choose(self, busy: set[int]) -> Freed | None:
        """Return a neighbourhood that shares no session or person with busy ones."""
        waiting = [each for each in self.table.waiting() if -each - 1 not in busy]
        if self.by_name and self.random.random() < (HALF if waiting else WHOLE):
            whole = self.wholes.choose(waiting, busy, self.loss)
            if whole is not None:
                return whole
        draw = self.random.random()
        if self.only_waiting:
            draw *= 0.65
            if not waiting:
                return None
        share = 0.65 if len(waiting) > FEW or self.only_waiting else 0.5
        if waiting and draw < share:
            return self._for_waiting(waiting, busy)
        free = [number for number in sorted(self.table.classes) if number not in busy]
        if not free:
            return None
        return self._where_it_costs(free, waiting)

    def _where_it_costs(self, free: list[int], waiting: list[int]) -> Freed:
        if not waiting and self.random.random() < SCATTERED:
            return Freed(tuple(self._lossy(free, self.size - 2)), ())
        centre = self._lossy(free)[0]
        ways = (self._same_delivery, self._reseat, self._two_deliveries, self._same_week)
        often = WHILE_WAITING if waiting else OFTEN
        return self.random.choices(ways, often)[0](centre, free, waiting)

    def note(self, freed: Freed, gained: bool) -> None:
        """Remember whether a neighbourhood gave anything."""
        for number in freed.numbers:
            self.tried[number] = 0 if gained else self.tried[number] + 1
        for learner in freed.waiting:
            self.asked[learner] += 1
        self.wholes.note(freed, gained)

    def loss(self, number: int) -> float:
        """Return by how much a session costs more than its people pay at fair prices."""
        many = len(self.table.classes[number].members)
        known = self.losses.get(number)
        if known is None or known[0] != many:
            known = self.losses[number] = many, self._loss(number)
        return known[1]

    def _loss(self, number: int) -> float:
        table, layout = self.table, self.table.layout
        session = table.classes[number]
        members = np.fromiter(session.members, np.int64, len(session.members))
        site = int(layout.room_site[session.room])
        cost = table.cost_of(members, session.key, site, session.start)
        price = layout.price_from[session.key][session.start]
        return price + float(cost.sum()) - float(self.worth[members].sum())

    def _lossy(self, free: list[int], many: int = 1) -> list[int]:
        """Return so many sessions, rather those that lose much and were not tried of late."""
        weights = [max(self.loss(each), 1.0) / (1 + self.tried[each]) ** 2 for each in free]
        return list(dict.fromkeys(self.random.choices(free, weights, k=many)))

    def _same_delivery(self, centre: int, free: list[int], waiting: list[int]) -> Freed:
        table = self.table
        key = table.classes[centre].key
        like = [each for each in free if each != centre and table.classes[each].key == key]
        chosen = (centre, *self._nearest(centre, like, self.size - 1))
        return Freed(chosen, self._of_delivery(waiting, key))

    def _reseat(self, centre: int, free: list[int], waiting: list[int]) -> Freed:
        """Take many sessions of a delivery, to be held as they are, and seat their people anew."""
        table = self.table
        key = table.classes[centre].key
        like = [each for each in free if each != centre and table.classes[each].key == key]
        chosen = (centre, *self._nearest(centre, like, 3 * self.size))
        return Freed(chosen, self._of_delivery(waiting, key), new_sessions=False)

    def _of_delivery(self, waiting: list[int], key: int) -> tuple[int, ...]:
        own = [each for each in waiting if self.table.layout.delivery_of[each] == key]
        own.sort(key=lambda each: (self.asked[each], each))
        return one_a_person(self.table, own[:MOST_WAITING])

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

    def _two_deliveries(self, centre: int, free: list[int], waiting: list[int]) -> Freed:
        """Take sessions near by of two deliveries, which may exchange their days."""
        classes = self.table.classes
        keys = {classes[centre].key, classes[self.random.choice(free)].key}
        like = [each for each in free if each != centre and classes[each].key in keys]
        own = self._of_delivery(waiting, classes[centre].key)
        return Freed((centre, *self._nearest(centre, like, self.size - 1)), own)

    def _same_week(self, centre: int, free: list[int], waiting: list[int]) -> Freed:
        classes, week = self.table.classes, self.table.layout.week
        own = week[classes[centre].start]
        like = [each for each in free if each != centre and week[classes[each].start] == own]
        chosen = (centre, *self._nearest(centre, like, self.size - 4))
        return Freed(chosen, self._of_delivery(waiting, classes[centre].key))

    def _for_waiting(self, waiting: list[int], busy: set[int]) -> Freed:
        if len(waiting) > FEW and self.random.random() < HALF:
            return self._make_room(waiting, busy)
        if self.random.random() < HALF:
            return self._lift_around(waiting, busy)
        return self._around_waiting(waiting, busy)

    def _lift_around(self, waiting: list[int], busy: set[int]) -> Freed:
        """Seat somebody and many others anew in the sessions as they are, and perhaps more."""
        learner = self._one_of(waiting)
        lifted = self.lifting.choose(learner, self.asked[learner], busy)
        return Freed((), (learner,), lifted=lifted)

    def _one_of(self, waiting: list[int]) -> int:
        weights = [1 / (1 + self.asked[each]) for each in waiting]
        return self.random.choices(waiting, weights)[0]

    def _around_waiting(self, waiting: list[int], busy: set[int]) -> Freed:
        """Make one start of somebody possible: free mates' days, trainers, and seats near by."""
        table, layout = self.table, self.table.layout
        learner = self._one_of(waiting)
        key = int(layout.delivery_of[learner])
        starts = np.flatnonzero(table.starts[:, learner].any(axis=0)).tolist()
        start = self.random.choice(starts) if starts else 0
        chosen = self._of_mates(learner, table.days_of(key, start), busy) if starts else []
        if starts and not self._taught(key, start):
            chosen += self._with_trainers(key, start, busy | set(chosen))
        chosen += self._could_host(learner, start, busy | set(chosen), self.size - len(chosen) - 2)
        others = [each for each in self._of_delivery(waiting, key) if each != learner]
        return Freed(tuple(chosen), one_a_person(self.table, [learner, *others]))

    def _could_host(self, learner: int, start: int, busy: set[int], many: int) -> list[int]:
        """Return sessions of somebody's delivery within reach: on that start, possible, or near."""
        table, layout = self.table, self.table.layout
        one = np.array([learner])
        ranked = []
        for number, session in sorted(table.classes.items()):
            if session.key != layout.delivery_of[learner] or number in busy:
                continue
            near = float(layout.travel[learner, layout.room_site[session.room]])
            if np.isfinite(near):
                fits = bool(table.may_start(one, session.room, session.start)[0])
                rank = near - 40 * (session.start == start) - 30 * fits
                ranked.append((rank + 25 * self.random.random(), number))
        return [number for _, number in sorted(ranked)[:many]]

    def _taught(self, key: int, start: int) -> bool:
        delivery, days = self.table.layout.deliveries[key], self.table.days_of(key, start)
        return all(
            len(able_trainers(self.table, kind, delivery.course_id, days)) >= number
            for kind, number in enumerate(delivery.trainers)
        )

    def _with_trainers(self, key: int, start: int, busy: set[int]) -> list[int]:
        """Return a few sessions on the same days taught by trainers who may teach a delivery."""
        table, staffs = self.table, self.table.layout.staff
        course, days = table.layout.deliveries[key].course_id, set(table.days_of(key, start))
        found = [
            number
            for number, each in sorted(table.classes.items())
            if number not in busy
            and days & set(table.days_of(each.key, each.start))
            and any(
                staffs[kind].courses[course][trainer]
                for kind, team in enumerate(each.team)
                for trainer in team
            )
        ]
        self.random.shuffle(found)
        return found[:3]

    def _make_room(self, waiting: list[int], busy: set[int]) -> Freed:
        """Take the sessions of a week in which many could come, if only trainers were free."""
        table, layout = self.table, self.table.layout
        learner = self._one_of(waiting)
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
        return Freed(chosen, one_a_person(self.table, [learner, *others]))

    def _of_mates(self, learner: int, days: list[int], busy: set[int]) -> list[int]:
        """Return a few sessions that use up the cap of somebody's units on some days."""
        table, layout = self.table, self.table.layout
        found: set[int] = set()
        for unit in layout.units_of[learner].tolist():
            full = [day for day in days if unit >= 0 and table.cap_left[unit, day] <= 0]
            if not full:
                continue
            mates = np.flatnonzero((layout.units_of == unit).any(axis=1) & (table.seat_of >= 0))
            for number in sorted({int(table.seat_of[each]) for each in mates} - busy):
                session = table.classes[number]
                if set(table.days_of(session.key, session.start)) & set(full):
                    found.add(number)
        chosen = sorted(found)
        self.random.shuffle(chosen)
        return chosen[:4]


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
