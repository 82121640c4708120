"""Places on sessions: given, accepted, declined, given up (TRN-8.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import Approval, BookingState, DeclineReason
from bluelamp.training.models import Booking, Learner, TrainingSession
from bluelamp.training.policies import (
    can_book,
    can_manage_training,
    can_release,
    can_release_over_cap,
)
from bluelamp.training.rules.eligibility import Hindered, Hindrance, hindrances

from .booking_steps import (
    booking_to_answer,
    hold_team,
    hold_teams,
    learner_for_booking,
    locked_booking,
    locked_session,
    log_bookings,
    move_booking,
    place,
    refuse_unless_open,
    rest_day_cost,
    take_seat,
)
from .facts import asked_of, asking_for, limit_of

RELEASED = {Approval.NOT_NEEDED, Approval.GIVEN, Approval.COMMANDER}


@dataclass(frozen=True, slots=True)
class NotBooked:
    """Somebody of several who got no place, and why."""

    learner_id: UUID
    reason: str


def book_place(
    *,
    session_id: UUID,
    learner_id: UUID,
    by: Officer,
    at: datetime,
    waiver_reason: str = "",
) -> Booking:
    """Give one person a place: accepted when they book themselves, else an invitation.

    It is confirmed at once where nobody need release them. A rest day needs ``waiver_reason`` and
    the manager's release (H4). Raises NotPossible for every hard constraint (section 6.3).
    """
    with transaction.atomic():
        session = locked_session(session_id)
        learner = learner_for_booking(learner_id)
        require(can_book(by, learner))
        refuse_unless_open(session, at)
        state = BookingState.ACCEPTED if by.id == learner.staff_id else BookingState.INVITED
        booking = _new_booking(session, learner, state, at=at, waiver_reason=waiver_reason)
        if state is BookingState.ACCEPTED:
            _confirm_if_released(booking)
        log_bookings([booking], by=by, action="book_place")
        return booking


def invite_learners(
    *, session_id: UUID, learner_ids: Collection[UUID], by: Officer, at: datetime
) -> tuple[list[Booking], list[NotBooked]]:
    """Invite several people; who cannot come is named with the reason, the others are invited."""
    require(can_manage_training(by))
    made: list[Booking] = []
    left: list[NotBooked] = []
    with transaction.atomic():
        session = locked_session(session_id)
        refuse_unless_open(session, at)
        hold_teams(learner_ids)
        for learner_id in learner_ids:
            try:
                learner = learner_for_booking(learner_id)
                made.append(_new_booking(session, learner, BookingState.INVITED, at=at))
            except NotPossible as refusal:
                left.append(NotBooked(learner_id, refusal.reason))
        if made:
            log_bookings(made, by=by, action="invite_learners")
    return made, left


def accept_booking(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Accept an invitation; it is confirmed at once where nobody need release the person."""
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        _refuse_begun(booking, at)
        move_booking(booking, BookingState.ACCEPTED, answered_at=at)
        _confirm_if_released(booking)
        log_bookings([booking], by=by, action="accept_booking")
        return booking


