"""Messages about bookings: decided with the change, sent by a job, kept with their fate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.conf import settings

from bluelamp.core.jobs import enqueue_all
from bluelamp.training.enums import BookingState, InvitationMethod, MessageKind, MessageState
from bluelamp.training.models import Booking, BookingMessage, SessionDay
from bluelamp.training.rules.booking_states import HOLDS_A_SEAT
from bluelamp.training.rules.invitations import Invitation, cancelled, changed
from bluelamp.training.rules.rosters import Span

SEND = "bluelamp.training.tasks.send_message"
OVER = frozenset({BookingState.DECLINED, BookingState.CANCELLED, BookingState.EXPIRED})
NO_SERVER = "No mail server is set"
ONLINE = "Online: join from your page"
AT_ONCE = 2_000

Whereabouts = dict[UUID, tuple[tuple[Span, ...], str]]


def uid_of(booking_id: UUID) -> str:
    """Return what calendars know a booking by, whatever becomes of it."""
    return f"{booking_id}@bluelamp"


def tell_calendars(bookings: Iterable[Booking]) -> None:
    """Tell people of what became of their bookings, within the transaction that changed them.

    Whose booking is as they were last told is told nothing; sequences rise (TRN-10.10). Four
    statements however many bookings.
    """
    found = list(bookings)
    last = _last_told(found)
    where = _whereabouts({each.session_id for each in found if each.state in HOLDS_A_SEAT})
    made = (_message(each, last.get(each.pk), where) for each in found)
    keep_messages([each for each in made if each])


def tell_new(bookings: Iterable[Booking]) -> None:
    """Tell people of bookings just made, of which nobody has heard yet."""
    found = [each for each in bookings if each.state in HOLDS_A_SEAT]
    where = _whereabouts({each.session_id for each in found})
    made = (_message(each, None, where) for each in found)
    keep_messages([each for each in made if each])


def keep_messages(messages: Collection[BookingMessage]) -> None:
    """Keep messages, and enqueue their sending where there is a mail server."""
    if not messages:
        return
    if not settings.BLUELAMP_MAIL_URL:
        for each in messages:
            each.state, each.problem = MessageState.UNSENT, NO_SERVER
    BookingMessage.objects.bulk_create(messages, batch_size=AT_ONCE)
    if settings.BLUELAMP_MAIL_URL:
        enqueue_sending(each.pk for each in messages)


def enqueue_sending(message_ids: Iterable[UUID]) -> None:
    """Enqueue one job for each message, in one statement."""
    enqueue_all(SEND, ({"message_id": str(each)} for each in message_ids))


def invitation_of(message: BookingMessage) -> Invitation:
    """Return what a message told a calendar."""
    return Invitation(
        uid_of(message.booking_id),
        message.spans,
        message.place,
        message.sequence,
        InvitationMethod(message.kind),
    )


def _message(
    booking: Booking, last: BookingMessage | None, where: Whereabouts
) -> BookingMessage | None:
    """Return what a booking's person must be told now, if anything."""
    sent = invitation_of(last) if last else None
    if sent and sent.is_cancelled:
        return None
    if booking.state in HOLDS_A_SEAT:
        times, place = where[booking.session_id]
        if times[0].begins <= booking.told_at:
            return None  # who walked in knows
        first = Invitation(uid_of(booking.pk), times, place)
        now = changed(sent, times=times, place=place) if sent else first
    elif booking.state in OVER and sent:
        now = cancelled(sent)
    else:
        return None
    return None if now == sent else _as_message(booking, now)


def _as_message(booking: Booking, told: Invitation) -> BookingMessage:
    return BookingMessage(
        booking=booking,
        kind=MessageKind(told.method.value),
        sequence=told.sequence,
        times=[[span.begins.isoformat(), span.ends.isoformat()] for span in told.times],
        place=told.place,
    )


def _last_told(bookings: Collection[Booking]) -> dict[UUID, BookingMessage]:
    told = BookingMessage.objects.filter(booking__in=[each.pk for each in bookings])
    last = told.exclude(kind=MessageKind.REMINDER).order_by("booking", "-sequence")
    return {each.booking_id: each for each in last.distinct("booking")}


def _whereabouts(session_ids: Collection[UUID]) -> Whereabouts:
    """Return the times and the place of sessions as they stand: one statement."""
    if not session_ids:
        return {}
    days = SessionDay.objects.filter(session__in=session_ids).order_by("session", "starts_at")
    found: dict[UUID, tuple[tuple[Span, ...], str]] = {}
    for session, begins, ends, *place in days.values_list(
        "session",
        "starts_at",
        "ends_at",
        "session__room__name",
        "session__room__venue__name",
        "session__room__venue__address",
    ):
        before = found[session][0] if session in found else ()
        words = ", ".join(each for each in place if each) or ONLINE
        found[session] = ((*before, Span(begins, ends)), words[:300])
    return found
