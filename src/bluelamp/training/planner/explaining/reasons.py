"""Why each person without a place has none."""

from __future__ import annotations

import numpy as np

from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.solving.arrays import Ints
from bluelamp.training.planner.solving.layout import lay_out
from bluelamp.training.planner.solving.plans import table_of
from bluelamp.training.planner.solving.teams import able_trainers
from bluelamp.training.planner.solving.timetable import Timetable

from .days import days_that_remain, nowhere_to_go


def explain_plan(instance: Instance, plan: Plan) -> dict[tuple[str, str], str]:
    """Return for every person and course without a place the demands that clash."""
    layout = lay_out(instance)
    table, _ = table_of(layout, plan)
    return {layout.instance.requirements[key]: why for key, why in reasons_of(table).items()}


def reasons_of(table: Timetable) -> dict[int, str]:
    """Return for every learner without a seat the demands that clash."""
    return {int(each): reason_of(table, int(each)) for each in np.flatnonzero(table.seat_of < 0)}


def reason_of(table: Timetable, learner: int) -> str:
    """Return why a learner has no seat: nothing is possible, or what is possible is taken."""
    layout = table.layout
    if not layout.placeable[learner]:
        return nowhere_to_go(layout, learner) or days_that_remain(layout, learner)
    return _what_is_taken(table, learner)


def _what_is_taken(table: Timetable, learner: int) -> str:
    layout = table.layout
    key = int(layout.delivery_of[learner])
    starts = possible_starts(table, learner)
    if not len(starts):
        return f"no start beside the person's other courses: {_earlier_courses(table, learner)}"
    said = []
    blocked = {int(day): unit for day in starts if (unit := _full_unit(table, learner, int(day)))}
    if blocked:
        units = ", ".join(sorted(set(blocked.values())))
        said.append(f"on {len(blocked)} the cap of {units} is reached")
    left = [int(day) for day in starts if int(day) not in blocked]
    untaught = [day for day in left if not _taught(table, key, day)]
    if untaught:
        course = layout.deliveries[key].course_id
        said.append(f"on {len(untaught)} no trainer certified for {course} is free")
    left = [day for day in left if day not in set(untaught)]
    roomless = [day for day in left if not _room(table, learner, day)]
    if roomless:
        said.append(f"on {len(roomless)} no room within reach is free")
    left = [day for day in left if day not in set(roomless)]
    if left:
        least = layout.deliveries[key].least
        why = f"fewer than {least} people could be taught together" if least > 1 else "no time"
        said.append(f"on {len(left)} {why}, and sessions held are full")
    return f"{len(starts)} starts are possible, all taken: {'; '.join(said)}"


def possible_starts(table: Timetable, learner: int) -> Ints:
    """Return the first days on which somebody could start somewhere, were everything free."""
    layout = table.layout
    found = np.zeros(len(layout.days), bool)
    key, needs = int(layout.delivery_of[learner]), int(layout.needs[learner])
    for site in np.flatnonzero(np.isfinite(layout.travel[learner])):
        starts = table.starts[layout.clock_of[site], learner]
        found |= starts & layout.open_for(key, int(site), needs)
    return np.flatnonzero(found)


def _full_unit(table: Timetable, learner: int, start: int) -> str:
    layout = table.layout
    days = table.days_of(int(layout.delivery_of[learner]), start)
    for unit in layout.units_of[learner]:
        if unit >= 0 and (table.cap_left[unit, days] <= 0).any():
            return str(layout.unit_ids[unit])
    return ""


def _taught(table: Timetable, key: int, start: int) -> bool:
    delivery, days = table.layout.deliveries[key], table.days_of(key, start)
    return all(
        len(able_trainers(table, kind, delivery.course_id, days)) >= number
        for kind, number in enumerate(delivery.trainers)
    )


def _room(table: Timetable, learner: int, start: int) -> bool:
    layout = table.layout
    days = table.days_of(int(layout.delivery_of[learner]), start)
    free = np.flatnonzero(table.room_free[:, days].all(axis=1))
    one = np.array([learner])
    return any(table.may_start(one, int(room), start)[0] for room in free)


def _earlier_courses(table: Timetable, learner: int) -> str:
    layout = table.layout
    others = [layout.instance.requirements[each][1] for each in layout.kin.get(learner, ())]
    return ", ".join(others)
