"""Trainers by name in a model: who of few teaches what, on which days, for how many a week.

Counting trainers by day and course promises sessions that nobody can teach, when there are three
of a kind. Where they are few, each stands in the model for themselves, and so do the sessions
that are not taken apart: whoever teaches these may change with the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .arrays import Floats
from .layout import Layout
from .mip import Builder
from .timetable import Class, Team, Timetable

FEW, FEW_PEOPLE = 12, 600
Slot = int | tuple[int, int]
"""A session that is held, by its number, or the new ones of a delivery from a day on."""


def are_few(layout: Layout) -> bool:
    """Tell whether trainers and people are so few that models have each trainer by name."""
    few = all(len(staff.ids) <= FEW for staff in layout.staff)
    return few and len(layout.delivery_of) <= FEW_PEOPLE


@dataclass
class Rota:
    """The columns of who teaches what in a model."""

    layout: Layout
    builder: Builder
    choices: dict[tuple[Slot, int], list[tuple[int, int]]] = field(default_factory=dict)
    _by_day: dict[tuple[int, int, int], list[tuple[int, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _by_week: dict[tuple[int, int, int], dict[int, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )

    def staff(self, slot: Slot, key: int, start: int, sessions: list[int] | None = None) -> None:
        """Give the sessions that these columns count their trainers; None is one that is held."""
        delivery = self.layout.deliveries[key]
        days = [start + offset for offset in delivery.offsets]
        for kind, number in enumerate(delivery.trainers):
            if not number:
                continue
            staff = self.layout.staff[kind]
            able = staff.courses[delivery.course_id] & staff.there[:, days].all(axis=1)
            own = [(trainer, self.builder.column(0)) for trainer in np.flatnonzero(able).tolist()]
            for trainer, column in own:
                for day in days:
                    self._by_day[kind, trainer, day].append((column, 1.0))
                    self._by_week[kind, trainer, int(self.layout.week[day])][column] += 1
            terms = [(column, 1.0) for _, column in own]
            held = float(number) if sessions is None else 0.0
            terms += [(each, -float(number)) for each in sessions or ()]
            self.builder.row(terms, held, held)
            self.choices[slot, kind] = own

    def finish(self) -> None:
        """Nobody teaches twice on a day, nor on more days of a week than they may."""
        for terms in self._by_day.values():
            if len(terms) > 1:
                self.builder.row(terms, -np.inf, 1)
        for (kind, trainer, _), days in self._by_week.items():
            most = int(self.layout.staff[kind].a_week[trainer])
            if sum(days.values()) > most:
                self.builder.row(list(days.items()), -np.inf, most)

    def guess(self, guess: Floats, table: Timetable, was: Iterable[Class]) -> None:
        """Write into a guess who teaches now."""
        now: dict[Slot, list[Team]] = {
            number: [each.team] for number, each in table.classes.items()
        }
        for each in was:
            now.setdefault((each.key, each.start), []).append(each.team)
        for (slot, kind), own in self.choices.items():
            teaching = {trainer for team in now.get(slot, ()) for trainer in team[kind]}
            for trainer, column in own:
                guess[column] = trainer in teaching

    def hand_over(self, table: Timetable, chosen: Floats) -> dict[tuple[int, int], list[Team]]:
        """Let others teach what is held, as a solution says; return who teaches the new sessions.

        Nobody is named when the timetable has changed so that these could not all teach.
        """
        told = {
            where: [trainer for trainer, column in own if chosen[column] > 0.5]
            for where, own in self.choices.items()
        }
        slots = dict.fromkeys(slot for slot, _ in told)
        held = {
            slot: (tuple(told.get((slot, 0), ())), tuple(told.get((slot, 1), ())))
            for slot in slots
            if isinstance(slot, int)
        }
        new = {
            slot: self._teams(slot, told.get((slot, 0), []), told.get((slot, 1), []))
            for slot in slots
            if not isinstance(slot, int)
        }
        if held.keys() - table.classes.keys() or not self._can_teach(table, held, new):
            return {}
        table.change_teams(
            {number: team for number, team in held.items() if table.classes[number].team != team}
        )
        return new

    def _teams(self, slot: tuple[int, int], *told: list[int]) -> list[Team]:
        """Return the trainers of the new sessions of a slot, shared out among them."""
        numbers = self.layout.deliveries[slot[0]].trainers
        many = max(len(own) // number for own, number in zip(told, numbers, strict=True) if number)
        shared = [
            [tuple(own[each * number : (each + 1) * number]) for each in range(many)]
            for own, number in zip(told, numbers, strict=True)
        ]
        return list(zip(shared[0], shared[1], strict=True))

    def _can_teach(
        self, table: Timetable, held: dict[int, Team], new: dict[tuple[int, int], list[Team]]
    ) -> bool:
        layout = self.layout
        busy = [np.zeros(staff.there.shape, np.int64) for staff in layout.staff]
        taught = [
            (each.key, each.start, held.get(number, each.team))
            for number, each in table.classes.items()
        ]
        taught += [(*slot, team) for slot, teams in new.items() for team in teams]
        for key, start, team in taught:
            for kind, trainers in enumerate(team):
                for day in table.days_of(key, start):
                    busy[kind][list(trainers), day] += 1
        for staff, days in zip(layout.staff, busy, strict=True):
            weeks = [days[:, layout.week == week].sum(axis=1) for week in np.unique(layout.week)]
            if (days > staff.there).any() or any((each > staff.a_week).any() for each in weeks):
                return False
        return True
