"""Sessions: put on the timetable, opened, moved, cancelled with rebooking (TRN-4.1, TRN-4.10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.references import next_reference
from bluelamp.training.enums import (
    BookingState,
    Delivery,
    MadeBy,
    SessionState,
    TrainerKind,
)
from bluelamp.training.models import (
    ALIVE,
    Booking,
    CourseVersion,
    Room,
    SessionDay,
    SessionTrainer,
    TrainingSession,
    VirtualRoom,
)
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.booking_states import step_session
from bluelamp.training.rules.eligibility import Asked, hindrances
from bluelamp.training.rules.rosters import Duty, Span

from .booking_steps import (
    hold_teams,
    learner_for_booking,
    locked_session,
    locked_sessions,
    log_bookings,
    move_booking,
    refuse_while_open_again,
)
from .bookings import new_booking, refuse_hindered
from .clashes import Held, clash_of, team_of, usable_room, usable_virtual_room
from .facts import asked_of, asking_alone
from .messages import tell_calendars
from .record_keeping import ChangedMeanwhile

COURSE_HOURS = Duty(time(9), time(17))
MOST_OTHERS = 400


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session to be put on the timetable; ``days`` are local days, ``hours`` those of each."""

    version_id: UUID
    days: tuple[date, ...]
    room_id: UUID | None = None
    virtual_room_id: UUID | None = None
    trainer_ids: tuple[UUID, ...] = ()
    hours: Duty = COURSE_HOURS
    seats: int | None = None
    for_unit_id: UUID | None = None
    is_catch_up: bool = False
    is_one_to_one: bool = False
    team_exception: str = ""


@dataclass(slots=True)
class Rebooking:
    """What became of those whose session was cancelled."""

    cancelled: list[Booking] = field(default_factory=list)
    rebooked: list[Booking] = field(default_factory=list)
    left: list[Booking] = field(default_factory=list)


def add_session(
    *, plan: SessionPlan, by: Officer, at: datetime, made_by: MadeBy = MadeBy.HAND
) -> TrainingSession:
    """Put a session on the timetable; nobody can book it until it is opened.

    Raises NotPossible for a venue that fails the gate (TRN-4.6), and for a room or trainer that is
    in use at that time, which the database refuses.
    """
    require(can_manage_training(by))
    with transaction.atomic():
        version = CourseVersion.objects.select_related("course").get(pk=plan.version_id)
        place = _place(plan, version)
        spans = [plan.hours.on(day) for day in plan.days]
        if not spans:
            raise NotPossible("Give the days of the session.", field="days", rule="TRN-4.1")
        try:
            with transaction.atomic():
                session = TrainingSession.objects.create(
                    reference=next_reference("TR", at),
                    drop_id=version.course.drop_id,
                    course=version.course,
                    course_version=version,
                    seats=_seats(plan, version, place),
                    starts_at=min(span.begins for span in spans),
                    ends_at=max(span.ends for span in spans),
                    made_by=made_by,
                    **_given(plan),
                )
                _add_days(session, plan)
                for trainer in team_of(plan.trainer_ids, version.course_id, plan.days):
                    SessionTrainer.objects.create(session=session, trainer=trainer)
        except IntegrityError as error:
            held = Held(spans, place, plan.trainer_ids)
            raise clash_of(error, held) from error
        _log(session, by=by, action="add_session")
        return session


def open_session(*, session_id: UUID, by: Officer, at: datetime) -> TrainingSession:
    """Open a session for booking, with its whole team or a reason why not (TRN-4.3)."""
    with transaction.atomic():
        session = locked_session(session_id)
        require(can_manage_training(by))
        _check_team(session)
        _set_state(session, SessionState.OPEN)
        _log(session, by=by, action="open_session")
        return session


def lock_session(*, session_id: UUID, by: Officer, at: datetime) -> TrainingSession:
    """Close a session for changes, shortly before it begins."""
    with transaction.atomic():
        session = locked_session(session_id)
        require(can_manage_training(by))
        _set_state(session, SessionState.LOCKED)
        _log(session, by=by, action="lock_session")
        return session


