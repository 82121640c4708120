"""A first timetable: the sessions that pay best at fair prices, one delivery after the other.

At the prices of the bound a full session of people for whom it is the best choice costs exactly
what they pay; whatever else it gathers, costs more. So sessions are opened in the order of what
they lose, those that are hardest to fit in first. A gain only shrinks while people and rooms are
taken, so one that is looked at again and still the best is the best (lazy evaluation).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Floats, Ints
from .ascent import Bound
from .prices import Dual
from .teams import find_team
from .timetable import Timetable


@dataclass(frozen=True)
class Offer:
    """The best session at a site from a day on: what it gains, its room and its people."""

    gain: float
    room: int
    members: Ints


def open_sessions(
    table: Timetable, dual: Dual, bound: Bound, worth: Floats, order: list[int]
) -> None:
    """Open sessions and fill them, delivery after delivery, until nobody fits in a new one."""
    for key in order:
        Opening(table, dual, bound, key, worth).run()


class Opening:
    """The opening of one delivery's sessions."""

    def __init__(self, table: Timetable, dual: Dual, bound: Bound, key: int, worth: Floats) -> None:
        layout = table.layout
        self.table, self.key = table, key
        self.delivery = layout.deliveries[key]
        self.prices = _resource_prices(table, dual, bound, key)
        learners = layout.learners_of[key]
        self.learners = learners[(table.seat_of[learners] < 0) & layout.placeable[learners]]
        self.worth = worth[self.learners]
        self.waiting: Bools = np.ones(len(self.learners), bool)
        self.untaught: set[int] = set()
        self.starts = np.ascontiguousarray(table.starts[:, self.learners].transpose(0, 2, 1))
        reached = np.isfinite(layout.travel[self.learners])
        self.in_reach = [np.flatnonzero(reached[:, site]) for site in range(len(layout.sites))]

    def run(self) -> None:
        """Open what pays best until nothing is left to open."""
        heap = [
            (-gain, site, start)
            for site in range(len(self.table.layout.sites))
            for start, gain in enumerate(self._at_most(site).tolist())
            if np.isfinite(gain)
        ]
        heapq.heapify(heap)
        while heap and self.waiting.any():
            _, site, start = heapq.heappop(heap)
            offer = self.offer(site, start)
            if offer is None:
                continue
            if (heap and -offer.gain > heap[0][0]) or self._open(offer, start):
                heapq.heappush(heap, (-offer.gain, site, start))

    def _at_most(self, site: int) -> Floats:
        """Return by first day what a session there could gain if there were no caps."""
        table, layout = self.table, self.table.layout
        found = np.full(len(layout.days), -np.inf)
        able = self.in_reach[site]
        rooms = np.flatnonzero(layout.room_site == site)
        if not layout.hours_fit[self.key, site] or not len(able) or not len(rooms):
            return found
        starts = table.starts[layout.clock_of[site], self.learners[able]]
        worth = self.worth[able] - layout.travel[self.learners[able], site] * self.delivery.days
        gains = np.where(starts, worth[:, None] - layout.early[self.key], -np.inf)
        seats = min(int(max(table.seats_in(self.key, int(room)) for room in rooms)), len(able))
        best = np.partition(gains, len(able) - seats, axis=0)[len(able) - seats :]
        sums = np.where(np.isfinite(best), np.maximum(best, 0), 0).sum(axis=0)
        there = starts.sum(axis=0) >= max(self.delivery.least, 1)
        found[there] = (sums - self.prices[0])[there]
        return found

    def offer(self, site: int, start: int) -> Offer | None:
        """Return the best session of a site and a first day, None when none could be filled."""
        table, layout = self.table, self.table.layout
        if start in self.untaught or not np.isfinite(self.prices[0][start]):
            return None
        if not layout.hours_fit[self.key, site]:
            return None
        near = self.in_reach[site]
        able = near[self.waiting[near]]
        able = able[self.starts[layout.clock_of[site], start, able]]
        if len(able) < max(self.delivery.least, 1):
            return None
        days = table.days_of(self.key, start)
        rooms = np.flatnonzero((layout.room_site == site) & table.room_free[:, days].all(axis=1))
        best = None
        for room in best_rooms(table, rooms):
            told = self._fill(able, site, room, start)
            if told and (best is None or told.gain > best.gain):
                best = told
        return best

    def _fill(self, rows: Ints, site: int, room: int, start: int) -> Offer | None:
        table, layout = self.table, self.table.layout
        learners = self.learners[rows]
        suits = (layout.needs[learners] & ~layout.kit[room]) == 0
        rows, learners = rows[suits], learners[suits]
        gains = self.worth[rows] - table.cost_of(learners, self.key, site, start)
        seats = table.seats_in(self.key, room)
        order = gains.argsort(kind="stable")[::-1][: 3 * seats]
        chosen = keep_caps(table, learners[order], self.key, start, seats, int(layout.desks[room]))
        if len(chosen) < max(self.delivery.least, 1):
            return None
        gain = (
            float(gains[order][chosen].sum()) - self.prices[0][start] - self.prices[1][room, start]
        )
        return Offer(gain, room, rows[order][chosen])

    def _open(self, offer: Offer, start: int) -> bool:
        team = find_team(self.table, self.key, start)
        if team is None:
            # Trainers only grow fewer while sessions are opened.
            self.untaught.add(start)
            return False
        number = self.table.open(self.key, offer.room, start, team)
        for row in offer.members:
            self.table.seat(int(self.learners[row]), number)
            self.waiting[row] = False
        return True


def keep_caps(
    table: Timetable, learners: Ints, key: int, start: int, seats: int, desks: int
) -> list[int]:
    """Return which of the learners, in their order, fit within seats, desks and caps together."""
    layout, days = table.layout, table.days_of(key, start)
    left: dict[int, int] = {}
    found: list[int] = []
    for row, learner in enumerate(learners):
        units = [int(unit) for unit in layout.units_of[learner] if unit >= 0]
        for unit in units:
            if unit not in left:
                left[unit] = int(table.cap_left[unit, days].min())
        desk = bool(layout.needs[learner] & 4)
        if all(left[unit] > 0 for unit in units) and desks >= desk:
            desks -= desk
            for unit in units:
                left[unit] -= 1
            found.append(row)
            if len(found) == seats:
                break
    return found


def best_rooms(table: Timetable, rooms: Ints) -> list[int]:
    """Return of the free rooms of a site those that no other there outdoes."""
    layout = table.layout
    found: dict[tuple[int, int], int] = {}
    for room in rooms:
        found.setdefault((int(layout.seats[room]), int(layout.kit[room])), int(room))
    return [
        room
        for (seats, kit), room in found.items()
        if not any(
            (more, better) != (seats, kit) and more >= seats and (kit & ~better) == 0
            for more, better in found
        )
    ]


def _resource_prices(table: Timetable, dual: Dual, bound: Bound, key: int) -> tuple[Floats, Floats]:
    """Return by first day what days and trainers of a session cost, and by room what the room."""
    layout, delivery = table.layout, table.layout.deliveries[key]
    course = dual.courses.index(delivery.course_id)
    length = len(layout.days)
    session = layout.price_of_days(key)
    rooms = np.zeros((len(layout.room_ids), length))
    last = length - delivery.offsets[-1]
    for offset in delivery.offsets:
        for kind, number in enumerate(delivery.trainers):
            session[:last] += number * bound.prices[kind][course, offset : last + offset]
        for grade, own in enumerate(dual.grades):
            rooms[own, :last] += bound.prices[2][grade, offset : last + offset]
    return session, rooms
