"""The ways in which courses are delivered: who can sit in one session together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from bluelamp.training.planner.instance import Course, Instance, Variant, length_of, variant_of


@dataclass(frozen=True, slots=True)
class Delivery:
    """A course as it is taught to people whose plans ask the same.

    ``days`` training days lie ``apart`` days from each other (1 = consecutive) and last
    ``minutes`` each; ``trainers`` counts suppliers and facilitators.
    """

    course_id: str
    variant: Variant
    days: int
    apart: int
    minutes: int
    least: int
    most: int
    trainers: tuple[int, int]

    @property
    def offsets(self) -> tuple[int, ...]:
        """Return how many days after the first each training day lies."""
        return tuple(number * self.apart for number in range(self.days))


def deliveries_of(instance: Instance) -> tuple[tuple[Delivery, ...], list[int]]:
    """Return the deliveries, and which of them each requirement asks for."""
    alike: dict[tuple[str, Variant, int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, (person_id, course_id) in enumerate(instance.requirements):
        person, course = instance.people[person_id], instance.courses[course_id]
        days, apart = length_of(course, person)
        needed = Fraction(course.minutes * (100 + person.extra_time_pct), 100)
        daily = min(course.minutes_per_day, person.max_minutes_per_day or course.minutes_per_day)
        key = (course_id, variant_of(person), days, apart if days > 1 else 1)
        alike[key].append((ceil(needed / days), daily, number))
    found: list[Delivery] = []
    which = [0] * len(instance.requirements)
    for key in sorted(alike):
        for minutes, numbers in _together(alike[key]):
            for number in numbers:
                which[number] = len(found)
            found.append(_delivery(instance.courses[key[0]], *key[1:], minutes))
    return tuple(found), which


def _together(asked: list[tuple[int, int, int]]) -> list[tuple[int, list[int]]]:
    """Put together those for whom one length of day is long enough and not too long."""
    found: list[tuple[int, list[int]]] = []
    shortest = -1
    for least, most, number in sorted(asked):
        if not found or least > shortest:
            found.append((least, []))
            shortest = most
        shortest = min(shortest, most)
        found[-1] = (least, found[-1][1])
        found[-1][1].append(number)
    return found


def _delivery(course: Course, variant: Variant, days: int, apart: int, minutes: int) -> Delivery:
    alone = variant is Variant.ONE_TO_ONE
    ordinary = variant is Variant.STANDARD
    most = course.max_class if ordinary else 1 if alone else course.adjusted_max_class
    return Delivery(
        course.course_id,
        variant,
        days,
        apart,
        minutes,
        course.min_class if ordinary else 1,
        most,
        (1, 0) if alone else (course.supplier_trainers, course.facilitators),
    )
