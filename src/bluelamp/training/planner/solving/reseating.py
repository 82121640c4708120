"""A part of a timetable taken apart and put together anew: the model of a neighbourhood.

Some sessions are closed and their people freed; a model opens sessions for them again, the same
or others, and seats them, together with people without a seat. Trainers stand in it as how many
are free by day and week; who teaches is settled when the solution is carried out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from .arrays import Bools, Floats, Ints
from .duty import every_day
from .freeing import Freed, Was, put_back, take_apart
from .mip import Builder, Model
from .opening import best_rooms
from .teaching import Rota
from .timetable import Timetable
from .trainer_numbers import trainers_suffice

URGENT = 2_000.0
"""What is added to the worth of people without a seat when sessions are thought of for them."""
LOYALTY = 4.0
"""Planning again, nobody loses a seat for fewer than so many others."""


@dataclass
class Cell:
    """Sessions of one delivery that could start in alike rooms; or one that is held anyhow."""

    key: int
    start: int
    rooms: tuple[int, ...]
    held: int = -1
    column: int = -1
    seats: dict[int, int] = field(default_factory=dict)

    def fits(self, other: Cell) -> bool:
        """Tell whether both are the same offer."""
        return (self.key, self.start, self.rooms) == (other.key, other.start, other.rooms)


@dataclass(frozen=True)
class Part:
    """A neighbourhood as a model, with what its columns mean."""

    freed: Freed
    learners: tuple[int, ...]
    cells: tuple[Cell, ...]
    model: Model
    rota: Rota | None = None


@dataclass(frozen=True)
class Choice:
    """How a neighbourhood is modelled: how many offers, and what people are worth."""

    worth: Floats
    offers: int
    exact: bool = False
    """Every room is offered, and nobody sits in two halves of seats."""
    reluctance: float = 1.0


def model_part(table: Timetable, freed: Freed, choice: Choice) -> Part | None:
    """Return the model of a neighbourhood; the timetable is afterwards as it was."""
    was = take_apart(table, freed)
    members = {*freed.waiting, *freed.lifted}
    members.update(each for session in was.sessions for each in session.members)
    try:
        return _Modelling(table, freed, was, tuple(sorted(members)), choice).part()
    finally:
        put_back(table, freed, was)


class _Modelling:
    def __init__(
        self,
        table: Timetable,
        freed: Freed,
        was: Was,
        learners: tuple[int, ...],
        choice: Choice,
    ) -> None:
        self.table, self.freed, self.was, self.choice = table, freed, was, choice
        self.learners = learners
        self.worth = choice.worth.copy()
        self.worth[list(freed.waiting)] += URGENT
        self.builder = Builder()
        self.own: dict[int, Ints] = {}
        numbers = np.array(learners, np.int64)
        for key in np.unique(table.layout.delivery_of[numbers]).tolist():
            self.own[key] = numbers[table.layout.delivery_of[numbers] == key]
        self.cells: list[Cell] = []
        self.rota = Rota(table.layout, self.builder) if freed.whole else None

    def part(self) -> Part | None:
        if not self.learners:
            return None
        for key in self.own:
            self.cells += self._offers(key)
            self.cells += self._held(key)
        self._columns()
        self._everybody_once()
        self._classes_fit()
        self._enough_sessions()
        self._rooms_suffice()
        if self.rota is None:
            trainers_suffice(self.builder, self.table, self.cells)
        else:
            self._trainers_by_name(self.rota)
        self._caps_hold()
        model = self.builder.model(self._guess())
        return Part(self.freed, self.learners, tuple(self.cells), model, self.rota)

    def _held(self, key: int) -> list[Cell]:
        """Sessions that stay, with seats left."""
        table = self.table
        return [
            Cell(key, each.start, (each.room,), held=number)
            for number, each in sorted(table.classes.items())
            if each.key == key and len(each.members) < table.seats_in(key, each.room)
            and table.may_start(self.own[key], each.room, each.start).any()
        ]  # fmt: skip

    def _offers(self, key: int) -> list[Cell]:
        """The sessions as they were, and those new ones that promise most."""
        found = [
            Cell(key, each.start, self._alike(each.room, each.key, each.start))
            for each in self.was.sessions
            if each.key == key
        ]
        told = []
        layout = self.table.layout
        for site in range(len(layout.sites)):
            gains = self._promise(key, site)
            for start in np.flatnonzero(np.isfinite(gains)).tolist():
                told.append((-float(gains[start]), site, start))
        told.sort()
        known = {(each.start, each.rooms) for each in found}
        unique: list[Cell] = []
        for each in found:
            if not any(each.fits(other) for other in unique):
                unique.append(each)
        many = self.choice.offers + 2 * len(found) if self.freed.new_sessions else 0
        many = len(told) if self.freed.whole else many
        for _, site, start in told[:many]:
            for rooms in self._grades(key, site, start):
                if (start, rooms) not in known:
                    unique.append(Cell(key, start, rooms))
        return unique

    def _promise(self, key: int, site: int) -> Floats:
        """Return by first day what a full session there would gain at fair prices."""
        table, layout, learners = self.table, self.table.layout, self.own[key]
        gains = np.full(len(layout.days), -np.inf)
        able = learners[np.isfinite(layout.travel[learners, site])]
        least = max(layout.deliveries[key].least, 1)
        if len(able) < least or not layout.hours_fit[key, site]:
            return gains
        starts = table.starts[layout.clock_of[site], able]
        worth = self.worth[able] - layout.travel[able, site] * layout.deliveries[key].days
        each = np.where(starts, worth[:, None] - layout.early[key], -np.inf)
        most = min(layout.deliveries[key].most, len(able))
        best = np.partition(each, len(able) - most, axis=0)[len(able) - most :]
        sums = np.where(np.isfinite(best), np.maximum(best, 0), 0).sum(axis=0)
        price = layout.price_of_days(key)
        there = (starts.sum(axis=0) >= least) & np.isfinite(price) & self._taught(key)
        gains[there] = (sums - price)[there]
        return gains

    def _taught(self, key: int) -> Bools:
        table, delivery = self.table, self.table.layout.deliveries[key]
        found = np.ones(len(table.layout.days), bool)
        if self.rota is not None:
            return found
        for kind, number in enumerate(delivery.trainers):
            if number:
                able = table.layout.staff[kind].courses[delivery.course_id]
                free = (
                    table.free[kind][able] & (table.week_left[kind][able] > 0)[:, table.layout.week]
                )
                found &= every_day(free.sum(axis=0) >= number, delivery.offsets)
        return found

    def _alike(self, room: int, key: int, start: int) -> tuple[int, ...]:
        layout, days = self.table.layout, self.table.days_of(key, start)
        like = (
            (layout.room_site == layout.room_site[room])
            & (layout.seats == layout.seats[room])
            & (layout.kit == layout.kit[room])
            & (layout.desks == layout.desks[room])
            & self.table.room_free[:, days].all(axis=1)
        )
        return tuple(np.flatnonzero(like).tolist())

    def _grades(self, key: int, site: int, start: int) -> list[tuple[int, ...]]:
        layout, days = self.table.layout, self.table.days_of(key, start)
        free = np.flatnonzero(
            (layout.room_site == site) & self.table.room_free[:, days].all(axis=1)
        )
        rooms = free.tolist() if self.choice.exact else best_rooms(self.table, free)
        return list(dict.fromkeys(self._alike(room, key, start) for room in rooms))

    def _columns(self) -> None:
        table, layout, prices = (
            self.table,
            self.table.layout,
            self.table.layout.instance.settings.prices,
        )
        self.unplaced = {
            each: self.builder.column(
                prices.untrained * self._loyalty(each), whole=self.choice.exact
            )
            for each in self.learners
        }
        for cell in self.cells:
            session = layout.price_from[cell.key][cell.start]
            if cell.held >= 0:
                cell.column = self.builder.column(0, 1, lower=1)
            else:
                cell.column = self.builder.column(session, len(cell.rooms))
            room = cell.rooms[0]
            able = self.own[cell.key][table.may_start(self.own[cell.key], room, cell.start)]
            cost = table.cost_of(able, cell.key, int(layout.room_site[room]), cell.start)
            for learner, price in zip(able.tolist(), cost.tolist(), strict=True):
                kept = table.keep.get(learner)
                moved = kept is not None and not (kept[0] in cell.rooms and kept[1] == cell.start)
                # Once sessions are whole, seats nearly always are; asking it only costs time.
                cell.seats[learner] = self.builder.column(
                    price + (self.choice.reluctance * prices.changed_booking if moved else 0),
                    whole=self.choice.exact,
                )

    def _loyalty(self, learner: int) -> float:
        """Return how many people without a seat it takes to take a seat that somebody has."""
        has_one = learner in self.table.keep and learner not in self.freed.waiting
        return LOYALTY if has_one and self.choice.reluctance > 1 else 1.0

    def _everybody_once(self) -> None:
        choices: dict[int, list[tuple[int, float]]] = {
            each: [(column, 1.0)] for each, column in self.unplaced.items()
        }
        for cell in self.cells:
            for learner, column in cell.seats.items():
                choices[learner].append((column, 1.0))
        for terms in choices.values():
            self.builder.row(terms, 1, 1)

    def _classes_fit(self) -> None:
        table, layout = self.table, self.table.layout
        for cell in self.cells:
            terms = [(column, 1.0) for column in cell.seats.values()]
            if not terms:
                continue
            seats = table.seats_in(cell.key, cell.rooms[0])
            least = layout.deliveries[cell.key].least
            desks = int(layout.desks[cell.rooms[0]])
            if cell.held >= 0:
                seats -= len(table.classes[cell.held].members)
                least -= len(table.classes[cell.held].members)
                desks = table.desks_left(cell.held)
            self.builder.row([*terms, (cell.column, -float(seats))], -np.inf, 0)
            if least > (0 if cell.held >= 0 else 1):
                self.builder.row([*terms, (cell.column, -float(least))], 0, np.inf)
            at_desks = [
                (column, 1.0) for each, column in cell.seats.items() if layout.needs[each] & 4
            ]
            if at_desks:
                self.builder.row([*at_desks, (cell.column, -float(desks))], -np.inf, 0)

    def _enough_sessions(self) -> None:
        """So many sessions at least as would hold everybody who is not left out."""
        for key, learners in self.own.items():
            cells = [each for each in self.cells if each.key == key]
            held = [each for each in cells if each.held >= 0]
            if len(held) == len(cells) or any(each.seats for each in held):
                continue
            most = max(self.table.seats_in(key, room) for each in cells for room in each.rooms)
            terms = [(each.column, 1.0) for each in cells if each.held < 0]
            terms += [(self.unplaced[each], 1.0) for each in learners.tolist()]
            self.builder.row(terms, ceil(len(learners) / most), np.inf)

    def _rooms_suffice(self) -> None:
        used: dict[tuple[tuple[int, ...], int], list[tuple[int, float]]] = defaultdict(list)
        for cell in self.cells:
            if cell.held < 0:
                for day in self.table.days_of(cell.key, cell.start):
                    group = self._group(cell.rooms[0])
                    used[group, day].append((cell.column, 1.0))
        for (group, day), terms in used.items():
            free = int(self.table.room_free[list(group), day].sum())
            if len(terms) > 1:
                self.builder.row(terms, -np.inf, free)

    def _group(self, room: int) -> tuple[int, ...]:
        layout = self.table.layout
        like = (
            (layout.room_site == layout.room_site[room])
            & (layout.seats == layout.seats[room])
            & (layout.kit == layout.kit[room])
            & (layout.desks == layout.desks[room])
        )
        return tuple(np.flatnonzero(like).tolist())

    def _trainers_by_name(self, rota: Rota) -> None:
        """Trainers by name; nobody sits in a session that is not held."""
        offered: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, each in sorted(self.table.classes.items()):
            rota.staff(number, each.key, each.start)
        for cell in self.cells:
            if cell.held < 0:
                offered[cell.key, cell.start].append(cell.column)
                for column in cell.seats.values():
                    self.builder.row([(column, 1.0), (cell.column, -1.0)], -np.inf, 0)
        for (key, start), columns in offered.items():
            rota.staff((key, start), key, start, columns)
        rota.finish()

    def _caps_hold(self) -> None:
        table, layout = self.table, self.table.layout
        tight = self._units_near_their_cap()
        used: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for cell in self.cells:
            days = table.days_of(cell.key, cell.start)
            for learner, column in cell.seats.items():
                for unit in tight & set(layout.units_of[learner].tolist()):
                    for day in days:
                        used[unit, day].append((column, 1.0))
        for (unit, day), terms in sorted(used.items()):
            left = int(table.cap_left[unit, day])
            if len(terms) > left:
                self.builder.row(terms, -np.inf, left)

    def _units_near_their_cap(self) -> set[int]:
        members: Counter[int] = Counter()
        for learner in self.learners:
            members.update(self.table.layout.units_of[learner].tolist())
        return {
            unit
            for unit, many in members.items()
            if unit >= 0 and self.table.cap_left[unit].min() < many
        }

    def _guess(self) -> Floats | None:
        """Return the timetable as it was, as columns."""
        guess = np.zeros(len(self.builder.cost))
        for column in self.unplaced.values():
            guess[column] = 1
        for cell in self.cells:
            guess[cell.column] = cell.held >= 0
        seated = []
        for each in self.was.sessions:
            rooms = self._alike(each.room, each.key, each.start)
            like = Cell(each.key, each.start, rooms)
            cell = next(cell for cell in self.cells if cell.held < 0 and cell.fits(like))
            guess[cell.column] += 1
            seated += [(learner, cell) for learner in each.members]
        held = {cell.held: cell for cell in self.cells if cell.held >= 0}
        seated += [(learner, held[number]) for learner, number in self.was.seats.items()]
        for learner, cell in seated:
            if learner not in cell.seats:
                return None
            guess[cell.seats[learner]] = 1
            guess[self.unplaced[learner]] = 0
        if self.rota is not None:
            self.rota.guess(guess, self.table, self.was.sessions)
        return guess
