"""The waiting list: joined, offered in order, taken or run out (TRN-8.3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Approval, BookingState, OfferState
from bluelamp.training.models import Booking, TrainingSession, WaitingListOffer
from bluelamp.training.policies import can_book
from bluelamp.training.rules.eligibility import Hindered
from bluelamp.training.rules.waiting_list import Waiting, next_offer, offer_ends

from .booking_steps import (
    booking_to_answer,
    free_seat,
    learner_for_booking,
    locked_booking,
    locked_session,
    log_bookings,
    move_booking,
    place,
    refresh_session,
    refuse_unless_open,
    take_seat,
)
from .bookings import hindrances_of
from .standing import units_below_gate, works_first_fortnight


def join_waiting_list(*, session_id: UUID, learner_id: UUID, by: Officer, at: datetime) -> Booking:
    """Put somebody on the waiting list of a full session."""
    with transaction.atomic():
        session = locked_session(session_id)
        learner = learner_for_booking(learner_id)
        require(can_book(by, learner))
        refuse_unless_open(session, at)
        if free_seat(session) is not None:
            raise NotPossible("There is a place: book it.", field="session", rule="TRN-8.3")
        booking = place(
            Booking(
                session=session,
                learner=learner,
                course_id=session.course_id,
                state=BookingState.WAITLISTED,
                told_at=at,
                joined_at=at,
            )
        )
        log_bookings([booking], by=by, action="join_waiting_list")
        return booking


def offer_free_places(*, session_id: UUID, by: Officer, at: datetime) -> list[WaitingListOffer]:
    """Offer the free places of a session, in the order of its list.

    Who would break a hard constraint today is passed over and keeps their place (V25).
    """
    made: list[WaitingListOffer] = []
    with transaction.atomic():
        session = locked_session(session_id)
        refuse_unless_open(session, at)
        while free_seat(session) is not None:
            offer = _offer_next(session, at)
            if offer is None:
                break
            made.append(offer)
        if made:
            log_bookings((each.booking for each in made), by=by, action="offer_free_places")
    return made


def take_offer(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Take the place that was offered; it is confirmed. Refused once the offer has run out."""
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        offer = _open_offer(booking)
        if offer.ends_at <= at:
            raise NotPossible("This offer has run out.", rule="TRN-8.3")
        _close(offer, OfferState.TAKEN, at)
        move_booking(booking, BookingState.CONFIRMED, answered_at=at)
        log_bookings([booking], by=by, action="take_offer")
        return booking


def decline_offer(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Decline the place that was offered; it goes to the next on the list."""
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        _close(_open_offer(booking), OfferState.DECLINED, at)
        move_booking(booking, BookingState.EXPIRED, answered_at=at)
        log_bookings([booking], by=by, action="decline_offer")
        _offer_next(booking.session, at)
        return booking


def leave_waiting_list(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Leave the waiting list."""
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        if booking.state != BookingState.WAITLISTED:
            raise NotPossible("You are not on this waiting list.", rule="TRN-8.1")
        move_booking(booking, BookingState.CANCELLED, answered_at=at)
        log_bookings([booking], by=by, action="leave_waiting_list")
        return booking


def expire_offers(*, by: Officer, at: datetime) -> int:
    """End the offers that have run out and make those that follow; return how many ended."""
    due = WaitingListOffer.objects.filter(state=OfferState.OPEN, ends_at__lte=at)
    ended = 0
    for booking_id in list(due.order_by("ends_at").values_list("booking", flat=True)):
        with transaction.atomic():
            booking = locked_booking(booking_id)
            offer = booking.offers.filter(state=OfferState.OPEN, ends_at__lte=at).first()
            if offer is None:
                continue
            _close(offer, OfferState.EXPIRED, at)
            move_booking(booking, BookingState.EXPIRED)
            log_bookings([booking], by=by, action="expire_offers")
            if booking.session.starts_at > at:
                _offer_next(booking.session, at)
            ended += 1
    return ended


def _offer_next(session: TrainingSession, at: datetime) -> WaitingListOffer | None:
    waiting = Booking.objects.filter(session=session, state=BookingState.WAITLISTED)
    queue = {str(each.pk): each for each in waiting.select_for_update(no_key=True)}
    if not queue:
        return None
    gates = units_below_gate(session.drop)
    chosen = next_offer(_waiting(each, session, gates) for each in queue.values())
    if chosen is None:
        return None
    booking = queue[chosen.person]
    booking.session = session
    _give_seat(booking, session, at)
    refresh_session(session)
    return WaitingListOffer.objects.create(
        booking=booking, made_at=at, ends_at=offer_ends(at, session.starts_at)
    )


def _give_seat(booking: Booking, session: TrainingSession, at: datetime) -> None:
    booking.seat_number = take_seat(session)
    booking.approval = Approval.NOT_NEEDED
    move_booking(
        booking,
        BookingState.OFFERED,
        seat_number=booking.seat_number,
        approval=booking.approval,
        told_at=at,
    )


def _waiting(booking: Booking, session: TrainingSession, gates: set[UUID]) -> Waiting:
    learner = learner_for_booking(booking.learner_id)
    found: list[Hindered] = hindrances_of(learner, session)
    drop = session.drop
    return Waiting(
        person=str(booking.pk),
        joined=booking.joined_at,
        below_gate=learner.staff.unit_id in gates,
        on_duty_first=works_first_fortnight(learner, drop.go_live),
        window_ends=_window_ends(drop.go_live),
        hindered=found[0].words if found else "",
    )


def _window_ends(go_live: date) -> date:
    return go_live - timedelta(days=1)


def _open_offer(booking: Booking) -> WaitingListOffer:
    offer = booking.offers.filter(state=OfferState.OPEN).first()
    if offer is None:
        raise NotPossible("No place is offered to you here.", rule="TRN-8.3")
    return offer


def _close(offer: WaitingListOffer, state: OfferState, at: datetime) -> None:
    offer.state, offer.answered_at = state, at
    offer.save(update_fields=["state", "answered_at"])
