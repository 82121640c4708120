"""What every change of a booking shares: locks, seats, the state of the session, the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import BookingState, NoticeClass, SessionState
from bluelamp.training.models import Booking, Learner, TrainingSession
from bluelamp.training.policies import can_answer_booking
from bluelamp.training.rules.booking_states import HOLDS_A_SEAT, step_booking
from bluelamp.training.rules.notice import rest_day_worked

from .messages import OVER, tell_calendars, tell_new

OPEN_FOR_BOOKING = frozenset({SessionState.OPEN, SessionState.FULL})
# What somebody answers themselves they need not be told; what ends a booking clears a calendar.
OF_WHICH_PEOPLE_ARE_TOLD = OVER | {BookingState.OFFERED}
WITH_A_SESSION = ("course_version", "course", "room", "drop")
Step = Callable[[BookingState, BookingState], BookingState]
KEEPS_SEAT = HOLDS_A_SEAT | {BookingState.ATTENDED, BookingState.PARTIAL}


def locked_session(session_id: UUID) -> TrainingSession:
    """Return a session, held against other bookings until the transaction ends."""
    held = TrainingSession.objects.select_for_update(of=("self",), no_key=True)
    found = held.select_related(*WITH_A_SESSION).filter(pk=session_id).first()
    if found is None:
        raise NotPossible("There is no such session.", field="session")
    return found


def locked_sessions(session_ids: Iterable[UUID]) -> dict[UUID, TrainingSession]:
    """Return several sessions, all held, in the one order that everybody holds them: by key.

    Whoever needs more than one holds them all at once, before any booking or team, so that no two
    wait for each other. Raises NotPossible when one of them is not there.
    """
    wanted = set(session_ids)
    held = TrainingSession.objects.select_for_update(of=("self",), no_key=True)
    rows = held.select_related(*WITH_A_SESSION).filter(pk__in=wanted).order_by("pk")
    found = {each.pk: each for each in rows}
    if found.keys() != wanted:
        raise NotPossible("There is no such session.", field="session")
    return found


def locked_booking(booking_id: UUID) -> Booking:
    """Return a booking, held until the transaction ends, its session held first."""
    session_id = Booking.objects.filter(pk=booking_id).values_list("session", flat=True).first()
    if session_id is None:
        raise NotPossible("There is no such booking.", field="booking")
    session = locked_session(session_id)
    held = Booking.objects.select_for_update(of=("self",), no_key=True)
    booking = held.select_related("learner__staff__unit").get(pk=booking_id)
    if booking.session_id != session.pk:
        raise NotPossible("This booking was moved just now. Open it again.", rule="TRN-8.1")
    booking.session = session
    return booking


def booking_to_answer(booking_id: UUID, by: Officer) -> Booking:
    """Return a booking held as ``locked_booking`` does, for who may answer it."""
    booking = locked_booking(booking_id)
    require(can_answer_booking(by, booking))
    return booking


def hold_team(learner: Learner) -> None:
    """Keep anybody else of the team from being booked meanwhile, so that its cap holds (H5)."""
    hold_teams([learner.pk])


def hold_teams(learner_ids: Iterable[UUID]) -> None:
    """Hold the teams of several people, in the order of their keys, after their sessions."""
    teams = Unit.objects.filter(staff__learner__in=list(learner_ids)).values("pk")
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=teams).order_by("pk"))


def learner_for_booking(learner_id: UUID) -> Learner:
    """Return a person with all that the constraints ask of them."""
    found = Learner.objects.select_related("staff__unit__training_limit", "roster__duty_pattern")
    learner = found.filter(pk=learner_id).first()
    if learner is None:
        raise NotPossible("There is no such person in this programme.", field="learner")
    return learner


def refuse_unless_open(session: TrainingSession, at: datetime) -> None:
    """Refuse a session that cannot be booked any more, or not yet."""
    state = SessionState(session.state)
    if state not in OPEN_FOR_BOOKING:
        raise NotPossible(f"This session is {state.label.lower()}.", rule="TRN-4.10")
    if session.starts_at <= at:
        raise NotPossible("This session has begun.", rule="TRN-4.10")


def refuse_while_open_again(session: TrainingSession) -> None:
    """Refuse to change a session whose register was opened again: people sat it already."""
    if session.state == SessionState.RUNNING and session.reopenings.exists():
        raise NotPossible("Its register was opened again: close that first.", rule="TRN-4.10")


def free_seat(session: TrainingSession) -> int | None:
    """Return the lowest free seat of a held session; None where it is full."""
    numbers = Booking.objects.filter(session=session, seat_number__isnull=False)
    taken = set(numbers.values_list("seat_number", flat=True))
    return next((seat for seat in range(1, session.seats + 1) if seat not in taken), None)


def take_seat(session: TrainingSession) -> int:
    """Return the lowest free seat. Raises NotPossible when there is none."""
    seat = free_seat(session)
    if seat is None:
        raise NotPossible(
            "This session is full. Join its waiting list, or choose another.",
            field="session",
            rule="TRN-4.10",
        )
    return seat


def place(booking: Booking) -> Booking:
    """Write a new booking; the database refuses what two people did at once."""
    with as_refusals():
        booking.save(force_insert=True)
    refresh_session(booking.session)
    tell_new([booking])
    return booking


@contextmanager
def as_refusals() -> Iterator[None]:
    """Turn what the database does not let happen into a refusal that names the rule."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise _clash(error) from error


def move_booking(
    booking: Booking, to: BookingState, *, step: Step = step_booking, **more: object
) -> None:
    """Put a held booking into another state, and give its seat up where it holds one no longer."""
    booking.state = step(BookingState(booking.state), to)
    if to not in KEEPS_SEAT:
        booking.seat_number = None
    for name, value in more.items():
        setattr(booking, name, value)
    booking.version += 1
    changed = {"state", "version", *more}
    if booking.seat_number is None:
        changed.add("seat_number")
    booking.save(update_fields=sorted(changed))
    if to not in KEEPS_SEAT:
        refresh_session(booking.session)
    if to in OF_WHICH_PEOPLE_ARE_TOLD:
        tell_calendars([booking])


def refresh_session(session: TrainingSession) -> None:
    """Make an open session full, or a full one open, as its seats say (TRN-4.10)."""
    if SessionState(session.state) not in OPEN_FOR_BOOKING:
        return
    state = SessionState.FULL if free_seat(session) is None else SessionState.OPEN
    if session.state != state:
        session.state = state
        session.save(update_fields=["state"])


def rest_day_cost(session: TrainingSession, told_at: datetime) -> NoticeClass:
    """Return what training on a rest day costs, told now (TRN-6.14)."""
    return rest_day_worked(day_of(told_at), day_of(session.starts_at))


def log_bookings(bookings: Iterable[Booking], *, by: Officer, action: str) -> None:
    """Write one audit line about some bookings and their people."""
    found = list(bookings)
    people = [each.learner_id for each in found]
    subject = Subject(
        "training_booking", (*(each.pk for each in found), *people), regime=Regime.GEN
    )
    record_change(by=by, of=subject, action=action)


def _clash(error: IntegrityError) -> NotPossible:
    said = str(error)
    if "learner_in_one_place" in said:
        return NotPossible("This person is booked elsewhere at that time.", rule="H2")
    if "one_booking_a_course" in said:
        return NotPossible("This person is booked on this course already.", rule="H11")
    if "seat_once_a_session" in said or "seats_of_the_session" in said:
        return NotPossible("This session is full.", field="session", rule="TRN-4.10")
    raise error
