"""All that people of one kind of delivery can do, as a model that knows what it takes from others.

Sessions are whole, trainers stand by name, caps of units hold: but only among these people. What
they share with other deliveries, the days of trainers, rooms and units, is told beside the model,
so that it may be priced. Every plan that the checker accepts is a solution of all blocks, so what
they prove is a bound; whatever could not be told exactly is loosened.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np
from scipy.sparse import csr_matrix, vstack

from .arrays import Bools, Floats, Ints
from .duty import every_day
from .layout import Layout
from .mip import Builder, Model

Shared = tuple[str, int, int, int]
"""A day or week of a trainer, a day of a kind of room or of a unit."""
MOST_SEATS = 60_000


@dataclass(frozen=True)
class Block:
    """A model, what its columns take of what is shared, and what is paid whatever is done."""

    model: Model
    takes: dict[Shared, list[tuple[int, float]]]
    paid_anyhow: float
    counted: Floats

    def fewest(self) -> Model:
        """Return the model of how few sessions will do, people left out counted as sessions."""
        return replace(self.model, cost=self.counted)

    def with_at_least(self, many: int) -> Block:
        """Return the block with so many sessions at least, people left out counted as sessions."""
        model = self.model
        stricter = replace(
            model,
            rows=vstack([model.rows, csr_matrix(self.counted[None])]).tocsr(),
            row_lower=np.append(model.row_lower, many),
            row_upper=np.append(model.row_upper, np.inf),
        )
        return replace(self, model=stricter)


@dataclass(frozen=True)
class Supplies:
    """How much there is of what deliveries share; rooms of alike seats at a site are one kind."""

    layout: Layout
    rooms: dict[tuple[int, int], Ints]

    def of(self, shared: Shared) -> float:
        """Return how much there is of something on its day or in its week."""
        what, one, other, when = shared
        if what == "day":
            return 1.0
        if what == "week":
            return float(self.layout.staff[one].a_week[other])
        if what == "room":
            return float(self.rooms[one, other][when])
        return float(self.layout.most_away[one, when])


def supplies_of(layout: Layout) -> Supplies:
    """Return the supplies of a problem."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for room, (site, seats) in enumerate(zip(layout.room_site, layout.seats, strict=True)):
        if layout.sites[site].usable:
            alike[int(site), int(seats)].append(room)
    return Supplies(
        layout, {kind: layout.room_open[rooms].sum(axis=0) for kind, rooms in alike.items()}
    )


def blocks_of(layout: Layout) -> list[Block] | None:
    """Return the blocks of a problem, None if one of them is too large to be any use."""
    supplies = supplies_of(layout)
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for key, each in enumerate(layout.deliveries):
        together[each.course_id, each.variant, each.days, each.apart].append(key)
    found = []
    for keys in together.values():
        block = _Block(supplies, keys)
        if block.size() > MOST_SEATS:
            return None
        found.append(block.built())
    return found


