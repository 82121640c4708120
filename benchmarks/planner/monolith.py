"""Everything in one CP-SAT model: each session, each person in it, each trainer before it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from bluelamp.training.planner.explaining import reasons_of
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.solving.plans import plan_of
from bluelamp.training.planner.solving.timetable import Timetable

CENTS = 100


def plan(layout: Any, seconds: float) -> Plan | str:
    """Return the best plan that CP-SAT finds in the time, or a word when it finds none."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    table = Timetable(layout)
    held, seats, teams = _variables(model, layout, table)
    _people_and_classes(model, layout, held, seats)
    _rooms_and_trainers(model, layout, table, held, teams)
    _caps(model, layout, table, seats)
    untrained = round(layout.instance.settings.prices.untrained * CENTS)
    cost = [untrained * len(layout.delivery_of)]
    for (key, room, start), is_held in held.items():
        cost.append(round(layout.price_of_days(key)[start] * CENTS) * is_held)
        site = int(layout.room_site[room])
        for learner, seat in seats[key, room, start].items():
            price = float(table.cost_of(np.array([learner]), key, site, start)[0])
            cost.append((round(price * CENTS) - untrained) * seat)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return "no plan within the time"
    for (key, room, start), is_held in held.items():
        if solver.value(is_held):
            team = [
                tuple(
                    one for one, var in teams[key, room, start][kind].items() if solver.value(var)
                )
                for kind in (0, 1)
            ]
            number = table.open(key, room, start, (team[0], team[1]))
            for learner, seat in seats[key, room, start].items():
                if solver.value(seat):
                    table.seat(learner, number)
    return plan_of(table, reasons_of(table))


def _variables(model: Any, layout: Any, table: Timetable) -> tuple[Any, Any, Any]:
    held, seats, teams = {}, {}, {}
    for key, delivery in enumerate(layout.deliveries):
        own = layout.learners_of[key]
        for room in range(len(layout.room_ids)):
            if not layout.hours_fit[key, layout.room_site[room]]:
                continue
            for start in np.flatnonzero(layout.room_starts[key][room]).tolist():
                able = own[table.may_start(own, room, start)]
                days = table.days_of(key, start)
                staff = [
                    np.flatnonzero(
                        each.courses[delivery.course_id] & each.there[:, days].all(axis=1)
                    )
                    for each in layout.staff
                ]
                if len(able) < max(delivery.least, 1) or any(
                    len(some) < many for some, many in zip(staff, delivery.trainers, strict=True)
                ):
                    continue
                where = key, room, start
                held[where] = model.new_bool_var("")
                seats[where] = {int(each): model.new_bool_var("") for each in able}
                teams[where] = [
                    {int(each): model.new_bool_var("") for each in some} for some in staff
                ]
    return held, seats, teams


def _people_and_classes(model: Any, layout: Any, held: Any, seats: Any) -> None:
    own = defaultdict(list)
    for (key, room, _), people in seats.items():
        delivery = layout.deliveries[key]
        is_held = held[key, room, _]
        most = min(int(layout.seats[room]), delivery.most)
        model.add(sum(people.values()) <= most * is_held)
        model.add(sum(people.values()) >= max(delivery.least, 1) * is_held)
        desks = [seat for each, seat in people.items() if layout.needs[each] & 4]
        if desks:
            model.add(sum(desks) <= int(layout.desks[room]))
        for learner, seat in people.items():
            own[learner].append(seat)
    for choices in own.values():
        model.add_at_most_one(choices)


def _rooms_and_trainers(model: Any, layout: Any, table: Any, held: Any, teams: Any) -> None:
    rooms, busy, weeks = defaultdict(list), defaultdict(list), defaultdict(list)
    for (key, room, start), is_held in held.items():
        days = table.days_of(key, start)
        for day in days:
            rooms[room, day].append(is_held)
        for kind, number in enumerate(layout.deliveries[key].trainers):
            mine = teams[key, room, start][kind]
            model.add(sum(mine.values()) == number * is_held)
            for trainer, teaches in mine.items():
                for day in days:
                    busy[kind, trainer, day].append(teaches)
                    weeks[kind, trainer, int(layout.week[day])].append(teaches)
    for choices in (*rooms.values(), *busy.values()):
        model.add_at_most_one(choices)
    for (kind, trainer, _), choices in weeks.items():
        model.add(sum(choices) <= int(layout.staff[kind].a_week[trainer]))


def _caps(model: Any, layout: Any, table: Any, seats: Any) -> None:
    away = defaultdict(list)
    for (key, _, start), people in seats.items():
        for learner, seat in people.items():
            for unit in layout.units_of[learner].tolist():
                if unit >= 0:
                    for day in table.days_of(key, start):
                        away[unit, day].append(seat)
    for (unit, day), choices in away.items():
        most = int(layout.most_away[unit, day])
        if len(choices) > most:
            model.add(sum(choices) <= most)
