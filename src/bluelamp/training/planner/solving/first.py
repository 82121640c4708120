"""The first timetable: opened again and again, each time minding those who were left out.

Whoever is left without a seat is worth more in the next opening, and so is taken earlier; so is
a delivery that left many out (squeaky-wheel search).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arrays import Floats, Ints
from .ascent import Bound
from .carrying_out import carry_out
from .freeing import Freed
from .layout import Layout
from .mip import solve_model
from .opening import open_sessions
from .prices import Dual
from .reseating import Choice, model_part
from .timetable import Timetable
from .whole_deliveries import one_a_person

SQUEAK = 120.0
PATIENCE = 6
"""After so many openings none of which was better, no more are tried."""
FAIRLY = 2e-3
SCARCE = 400.0
"""What somebody with one possible start is worth more than others; with two, half of it."""


def first_timetable(
    layout: Layout, dual: Dual, bound: Bound, passes: int, goes_on: Callable[[], bool]
) -> Timetable:
    """Return the best of so many openings."""
    starts = layout.starts.any(axis=0).sum(axis=1)
    worth = bound.paid + SCARCE / np.maximum(starts, 1)
    squeaks = np.zeros(len(layout.deliveries))
    best, since = None, 0
    for _ in range(passes):
        table = Timetable(layout)
        open_sessions(table, dual, bound, worth, delivery_order(layout, squeaks))
        since += 1
        if best is None or table.cost() < best.cost():
            best, since = table, 0
        waiting = np.array(table.waiting(), np.int64)
        if not len(waiting) or since >= PATIENCE or not goes_on():
            break
        worth[waiting] += SQUEAK
        squeaks = 0.7 * squeaks + _share_left(layout, waiting)
    if best is None:
        raise ValueError("at least one pass is needed")
    return best


def delivery_by_delivery(
    layout: Layout, dual: Dual, bound: Bound, seconds: float, goes_on: Callable[[], bool]
) -> Timetable:
    """Return a timetable of models: each delivery at its best, given those before it.

    The longest come first. The models have trainers by name, who may change for those before;
    each has so many seconds. When time is up, the rest is opened without models.
    """
    table = Timetable(layout)
    keys = range(len(layout.deliveries))
    for key in sorted(keys, key=lambda key: _longest(layout, key)):
        if not goes_on():
            break
        own = layout.learners_of[key][layout.placeable[layout.learners_of[key]]].tolist()
        own = one_a_person(table, [each for each in own if table.starts[:, each].any()])
        part = model_part(table, Freed((), own, whole=True), Choice(bound.paid, 0))
        if part is not None:
            carry_out(table, part, solve_model(part.model, seconds, gap=FAIRLY))
    open_sessions(table, dual, bound, bound.paid, delivery_order(layout))
    return table


def _longest(layout: Layout, key: int) -> tuple[int, ...]:
    delivery = layout.deliveries[key]
    return courses_before(layout, delivery.course_id), -delivery.days, len(layout.learners_of[key])


def _share_left(layout: Layout, waiting: Ints) -> Floats:
    left = np.bincount(layout.delivery_of[waiting], minlength=len(layout.deliveries))
    many = np.maximum([len(each) for each in layout.learners_of], 1)
    found: Floats = left / many
    return found


def courses_before(layout: Layout, course: str) -> int:
    """Return the place of a course in the order of courses."""
    after = layout.instance.courses[course].after
    return 1 + max((courses_before(layout, each) for each in after), default=0)


def delivery_order(layout: Layout, squeaks: Floats | None = None) -> list[int]:
    """Return the deliveries in the order of courses, the hardest to fit in first."""

    def rank(key: int) -> tuple[float, ...]:
        delivery, learners = layout.deliveries[key], layout.learners_of[key]
        starts = layout.starts[0, learners].sum(axis=1)
        many = float(starts.mean()) if len(starts) else 0.0
        return (
            courses_before(layout, delivery.course_id),
            delivery.least > 1,
            -delivery.days - 6 * (float(squeaks[key]) if squeaks is not None else 0.0),
            many,
        )

    return sorted(range(len(layout.deliveries)), key=rank)
