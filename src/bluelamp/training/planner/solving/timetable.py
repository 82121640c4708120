"""A timetable as it is being made: every change keeps every demand."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .arrays import Bools, Floats, Ints
from .kinship import starts_beside_kin
from .layout import Layout

Team = tuple[tuple[int, ...], tuple[int, ...]]
"""Suppliers and facilitators by their number."""


@dataclass
class Class:
    """A session being filled: a delivery in a room from a day on, with its trainers."""

    key: int
    room: int
    start: int
    team: Team
    members: set[int] = field(default_factory=set)
    name: str = ""


@dataclass
class Timetable:
    """Sessions and seats, with what is left of rooms, trainers and caps.

    ``keep`` says in which room and from which day people sat in an old plan, ``teaching`` which
    session each trainer has on a day, -1 for none.
    """

    layout: Layout
    classes: dict[int, Class] = field(default_factory=dict)
    next_id: int = 0
    keep: dict[int, tuple[int, int]] = field(default_factory=dict)
    exchanged: list[dict[int, Team]] = field(default_factory=list)

    def __post_init__(self) -> None:
        layout = self.layout
        self.seat_of: Ints = np.full(len(layout.delivery_of), -1, np.int64)
        self.room_free: Bools = layout.room_open.copy()
        self.free: tuple[Bools, Bools] = (
            layout.staff[0].there.copy(),
            layout.staff[1].there.copy(),
        )
        weeks = int(layout.week.max()) + 1
        self.week_left: tuple[Ints, Ints] = (
            np.repeat(layout.staff[0].a_week[:, None], weeks, axis=1),
            np.repeat(layout.staff[1].a_week[:, None], weeks, axis=1),
        )
        self.teaching: tuple[Ints, Ints] = (
            np.full(layout.staff[0].there.shape, -1, np.int64),
            np.full(layout.staff[1].there.shape, -1, np.int64),
        )
        self.offsets = [each.offsets for each in layout.deliveries]
        self.cap_left: Ints = layout.most_away.copy()
        self.starts: Bools = layout.starts.copy() if layout.kin else layout.starts
        for learner in layout.kin:
            self._mind_kin(learner)

    def days_of(self, key: int, start: int) -> list[int]:
        """Return the numbers of the days of a session."""
        return [start + offset for offset in self.offsets[key]]

    def seats_in(self, key: int, room: int) -> int:
        """Return how many may sit in a session of a delivery in a room."""
        return min(int(self.layout.seats[room]), self.layout.deliveries[key].most)

    def open(self, key: int, room: int, start: int, team: Team, name: str = "") -> int:
        """Open a session; the room and the trainers must be free."""
        number, self.next_id = self.next_id, self.next_id + 1
        self.classes[number] = Class(key, room, start, team, name=name)
        self._use(number, self.classes[number], free=False)
        return number

    def reopen(self, number: int, session: Class) -> None:
        """Open a session under a number it had before."""
        self.classes[number] = session
        self._use(number, session, free=False)

    def close(self, number: int) -> None:
        """Close a session; nobody may sit in it any more."""
        session = self.classes.pop(number)
        self._use(number, session, free=True)

    def change_teams(self, teams: dict[int, Team]) -> None:
        """Let others teach some sessions, all exchanged at once."""
        self.exchanged.append({number: self.classes[number].team for number in teams})
        self._hand_over(teams)

    def undo_exchanges(self, since: int) -> None:
        """Give sessions the trainers back that they had before the exchange of that number."""
        while len(self.exchanged) > since:
            teams = self.exchanged.pop()
            self._hand_over({key: team for key, team in teams.items() if key in self.classes})

    def _hand_over(self, teams: dict[int, Team]) -> None:
        for number in teams:
            self._use(number, self.classes[number], free=True)
        for number, team in teams.items():
            self.classes[number].team = team
            self._use(number, self.classes[number], free=False)

    def _use(self, number: int, session: Class, *, free: bool) -> None:
        days = self.days_of(session.key, session.start)
        self.room_free[session.room, days] = free
        weeks = self.layout.week[days].tolist()
        for kind, trainers in enumerate(session.team):
            for trainer in trainers:
                self.free[kind][trainer, days] = free
                self.teaching[kind][trainer, days] = -1 if free else number
                for week in weeks:
                    self.week_left[kind][trainer, week] += 1 if free else -1

    def seat(self, learner: int, number: int) -> None:
        """Give somebody a seat."""
        session = self.classes[number]
        session.members.add(learner)
        self.seat_of[learner] = number
        self._leave(learner, session, -1)

    def unseat(self, learner: int) -> None:
        """Take somebody's seat away."""
        session = self.classes[int(self.seat_of[learner])]
        session.members.remove(learner)
        self.seat_of[learner] = -1
        self._leave(learner, session, 1)

    def empty(self, number: int) -> None:
        """Close a session with all who sit in it."""
        for learner in sorted(self.classes[number].members):
            self.unseat(learner)
        self.close(number)

    def _leave(self, learner: int, session: Class, change: int) -> None:
        days = self.days_of(session.key, session.start)
        units = self.layout.units_of[learner]
        for unit in units[units >= 0]:
            self.cap_left[unit, days] += change
        for other in self.layout.kin.get(learner, ()):
            self._mind_kin(other)

    def _mind_kin(self, learner: int) -> None:
        self.starts[:, learner] = starts_beside_kin(self, learner)

    def released(self, learner: int, key: int, start: int) -> bool:
        """Tell whether all units of somebody can release one more on the days of a session."""
        units = self.layout.units_of[learner]
        days = self.days_of(key, start)
        return bool((self.cap_left[units[units >= 0]][:, days] > 0).all())

    def may_start(self, learners: Ints, room: int, start: int) -> Bools:
        """Tell who could start then in that room: duty, rest, reach, equipment; not desks left."""
        layout = self.layout
        site = layout.room_site[room]
        found: Bools = (
            self.starts[layout.clock_of[site], learners, start]
            & np.isfinite(layout.travel[learners, site])
            & ((layout.needs[learners] & ~layout.kit[room]) == 0)
        )
        return found

    def desks_left(self, number: int) -> int:
        """Return how many adjustable desks a session has left."""
        session = self.classes[number]
        taken = sum(bool(self.layout.needs[each] & 4) for each in session.members)
        return int(self.layout.desks[session.room]) - taken

    def cost_of(self, learners: Ints, key: int, site: int, start: int) -> Floats:
        """Return what travel and earliness cost, for people of one delivery."""
        layout = self.layout
        days = layout.deliveries[key].days
        found: Floats = layout.travel[learners, site] * days + layout.early[key, start]
        return found

    def cost_of_seat(self, learner: int, number: int) -> float:
        """Return what one person's seat costs, or what it costs to have none."""
        layout = self.layout
        prices = layout.instance.settings.prices
        if number < 0:
            return prices.untrained + (prices.changed_booking if learner in self.keep else 0)
        session = self.classes[number]
        site = int(layout.room_site[session.room])
        cost = float(self.cost_of(np.array([learner]), session.key, site, session.start)[0])
        moved = self.keep.get(learner, (session.room, session.start))
        changed = moved != (session.room, session.start)
        return cost + (prices.changed_booking if changed else 0)

    def cost(self) -> float:
        """Return the whole objective."""
        layout, prices = self.layout, self.layout.instance.settings.prices
        total = prices.untrained * float((self.seat_of < 0).sum())
        total += sum(layout.price_from[each.key][each.start] for each in self.classes.values())
        seated = np.flatnonzero(self.seat_of >= 0)
        if len(seated):
            total += float(self._cost_of_seats(seated).sum())
        changed = sum(self.moved(learner) for learner in self.keep)
        return total + prices.changed_booking * changed

    def _cost_of_seats(self, learners: Ints) -> Floats:
        layout = self.layout
        told = np.array([(number, each.room, each.start) for number, each in self.classes.items()])
        numbers, rooms, starts = told[told[:, 0].argsort()].T
        row = np.searchsorted(numbers, self.seat_of[learners])
        travel = layout.travel[learners, layout.room_site[rooms[row]]] * layout.durations[learners]
        found: Floats = travel + layout.early[layout.delivery_of[learners], starts[row]]
        return found

    def moved(self, learner: int) -> bool:
        """Tell whether somebody no longer sits where they sat in the old plan."""
        number = int(self.seat_of[learner])
        if number < 0:
            return True
        return (self.classes[number].room, self.classes[number].start) != self.keep[learner]

    def waiting(self) -> list[int]:
        """Return who could be placed and is not."""
        open_ = (self.seat_of < 0) & self.layout.placeable
        return [int(each) for each in np.flatnonzero(open_)]
