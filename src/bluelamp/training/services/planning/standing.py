"""The timetable as it stands: what a plan may change, and what it must leave alone.

A session is *open to change* when everybody on it is somebody the plan is about, it is given as
usual, and nobody holds it. Every other session stands: its people, trainers and rooms are not
there for the plan on its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Prefetch

from bluelamp.training.enums import BookingState, HoldKind, PlanKeeping, SessionState
from bluelamp.training.models import Booking, PlanHold, PlanRun, SessionTrainer, TrainingSession
from bluelamp.training.planner.instance import (
    Course,
    Room,
    Variant,
    Venue,
    variant_of,
)
from bluelamp.training.planner.plan import Booking as Place
from bluelamp.training.planner.plan import Plan, Session, SessionDay
from bluelamp.training.rules.planning_terms import TERMS

from .keys import VIRTUAL_VENUE, room_key, trainer_key
from .people import Crowd
from .timespan import Window

MAY_CHANGE = frozenset({SessionState.PLANNED, SessionState.OPEN, SessionState.FULL})
STANDS = (*MAY_CHANGE, SessionState.LOCKED, SessionState.RUNNING)
SEATED = frozenset({
    BookingState.INVITED, BookingState.ACCEPTED, BookingState.TENTATIVE, BookingState.CONFIRMED
})  # fmt: skip
COUNTED = {
    PlanKeeping.ALL: SEATED,
    PlanKeeping.FIXED: SEATED,
    PlanKeeping.ANSWERED: SEATED - {BookingState.INVITED},
}


@dataclass(frozen=True)
class Holds:
    """What people decided by hand."""

    sessions: frozenset[UUID]
    weeks: dict[str, set[date]]


@dataclass
class Standing:
    """Sessions open to change, and when those that stand take up people, trainers and rooms."""

    open_: list[TrainingSession] = field(default_factory=list)
    rooms: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    trainers: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    teaching: dict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    people: dict[UUID, set[date]] = field(default_factory=lambda: defaultdict(set))
    settled: set[tuple[UUID, UUID]] = field(default_factory=set)


def holds_of(run: PlanRun) -> Holds:
    """Return what is held: one statement."""
    sessions: set[UUID] = set()
    weeks: dict[str, set[date]] = defaultdict(set)
    for hold in PlanHold.objects.filter(drop=run.drop_id, let_go_at=None).select_related(
        "booking", "venue"
    ):
        if hold.kind == HoldKind.VENUE_WEEK and hold.venue and hold.monday:
            weeks[hold.venue.code] |= {hold.monday + timedelta(days=day) for day in range(7)}
        elif session_id := hold.session_id or (hold.booking and hold.booking.session_id):
            sessions.add(session_id)
    return Holds(frozenset(sessions), dict(weeks))


def standing_of(run: PlanRun, crowd: Crowd, window: Window, holds: Holds) -> Standing:
    """Sort the sessions of the window: five statements."""
    found = Standing()
    seated = Booking.objects.filter(seat_number__isnull=False).order_by("seat_number")
    sessions = (
        TrainingSession.objects.filter(state__in=STANDS, ends_at__date__gte=window.first)
        .select_related("course", "course_version", "room__venue", "virtual_room")
        .prefetch_related(
            "days",
            Prefetch("team", SessionTrainer.objects.select_related("trainer")),
            Prefetch("bookings", seated, "people"),
        )
        .order_by("reference")
    )
    for session in sessions:
        if may_change(session, run, crowd, window, holds):
            found.open_.append(session)
            for each in session.team.all():
                days = {one.day for one in session.days.all()}
                found.teaching[trainer_key(each.trainer.number)] |= days
        else:
            _takes_up(found, session)
    _earlier(found, crowd, window)
    return found


def may_change(
    session: TrainingSession, run: PlanRun, crowd: Crowd, window: Window, holds: Holds
) -> bool:
    """Tell whether a plan may change a session and the places on it.

    One on or after the day of go-live, as it is now, may: it has to.
    """
    days = [each.day for each in session.days.all()]
    return (
        session.pk not in holds.sessions
        and session.drop_id == run.drop_id
        and session.course_version.delivery == run.delivery
        and SessionState(session.state) in MAY_CHANGE
        and not (session.is_catch_up or session.is_one_to_one or session.for_unit_id)
        and bool(days)
        and all(day >= window.first for day in days)
        and _all_its_seats(session)
        and _whole_team(session)
        and _enough_come(session, PlanKeeping(run.keeping))
        and all(_may_move(each, crowd) for each in session.people)  # type: ignore[attr-defined]
    )


def _all_its_seats(session: TrainingSession) -> bool:
    place = session.room or session.virtual_room
    return place is not None and session.seats == min(session.course_version.max_class, place.seats)


def _whole_team(session: TrainingSession) -> bool:
    kinds = [each.trainer.kind for each in session.team.all()]
    version = session.course_version
    return (kinds.count("SUPPLIER"), kinds.count("FACILITATOR")) == (
        version.supplier_trainers,
        version.facilitators,
    )


def _enough_come(session: TrainingSession, keeping: PlanKeeping) -> bool:
    """Tell whether a class is large enough as it is: a smaller one would lose its few people."""
    counted = COUNTED[keeping]
    people = sum(BookingState(each.state) in counted for each in session.people)  # type: ignore[attr-defined]
    return people == 0 or people >= session.course_version.min_class


def _may_move(booking: Booking, crowd: Crowd) -> bool:
    key = (booking.learner_id, booking.course_id)
    return (
        key in crowd.needed
        and BookingState(booking.state) in SEATED
        and not booking.on_rest_day
        and variant_of(crowd.people[booking.learner_id]) is Variant.STANDARD
    )


def _takes_up(found: Standing, session: TrainingSession) -> None:
    days = {each.day for each in session.days.all()}
    place = session.room or session.virtual_room
    if place:
        found.rooms[room_key(place)] |= days
    for each in session.team.all():
        found.trainers[trainer_key(each.trainer.number)] |= days
    for booking in session.people:  # type: ignore[attr-defined]
        found.people[booking.learner_id] |= days
        found.settled.add((booking.learner_id, booking.course_id))


def _earlier(found: Standing, crowd: Crowd, window: Window) -> None:
    """Settle what is booked before the plan's first day too: one statement."""
    before = Booking.objects.filter(
        state__in=[*SEATED, BookingState.OFFERED],
        session__ends_at__date__lt=window.first,
        session__state__in=STANDS,
    )
    for learner, course in before.values_list("learner", "course"):
        if (learner, course) in crowd.needed:
            found.settled.add((learner, course))


