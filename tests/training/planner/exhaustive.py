"""Every plan of a tiny problem weighed up: a model with every session, person and trainer in it.

Nothing here is shared with the solver but the reading of the problem and the checker's demands:
whether somebody could sit in a session is asked of the checker, with that session alone.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import highspy

from bluelamp.training.planner.checking import check_plan, price_plan
from bluelamp.training.planner.instance import Instance, TrainerKind, length_of, variant_of
from bluelamp.training.planner.plan import Booking, Plan, Session, SessionDay

ALONE = {"duty", "rest", "travel", "mode", "equipment", "plan", "window", "fresh", "room"}


def least_cost(instance: Instance) -> float:
    """Return what the best plan costs; for problems of one course a person and one team of all."""
    sessions = [each for each in _sessions(instance) if _who(instance, each)]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    held = [solver.addBinary(obj=_session_cost(instance, each)) for each in sessions]
    seats = [
        {who: solver.addBinary(obj=_seat_cost(instance, each, who)) for who in _who(instance, each)}
        for each in sessions
    ]
    for who, course in instance.requirements:
        left_out = solver.addBinary(obj=instance.settings.prices.untrained)
        own = [mine[who] for each, mine in zip(sessions, seats, strict=True)
               if who in mine and each.course_id == course]  # fmt: skip
        solver.addConstr(sum(own, left_out) == 1)
    for each, is_held, mine in zip(sessions, held, seats, strict=True):
        course = instance.courses[each.course_id]
        people = sum(mine.values())
        ordinary = each.variant == "standard"
        most = course.max_class if ordinary else course.adjusted_max_class
        solver.addConstr(people <= min(most, instance.rooms[each.room_id].seats) * is_held)
        solver.addConstr(people >= (course.min_class if ordinary else 1) * is_held)
    for day in instance.settings.days:
        today = [number for number, each in enumerate(sessions) if day in _dates(each)]
        for key in instance.rooms:
            _at_most(solver, [held[n] for n in today if sessions[n].room_id == key], 1)
        for key in instance.trainers:
            _at_most(solver, [held[n] for n in today if key in sessions[n].trainers], 1)
        for unit, strength in instance.strength.items():
            away = [
                seats[n][who]
                for n in today
                for who in seats[n]
                if unit in instance.chain[instance.people[who].unit_id]
            ]
            _at_most(solver, away, int(strength * instance.units[unit].cap))
    for key, trainer in instance.trainers.items():
        for week in {day.isocalendar()[:2] for day in instance.settings.days}:
            days = [
                sum(day.isocalendar()[:2] == week for day in _dates(each)) * held[n]
                for n, each in enumerate(sessions)
                if key in each.trainers
            ]
            _at_most(solver, days, trainer.max_days_a_week)
    solver.minimize()
    return solver.getInfo().objective_function_value


def _at_most(solver: highspy.Highs, terms: list, most: int) -> None:
    if terms:
        solver.addConstr(sum(terms) <= most)


def _dates(session: Session) -> set:
    return {one.date for one in session.days}


def _sessions(instance: Instance):
    """Yield every session that could be held, with every pair of trainers."""
    settings = instance.settings
    teams = list(product(*(
        [key for key, each in instance.trainers.items() if each.kind is kind]
        for kind in (TrainerKind.SUPPLIER, TrainerKind.FACILITATOR)
    )))  # fmt: skip
    kinds = set()
    for who, course in instance.requirements:
        person = instance.people[who]
        days = length_of(instance.courses[course], person)
        kinds.add((course, variant_of(person), *days))
    for (course, variant, days, apart), room in product(sorted(kinds), instance.rooms):
        for first, team in product(settings.days, teams):
            on = tuple(
                SessionDay(first + timedelta(days=n * apart), settings.day_start, settings.day_end)
                for n in range(days)
            )
            if on[-1].date < settings.go_live:
                yield Session(f"{room}-{first}-{team}", course, variant, room, on, team)


def _alone(instance: Instance, session: Session, who: tuple[str, ...]) -> Plan:
    bookings = tuple(Booking(each, session.course_id, session.session_id) for each in who)
    return Plan({session.session_id: session}, bookings, ())


def _who(instance: Instance, session: Session) -> list[str]:
    """Return who could sit there; nobody when its trainers cannot teach."""
    if any(
        each.demand == "trainer" for each in check_plan(instance, _alone(instance, session, ()))
    ):
        return []
    return [
        who
        for who, course in instance.requirements
        if course == session.course_id
        and not any(
            each.demand in ALONE for each in check_plan(instance, _alone(instance, session, (who,)))
        )
    ]


def _session_cost(instance: Instance, session: Session) -> float:
    return price_plan(instance, _alone(instance, session, ())).session_days


def _seat_cost(instance: Instance, session: Session, who: str) -> float:
    cost = price_plan(instance, _alone(instance, session, (who,)))
    return cost.travel + cost.early
