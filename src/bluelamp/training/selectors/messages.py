"""Messages that did not arrive, and calendars by their secrets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from bluelamp.core.keyset import Place
from bluelamp.training.enums import BookingState, MessageKind, MessageState
from bluelamp.training.models import SEATED, Booking, BookingMessage, CalendarFeed, Learner

ON_A_PAGE = 25
IN_A_CALENDAR = (BookingState.CONFIRMED, BookingState.ACCEPTED, BookingState.TENTATIVE)
NOT_ARRIVED = (MessageState.FAILED, MessageState.UNSENT)


def messages_in(
    states: Collection[str], *, coming_at: datetime | None, after: Place | None = None
) -> tuple[list[BookingMessage], Place | None]:
    """Return a page of messages in some states, the oldest first, and where the next begins.

    With ``coming_at``, only those about sessions that are not over then.
    """
    found = BookingMessage.objects.filter(state__in=states).select_related(
        "booking__learner__staff", "booking__session__course"
    )
    if coming_at:
        found = found.filter(booking__session__ends_at__gt=coming_at)
    if after:
        found = found.filter(Q(made_at__gt=after.at) | Q(made_at=after.at, pk__gt=after.key))
    rows = list(found.order_by("made_at", "pk")[: ON_A_PAGE + 1])
    last = rows[ON_A_PAGE - 1] if len(rows) > ON_A_PAGE else None
    return rows[:ON_A_PAGE], Place(last.made_at, last.pk) if last else None


def messages_counted() -> dict[str, int]:
    """Return how many messages are in each state: one statement."""
    counted = BookingMessage.objects.values_list("state").annotate(Count("pk"))
    return dict(counted.order_by())


def failed_since() -> tuple[int, datetime | None]:
    """Return how many messages failed, and since when the newest: one statement."""
    failed = BookingMessage.objects.filter(state=MessageState.FAILED)
    found = failed.aggregate(count=Count("pk"), last=Max("settled_at"))
    return found["count"], found["last"]


def not_arrived(limit: int, *, at: datetime) -> list[UUID]:
    """Return the messages worth sending again, the oldest first: their sessions are to come."""
    worth = BookingMessage.objects.filter(state__in=NOT_ARRIVED, booking__session__ends_at__gt=at)
    found = worth.order_by("made_at", "pk")
    return list(found.values_list("pk", flat=True)[:limit])


def for_a_calendar(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """Return bookings with what a calendar shows: place, days, and the last sequence told."""
    told = BookingMessage.objects.filter(booking=OuterRef("pk")).exclude(kind=MessageKind.REMINDER)
    last = told.order_by("-sequence").values("sequence")[:1]
    return (
        bookings.select_related("session__course", "session__room__venue", "session__virtual_room")
        .prefetch_related("session__days")
        .annotate(told_sequence=Coalesce(Subquery(last), 0))
        .order_by("session__starts_at", "pk")
    )


def booking_for_calendar(staff_id: UUID, booking_id: UUID) -> Booking | None:
    """Return one of somebody's own bookings that holds a seat, as a calendar shows it."""
    own = Booking.objects.filter(pk=booking_id, learner__staff=staff_id, state__in=SEATED)
    return for_a_calendar(own).first()


def calendar_of_learner(learner: Learner) -> list[Booking]:
    """Return what stands in somebody's own calendar: two statements."""
    return list(for_a_calendar(learner.bookings.filter(state__in=IN_A_CALENDAR)))


def feed_of(learner: Learner) -> CalendarFeed | None:
    """Return the calendar that somebody has an address for."""
    return CalendarFeed.objects.filter(learner=learner).first()


def feed_with(secret: str) -> CalendarFeed | None:
    """Return the calendar at a secret address, while its person works here."""
    found = CalendarFeed.objects.select_related("learner").filter(learner__staff__is_active=True)
    return found.filter(secret_hash=fingerprint_of(secret)).first()


def fingerprint_of(secret: str) -> str:
    """Return what is kept of a secret: 256 random bits need no slow hash."""
    return salted_hmac("bluelamp.training.feed", secret, algorithm="sha256").hexdigest()