def move_session(
    *,
    session_id: UUID,
    days: Sequence[date],
    by: Officer,
    at: datetime,
    hours: Duty = COURSE_HOURS,
    room_id: UUID | None = None,
    virtual_room_id: UUID | None = None,
    version: int | None = None,
) -> TrainingSession:
    """Move a session to other days, hours or another room; calendars are told (TRN-10.10).

    ``version`` is the one that was seen, where a person changes it. Raises NotPossible naming what
    it would clash with.
    """
    with transaction.atomic():
        session = _to_change(session_id, version, by)
        if not days:
            raise NotPossible("Give the days of the session.", field="days", rule="TRN-4.1")
        place = _new_place(session, room_id or virtual_room_id)
        teaching = [each.trainer_id for each in session.team.all()]
        team_of(teaching, session.course_id, days)
        spans = [hours.on(day) for day in days]
        session.starts_at = min(span.begins for span in spans)
        session.ends_at = max(span.ends for span in spans)
        session.sequence += 1
        session.version += 1
        try:
            with transaction.atomic():
                session.days.all().delete()
                session.save()
                _write_days(session, days, hours)
        except IntegrityError as error:
            held = Held(spans, place, teaching, session.pk)
            raise clash_of(error, held) from error
        bookings = Booking.objects.filter(session=session, state__in=ALIVE)
        bookings.update(told_at=at)
        tell_calendars(bookings.all())
        _log(session, by=by, action="move_session")
        return session


def change_team(
    *,
    session_id: UUID,
    trainer_ids: Collection[UUID],
    team_exception: str,
    version: int,
    by: Officer,
    at: datetime,
) -> TrainingSession:
    """Let others teach a session; an incomplete team needs its reason once it is open (TRN-4.3)."""
    with transaction.atomic():
        session = _to_change(session_id, version, by)
        days = [each.day for each in session.days.all()]
        team = team_of(trainer_ids, session.course_id, days)
        session.team_exception = team_exception.strip()
        session.version += 1
        try:
            with transaction.atomic():
                session.save(update_fields=["team_exception", "version"])
                session.team.exclude(trainer__in=team).delete()
                already = set(session.team.values_list("trainer", flat=True))
                for trainer in team:
                    if trainer.pk not in already:
                        SessionTrainer.objects.create(session=session, trainer=trainer)
        except IntegrityError as error:
            spans = [Span(each.starts_at, each.ends_at) for each in session.days.all()]
            held = Held(spans, _place_of(session), trainer_ids, session.pk)
            raise clash_of(error, held) from error
        if session.state != SessionState.PLANNED:
            _check_team(session)
        _log(session, by=by, action="change_team")
        return session


def cancel_sessions(
    *, session_ids: Collection[UUID], because: str, by: Officer, at: datetime, rebook: bool = True
) -> Rebooking:
    """Cancel sessions; everybody booked gets the earliest other place that suits (TRN-4.10).

    Who finds none is in ``left``, and no place of theirs is lost from sight: their requirement
    stays open.
    """
    require(can_manage_training(by))
    if not because.strip():
        raise NotPossible("Say why: people are told.", field="because", rule="TRN-4.10")
    report = Rebooking()
    with transaction.atomic():
        others = _others(session_ids, at) if rebook else []
        held = locked_sessions([*session_ids, *others])
        for session in (held[each] for each in sorted(set(session_ids))):
            report.cancelled += _cancel(session, because.strip())
            _log(session, by=by, action="cancel_session")
        hold_teams([each.learner_id for each in report.cancelled] if rebook else [])
        offered = _as_asked([held[each] for each in others])
        for booking in report.cancelled if rebook else ():
            found = _rebook(booking, offered, at)
            report.rebooked += [found] if found else []
            report.left += [] if found else [booking]
        if report.cancelled:
            log_bookings(report.cancelled, by=by, action="cancel_sessions")
    return report


def _cancel(session: TrainingSession, because: str) -> list[Booking]:
    refuse_while_open_again(session)
    _set_state(session, SessionState.CANCELLED, cancelled_because=because[:200])
    held = Booking.objects.filter(session=session, state__in=ALIVE)
    bookings = list(held.select_related("learner").select_for_update(of=("self",), no_key=True))
    for booking in bookings:
        booking.session = session
        booking.sequence += 1
        move_booking(
            booking,
            BookingState.CANCELLED,
            reason_words=because[:200],
            sequence=booking.sequence,
        )
    return bookings


def _others(session_ids: Collection[UUID], at: datetime) -> list[UUID]:
    """Return the open sessions that may take people of these, the earliest first."""
    courses = TrainingSession.objects.filter(pk__in=session_ids).values("course")
    others = TrainingSession.objects.filter(
        course__in=courses, state=SessionState.OPEN, starts_at__gt=at
    ).exclude(pk__in=session_ids)
    return list(others.order_by("starts_at", "pk").values_list("pk", flat=True)[:MOST_OTHERS])


def _as_asked(sessions: list[TrainingSession]) -> list[tuple[TrainingSession, Asked]]:
    """Return sessions with what they ask of people: one statement."""
    prefetch_related_objects(sessions, "days")
    return [(session, asked_of(session)) for session in sessions]


