"""Why somebody has no start at all, demand after demand."""

from __future__ import annotations

import numpy as np

from bluelamp.training.planner.instance import Mode, Need
from bluelamp.training.planner.solving.arrays import Bools
from bluelamp.training.planner.solving.duty import (
    DutyDays,
    absent_days,
    ends_at,
    every_day,
    fresh_days,
    frozen_days,
    rested_within,
    training_days,
)
from bluelamp.training.planner.solving.layout import KIT, Layout

HAVING = {
    Need.STEP_FREE: "step-free access",
    Need.LOOP: "a loop",
    Need.DESK: "an adjustable desk",
}


def nowhere_to_go(layout: Layout, learner: int) -> str:
    """Return why no room is within reach, empty when one is."""
    key = int(layout.delivery_of[learner])
    person = layout.instance.people[layout.instance.requirements[learner][0]]
    limit = person.max_travel_minutes
    within = f" within {limit} minutes" if limit is not None else " that can be reached"
    reached = np.isfinite(layout.travel[learner])
    if not reached.any():
        kind = "virtual room" if person.mode is Mode.DIGITAL else "venue"
        return f"no {kind}{'' if person.mode is Mode.DIGITAL else within}"
    rooms = [room for room, site in enumerate(layout.room_site) if reached[site]]
    for need in sorted(person.needs):
        if not any(layout.suits(room, KIT[need]) for room in rooms):
            return f"no room with {HAVING[need]}{within}"
    if not any(layout.suits(room, int(layout.needs[learner])) for room in rooms):
        return f"no room with {' and '.join(HAVING[need] for need in sorted(person.needs))}{within}"
    if not any(layout.hours_fit[key, layout.room_site[room]] for room in rooms):
        return f"no usable venue{within} is open for {layout.deliveries[key].minutes} minutes a day"
    return ""


def days_that_remain(layout: Layout, learner: int) -> str:
    """Return how many starts each demand leaves, down to the one that leaves none."""
    instance = layout.instance
    delivery = layout.deliveries[layout.delivery_of[learner]]
    person = instance.people[instance.requirements[learner][0]]
    roster, offset = person.roster_id, person.roster_offset
    duty, start = DutyDays(instance), layout.clocks[0]
    rooms = np.logical_or.reduce([
        layout.open_for(int(layout.delivery_of[learner]), int(site), int(layout.needs[learner]))
        for site in np.flatnonzero(np.isfinite(layout.travel[learner]))
    ])  # fmt: skip
    over = f"{delivery.days} days" if delivery.days > 1 else "the day"
    steps: list[tuple[str, Bools]] = [
        ("in the window", every_day(training_days(instance), delivery.offsets)),
        ("fresh at go-live", every_day(fresh_days(instance), delivery.offsets[-1:])),
        (f"on duty on {over}", every_day(duty.on_duty(roster, offset), delivery.offsets)),
        ("not absent", every_day(~absent_days(instance, [person])[0], delivery.offsets)),
        ("not frozen", every_day(~frozen_days(instance)[person.unit_id], delivery.offsets)),
        ("rested", rested_within(instance, delivery, start)),
        ("rested before", every_day(duty.rested_before(roster, offset, start), (0,))),
        ("rested after", every_day(
            duty.rested_after(roster, offset, ends_at(start, delivery.minutes)),
            delivery.offsets[-1:],
        )),
        ("a room open", rooms),
    ]  # fmt: skip
    left, said = np.ones(len(layout.days), bool), []
    for words, mask in steps:
        left &= mask
        said.append(f"{int(left.sum())} {words}")
        if not left.any():
            break
    return f"no start is possible: {', '.join(said)}"
