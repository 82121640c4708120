"""How a spreadsheet does it: course by course, from the last day backwards, whoever can come."""

from __future__ import annotations

from typing import Any

import numpy as np

from bluelamp.training.planner.explaining import reasons_of
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.solving.opening import keep_caps
from bluelamp.training.planner.solving.plans import plan_of
from bluelamp.training.planner.solving.teams import find_team
from bluelamp.training.planner.solving.timetable import Timetable


def plan(layout: Any) -> Plan:
    """Open a session wherever a room is free and enough people nearby can come."""
    table = Timetable(layout)
    longest = sorted(range(len(layout.deliveries)), key=lambda key: -layout.deliveries[key].days)
    for key in longest:
        for start in reversed(range(len(layout.days))):
            for room in range(len(layout.room_ids)):
                _open(table, key, start, room)
    return plan_of(table, reasons_of(table))


def _open(table: Timetable, key: int, start: int, room: int) -> None:
    layout, delivery = table.layout, table.layout.deliveries[key]
    own = layout.learners_of[key]
    own = own[table.seat_of[own] < 0]
    if start + delivery.offsets[-1] >= len(layout.days) or not len(own):
        return
    days, site = table.days_of(key, start), layout.room_site[room]
    if not table.room_free[room, days].all() or not layout.hours_fit[key, site]:
        return
    able = own[table.may_start(own, room, start)]
    able = able[np.argsort(layout.travel[able, site], kind="stable")]
    seats = table.seats_in(key, room)
    chosen = keep_caps(table, able, key, start, seats, int(layout.desks[room]))
    # A spreadsheet waits for classes that are nearly full, and takes what there is near the end.
    wanted = seats * 3 // 4 if start > len(layout.days) // 4 else delivery.least
    if len(chosen) < max(delivery.least, min(wanted, len(own)), 1):
        return
    team = find_team(table, key, start)
    if team:
        number = table.open(key, room, start, team)
        for row in chosen:
            table.seat(int(able[row]), number)