def _rebook(
    booking: Booking, others: Sequence[tuple[TrainingSession, Asked]], at: datetime
) -> Booking | None:
    """Return an invitation to the earliest open session that nothing stands against."""
    learner = learner_for_booking(booking.learner_id)
    alone = asking_alone(learner)
    for session, asked in others:
        if session.course_id != booking.course_id or session.state != SessionState.OPEN:
            continue
        try:
            # Their own days tell most sessions out of the question, and need no statement.
            refuse_hindered(hindrances(asked, alone))
            return new_booking(session, learner, BookingState.INVITED, at=at, rebooked_from=booking)
        except NotPossible:
            continue
    return None


def _set_state(session: TrainingSession, state: SessionState, **more: object) -> None:
    session.state = step_session(SessionState(session.state), state)
    session.version += 1
    if state is SessionState.CANCELLED:
        session.sequence += 1
    for name, value in more.items():
        setattr(session, name, value)
    session.save(update_fields=["state", "version", "sequence", *more])


def _place(plan: SessionPlan, version: CourseVersion) -> Room | VirtualRoom:
    delivery = Delivery(version.delivery)
    if not delivery.has_sessions:
        raise NotPossible("This course is taken by oneself.", field="version", rule="TRN-4.1")
    if delivery is Delivery.CLASSROOM:
        if plan.room_id is None:
            raise NotPossible("Choose a room.", field="room", rule="TRN-4.1")
        return usable_room(plan.room_id, plan.days)
    return usable_virtual_room(plan.virtual_room_id or UUID(int=0))


def _seats(plan: SessionPlan, version: CourseVersion, place: Room | VirtualRoom) -> int:
    most = min(version.max_class, place.seats)
    if plan.seats and plan.seats > most:
        raise NotPossible(f"There are at most {most} seats.", field="seats", rule="H6")
    return plan.seats or (1 if plan.is_one_to_one else most)


def _given(plan: SessionPlan) -> dict[str, object]:
    names = ("room_id", "virtual_room_id", "for_unit_id", "is_catch_up", "is_one_to_one")
    return {name: getattr(plan, name) for name in names} | {
        "team_exception": plan.team_exception.strip()
    }


def _add_days(session: TrainingSession, plan: SessionPlan) -> None:
    _write_days(session, plan.days, plan.hours)


def _write_days(session: TrainingSession, days: Sequence[date], hours: Duty) -> None:
    for day in days:
        span = hours.on(day)
        SessionDay.objects.create(
            session=session, day=day, starts_at=span.begins, ends_at=span.ends
        )


def _to_change(session_id: UUID, version: int | None, by: Officer) -> TrainingSession:
    session = locked_session(session_id)
    require(can_manage_training(by))
    if SessionState(session.state) in {SessionState.DONE, SessionState.CANCELLED}:
        raise NotPossible("This session is over.", rule="TRN-4.10")
    refuse_while_open_again(session)
    if version is not None and version != session.version:
        raise ChangedMeanwhile(session)
    return session


def _place_of(session: TrainingSession) -> Room | VirtualRoom:
    place = session.room or session.virtual_room
    assert place is not None  # noqa: S101  session_in_one_place holds it
    return place


def _new_place(session: TrainingSession, place_id: UUID | None) -> Room | VirtualRoom:
    """Return where the session is to be: another room of the same kind, or where it is."""
    if place_id is None:
        return _place_of(session)
    if session.virtual_room_id:
        session.virtual_room = usable_virtual_room(place_id)
    else:
        session.room = usable_room(place_id)
    place = _place_of(session)
    if place.seats < session.seats:
        field = "virtual_room" if session.virtual_room_id else "room"
        raise NotPossible(f"{place} has {place.seats} seats.", field=field, rule="H6")
    return place


def _check_team(session: TrainingSession) -> None:
    kinds = [each.trainer.kind for each in session.team.select_related("trainer")]
    version = session.course_version
    wanted = (
        (TrainerKind.SUPPLIER, version.supplier_trainers),
        (TrainerKind.FACILITATOR, version.facilitators),
    )
    missing = [kind.label.lower() for kind, number in wanted if kinds.count(kind) < number]
    if missing and not session.team_exception:
        raise NotPossible(
            f"The team lacks: {', '.join(missing)}. Add them, or give the reason for an exception.",
            field="team_exception",
            rule="TRN-4.3",
        )


def _log(session: TrainingSession, *, by: Officer, action: str) -> None:
    subject = Subject(
        "training_session", (session.pk,), session.reference, session.version, Regime.GEN
    )
    record_change(by=by, of=subject, action=action)