def plan_as_it_stands(
    standing: Standing,
    crowd: Crowd,
    courses: Mapping[str, Course],
    rooms: Mapping[str, Room],
    venues: Mapping[str, Venue],
    *,
    keeping: PlanKeeping = PlanKeeping.ALL,
) -> Plan:
    """Return the sessions open to change as the planner's files have them.

    With ``ANSWERED``, places that nobody has answered for are left out, and sessions with none.
    """
    counted = COUNTED[keeping]
    sessions, places = {}, []
    for each in standing.open_:
        people = [one for one in each.people if BookingState(one.state) in counted]  # type: ignore[attr-defined]
        if keeping is PlanKeeping.ANSWERED and not people:
            continue
        sessions[each.reference] = _session(each, courses, rooms, venues)
        places += [
            Place(crowd.key(one.learner_id), each.course.code, each.reference) for one in people
        ]
    return Plan(sessions, tuple(places), ())


def hours_in(venue: Venue, course: Course, days: int) -> tuple[time, time]:
    """Return from when to when a course is taught at a venue, as the planner counts."""
    start = max(TERMS.day_start, venue.opens or TERMS.day_start)
    minutes = start.hour * 60 + start.minute + -(-course.minutes // days)
    return start, time(minutes // 60 % 24, minutes % 60)


def _session(
    session: TrainingSession,
    courses: Mapping[str, Course],
    rooms: Mapping[str, Room],
    venues: Mapping[str, Venue],
) -> Session:
    days = [each.day for each in session.days.all()]
    course = courses[session.course.code]
    venue = venues[session.room.venue.code if session.room else VIRTUAL_VENUE]
    start, end = hours_in(venue, course, len(days))
    return Session(
        session.reference,
        session.course.code,
        Variant.STANDARD,
        _span(session, days, rooms),
        tuple(SessionDay(day, start, end) for day in sorted(days)),
        tuple(sorted(trainer_key(each.trainer.number) for each in session.team.all())),
    )


def _span(session: TrainingSession, days: Iterable[date], rooms: Mapping[str, Room]) -> str:
    """Return which span of a room a session is in; the room itself where it is shut then."""
    place = session.room or session.virtual_room
    key = room_key(place) if place else ""
    wanted = list(days)
    for span in (each for each in rooms if each.split(".")[0] == key):
        room = rooms[span]
        if all((room.first or day) <= day <= (room.last or day) for day in wanted):
            return span
    return key
