"""Trainers of one kind: on which days they are there, for how many a week, for which courses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bluelamp.training.planner.instance import Instance, TrainerKind

from .arrays import Bools, Ints
from .duty import training_days


@dataclass(frozen=True)
class Staff:
    """Arrays over the trainers of one kind."""

    ids: tuple[str, ...]
    there: Bools
    a_week: Ints
    courses: dict[str, Bools]

    @cached_property
    def versatile(self) -> Ints:
        """Return how many courses each may teach."""
        found: Ints = np.sum([*self.courses.values()], axis=0, dtype=np.int64)
        return found


def staff_of(instance: Instance, kind: TrainerKind) -> Staff:
    """Return the trainers of a kind."""
    days = instance.settings.days
    own = [each for each in instance.trainers.values() if each.kind is kind]
    there = np.zeros((len(own), len(days)), bool)
    taught = training_days(instance)
    for row, trainer in enumerate(own):
        away = instance.trainer_unavailable.get(trainer.trainer_id, ())
        for number, day in enumerate(days):
            had = (not trainer.first or trainer.first <= day) and (
                not trainer.last or day <= trainer.last
            )
            there[row, number] = had and not any(span.first <= day <= span.last for span in away)
    return Staff(
        tuple(each.trainer_id for each in own),
        there & taught,
        np.array([each.max_days_a_week for each in own], np.int64),
        {
            course: np.array(
                [(each.trainer_id, course) in instance.certifications for each in own], bool
            )
            for course in instance.courses
        },
    )
