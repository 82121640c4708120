"""Trainers for a force: as many as its tightness allows, each certified for some courses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from math import ceil
from random import Random

from bluelamp.training.planner.instance import (
    Absence,
    Instance,
    Settings,
    Trainer,
    TrainerKind,
    Variant,
    length_of,
    variant_of,
)

LETTERS = {TrainerKind.SUPPLIER: "S", TrainerKind.FACILITATOR: "F"}
A_FEW = 5
"""So few trainers of a kind are certified for most courses each."""
FULL = 15
"""How many sit in a session of a perfect plan, all in all."""


def days_needed(instance: Instance) -> Counter[str]:
    """Return about how many session-days a perfect plan needs of each course."""
    groups: Counter[tuple[str, Variant, int]] = Counter()
    for person_id, course_id in instance.requirements:
        person = instance.people[person_id]
        days, _ = length_of(instance.courses[course_id], person)
        groups[course_id, variant_of(person), days] += 1
    found: Counter[str] = Counter()
    for (course_id, variant, days), people in groups.items():
        adjusted = 1 if variant is Variant.ONE_TO_ONE else 5
        size = FULL if variant is Variant.STANDARD else adjusted
        found[course_id] += days * ceil(people / size)
    return found


def hire(
    random: Random, instance: Instance, tightness: float
) -> tuple[dict[str, Trainer], dict[str, tuple[Absence, ...]]]:
    """Return trainers whose days, together, are what is needed divided by the tightness."""
    needed = sum(days_needed(instance).values()) / tightness
    trainers: dict[str, Trainer] = {}
    away: dict[str, tuple[Absence, ...]] = {}
    for kind, letter in LETTERS.items():
        days, number = 0.0, 0
        while days < needed or number < 2:
            key = f"{letter}{number}"
            trainers[key] = Trainer(key, kind, "", random.choices((3, 4, 5), (1, 3, 1))[0])
            away[key] = _absences(random, instance.settings)
            own = _days_of(trainers[key], away[key], instance.settings)
            if days + own > needed:
                # The last one comes later, so that there are no more days than asked for.
                weeks = int((days + own - needed) / own * len(instance.settings.days) / 7)
                first = instance.settings.window_start + timedelta(weeks=weeks)
                trainers[key] = replace(trainers[key], first=first)
            days += own
            number += 1
    return trainers, away


def certify(random: Random, instance: Instance) -> frozenset[tuple[str, str]]:
    """Certify each trainer for three to six courses, more for those that are needed more."""
    needed = days_needed(instance)
    courses = list(instance.courses)
    found: set[tuple[str, str]] = set()
    held: dict[tuple[TrainerKind, str], float] = {}
    kinds = Counter(each.kind for each in instance.trainers.values())
    for key, trainer in instance.trainers.items():
        weight = {
            each: (needed[each] + 1) / (1 + held.get((trainer.kind, each), 0.0)) for each in courses
        }
        many = random.choices((3, 4, 5, 6), (13, 36, 30, 21))[0]
        own = _some(random, weight, 6 if kinds[trainer.kind] <= A_FEW else many)
        found |= {(key, each) for each in own}
        for each in own:
            share = trainer.max_days_a_week / len(own)
            held[trainer.kind, each] = held.get((trainer.kind, each), 0.0) + share
    for kind in TrainerKind:
        able = [key for key, each in instance.trainers.items() if each.kind is kind]
        for course in courses:
            if not any((key, course) in found for key in able):
                found.add((able[0], course))
    return frozenset(found)


def _some(random: Random, weight: dict[str, float], many: int) -> list[str]:
    left, found = dict(weight), []
    for _ in range(min(many, len(left))):
        found.append(random.choices(list(left), list(left.values()))[0])
        del left[found[-1]]
    return found


def _absences(random: Random, settings: Settings) -> tuple[Absence, ...]:
    found = []
    for _ in range(random.choices((1, 2, 3, 4), (1, 2, 2, 1))[0]):
        first = settings.window_start + timedelta(
            days=random.randrange((settings.go_live - settings.window_start).days)
        )
        found.append(Absence(first, first + timedelta(days=random.choices((0, 4), (3, 1))[0])))
    return tuple(sorted(found, key=lambda each: each.first))


def _days_of(trainer: Trainer, away: tuple[Absence, ...], settings: Settings) -> float:
    """Return on about how many days somebody can teach: in each week no more than they may."""
    total, weeks = 0, len(settings.days) // 7
    for week in range(weeks):
        days = settings.days[7 * week : 7 * week + 5]
        there = sum(not any(span.first <= day <= span.last for span in away) for day in days)
        total += min(there, trainer.max_days_a_week)
    return float(total)
