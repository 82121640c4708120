"""All demands, one after the other."""

from __future__ import annotations

from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan

from . import people, sessions
from .booked import Booked
from .keys import everybody_is_accounted_for, keys_are_known
from .violations import Violation

DEMANDS = (
    sessions.days_are_training_days,
    sessions.rooms_hold_one_session,
    sessions.classes_fit,
    sessions.trainers_are_the_right_ones,
    sessions.trainers_are_free,
    people.people_are_on_duty,
    people.people_rest,
    people.people_are_in_one_place,
    people.people_can_get_there,
    people.rooms_have_what_people_need,
    people.plans_of_people_are_kept,
    people.courses_come_in_order,
    people.units_keep_their_strength,
)


def check_plan(instance: Instance, plan: Plan) -> list[Violation]:
    """Return everything that a plan does and may not; unknown keys end the judging."""
    unknown = list(keys_are_known(instance, plan))
    if unknown:
        return sorted(unknown)
    booked = Booked(instance, plan)
    found = list(everybody_is_accounted_for(instance, plan))
    for demand in DEMANDS:
        found += demand(booked)
    return sorted(found)
