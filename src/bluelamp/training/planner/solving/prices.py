"""A lower bound on every plan, and fair prices: the Lagrangian dual at the level of people.

Trainers and rooms are priced by the day; everybody then takes the cheapest seat anywhere, paying
their share of a full session. What all pay, less the most that the trainers and rooms could earn
at those prices, is at most the cost of any plan: for whatever prices, so they need not be optimal.
A seat costs (session-days + its trainers + its room) / seats; a higher price than that would open
sessions for profit, a lower one only lowers the bound, so seats need no prices of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .arrays import Bools, Floats, Ints
from .duty import every_day
from .layout import Layout
from .places import grades_of
from .staff import Staff

SOFT = 10.0
"""Trainers choose among courses whose prices differ by no more than about this."""
Prices = tuple[Floats, Floats, Floats]
"""Supplier and facilitator by course and day, room by grade and day."""


@dataclass(frozen=True)
class Crowd:
    """Learners of one delivery with the same needs, as the dual sees them."""

    key: int
    learners: Ints
    grades: Ints
    seats: Floats
    open_on: Bools
    closed: Floats
    travel: Floats


@dataclass
class Dual:
    """The dual of a layout: its value and slope at given prices."""

    layout: Layout
    grades: list[Ints] = field(init=False)
    crowds: list[Crowd] = field(init=False)
    courses: list[str] = field(init=False)
    paid: Floats = field(init=False)

    def __post_init__(self) -> None:
        layout = self.layout
        self.grades = grades_of(layout.room_site, layout.seats, layout.kit, layout.desks)
        self.courses = list(layout.instance.courses)
        self.grade_site = np.array([layout.room_site[rooms[0]] for rooms in self.grades], np.int64)
        self.rooms_there = np.array([
            layout.room_open[rooms].sum(axis=0) for rooms in self.grades
        ])  # fmt: skip
        self.crowds = [
            crowd
            for key, learners in enumerate(layout.learners_of)
            for needs in np.unique(layout.needs[learners])
            if (crowd := self._crowd(key, learners[layout.needs[learners] == needs], int(needs)))
        ]

    def nothing(self) -> Prices:
        """Return prices of nought."""
        shape = (len(self.courses), len(self.layout.days))
        return np.zeros(shape), np.zeros(shape), np.zeros((len(self.grades), shape[1]))

    def value(self, prices: Prices) -> tuple[float, Prices]:
        """Return the bound at these prices, and by how much demand exceeds supply."""
        excess = self.nothing()
        self.paid = np.full(
            len(self.layout.delivery_of), float(self.layout.instance.settings.prices.untrained)
        )
        for crowd in self.crowds:
            self._take_seats(crowd, prices, excess)
        earned = sum(
            _earnings(staff, self.courses, self.layout.week, prices[kind], excess[kind])
            for kind, staff in enumerate(self.layout.staff)
        )
        earned += float((prices[2] * self.rooms_there).sum())
        excess[2][:] -= self.rooms_there
        return float(self.paid.sum()) - earned, excess

    def _crowd(self, key: int, learners: Ints, needs: int) -> Crowd | None:
        layout, delivery = self.layout, self.layout.deliveries[key]
        own = [
            grade
            for grade, rooms in enumerate(self.grades)
            if layout.suits(int(rooms[0]), needs)
            and layout.sites[self.grade_site[grade]].usable
            and delivery.minutes <= layout.site_minutes[self.grade_site[grade]]
        ]
        if not own or not len(learners):
            return None
        open_on = np.array([
            every_day(self.rooms_there[grade] > 0, delivery.offsets) for grade in own
        ])  # fmt: skip
        seats = self._fillable(key, np.array(own, np.int64))
        return Crowd(
            key,
            learners,
            np.array(own, np.int64),
            np.where(open_on & (seats >= delivery.least), seats, 0),
            open_on,
            np.where(layout.loose_starts[learners], 0, np.inf),
            layout.travel[learners] * delivery.days,
        )

    def _fillable(self, key: int, grades: Ints) -> Floats:
        """Return how many could sit in a session by grade and first day: seats, class, caps."""
        layout, learners = self.layout, self.layout.learners_of[key]
        most = layout.deliveries[key].most
        found = np.zeros((len(grades), len(layout.days)))
        for row, grade in enumerate(grades):
            able = np.isfinite(layout.travel[learners, self.grade_site[grade]])
            there = self._no_more_than_caps(learners[able])
            seats = layout.seats[self.grades[grade][0]]
            found[row] = np.minimum(there, min(int(seats), most))
        return found

    def _no_more_than_caps(self, learners: Ints) -> Ints:
        """Return by first day how many of some learners could come, as the caps of teams allow."""
        layout = self.layout
        if not len(learners):
            return np.zeros(len(layout.days), np.int64)
        teams = layout.units_of[learners, 0]
        order = teams.argsort(kind="stable")
        own, first = np.unique(teams[order], return_index=True)
        there = np.add.reduceat(
            layout.loose_starts[learners[order]].astype(np.int64), first, axis=0
        )
        found: Ints = np.minimum(there, layout.most_away[own]).sum(axis=0)
        return found

    def _take_seats(self, crowd: Crowd, prices: Prices, excess: Prices) -> None:
        layout, delivery = self.layout, self.layout.deliveries[crowd.key]
        course = self.courses.index(delivery.course_id)
        daily = sum(
            number * each[course]
            for number, each in zip(delivery.trainers, prices[:2], strict=True)
        )
        part = layout.share_of_day(delivery.minutes)
        whole = layout.price_of_days(crowd.key) + over_days(
            part * (daily + prices[2][crowd.grades]), delivery.offsets
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            seat = np.where(crowd.seats > 0, whole / crowd.seats, np.inf) + layout.early[crowd.key]
        best = np.full(len(crowd.learners), float(layout.instance.settings.prices.untrained))
        chosen = np.full((2, len(crowd.learners)), -1)
        for site in np.unique(self.grade_site[crowd.grades]):
            rows = np.flatnonzero(self.grade_site[crowd.grades] == site)
            able = np.flatnonzero(np.isfinite(crowd.travel[:, site]))
            cheapest = rows[seat[rows].argmin(axis=0)]
            least = seat[rows].min(axis=0)
            told = crowd.closed[able] + least
            day = told.argmin(axis=1)
            cost = told[np.arange(len(able)), day] + crowd.travel[able, site]
            better = cost < best[able]
            best[able[better]] = cost[better]
            chosen[:, able[better]] = cheapest[day[better]], day[better]
        self.paid[crowd.learners] = best
        taken = chosen[0] >= 0
        row, day = chosen[:, taken]
        share = part / crowd.seats[row, day]
        for offset in delivery.offsets:
            for kind, number in enumerate(delivery.trainers):
                np.add.at(excess[kind][course], day + offset, number * share)
            np.add.at(excess[2], (crowd.grades[row], day + offset), share)


def over_days(daily: Floats, offsets: tuple[int, ...]) -> Floats:
    """Return by first day the sum over the days of a session."""
    length = daily.shape[-1]
    found = np.full_like(daily, np.inf)
    last = length - offsets[-1]
    if last > 0:
        found[..., :last] = sum(daily[..., offset : last + offset] for offset in offsets)
    return found


def _earnings(
    staff: Staff, courses: list[str], weeks: Ints, price: Floats, excess: Floats
) -> float:
    """Return the most that trainers could earn; what they would teach is taken from the excess."""
    earned = 0.0
    wanted = excess.sum(axis=1) + 1e-9
    certified = np.array([staff.courses[each] for each in courses])
    kinds, which = np.unique(certified, axis=1, return_inverse=True)
    for column, able in enumerate(kinds.T):
        rows = np.flatnonzero(which == column)
        if not able.any():
            continue
        best = price[able].max(axis=0)
        shares = wanted[able, None] * np.exp((price[able] - best) / SOFT)
        shares /= shares.sum(axis=0)
        worked = np.zeros(len(best))
        for week in np.unique(weeks):
            days = np.flatnonzero(weeks == week)
            paid = np.where(staff.there[np.ix_(rows, days)], best[days], -1.0)
            rank = (-paid).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
            works = (rank < staff.a_week[rows, None]) & (paid >= 0)
            earned += float(paid[works].sum())
            worked[days] += works.sum(axis=0)
        excess[able] -= shares * worked
    return earned
