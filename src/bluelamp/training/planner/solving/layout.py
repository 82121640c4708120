"""A problem laid out in arrays: who could start when and where, and what it would cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

import numpy as np

from bluelamp.training.planner.instance import Instance, Need, TrainerKind

from .arrays import Bools, Floats, Ints
from .deliveries import Delivery, deliveries_of
from .duty import absent_days, every_day
from .places import Site, fits_hours, minutes, reach, room_kit, rooms_open, sites_of
from .staff import Staff, staff_of
from .starts import starts_of

KIT = {Need.STEP_FREE: 1, Need.LOOP: 2, Need.DESK: 4}


@dataclass(frozen=True)
class Layout:
    """The problem in arrays. A learner is one requirement: one person and one course.

    ``starts`` says by site clock, learner and day when a learner could start; ``loose_starts``
    admits at least every start of every plan that the checker accepts. Travel is priced for one
    training day there and back, infinite where the learner cannot go.
    """

    instance: Instance
    days: tuple[date, ...]
    week: Ints
    day_price: Floats
    deliveries: tuple[Delivery, ...]
    delivery_of: Ints
    starts: Bools
    loose_starts: Bools
    early: Floats
    sites: tuple[Site, ...]
    clock_of: Ints
    clocks: tuple[time, ...]
    hours_fit: Bools
    travel: Floats
    needs: Ints
    room_ids: tuple[str, ...]
    room_site: Ints
    seats: Ints
    kit: Ints
    desks: Ints
    room_open: Bools
    unit_ids: tuple[str, ...]
    units_of: Ints
    most_away: Ints
    staff: tuple[Staff, Staff]
    kin: dict[int, tuple[int, ...]]

    @cached_property
    def learners_of(self) -> list[Ints]:
        """Return the learners of each delivery."""
        return [
            np.flatnonzero(self.delivery_of == number) for number in range(len(self.deliveries))
        ]

    @cached_property
    def durations(self) -> Ints:
        """Return over how many days each learner is taught."""
        return np.array([each.days for each in self.deliveries])[self.delivery_of]

    @cached_property
    def placeable(self) -> Bools:
        """Tell who has a start in a room that is open, of enough equipment and within reach."""
        found = np.zeros(len(self.delivery_of), bool)
        for key, learners in enumerate(self.learners_of):
            for site in range(len(self.sites)):
                able = learners[np.isfinite(self.travel[learners, site])]
                starts = self.starts[self.clock_of[site], able]
                for needs in np.unique(self.needs[able]):
                    some = self.needs[able] == needs
                    open_on = self.open_for(key, site, int(needs))
                    found[able[some]] |= (starts[some] & open_on).any(axis=1)
        return found

    def open_for(self, key: int, site: int, needs: int) -> Bools:
        """Tell on which first days some room of a site could host a delivery with such needs."""
        rooms = [
            room for room in np.flatnonzero(self.room_site == site) if self.suits(int(room), needs)
        ]
        if not rooms or not self.hours_fit[key, site]:
            return np.zeros(len(self.days), bool)
        found: Bools = np.logical_or.reduce([self.room_starts[key][room] for room in rooms])
        return found

    def suits(self, room: int, needs: int) -> bool:
        """Tell whether a room has what somebody needs."""
        return (needs & ~int(self.kit[room])) == 0

    @cached_property
    def room_starts(self) -> list[Bools]:
        """Return by delivery on which first days each room is open on all its days."""
        return [every_day(self.room_open, each.offsets) for each in self.deliveries]

    @cached_property
    def site_minutes(self) -> Ints:
        """Return for how many minutes a day each site could teach."""
        return np.array([minutes(each.end) - minutes(each.start) for each in self.sites], np.int64)

    @cached_property
    def days_in(self) -> list[slice]:
        """Return the days of each week."""
        weeks = range(int(self.week.max()) + 1)
        first = np.searchsorted(self.week, [*weeks, len(weeks)]).tolist()
        return [slice(first[week], first[week + 1]) for week in weeks]

    @cached_property
    def price_from(self) -> list[list[float]]:
        """Return by delivery and first day what the session-days cost."""
        return [self.price_of_days(key).tolist() for key in range(len(self.deliveries))]

    def share_of_day(self, taught: int) -> float:
        """Return what a session of so many minutes takes of a day of its room and trainers.

        Two short sessions may follow each other on one day, which a bound must allow for; one
        beside which no other fits takes all of it.
        """
        settings = self.instance.settings
        whole = minutes(settings.day_end) - minutes(settings.day_start)
        shortest = min(each.minutes for each in self.deliveries)
        return 1.0 if taught + shortest > whole else max(taught, 1) / whole

    def price_of_days(self, key: int) -> Floats:
        """Return what the session-days of a delivery cost by its first day."""
        found = np.full(len(self.days), np.inf)
        delivery = self.deliveries[key]
        last = len(self.days) - delivery.offsets[-1]
        if last > 0:
            found[:last] = sum(
                self.day_price[offset : last + offset] for offset in delivery.offsets
            )
        return found


def lay_out(instance: Instance) -> Layout:
    """Lay a problem out in arrays."""
    days = tuple(instance.settings.days)
    deliveries, which = deliveries_of(instance)
    people = [instance.people[person] for person, _ in instance.requirements]
    sites = sites_of(instance)
    clocks = tuple(sorted({site.start for site in sites}))
    rooms = tuple(instance.rooms)
    delivery_of = np.array(which, np.int64)
    strict, loose = starts_of(instance, deliveries, delivery_of, clocks)
    number = {(site.venue_id, site.virtual): index for index, site in enumerate(sites)}
    seen = {unit: index for index, unit in enumerate(instance.units)}
    return Layout(
        instance=instance,
        days=days,
        week=_weeks(days),
        day_price=_day_prices(instance),
        deliveries=deliveries,
        delivery_of=delivery_of,
        starts=strict,
        loose_starts=loose,
        early=_early(instance, deliveries),
        sites=sites,
        clock_of=np.array([clocks.index(site.start) for site in sites], np.int64),
        clocks=clocks,
        hours_fit=fits_hours(deliveries, sites),
        travel=reach(instance, people, sites),
        needs=np.array([sum(KIT[need] for need in each.needs) for each in people], np.int64),
        room_ids=rooms,
        room_site=np.array([
            number[each.venue_id, each.virtual] for each in instance.rooms.values()
        ], np.int64),
        seats=np.array([each.seats for each in instance.rooms.values()], np.int64),
        kit=np.array([room_kit(each) for each in instance.rooms.values()], np.int64),
        desks=np.array([each.desks for each in instance.rooms.values()], np.int64),
        room_open=rooms_open(instance),
        unit_ids=tuple(instance.units),
        units_of=_chains(instance, [seen[each.unit_id] for each in people], seen),
        most_away=_most_away(instance),
        staff=(
            staff_of(instance, TrainerKind.SUPPLIER),
            staff_of(instance, TrainerKind.FACILITATOR),
        ),
        kin=_kin(instance),
    )  # fmt: skip


def _weeks(days: tuple[date, ...]) -> Ints:
    weeks = [day.isocalendar()[:2] for day in days]
    known = sorted(set(weeks))
    return np.array([known.index(week) for week in weeks], np.int64)


def _day_prices(instance: Instance) -> Floats:
    prices = instance.settings.prices
    return np.array([
        prices.session_day * (prices.saturday_factor if day.isoweekday() >= 6 else 1)
        for day in instance.settings.days
    ])  # fmt: skip


def _early(instance: Instance, deliveries: tuple[Delivery, ...]) -> Floats:
    length = len(instance.settings.days)
    found = np.zeros((len(deliveries), length))
    for key, delivery in enumerate(deliveries):
        left = length - 1 - (np.arange(length) + delivery.offsets[-1])
        found[key] = instance.settings.prices.week_early * np.maximum(left // 7, 0)
    return found


def _chains(instance: Instance, own: list[int], seen: dict[str, int]) -> Ints:
    chains = [[seen[above] for above in chain] for chain in instance.chain.values()]
    depth = max(map(len, chains), default=1)
    padded = np.array([chain + [-1] * (depth - len(chain)) for chain in chains], np.int64)
    return padded[np.array(own, np.int64)]


def _most_away(instance: Instance) -> Ints:
    """Return by unit and day how many may be at training: cap, and least strength of those in."""
    units = list(instance.units.values())
    caps = [int(instance.strength[each.unit_id] * each.cap) for each in units]
    found = np.repeat(np.array(caps, np.int64)[:, None], len(instance.settings.days), axis=1)
    if not any(each.min_strength for each in units):
        return found
    people = list(instance.people.values())
    absent = absent_days(instance, people)
    rows = {each.unit_id: number for number, each in enumerate(units)}
    away = np.zeros_like(found)
    for person, days in zip(people, absent, strict=True):
        for unit in instance.chain[person.unit_id]:
            away[rows[unit]] += days
    for row, each in enumerate(units):
        if each.min_strength:
            left = instance.strength[each.unit_id] - away[row] - each.min_strength
            found[row] = np.minimum(found[row], np.maximum(left, 0))
    return found


def _kin(instance: Instance) -> dict[int, tuple[int, ...]]:
    """Return for each learner whose person has more than one course the others of that person."""
    own: dict[str, list[int]] = {}
    for number, (person, _) in enumerate(instance.requirements):
        own.setdefault(person, []).append(number)
    return {
        one: tuple(other for other in together if other != one)
        for together in own.values()
        if len(together) > 1
        for one in together
    }
