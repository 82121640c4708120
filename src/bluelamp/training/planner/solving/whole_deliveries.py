"""Neighbourhoods of whole deliveries, where people and trainers are few.

With three trainers of a kind a better timetable of one course nearly always asks another course
for its days. So all sessions of two or three deliveries are taken apart at once, every start is
offered to them again, and the trainers of all others may change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .freeing import Freed
from .reseating import URGENT
from .timetable import Timetable

MOST_OF_ONE, MOST_TOGETHER, MOST_WAITING = 70, 120, 30
ALL_ANYHOW = 0.15
DRAWS = 12


@dataclass
class Wholes:
    """Chooses deliveries that lose most at fair prices, none of them again before all others."""

    table: Timetable
    random: Random
    tried: Counter[frozenset[int]] = field(default_factory=Counter)

    def choose(
        self, waiting: list[int], busy: set[int], loss: Callable[[int], float]
    ) -> Freed | None:
        """Return all sessions of some deliveries; None when all are busy."""
        table, delivery_of = self.table, self.table.layout.delivery_of
        weights = self._weights(waiting, busy, loss)
        if not weights:
            return None
        drawn = [self._some(weights) for _ in range(DRAWS)]
        # While somebody waits, small models first: they soon tell whether there is room.
        keys = min(drawn, key=lambda each: (self.tried[each], self._people(each) * bool(waiting)))
        self.tried[keys] += 1
        numbers = [number for key in sorted(keys) for number in self._sessions_of(key)]
        own = [each for each in waiting if int(delivery_of[each]) in keys]
        return Freed(tuple(numbers), one_a_person(table, own[:MOST_WAITING]), whole=True)

    def note(self, freed: Freed, gained: bool) -> None:
        """Let deliveries be tried anew with others once something was gained with them."""
        if freed.whole and gained:
            self.tried.clear()

    def _weights(
        self, waiting: list[int], busy: set[int], loss: Callable[[int], float]
    ) -> dict[int, float]:
        layout, table = self.table.layout, self.table
        taken = {table.classes[number].key for number in busy if number in table.classes}
        taken |= {int(layout.delivery_of[-number - 1]) for number in busy if number < 0}
        found = {
            key: 1.0 for key, own in enumerate(layout.learners_of) if len(own) and key not in taken
        }
        for number, session in sorted(table.classes.items()):
            if session.key in found:
                found[session.key] += max(loss(number), 0.0)
        for learner in waiting:
            if int(layout.delivery_of[learner]) in found:
                found[int(layout.delivery_of[learner])] += URGENT
        return found

    def _sessions_of(self, key: int) -> list[int]:
        """Return the sessions of a delivery, or some of them where it has many people."""
        own = [each for each, session in sorted(self.table.classes.items()) if session.key == key]
        many = len(self.table.layout.learners_of[key])
        if many <= MOST_OF_ONE or self.random.random() < ALL_ANYHOW:
            return own
        return sorted(self.random.sample(own, max(len(own) * MOST_OF_ONE // many, 1)))

    def _people(self, keys: frozenset[int]) -> int:
        many = (len(self.table.layout.learners_of[each]) for each in keys)
        return sum(min(each, MOST_OF_ONE) for each in many)

    def _some(self, weights: dict[int, float]) -> frozenset[int]:
        first = self.random.choices(list(weights), list(weights.values()))[0]
        found = frozenset({first})
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            more = [found | {each} for each in weights if each not in found]
            fitting = [each for each in more if self._people(each) <= MOST_TOGETHER]
            if fitting:
                found = self.random.choice(fitting)
        return found


def one_a_person(table: Timetable, learners: list[int]) -> tuple[int, ...]:
    """Leave out all but one learner of one person."""
    found: list[int] = []
    for each in learners:
        if not set(table.layout.kin.get(each, ())) & set(found):
            found.append(each)
    return tuple(found)
