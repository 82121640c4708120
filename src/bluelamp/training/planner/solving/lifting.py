"""People lifted from their seats for somebody who waits, while all sessions stay.

Often nobody waits for want of sessions: the cap of a team is reached on every day on which its
last member could come. Then mates must come on other days, in seats that others have; so these
are lifted too, and everybody is seated anew. With all sessions held that is nearly a flow, so
many more people can take part than where sessions are taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import numpy as np

from .arrays import Ints
from .timetable import Timetable

MOST_MATES = 60
FEW_LIFTED, MOST_LIFTED = 250, 1_200
NEAR = 2
"""How many sessions of one start are thought of for one person."""


@dataclass
class Lifting:
    """Chooses whom to lift, the more of them the oftener it was tried for somebody."""

    table: Timetable
    random: Random
    sessions: dict[int, tuple[Ints, Ints, Ints]] = field(default_factory=dict)

    def choose(self, learner: int, times: int, busy: set[int]) -> tuple[int, ...]:
        """Return mates who use up caps, and those who sit where mates or somebody could sit."""
        mates = self._mates(learner, busy)
        most = min(FEW_LIFTED * (1 + times), MOST_LIFTED)
        found = dict.fromkeys(mates)
        self.sessions.clear()
        everywhere = {each: self._could_sit(each, busy) for each in [learner, *mates]}
        # In turn: the session that suits each best, then the second best.
        depth = max(map(len, everywhere.values()), default=0)
        for place in range(depth):
            for own in everywhere.values():
                if place < len(own) and len(found) < most:
                    members = sorted(self.table.classes[own[place]].members)
                    found.update(dict.fromkeys(each for each in members if -each - 1 not in busy))
        return self._one_a_person(found, learner)

    def _mates(self, learner: int, busy: set[int]) -> list[int]:
        """Return those of the units whose cap is reached when somebody could come."""
        table, layout = self.table, self.table.layout
        key = int(layout.delivery_of[learner])
        starts = np.flatnonzero(table.starts[:, learner].any(axis=0)).tolist()
        days = sorted({day for start in starts for day in table.days_of(key, start)})
        found: list[int] = []
        for unit in layout.units_of[learner].tolist():
            if unit < 0 or not (table.cap_left[unit, days] <= 0).any():
                continue
            mates = np.flatnonzero((layout.units_of == unit).any(axis=1) & (table.seat_of >= 0))
            own = [each for each in mates.tolist() if self._free(each, busy)]
            found += own if len(own) <= MOST_MATES else self.random.sample(own, MOST_MATES)
        return list(dict.fromkeys(found))

    def _free(self, learner: int, busy: set[int]) -> bool:
        return -learner - 1 not in busy and int(self.table.seat_of[learner]) not in busy

    def _could_sit(self, learner: int, busy: set[int]) -> list[int]:
        """Return full sessions where somebody could sit, a few of each start, in a random order."""
        table, layout = self.table, self.table.layout
        key = int(layout.delivery_of[learner])
        if key not in self.sessions:
            self.sessions[key] = self._sessions_of(key)
        numbers, rooms, starts = self.sessions[key]
        if not len(numbers):
            return []
        sites = layout.room_site[rooms]
        able = table.starts[layout.clock_of[sites], learner, starts]
        able &= np.isfinite(layout.travel[learner, sites])
        able &= (int(layout.needs[learner]) & ~layout.kit[rooms]) == 0
        cost = layout.travel[learner, sites] * layout.deliveries[key].days
        ranked: dict[int, list[int]] = {}
        for row in np.flatnonzero(able)[cost[able].argsort(kind="stable")].tolist():
            number = int(numbers[row])
            if number not in busy and number != table.seat_of[learner]:
                ranked.setdefault(int(starts[row]), []).append(number)
        chosen = [number for own in ranked.values() for number in own[:NEAR]]
        self.random.shuffle(chosen)
        return chosen

    def _sessions_of(self, key: int) -> tuple[Ints, Ints, Ints]:
        """Return number, room and first day of each session of a delivery."""
        own = [
            (number, each.room, each.start)
            for number, each in sorted(self.table.classes.items())
            if each.key == key
        ]
        told = np.array(own, np.int64).reshape(-1, 3)
        return told[:, 0], told[:, 1], told[:, 2]

    def _one_a_person(self, learners: dict[int, None], learner: int) -> tuple[int, ...]:
        """Leave out all but one learner of one person."""
        kin = self.table.layout.kin
        found: dict[int, None] = {learner: None}
        for each in learners:
            if not set(kin.get(each, ())) & found.keys():
                found[each] = None
        del found[learner]
        return tuple(sorted(found))
