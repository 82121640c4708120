"""The built-in timetable: fills the rooms until the planner's plan is accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.copying import copy_rows
from bluelamp.core.ids import new_id, reference
from bluelamp.core.references import next_numbers
from bluelamp.core.time import LONDON, day_of
from bluelamp.training.enums import (
    Approval,
    BookingState,
    Delivery,
    DeliveryMode,
    MadeBy,
    PlanState,
    SessionState,
)
from bluelamp.training.models import (
    ALIVE,
    Absence,
    AdjustmentPlan,
    Booking,
    CourseVersion,
    Drop,
    FrozenDay,
    Learner,
    Requirement,
    Room,
    Roster,
    SessionDay,
    SessionTrainer,
    TeamLimit,
    Trainer,
    TrainingSession,
    VirtualRoom,
)
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.abstraction import may_be_away
from bluelamp.training.rules.adjustments import Effects, course_days
from bluelamp.training.rules.eligibility import Shifts, days_of_duty
from bluelamp.training.rules.timetable import Frame, Placed, Pupil, Seats, Teacher
from bluelamp.training.rules.timetable import make_timetable as lay_out
from bluelamp.training.rules.venues import lacks

from .facts import AFTER_GO_LIVE, DEFAULT_CAP, DONE
from .messages import tell_new
from .sessions import COURSE_HOURS

NO_ROSTER = ""
QUIET = 6
"""The largest class of those who need a quiet place; to be confirmed (unverified)."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """What was put on the timetable, and how many found no place."""

    sessions: int
    bookings: int
    left: int


@transaction.atomic
def make_timetable(
    *,
    drop_id: UUID,
    delivery: Delivery,
    by: Officer,
    at: datetime,
    first: date | None = None,
    last: date | None = None,
    catch_up: bool = False,
) -> Timetable:
    """Place everybody who still needs a course, over as many days as it takes, and invite them.

    What is agreed for somebody decides over how many days, in how large a class and in which room
    they learn (TRN-4.26, H9). Only venues that pass the gate are used. Who is not placed keeps an
    open requirement. Of a team so small that its cap lets nobody go one person is placed at a time,
    and their commander is asked (TRN-5.4). With
    ``catch_up`` those who did not come or did not pass are placed again, up to two weeks after
    go-live (TRN-8.5).
    """
    require(can_manage_training(by))
    drop = Drop.objects.select_related("programme").get(pk=drop_id)
    usual = drop.go_live + AFTER_GO_LIVE if catch_up else drop.go_live - timedelta(days=1)
    days = _days(drop, max(first or drop.starts_on, day_of(at)), last or usual)
    versions = _versions(drop, delivery)
    pupils = _pupils(drop, delivery, versions)
    caps = _caps(drop, {pupil.team for pupil in pupils})
    placed, left = lay_out(_frame(drop, delivery, days, versions, caps), pupils)
    asked = {pupil.key for pupil in pupils if not caps[pupil.team]}
    bookings = _write(placed, versions, delivery, at, catch_up=catch_up, asked=asked)
    subject = Subject("training_drop", (drop.pk,), regime=Regime.GEN)
    record_change(by=by, of=subject, action="make_timetable", detail=f"{len(placed)} sessions")
    return Timetable(len(placed), bookings, len(left))


def _days(drop: Drop, first: date, last: date) -> list[date]:
    frozen = set(FrozenDay.objects.filter(drop=drop, unit=None).values_list("day", flat=True))
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in every if day.weekday() < 5 and day not in frozen]


def _versions(drop: Drop, delivery: Delivery) -> dict[str, CourseVersion]:
    found = CourseVersion.objects.filter(
        course__drop=drop, delivery=delivery, valid_until=None
    ).select_related("course")
    return {str(each.course_id): each for each in found}


def _pupils(drop: Drop, delivery: Delivery, versions: dict[str, CourseVersion]) -> list[Pupil]:
    """Return who must take these courses and has no place, with what is agreed for them.

    Whose times to avoid or way there are agreed is placed by hand: a timetable cannot judge that.
    """
    mode = DeliveryMode.CLASSROOM if delivery is Delivery.CLASSROOM else DeliveryMode.DIGITAL
    open_ = (
        Requirement.objects.filter(
            course__in=list(versions), learner__mode=mode, learner__out_of_scope=""
        )
        .exclude(outcome__in=DONE)
        .order_by("learner__staff__staff_number")
    )
    booked = set(
        Booking.objects.filter(course__in=list(versions), state__in=ALIVE).values_list(
            "learner", "course"
        )
    )
    away, agreed = _absences(drop), _agreed(drop)
    found = []
    for learner, course, roster, unit in open_.values_list(
        "learner", "course", "learner__roster", "learner__staff__unit"
    ):
        effects = agreed.get(learner, Effects())
        if (learner, course) in booked or effects.avoid_times or effects.max_travel_minutes:
            continue
        version = versions[str(course)]
        days = course_days(version.minutes, version.minutes_per_day, effects)
        found.append(
            Pupil(
                f"{learner} {course}",
                str(course),
                str(roster or NO_ROSTER),
                str(unit),
                frozenset(away.get(learner, ())),
                **_class_of(effects, days),
            )
        )
    return found


def _class_of(effects: Effects, days: int) -> dict[str, Any]:
    """Return what agreed measures ask of a class; none, and any class will do."""
    most = 1 if effects.one_to_one else QUIET if effects.quiet_place else 0
    longer = bool(effects.extra_time_pct or effects.max_minutes_per_day)
    return {
        "days": days,
        "most": most,
        "agreed": bool(most) or (longer and days > 1),
        "desk": effects.adjustable_desk,
        "loop": effects.loop,
        "step_free": effects.step_free,
    }


def _agreed(drop: Drop) -> dict[UUID, Effects]:
    plans = AdjustmentPlan.objects.filter(
        learner__programme=drop.programme_id, state=PlanState.AGREED
    )
    return {each.learner_id: each.effects for each in plans}


def _absences(drop: Drop) -> dict[UUID, set[date]]:
    found: dict[UUID, set[date]] = defaultdict(set)
    kept = Absence.objects.filter(
        learner__programme=drop.programme_id, last__gte=drop.starts_on, first__lte=drop.go_live
    )
    for learner, first, last in kept.values_list("learner", "first", "last"):
        for number in range((min(last, drop.go_live) - first).days + 1):
            found[learner].add(first + timedelta(days=number))
    return found


def _frame(
    drop: Drop,
    delivery: Delivery,
    days: Sequence[date],
    versions: dict[str, CourseVersion],
    caps: dict[str, int],
) -> Frame:
    return Frame(
        days=days,
        rooms=_rooms(delivery),
        teachers=_teachers(days),
        free=_free(days),
        caps={team: cap or 1 for team, cap in caps.items()},
        sizes={key: (each.min_class, each.max_class) for key, each in versions.items()},
        kinds={"SUPPLIER": 1, "FACILITATOR": 1},
        away=_away(drop),
    )


def _rooms(delivery: Delivery) -> list[Seats]:
    if delivery is Delivery.VIRTUAL:
        virtual = VirtualRoom.objects.filter(out_of_use=False)
        return [Seats(str(each.pk), each.seats) for each in virtual]
    rooms = Room.objects.filter(out_of_use=False, venue__out_of_use=False)
    return [
        Seats(str(each.pk), each.seats, each.adjustable_desks, each.loop, each.step_free)
        for each in rooms.select_related("venue")
        if not lacks(each.venue.facts)
    ]


def _teachers(days: Sequence[date]) -> list[Teacher]:
    """Return the trainers, away when they teach already, are absent or not under contract."""
    busy: dict[UUID, set[date]] = defaultdict(set)
    teaching = SessionTrainer.objects.exclude(session__state=SessionState.CANCELLED)
    for trainer, day in teaching.values_list("trainer", "session__days__day"):
        busy[trainer].add(day)
    found = []
    for each in Trainer.objects.prefetch_related("certifications", "absences"):
        away = busy[each.pk] | {
            day
            for day in days
            if (each.contract_starts and day < each.contract_starts)
            or (each.contract_ends and day > each.contract_ends)
            or any(gone.first <= day <= gone.last for gone in each.absences.all())
        }
        courses = frozenset(str(held.course_id) for held in each.certifications.all())
        found.append(
            Teacher(str(each.pk), each.kind, courses, each.max_days_a_week, frozenset(away))
        )
    return found


def _free(days: Sequence[date]) -> dict[str, set[date]]:
    found = {
        str(roster.pk): days_of_duty(
            Shifts(roster.duty_pattern.pattern, roster.offset), days, COURSE_HOURS
        )
        for roster in Roster.objects.select_related("duty_pattern")
    }
    return found | {NO_ROSTER: set(days)}


def _caps(drop: Drop, teams: set[str]) -> dict[str, int]:
    """Return how many of each team may be away; none where the commander must be asked."""
    limits = {str(each.unit_id): each for each in TeamLimit.objects.all()}
    strength = Counter(
        str(unit)
        for unit in Learner.objects.filter(
            programme=drop.programme_id, out_of_scope=""
        ).values_list("staff__unit", flat=True)
    )
    return {team: _cap(strength[team], limits.get(team)) for team in teams}


def _cap(strength: int, limit: TeamLimit | None) -> int:
    cap = Fraction(limit.cap_percent if limit else DEFAULT_CAP, 100)
    allowed = may_be_away(strength, cap)
    return max(0, min(allowed, strength - (limit.minimum if limit else 0)))


def _away(drop: Drop) -> Counter[tuple[str, date]]:
    """Return how many of each team are away on each day already: absences and bookings."""
    found: Counter[tuple[str, date]] = Counter()
    units = dict(
        Learner.objects.filter(programme=drop.programme_id).values_list("pk", "staff__unit")
    )
    for learner, days in _absences(drop).items():
        found.update((str(units[learner]), day) for day in days)
    seated = Booking.objects.filter(seat_number__isnull=False, session__drop=drop)
    for unit, day in seated.values_list("learner__staff__unit", "session__days__day"):
        found[str(unit), day] += 1
    return found


def _write(
    placed: Iterable[Placed],
    versions: dict[str, CourseVersion],
    delivery: Delivery,
    at: datetime,
    *,
    catch_up: bool,
    asked: Collection[str],
) -> int:
    classes = list(placed)
    numbers = next_numbers("reference_tr", len(classes))
    sessions, bookings = [], []
    for each, number in zip(classes, numbers, strict=True):
        session = _session(each, versions[each.course], delivery, number, at)
        session.is_catch_up = catch_up
        sessions.append((session, each))
        bookings += _bookings(session, each, at, asked)
    copy_rows(session for session, _each in sessions)
    copy_rows(_day(session, day) for session, each in sessions for day in (each.day, *each.days))
    copy_rows(
        SessionTrainer(session=session, trainer_id=UUID(teacher))
        for session, each in sessions
        for teacher in each.teachers
    )
    copy_rows(bookings)
    tell_new(bookings)
    return len(bookings)


def _day(session: TrainingSession, day: date) -> SessionDay:
    span = COURSE_HOURS.on(day)
    return SessionDay(session=session, day=day, starts_at=span.begins, ends_at=span.ends)


def _session(
    each: Placed, version: CourseVersion, delivery: Delivery, number: int, at: datetime
) -> TrainingSession:
    span = COURSE_HOURS.on(each.day)
    full = len(each.pupils) == each.seats
    place = "room_id" if delivery is Delivery.CLASSROOM else "virtual_room_id"
    return TrainingSession(
        id=new_id(),
        reference=reference("TR", at.astimezone(LONDON).year, number),
        drop_id=version.course.drop_id,
        course_id=version.course_id,
        course_version=version,
        state=(SessionState.FULL if full else SessionState.OPEN).value,
        seats=each.seats,
        starts_at=span.begins,
        ends_at=COURSE_HOURS.on(each.days[-1]).ends if each.days else span.ends,
        is_one_to_one=each.seats == 1,
        made_by=MadeBy.TIMETABLE.value,
        **{place: UUID(each.room)},
    )


def _bookings(
    session: TrainingSession, each: Placed, at: datetime, asked: Collection[str]
) -> list[Booking]:
    return [
        Booking(
            session=session,
            learner_id=UUID(key.split()[0]),
            course_id=session.course_id,
            state=BookingState.INVITED.value,
            approval=(Approval.AWAITED if key in asked else Approval.NOT_NEEDED).value,
            seat_number=seat,
            told_at=at,
            joined_at=at,
        )
        for seat, key in enumerate(each.pupils, start=1)
    ]
