"""Demands on the plan as a document: known keys, nobody twice, nobody forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan

from .violations import Violation


def keys_are_known(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Every key of the plan is one of the instance or of the plan itself."""
    for each in plan.sessions.values():
        known = (
            (each.course_id in instance.courses, "course", each.course_id),
            (each.room_id in instance.rooms, "room", each.room_id),
            *((key in instance.trainers, "trainer", key) for key in each.trainers),
        )
        for found, kind, key in known:
            if not found:
                yield Violation("keys", each.session_id, f"{kind} {key} is not known")
    for booking in plan.bookings:
        if booking.person_id not in instance.people:
            yield Violation("keys", booking.person_id, "this person is not known")
        session = plan.sessions.get(booking.session_id)
        if session is None:
            yield Violation("keys", booking.person_id, f"no session {booking.session_id}")
        elif session.course_id != booking.course_id:
            said = f"{booking.session_id} teaches {session.course_id}, not {booking.course_id}"
            yield Violation("keys", booking.person_id, said)


def everybody_is_accounted_for(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Whoever must be taught is booked once or named as unplaced, and nobody else is."""
    booked = Counter((each.person_id, each.course_id) for each in plan.bookings)
    named = Counter((each.person_id, each.course_id) for each in plan.unplaced)
    wanted = set(instance.requirements)
    for person, course in sorted(wanted - booked.keys() - named.keys()):
        yield Violation("accounted", person, f"is neither booked on {course} nor named as unplaced")
    for person, course in sorted((booked.keys() | named.keys()) - wanted):
        yield Violation("accounted", person, f"does not need {course}")
    for (person, course), times in sorted((booked + named).items()):
        if times > 1:
            yield Violation("accounted", person, f"stands {times} times for {course}")
    for each in plan.unplaced:
        if not each.reason.strip():
            yield Violation("accounted", each.person_id, f"no reason given for {each.course_id}")
