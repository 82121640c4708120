"""Several courses of one person: not on one day, in their order, rested between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .arrays import Bools, Ints

if TYPE_CHECKING:
    from .timetable import Timetable


def starts_beside_kin(table: Timetable, learner: int) -> Bools:
    """Return when somebody could start, given where their other courses stand."""
    layout = table.layout
    found = layout.starts[:, learner].copy()
    own = layout.deliveries[layout.delivery_of[learner]]
    days = np.arange(len(layout.days))
    last = days + own.offsets[-1]
    for other in layout.kin[learner]:
        theirs = layout.deliveries[layout.delivery_of[other]]
        number = int(table.seat_of[other])
        if number < 0:
            if theirs.course_id in layout.instance.courses[own.course_id].after:
                found[:] = False
            continue
        taken = table.days_of(table.classes[number].key, table.classes[number].start)
        if theirs.course_id in layout.instance.courses[own.course_id].after:
            found &= days > taken[-1]
        if own.course_id in layout.instance.courses[theirs.course_id].after:
            found &= last < taken[0]
        found &= ~_meets(days, own.offsets, taken, _nights_apart(table))
    return found


def _meets(days: Ints, offsets: tuple[int, ...], taken: list[int], apart: int) -> Bools:
    found = np.zeros(len(days), bool)
    for offset in offsets:
        for day in taken:
            found |= np.abs(days + offset - day) < apart
    return found


def _nights_apart(table: Timetable) -> int:
    """Return how many days apart two courses must lie so that the rest between is kept."""
    settings = table.layout.instance.settings
    hours = settings.day_end.hour + settings.day_end.minute / 60
    hours -= settings.day_start.hour + settings.day_start.minute / 60
    # An hour less, for the night in which the clocks go forward.
    return 1 if 23 - hours >= settings.rest_hours else 2
