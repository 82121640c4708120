"""The built-in timetable: fills the rooms until the planner's plan is accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    MadeBy,
    NoPlace,
    PlanState,
    SessionState,
)
from bluelamp.training.models import (
    ALIVE,
    AdjustmentPlan,
    Booking,
    CourseVersion,
    Drop,
    Requirement,
    SessionDay,
    SessionTrainer,
    TrainingSession,
    WithoutPlace,
)
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.adjustments import Effects, course_days
from bluelamp.training.rules.timetable import Left, Placed, Pupil
from bluelamp.training.rules.timetable import make_timetable as lay_out

from .facts import AFTER_GO_LIVE, DONE
from .messages import tell_new
from .sessions import COURSE_HOURS
from .timetable_facts import NO_ROSTER, Window, caps_of, days_away, frame_of, mode_of

QUIET = 6
"""The largest class of those who need a quiet place; to be confirmed (unverified)."""
BY_HAND = "Times to avoid or a way there are agreed: a timetable cannot judge them"


@dataclass(frozen=True, slots=True)
class Timetable:
    """What was put on the timetable, and how many found no place."""

    sessions: int
    bookings: int
    left: int


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who is to be placed, and who only a person can place; ``needed`` are their requirements."""

    pupils: list[Pupil]
    by_hand: list[str]
    needed: dict[str, UUID]


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
    they learn (TRN-4.26, H9). Only venues that pass the gate are used; Saturdays only for those on
    duty then who would be left out otherwise. Whoever is left is kept with the reason
    (``WithoutPlace``). Of a team so small that its cap lets nobody go one person is placed at a
    time, and their commander is asked (TRN-5.4). With ``catch_up`` those who did not come or did
    not pass are placed again, up to two weeks after go-live (TRN-8.5).
    """
    require(can_manage_training(by))
    drop = Drop.objects.select_related("programme").get(pk=drop_id)
    usual = drop.go_live + AFTER_GO_LIVE if catch_up else drop.go_live - timedelta(days=1)
    window = Window.of(drop, max(first or drop.starts_on, day_of(at)), last or usual)
    versions = _versions(drop, delivery)
    waiting = _waiting(drop, delivery, versions, window)
    caps = caps_of(drop, {pupil.team for pupil in waiting.pupils})
    frame = frame_of(drop, delivery, window, versions, caps)
    placed, left = lay_out(frame, waiting.pupils)
    asked = {pupil.key for pupil in waiting.pupils if not caps[pupil.team]}
    bookings = _write(placed, versions, delivery, at, catch_up=catch_up, asked=asked)
    _keep_reasons(waiting, left, at)
    subject = Subject("training_drop", (drop.pk,), regime=Regime.GEN)
    record_change(by=by, of=subject, action="make_timetable", detail=f"{len(placed)} sessions")
    return Timetable(len(placed), bookings, len(left) + len(waiting.by_hand))


def _versions(drop: Drop, delivery: Delivery) -> dict[str, CourseVersion]:
    found = CourseVersion.objects.filter(
        course__drop=drop, delivery=delivery, valid_until=None
    ).select_related("course")
    return {str(each.course_id): each for each in found}


def _waiting(
    drop: Drop, delivery: Delivery, versions: Mapping[str, CourseVersion], window: Window
) -> _Waiting:
    """Return who must take these courses and has no place, with what is agreed for them.

    Whose times to avoid or way there are agreed is placed by hand: a timetable cannot judge that.
    """
    open_ = (
        Requirement.objects.filter(
            course__in=list(versions), learner__mode=mode_of(delivery), learner__out_of_scope=""
        )
        .exclude(outcome__in=DONE)
        .order_by("learner__staff__staff_number")
    )
    alive = Booking.objects.filter(course__in=list(versions), state__in=ALIVE)
    booked = set(alive.values_list("learner", "course"))
    away, agreed = days_away(drop, window), _agreed(drop)
    found = _Waiting([], [], {})
    for needed, learner, course, roster, unit in open_.values_list(
        "pk", "learner", "course", "learner__roster", "learner__staff__unit"
    ):
        if (learner, course) in booked:
            continue
        key, effects = f"{learner} {course}", agreed.get(learner, Effects())
        found.needed[key] = needed
        if effects.avoid_times or effects.max_travel_minutes:
            found.by_hand.append(key)
            continue
        version = versions[str(course)]
        days = course_days(version.minutes, version.minutes_per_day, effects)
        found.pupils.append(
            Pupil(
                key,
                str(course),
                str(roster or NO_ROSTER),
                str(unit),
                frozenset(away.get(learner, ())),
                person=str(learner),
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


def _keep_reasons(waiting: _Waiting, left: Iterable[Left], at: datetime) -> None:
    """Keep with each requirement why there is no place for it, and forget what was said before."""
    told = [(each.key, each.cause, each.words, each.agreed) for each in left]
    told += [(key, NoPlace.BY_HAND, BY_HAND, True) for key in waiting.by_hand]
    WithoutPlace.objects.filter(requirement__in=list(waiting.needed.values())).delete()
    copy_rows(
        WithoutPlace(
            requirement_id=waiting.needed[key],
            cause=cause.value,
            words=words,
            about_adjustments=agreed,
            told_at=at,
        )
        for key, cause, words, agreed in told
    )


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
