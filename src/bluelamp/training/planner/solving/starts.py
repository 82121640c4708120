"""When each learner could start, one demand after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import time

import numpy as np

from bluelamp.training.planner.instance import Instance

from .arrays import Bools, Ints
from .deliveries import Delivery
from .duty import (
    DutyDays,
    absent_days,
    ends_at,
    every_day,
    fresh_days,
    frozen_days,
    rested_within,
    training_days,
)
from .places import minutes


def starts_of(
    instance: Instance,
    deliveries: tuple[Delivery, ...],
    delivery_of: Ints,
    clocks: tuple[time, ...],
) -> tuple[Bools, Bools]:
    """Return by clock, learner and day who could start; and the starts of any plan at all.

    The second is a bound's: whatever hour within the day a session takes, and with the other
    courses of the same person in place of their duties.
    """
    length = len(instance.settings.days)
    strict = np.zeros((len(clocks), len(delivery_of), length), bool)
    loose = np.zeros((len(delivery_of), length), bool)
    free = _free_days(instance)
    several = Counter(person for person, _ in instance.requirements)
    duty = DutyDays(instance)
    for (key, roster, offset), learners in _alike(instance, delivery_of).items():
        delivery = deliveries[key]
        on_duty = duty.on_duty(roster, offset)
        days = every_day(on_duty & free[learners], delivery.offsets) & _window(instance, delivery)
        rows = np.array(learners)
        for number, start in enumerate(clocks):
            strict[number, rows] = days & _rested(duty, delivery, roster, offset, start)
        many = np.array([several[instance.requirements[each][0]] > 1 for each in learners])
        loose[rows] = days & (_loosely(duty, delivery, roster, offset) | many[:, None])
    return strict, loose


def _alike(instance: Instance, delivery_of: Ints) -> dict[tuple[int, str, int], list[int]]:
    found: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for number, (person_id, _) in enumerate(instance.requirements):
        person = instance.people[person_id]
        offset = person.roster_offset % len(instance.rosters[person.roster_id])
        found[int(delivery_of[number]), person.roster_id, offset].append(number)
    return found


def _free_days(instance: Instance) -> Bools:
    """Tell when nobody is absent or frozen: by learner and day."""
    people = list(instance.people.values())
    frozen = frozen_days(instance)
    shut = np.array([frozen[each.unit_id] for each in people]).reshape(len(people), -1)
    free = ~absent_days(instance, people) & ~shut
    row = {each.person_id: number for number, each in enumerate(people)}
    found: Bools = free[[row[person] for person, _ in instance.requirements]]
    return found


def _window(instance: Instance, delivery: Delivery) -> Bools:
    """Tell on which days a delivery may start for anybody: training days, and ending fresh."""
    within = every_day(training_days(instance), delivery.offsets)
    return within & every_day(fresh_days(instance), delivery.offsets[-1:])


def _rested(duty: DutyDays, delivery: Delivery, roster: str, offset: int, start: time) -> Bools:
    if minutes(start) + delivery.minutes > minutes(duty.instance.settings.day_end):
        return np.zeros(len(duty.instance.settings.days), bool)
    before = duty.rested_before(roster, offset, start)
    after = duty.rested_after(roster, offset, ends_at(start, delivery.minutes))
    return _on_the_edges(before, after, delivery) & rested_within(duty.instance, delivery, start)


def _loosely(duty: DutyDays, delivery: Delivery, roster: str, offset: int) -> Bools:
    settings = duty.instance.settings
    latest = minutes(settings.day_end) - delivery.minutes
    if latest < minutes(settings.day_start):
        return np.zeros(len(settings.days), bool)
    before = duty.rested_before(roster, offset, time(latest // 60, latest % 60))
    after = duty.rested_after(roster, offset, ends_at(settings.day_start, delivery.minutes))
    return _on_the_edges(before, after, delivery)


def _on_the_edges(before: Bools, after: Bools, delivery: Delivery) -> Bools:
    """Rest counts at the first and last of consecutive days, on every day of days apart."""
    if delivery.apart > 1:
        return every_day(before & after, delivery.offsets)
    return before & every_day(after, delivery.offsets[-1:])
