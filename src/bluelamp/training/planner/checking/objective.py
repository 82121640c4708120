"""What a plan costs, part by part, from the plan alone."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan

from .booked import Booked
from .people import travel_minutes
from .sessions import SATURDAY


@dataclass(frozen=True, slots=True)
class Objective:
    """The parts of the objective, in the currency of the prices."""

    untrained: float
    session_days: float
    travel: float
    early: float
    changed: float

    @property
    def total(self) -> float:
        """Return the sum that is to be least."""
        return self.untrained + self.session_days + self.travel + self.early + self.changed


def price_plan(instance: Instance, plan: Plan, old: Plan | None = None) -> Objective:
    """Return what a plan costs; ``old`` is the plan whose bookings should stay as they are.

    Travel is there and back on every day; a week early is a whole week between the last day of a
    session and the day before go-live.
    """
    booked, prices = Booked(instance, plan), instance.settings.prices
    days = travel = early = 0.0
    for session, _course, room in booked.sessions():
        dates = [one.date for one in session.days]
        for day in dates:
            days += prices.saturday_factor if day.isoweekday() >= SATURDAY else 1
        people = booked.people_of[session.session_id]
        early += len(people) * (((instance.settings.go_live - dates[-1]).days - 1) // 7)
        for person in people:
            if not room.virtual:
                one_way = travel_minutes(instance, person, room.venue_id) or 0
                travel += 2 * one_way * len(dates)
    return Objective(
        untrained=prices.untrained * len(plan.unplaced),
        session_days=prices.session_day * days,
        travel=prices.travel_minute * travel,
        early=prices.week_early * early,
        changed=prices.changed_booking * (changed_bookings(old, plan) if old else 0),
    )


def changed_bookings(old: Plan, new: Plan) -> int:
    """Return how many people of the old plan no longer sit at the same place and time."""
    before, after = _seats(old), _seats(new)
    return sum(after.get(key) != seat for key, seat in before.items())


def _seats(plan: Plan) -> dict[tuple[str, str], object]:
    return {
        (each.person_id, each.course_id): (session.room_id, session.days)
        for each in plan.bookings
        if (session := plan.sessions.get(each.session_id))
    }