@dataclass
class _Block:
    supplies: Supplies
    keys: list[int]
    builder: Builder = field(default_factory=Builder)
    takes: dict[Shared, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    held: list[int] = field(default_factory=list)
    seats: int = 0

    def __post_init__(self) -> None:
        layout = self.layout = self.supplies.layout
        self.learners = np.concatenate([layout.learners_of[key] for key in self.keys])
        self.delivery = min((layout.deliveries[key] for key in self.keys), key=lambda d: d.minutes)
        self.share = layout.share_of_day(self.delivery.minutes)
        self.at_once = max(int(1 / self.share + 1e-9), 1)
        self.open = self._open_rooms()
        sites = sorted({site for site, _ in self.open})
        able = self._able(sites)
        self.people = {
            start: self.learners[able[:, start]]
            for start in np.flatnonzero(able.sum(axis=0) >= max(self.delivery.least, 1)).tolist()
        }
        self.placeable = np.unique(np.concatenate([*self.people.values(), np.zeros(0, np.int64)]))

    def size(self) -> int:
        """Return how many seats the model would have."""
        return sum(map(len, self.people.values()))

    def built(self) -> Block:
        untrained = float(self.layout.instance.settings.prices.untrained)
        self.choices = {
            each: [(self.builder.column(untrained, whole=False), 1.0)]
            for each in self.placeable.tolist()
        }
        left_out = [own[0] for own in self.choices.values()]
        for start, people in self.people.items():
            self._seat(start, people)
        self._enough_sessions(left_out)
        self._keep_supplies()
        for own in self.choices.values():
            self.builder.row(own, 1, 1)
        anyhow = untrained * (len(self.learners) - len(self.placeable))
        counted = np.zeros(len(self.builder.cost))
        counted[[*self.held, *(column for column, _ in left_out)]] = 1.0
        return Block(self.builder.model(), dict(self.takes), anyhow, counted)

    def _open_rooms(self) -> dict[tuple[int, int], Bools]:
        """Return by kind of room on which first days a session could be held there."""
        priced = np.isfinite(self.layout.price_of_days(self.keys[0]))
        return {
            kind: every_day(there > 0, self.delivery.offsets) & priced
            for kind, there in self.supplies.rooms.items()
            if self.delivery.minutes <= self.layout.site_minutes[kind[0]]
        }

    def _able(self, sites: list[int]) -> Bools:
        layout = self.layout
        found = np.zeros((len(self.learners), len(layout.days)), bool)
        for site in sites:
            open_on = np.logical_or.reduce(
                [on for kind, on in self.open.items() if kind[0] == site]
            )
            found |= np.isfinite(layout.travel[self.learners, site])[:, None] & open_on
        found &= layout.loose_starts[self.learners]
        return found

    def _seat(self, start: int, people: Ints) -> None:
        """Add the sessions of a first day, who sits in them, where, and who teaches."""
        days = [start + offset for offset in self.delivery.offsets]
        sessions = self._sessions(start, days, len(people))
        early = float(self.layout.early[self.keys[0], start])
        by_way: dict[tuple[float, ...], list[int]] = defaultdict(list)
        for learner in people.tolist():
            column = self.builder.column(early, whole=False)
            self.choices[learner].append((column, 1.0))
            way = tuple(self.layout.travel[learner].tolist())
            by_way[way].append(column)
            there = [(each, -1.0) for site, own in sessions.items() for each, _ in own
                     if np.isfinite(way[site])]  # fmt: skip
            self.builder.row([(column, 1.0), *there], -np.inf, 0)
            self._release(learner, column, days)
        self._share_sites(sessions, by_way)
        self._staff(days, [each for own in sessions.values() for each, _ in own])

    def _sessions(self, start: int, days: list[int], many: int) -> dict[int, list[tuple[int, int]]]:
        """Return the columns of sessions by site, with their seats."""
        price = float(self.layout.price_of_days(self.keys[0])[start])
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (site, seats), on in self.open.items():
            if not on[start]:
                continue
            rooms = int(self.supplies.rooms[site, seats][days].min()) * self.at_once
            column = self.builder.column(price, min(rooms, many // max(self.delivery.least, 1)))
            found[site].append((column, min(seats, self.delivery.most)))
            self.held.append(column)
            self.seats = max(self.seats, min(seats, self.delivery.most))
            for day in days:
                self.takes["room", site, seats, day].append((column, self.share))
        return found

    def _release(self, learner: int, column: int, days: list[int]) -> None:
        """Count somebody with their units; who has several courses may have two on a day."""
        part = 1.0 / (1 + len(self.layout.kin.get(learner, ())))
        for unit in self.layout.units_of[learner].tolist():
            for day in days if unit >= 0 else ():
                self.takes["unit", unit, 0, day].append((column, part))

    def _share_sites(
        self, sessions: dict[int, list[tuple[int, int]]], by_way: dict[tuple[float, ...], list[int]]
    ) -> None:
        """Seat people by the ways they have; classes are neither too large nor too small."""
        seated: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for way, columns in by_way.items():
            going = []
            for site in sessions:
                if np.isfinite(way[site]):
                    cost = way[site] * self.delivery.days
                    going.append(self.builder.column(cost, len(columns), whole=False))
                    seated[site].append((going[-1], 1.0))
            terms = [(each, 1.0) for each in columns] + [(each, -1.0) for each in going]
            self.builder.row(terms, 0, 0)
        for site, own in sessions.items():
            most = [(each, -float(seats)) for each, seats in own]
            least = [(each, -float(self.delivery.least)) for each, _ in own]
            self.builder.row([*seated[site], *most], -np.inf, 0)
            if self.delivery.least > 1:
                self.builder.row([*seated[site], *least], 0, np.inf)

    def _staff(self, days: list[int], sessions: list[int]) -> None:
        """Give the sessions of a first day their trainers by name."""
        layout, delivery = self.layout, self.delivery
        for kind, number in enumerate(delivery.trainers):
            if not number:
                continue
            staff = layout.staff[kind]
            able = staff.courses[delivery.course_id] & staff.there[:, days].all(axis=1)
            terms = [(each, -float(number)) for each in sessions]
            for trainer in np.flatnonzero(able).tolist():
                column = self.builder.column(0, self.at_once)
                terms.append((column, 1.0))
                for day in days:
                    self.takes["day", kind, trainer, day].append((column, self.share))
                for week, times in zip(
                    *np.unique(layout.week[days], return_counts=True), strict=True
                ):
                    taken = column, self.share * float(times)
                    self.takes["week", kind, trainer, int(week)].append(taken)
            self.builder.row(terms, 0, 0)

    def _enough_sessions(self, left_out: list[tuple[int, float]]) -> None:
        """So many sessions at least as would hold everybody who is not left out.

        Their number is a column of its own, which the solver may branch on.
        """
        if not self.held:
            return
        number = self.builder.column(0, len(self.placeable))
        held = [(each, 1.0) for each in self.held]
        self.builder.row([*held, (number, -1.0)], 0, 0)
        fewest = ceil(len(self.placeable) / self.seats - 1e-9)
        self.builder.row([(number, 1.0), *left_out], fewest, np.inf)

    def _keep_supplies(self) -> None:
        """Take no more of anything than there is, even alone."""
        for shared, terms in self.takes.items():
            supply = self.supplies.of(shared)
            own = [(column, ceil(part) if shared[0] == "unit" else part) for column, part in terms]
            most = sum(self.builder.upper[column] * part for column, part in own)
            if shared[0] != "room" and most > supply:
                self.builder.row(own, -np.inf, supply)