def keep_booking_open(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Say that one is not sure yet; the place is kept."""
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        _refuse_begun(booking, at)
        move_booking(booking, BookingState.TENTATIVE, answered_at=at)
        log_bookings([booking], by=by, action="keep_booking_open")
        return booking


def decline_booking(
    *, booking_id: UUID, reason: DeclineReason, words: str = "", by: Officer, at: datetime
) -> Booking:
    """Decline an invitation, or give a confirmed place up, with a reason; the seat is free.

    A confirmed place that is given up is cancelled, for it had been accepted before (TRN-8.1).
    """
    with transaction.atomic():
        booking = booking_to_answer(booking_id, by)
        _refuse_begun(booking, at)
        if reason is DeclineReason.OTHER and not words.strip():
            raise NotPossible("Say in a few words why.", field="words", rule="TRN-8.1")
        confirmed = booking.state == BookingState.CONFIRMED
        move_booking(
            booking,
            BookingState.CANCELLED if confirmed else BookingState.DECLINED,
            answered_at=at,
            decline_reason=reason,
            reason_words=words.strip()[:200],
        )
        log_bookings([booking], by=by, action="decline_booking")
        return booking


def cancel_booking(*, booking_id: UUID, because: str, by: Officer, at: datetime) -> Booking:
    """Take a booking off, as whoever runs the programme or leads the person."""
    with transaction.atomic():
        booking = locked_booking(booking_id)
        if not can_manage_training(by):
            require(can_release(by, booking.learner))
        move_booking(
            booking, BookingState.CANCELLED, answered_at=at, reason_words=because.strip()[:200]
        )
        log_bookings([booking], by=by, action="cancel_booking")
        return booking


def release_learner(*, booking_id: UUID, by: Officer, at: datetime) -> Booking:
    """Release somebody for a booking that awaits it; what they accepted is then confirmed.

    Only the commander releases the one person that a small team's cap would not let go (TRN-5.4).
    """
    with transaction.atomic():
        booking = locked_booking(booking_id)
        require(can_release(by, booking.learner))
        _refuse_unless_awaited(booking)
        over_cap = any(each.rule is Hindrance.TEAM for each in _against(booking))
        if over_cap:
            require(can_release_over_cap(by, booking.learner))
        booking.approval = Approval.COMMANDER if over_cap else Approval.GIVEN
        booking.approved_by, booking.approved_at = by.label, at
        booking.save(update_fields=["approval", "approved_by", "approved_at"])
        if booking.state == BookingState.ACCEPTED:
            _confirm_if_released(booking)
        log_bookings([booking], by=by, action="release_learner")
        return booking


def refuse_release(*, booking_id: UUID, because: str, by: Officer, at: datetime) -> Booking:
    """Not release somebody: the booking is cancelled, and says why."""
    with transaction.atomic():
        booking = locked_booking(booking_id)
        require(can_release(by, booking.learner))
        _refuse_unless_awaited(booking)
        if not because.strip():
            raise NotPossible("Say why the person cannot be released.", field="because")
        move_booking(
            booking,
            BookingState.CANCELLED,
            approval=Approval.REFUSED,
            approved_by=by.label,
            approved_at=at,
            reason_words=because.strip()[:200],
        )
        log_bookings([booking], by=by, action="refuse_release")
        return booking


def hindrances_of(learner: Learner, session: TrainingSession) -> list[Hindered]:
    """Return what stands against a booking now, for the page that offers it."""
    asked = asked_of(session)
    return hindrances(asked, asking_for(learner, session, asked))


def new_booking(
    session: TrainingSession,
    learner: Learner,
    state: BookingState,
    *,
    at: datetime,
    rebooked_from: Booking | None = None,
) -> Booking:
    """Give a place on a held session, within every hard constraint."""
    return _new_booking(session, learner, state, at=at, rebooked_from=rebooked_from)


def _new_booking(
    session: TrainingSession,
    learner: Learner,
    state: BookingState,
    *,
    at: datetime,
    waiver_reason: str = "",
    rebooked_from: Booking | None = None,
) -> Booking:
    seat = take_seat(session)
    hold_team(learner)
    found = hindrances_of(learner, session)
    refuse_hindered(found, waiver_reason)
    rest_day = any(each.rule is Hindrance.REST_DAY for each in found)
    return place(
        Booking(
            session=session,
            learner=learner,
            course_id=session.course_id,
            state=state,
            seat_number=seat,
            told_at=at,
            joined_at=at,
            answered_at=at if state is BookingState.ACCEPTED else None,
            approval=_approval(learner, found),
            on_rest_day=rest_day,
            waiver_reason=waiver_reason.strip() if rest_day else "",
            notice_class=rest_day_cost(session, at) if rest_day else "",
            rebooked_from=rebooked_from,
        )
    )


def refuse_hindered(found: Iterable[Hindered], waiver_reason: str = "") -> None:
    """Raise NotPossible for the first constraint that nobody may waive, or not without a reason."""
    for each in found:
        if not each.waivable:
            raise NotPossible(f"{each.words}.", field="session", rule=each.rule)
        if each.rule is Hindrance.REST_DAY and not waiver_reason.strip():
            raise NotPossible(
                f"{each.words}: give the reason for using it, and your manager decides.",
                field="waiver_reason",
                rule=each.rule,
            )


def _approval(learner: Learner, found: Collection[Hindered]) -> Approval:
    limit = limit_of(learner.staff.unit)
    asks = limit is not None and limit.approves_each
    return Approval.AWAITED if found or asks else Approval.NOT_NEEDED


def _confirm_if_released(booking: Booking) -> None:
    if Approval(booking.approval) in RELEASED:
        move_booking(booking, BookingState.CONFIRMED)


def _against(booking: Booking) -> list[Hindered]:
    """Return what would stand against the booking were it made now, itself left out."""
    learner = learner_for_booking(booking.learner_id)
    return hindrances_of(learner, booking.session)


def _refuse_unless_awaited(booking: Booking) -> None:
    if booking.approval != Approval.AWAITED:
        raise NotPossible("This booking awaits no release.", rule="TRN-5.4")


def _refuse_begun(booking: Booking, at: datetime) -> None:
    if booking.session.starts_at <= at:
        raise NotPossible("This session has begun.", rule="TRN-4.10")
