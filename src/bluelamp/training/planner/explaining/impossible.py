"""What makes a problem hopeless in part, named before anything is solved."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bluelamp.training.planner.solving.arrays import Bools
from bluelamp.training.planner.solving.layout import Layout


def impossible(layout: Layout) -> list[str]:
    """Return what cannot be done whatever the plan, most sweeping first."""
    return [
        *_nobody_may_teach(layout),
        *_caps_of_nought(layout),
        *_units_too_large(layout),
        *_classes_too_small(layout),
    ]


def _nobody_may_teach(layout: Layout) -> Iterator[str]:
    for course in dict.fromkeys(each.course_id for each in layout.deliveries):
        deliveries = [each for each in layout.deliveries if each.course_id == course]
        for kind, name in enumerate(("supplier", "facilitator")):
            needed = max(each.trainers[kind] for each in deliveries)
            able = int(layout.staff[kind].courses[course].sum())
            if able < needed:
                yield f"course {course}: {able} {name} trainers may teach it, {needed} are needed"


def _caps_of_nought(layout: Layout) -> Iterator[str]:
    waiting = np.unique(layout.units_of[layout.units_of >= 0])
    for unit in waiting:
        if not layout.most_away[unit].any():
            own = layout.instance.units[layout.unit_ids[unit]]
            strength = layout.instance.strength[own.unit_id]
            share = f"{float(own.cap):.0%} of {strength} people"
            yield f"unit {own.unit_id}: {share} is nobody at a time"


def _units_too_large(layout: Layout) -> Iterator[str]:
    """A unit needs no more days of training than its cap and its people's duty days allow."""
    could = _could_be_taught(layout)
    for unit in np.unique(layout.units_of[layout.units_of >= 0]):
        own = np.flatnonzero((layout.units_of == unit).any(axis=1) & layout.placeable)
        allowed = int(np.minimum(layout.most_away[unit], could[own].sum(axis=0)).sum())
        needed = int(layout.durations[own].sum())
        if layout.most_away[unit].any() and needed > allowed:
            name = layout.unit_ids[unit]
            yield f"unit {name}: {needed} days of training are needed, {allowed} are possible"


def _could_be_taught(layout: Layout) -> Bools:
    """Tell by learner and day whether any start would have them taught that day."""
    starts: Bools = np.any(layout.starts, axis=0)
    found = np.zeros_like(starts)
    for delivery, learners in zip(layout.deliveries, layout.learners_of, strict=True):
        for offset in delivery.offsets:
            if offset < starts.shape[1]:
                found[learners, offset:] |= starts[learners, : starts.shape[1] - offset]
    return found


def _classes_too_small(layout: Layout) -> Iterator[str]:
    for delivery, learners in zip(layout.deliveries, layout.learners_of, strict=True):
        if len(learners) < delivery.least:
            need = f"{len(learners)} people need it as {delivery.variant}"
            yield f"course {delivery.course_id}: {need}, a class has at least {delivery.least}"
