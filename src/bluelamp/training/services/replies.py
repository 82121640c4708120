"""What somebody's calendar answered, taken as their own answer (TRN-10.9, V27)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import BookingState, CalendarAnswer, DeclineReason, MessageKind
from bluelamp.training.invitations import Reply, read_reply
from bluelamp.training.models import Booking
from bluelamp.training.policies import can_bring_replies
from bluelamp.training.rules.invitations import reply_counts

from .bookings import accept_booking, decline_booking, keep_booking_open
from .messages import invitation_of
from .waiting import decline_offer, take_offer

FROM_CALENDAR = "Declined in the calendar"
STANDS_AS_SAID = {
    CalendarAnswer.ACCEPTED: {BookingState.ACCEPTED, BookingState.CONFIRMED},
    CalendarAnswer.TENTATIVE: {BookingState.TENTATIVE, BookingState.OFFERED},
    CalendarAnswer.DECLINED: {
        BookingState.DECLINED,
        BookingState.CANCELLED,
        BookingState.EXPIRED,
    },
}


def take_reply(*, content: bytes, by: Officer, at: datetime) -> Booking:
    """Take a REPLY as the answer of the person it is from; saying the same again changes nothing.

    Raises NotPossible for a file that is no reply, for an unknown booking, for a reply of anybody
    but who was invited, and for one to an older time or place (TRN-10.10).
    """
    require(can_bring_replies(by))
    reply = read_reply(content)
    with transaction.atomic():
        booking = _booking_of(reply)
        _check_sender(reply, booking)
        if booking.state not in STANDS_AS_SAID[reply.answer]:
            _check_sequence(reply, booking)
            _answer(booking, reply.answer, at)
            booking.refresh_from_db()
        return booking


def _booking_of(reply: Reply) -> Booking:
    name, _, domain = reply.uid.partition("@")
    try:
        key = UUID(name) if domain == "bluelamp" else None
    except ValueError:
        key = None
    found = Booking.objects.select_related("learner__staff", "session")
    booking = found.filter(pk=key).first() if key else None
    if booking is None:
        raise NotPossible("This reply is to no invitation of ours.", field="file", rule="TRN-10.9")
    return booking


def _check_sender(reply: Reply, booking: Booking) -> None:
    address = booking.learner.staff.email.strip().lower()
    if not address or reply.attendee != address:
        raise NotPossible("This reply is not from who was invited.", field="file", rule="TRN-10.9")


def _check_sequence(reply: Reply, booking: Booking) -> None:
    told = booking.messages.exclude(kind=MessageKind.REMINDER).order_by("-sequence").first()
    if told is None or not reply_counts(invitation_of(told), reply.sequence):
        raise NotPossible(
            "This reply is to an older time or place: it confirms nothing.",
            field="file",
            rule="TRN-10.10",
        )


def _answer(booking: Booking, answer: CalendarAnswer, at: datetime) -> None:
    """Answer as the person themselves would."""
    officer = officer_for(booking.learner.staff, at=at)
    offered = booking.state == BookingState.OFFERED
    if answer is CalendarAnswer.ACCEPTED:
        accept = take_offer if offered else accept_booking
        accept(booking_id=booking.pk, by=officer, at=at)
    elif answer is CalendarAnswer.TENTATIVE:
        keep_booking_open(booking_id=booking.pk, by=officer, at=at)
    elif offered:
        decline_offer(booking_id=booking.pk, by=officer, at=at)
    else:
        decline_booking(
            booking_id=booking.pk,
            reason=DeclineReason.OTHER,
            words=FROM_CALENDAR,
            by=officer,
            at=at,
        )
