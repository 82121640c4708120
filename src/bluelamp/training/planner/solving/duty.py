"""On which days somebody could be trained: duty, rest, absence, frozen dates, the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from bluelamp.training.planner.instance import Instance, Person, Shift

from .arrays import Bools
from .deliveries import Delivery

LONDON = ZoneInfo("Europe/London")
SATURDAY = 6


def training_days(instance: Instance) -> Bools:
    """Tell which days of the window are training days for anybody."""
    settings = instance.settings
    shut = {day for day, unit in instance.frozen if unit is None}
    return np.array([
        day.isoweekday() in settings.training_weekdays
        and day not in shut
        and not (
            day.isoweekday() == SATURDAY
            and settings.saturday_from is not None
            and day < settings.saturday_from
        )
        for day in settings.days
    ])  # fmt: skip


def fresh_days(instance: Instance) -> Bools:
    """Tell on which days a course may end so that it is fresh at go-live."""
    settings = instance.settings
    return np.array([(settings.go_live - day).days <= settings.fresh_days for day in settings.days])


def absent_days(instance: Instance, people: list[Person]) -> Bools:
    """Tell on which days each person is absent."""
    days = instance.settings.days
    found = np.zeros((len(people), len(days)), bool)
    for row, person in enumerate(people):
        for span in instance.unavailable.get(person.person_id, ()):
            first = max((span.first - days[0]).days, 0)
            found[row, first : max((span.last - days[0]).days + 1, 0)] = True
    return found


def frozen_days(instance: Instance) -> dict[str, Bools]:
    """Tell on which days there is no training for a unit or for one above it."""
    days = {day: number for number, day in enumerate(instance.settings.days)}
    own = {unit: np.zeros(len(days), bool) for unit in instance.units}
    for day, unit in instance.frozen:
        if unit is not None and day in days:
            own[unit][days[day]] = True
    return {
        unit: np.logical_or.reduce([own[above] for above in chain])
        for unit, chain in instance.chain.items()
    }


@dataclass
class DutyDays:
    """Days of duty, and days with rest before and after a training, by roster and offset."""

    instance: Instance
    _known: dict[tuple[object, ...], Bools] = field(default_factory=dict)

    def on_duty(self, roster_id: str, offset: int) -> Bools:
        """Tell on which days there is a duty that training can replace."""
        days = range(len(self.instance.settings.days))
        return np.array([self._shift(roster_id, offset, day) is not None for day in days])

    def rested_before(self, roster_id: str, offset: int, start: time) -> Bools:
        """Tell on which days a training that starts then comes long enough after a duty."""
        return self._cached(roster_id, offset, start, -1)

    def rested_after(self, roster_id: str, offset: int, end: time) -> Bools:
        """Tell on which days a training that ends then leaves enough rest before a duty."""
        return self._cached(roster_id, offset, end, 1)

    def _cached(self, roster_id: str, offset: int, clock: time, way: int) -> Bools:
        key = (roster_id, offset % len(self.instance.rosters[roster_id]), clock, way)
        if key not in self._known:
            days = range(len(self.instance.settings.days))
            self._known[key] = np.array([
                self._rested(roster_id, offset, day, clock, way) for day in days
            ])  # fmt: skip
        return self._known[key]

    def _rested(self, roster_id: str, offset: int, day: int, clock: time, way: int) -> bool:
        for near in (day + way, day + 2 * way):
            shift = self._shift(roster_id, offset, near)
            if shift:
                begins, ends = self._hours(near, shift)
                taught = instant(self._date(day), clock)
                gap = taught - ends if way < 0 else begins - taught
                return gap >= timedelta(hours=self.instance.settings.rest_hours)
        return True

    def _shift(self, roster_id: str, offset: int, day: int) -> Shift | None:
        cycle = self.instance.rosters[roster_id]
        return cycle[(day + offset) % len(cycle)]

    def _hours(self, day: int, shift: Shift) -> tuple[datetime, datetime]:
        last = day if shift.end > shift.start else day + 1
        return instant(self._date(day), shift.start), instant(self._date(last), shift.end)

    def _date(self, day: int) -> date:
        return self.instance.settings.window_start + timedelta(days=day)


def instant(day: date, clock: time) -> datetime:
    """Return local time as elapsed time counts it."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def rested_within(instance: Instance, delivery: Delivery, start: time) -> Bools:
    """Tell on which first days the training days themselves lie far enough apart."""
    days = instance.settings.days
    if delivery.days == 1 or delivery.apart > 1:
        return np.ones(len(days), bool)
    rest = timedelta(hours=instance.settings.rest_hours)
    end = ends_at(start, delivery.minutes)
    night = np.array([
        instant(day + timedelta(days=1), start) - instant(day, end) >= rest for day in days
    ])  # fmt: skip
    return every_day(night, delivery.offsets[:-1])


def every_day(free: Bools, offsets: tuple[int, ...]) -> Bools:
    """Tell on which first days all the days of a delivery are free; past the window none is."""
    length = free.shape[-1]
    found = np.ones_like(free)
    for offset in offsets:
        if offset >= length:
            return np.zeros_like(free)
        found[..., : length - offset] &= free[..., offset:]
        found[..., length - offset :] = False
    return found


def ends_at(start: time, minutes: int) -> time:
    """Return when a training ends that starts then, on the same day."""
    total = start.hour * 60 + start.minute + minutes
    return time(total // 60 % 24, total % 60)
