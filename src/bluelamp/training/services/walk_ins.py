"""Somebody at the door without a booking: a free seat, where the rules allow it (section 6.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import shown
from bluelamp.training.enums import BookingState, OfferState, RegisterField, SessionState
from bluelamp.training.models import ALIVE, Booking, Learner, TrainingSession
from bluelamp.training.rules.booking_states import correct_booking
from bluelamp.training.rules.eligibility import Hindrance
from bluelamp.training.rules.register import CAME

from .booking_steps import (
    KEEPS_SEAT,
    as_refusals,
    free_seat,
    hold_team,
    learner_for_booking,
    log_bookings,
    move_booking,
    place,
)
from .bookings import hindrances_of

STAYED_AWAY = (BookingState.NO_SHOW, BookingState.EXCUSED)


def see_that_placed(
    session: TrainingSession,
    learner: Learner,
    field: str,
    mark: str,
    by: Officer,
    at: datetime,
) -> None:
    """See that somebody marked has a place; who comes without one gets it at the door, if they may.

    Who was said not to have come, on a register opened again, gets their own place back.
    """
    own = Booking.objects.filter(session=session, learner=learner)
    if own.filter(state__in=KEEPS_SEAT).exists():
        return
    gone = own.filter(state__in=STAYED_AWAY).select_for_update(of=("self",), no_key=True).first()
    if field != RegisterField.ARRIVAL or mark not in CAME:
        if gone is None:
            raise NotPossible("This person is not on the register.", field="person", rule="TRN-8.7")
    elif gone is not None and session.state == SessionState.RUNNING:
        _give_back(session, gone, by)
    else:
        admit(session=session, learner_id=learner.pk, by=by, at=at)


def admit(*, session: TrainingSession, learner_id: UUID, by: Officer, at: datetime) -> Booking:
    """Give somebody who came without a booking a place on a held session that runs.

    Raises NotPossible without a free seat, for a booking of the course elsewhere, and for every
    hard constraint: what a manager may waive is waived before the day, not at the door.
    """
    learner = learner_for_booking(learner_id)
    waiting = _own_or_none(session, learner)
    seat = free_seat(session)
    if seat is None:
        raise NotPossible("There is no free seat.", field="staff_number", rule="TRN-4.10")
    hold_team(learner)
    _refuse_hindered(session, learner)
    booking = _from_the_list(waiting, seat, at) if waiting else _new(session, learner, seat, at)
    log_bookings([booking], by=by, action="admit_at_the_door")
    return booking


def _give_back(session: TrainingSession, booking: Booking, by: Officer) -> None:
    """Confirm somebody again who was said not to have come. Refuses as ``admit`` does."""
    _own_or_none(session, booking.learner)
    seat = free_seat(session)
    if seat is None:
        raise NotPossible("There is no free seat.", field="staff_number", rule="TRN-4.10")
    booking.session = session
    with as_refusals():
        move_booking(booking, BookingState.CONFIRMED, step=correct_booking, seat_number=seat)
    log_bookings([booking], by=by, action="give_place_back")


def _own_or_none(session: TrainingSession, learner: Learner) -> Booking | None:
    """Return the person's place on this session's waiting list; refuse a booking elsewhere."""
    alive = Booking.objects.filter(learner=learner, course=session.course_id, state__in=ALIVE)
    found = alive.select_related("session").select_for_update(of=("self",), no_key=True).first()
    if found is None or found.session_id == session.pk:
        return found
    other = found.session
    raise NotPossible(
        f"Is booked on this course already: {other.reference}, {shown(other.starts_at)}. "
        "The coordinator can take that booking off.",
        field="staff_number",
        rule="H11",
    )


def _refuse_hindered(session: TrainingSession, learner: Learner) -> None:
    for each in hindrances_of(learner, session):
        if each.rule is not Hindrance.WINDOW:  # the class runs, whenever it was planned
            more = ": not without release before the day" if each.waivable else ""
            raise NotPossible(f"{each.words}{more}.", field="staff_number", rule=each.rule)


def _from_the_list(booking: Booking, seat: int, at: datetime) -> Booking:
    if booking.state == BookingState.WAITLISTED:
        move_booking(booking, BookingState.OFFERED, seat_number=seat, told_at=at)
    booking.offers.filter(state=OfferState.OPEN).update(state=OfferState.TAKEN, answered_at=at)
    move_booking(booking, BookingState.CONFIRMED, answered_at=at)
    return booking


def _new(session: TrainingSession, learner: Learner, seat: int, at: datetime) -> Booking:
    return place(
        Booking(
            session=session,
            learner=learner,
            course_id=session.course_id,
            state=BookingState.CONFIRMED,
            seat_number=seat,
            told_at=at,
            joined_at=at,
            answered_at=at,
        )
    )
