"""What accepting a plan would change in the timetable, and whether it still may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bluelamp.training.planner.checking import check_plan
from bluelamp.training.planner.checking.violations import Violation
from bluelamp.training.planner.instance import Instance
from bluelamp.training.planner.plan import Plan, Session

MOST_NAMED = 5
DEMANDS = {
    "accounted": "People who no longer need the course, or are not in scope any more",
    "cap": "Days on which a team cannot spare so many now",
    "class": "Classes that are too small or too large",
    "duty": "People who are away or not on duty then",
    "equipment": "Rooms without what people need now",
    "fresh": "Training that would not be fresh at go-live",
    "keys": "Rooms, trainers, courses or people that are not there any more",
    "mode": "People who are taught otherwise now",
    "once": "People in two places at once",
    "order": "Courses before what they build on",
    "plan": "People whose agreed adjustments are different now",
    "rest": "People without enough rest",
    "room": "Rooms that are not free, open or usable then",
    "trainer": "Trainers who are not free, certified or under contract then",
    "travel": "People who cannot get there",
    "window": "Days on which there is no training",
}
"""What a demand of the checker means to people."""


@dataclass(frozen=True)
class Difference:
    """Sessions to add, move, give other trainers and cancel; places to give and to take.

    Places are (person, course); ``given`` says on which session, ``taken`` on which they were.
    """

    added: dict[str, Session] = field(default_factory=dict)
    moved: dict[str, Session] = field(default_factory=dict)
    handed: dict[str, Session] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def people_moved(self) -> int:
        """Return how many have a place, and get another."""
        return len(self.given.keys() & self.taken.keys())

    @property
    def people_added(self) -> int:
        """Return how many get a place who have none."""
        return len(self.given.keys() - self.taken.keys())

    @property
    def people_left(self) -> int:
        """Return how many lose a place and get no other."""
        return len(self.taken.keys() - self.given.keys())


def difference(standing: Plan, plan: Plan) -> Difference:
    """Return what leads from the timetable as it stands to a plan."""
    before, after = standing.sessions, plan.sessions
    both = before.keys() & after.keys()
    moved = {key for key in both if _where_and_when(before[key]) != _where_and_when(after[key])}
    handed = {key for key in both - moved if set(before[key].trainers) != set(after[key].trainers)}
    was = {(each.person_id, each.course_id): each.session_id for each in standing.bookings}
    will = {(each.person_id, each.course_id): each.session_id for each in plan.bookings}
    return Difference(
        added={key: after[key] for key in sorted(after.keys() - before.keys())},
        moved={key: after[key] for key in sorted(moved)},
        handed={key: after[key] for key in sorted(handed)},
        dropped=frozenset(before.keys() - after.keys()),
        given={key: to for key, to in sorted(will.items()) if was.get(key) != to},
        taken={key: at for key, at in sorted(was.items()) if will.get(key) != at},
    )


def counts_of(what: Difference) -> dict[str, int]:
    """Return how many sessions and places change, and how."""
    filled = Counter(what.given.values())
    return {
        "added": len(what.added),
        "moved": len(what.moved),
        "handed": len(what.handed),
        "dropped": len(what.dropped),
        "given": len(what.given),
        "taken": len(what.taken),
        "filled": sum(number for key, number in filled.items() if key not in what.added),
        "people_added": what.people_added,
        "people_moved": what.people_moved,
        "people_left": what.people_left,
    }


def _where_and_when(session: Session) -> tuple[str, tuple[date, ...]]:
    return session.room_id.split(".")[0], tuple(each.date for each in session.days)


def changes_since(then: Plan, now: Plan) -> list[str]:
    """Return in words what changed in the timetable since a plan was begun, nothing if nothing."""
    told = []
    gone = sorted(then.sessions.keys() - now.sessions.keys())
    new = sorted(now.sessions.keys() - then.sessions.keys())
    other = sorted(
        key
        for key in then.sessions.keys() & now.sessions.keys()
        if _where_and_when(then.sessions[key]) != _where_and_when(now.sessions[key])
        or then.sessions[key].trainers != now.sessions[key].trainers
    )
    for words, some in (
        ("not open to change any more", gone),
        ("new or open to change again", new),
        ("moved or taught by others", other),
    ):
        if some:
            told.append(f"{_count(len(some), 'session')} {words} ({_some(some)})")
    places = {(each.person_id, each.course_id, each.session_id) for each in then.bookings}
    places ^= {(each.person_id, each.course_id, each.session_id) for each in now.bookings}
    kept = then.sessions.keys() & now.sessions.keys()
    touched = sorted({session for _who, _course, session in places if session in kept})
    if touched:
        told.append(f"places on {_count(len(touched), 'session')} ({_some(touched)})")
    return told


def broken_now(instance: Instance, plan: Plan) -> list[str]:
    """Return in words which demands a plan breaks as the records stand now.

    The independent checker judges it. Whoever needs a course since the plan was begun is no fault
    of it: they wait for the next.
    """
    meant = {(each.person_id, each.course_id) for each in plan.bookings}
    meant |= {(each.person_id, each.course_id) for each in plan.unplaced}
    unplaced = tuple(each for each in plan.unplaced if _still(instance, each.person_id))
    asked = replace(
        instance, requirements=tuple(each for each in instance.requirements if each in meant)
    )
    needed = set(asked.requirements)
    judged = replace(
        rehoused(plan, instance),
        unplaced=tuple(each for each in unplaced if (each.person_id, each.course_id) in needed),
    )
    return list(_worded(check_plan(asked, judged)))


def rehoused(plan: Plan, instance: Instance) -> Plan:
    """Return a plan with its rooms named as an instance names their spans of open days."""
    spans: dict[str, list[str]] = {}
    for key in instance.rooms:
        spans.setdefault(key.split(".")[0], []).append(key)
    sessions = {
        key: replace(each, room_id=_span(each, spans, instance))
        for key, each in plan.sessions.items()
    }
    return replace(plan, sessions=sessions)


def _span(session: Session, spans: Mapping[str, list[str]], instance: Instance) -> str:
    own = session.room_id.split(".")[0]
    for key in spans.get(own, ()):
        room = instance.rooms[key]
        if all(
            (room.first or one.date) <= one.date <= (room.last or one.date) for one in session.days
        ):
            return key
    return (spans.get(own) or [session.room_id])[0]


def _still(instance: Instance, person_id: str) -> bool:
    return person_id in instance.people


def _worded(violations: Iterable[Violation]) -> Iterable[str]:
    found = list(violations)
    for demand, number in sorted(Counter(each.demand for each in found).items()):
        words = DEMANDS.get(demand, demand.capitalize())
        yield f"{words}: {number:,}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _some(keys: list[str]) -> str:
    more = len(keys) - MOST_NAMED
    return ", ".join(keys[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
