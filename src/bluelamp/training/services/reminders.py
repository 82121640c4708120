"""Reminders, once for each time that somebody was told (TRN-6.12)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from bluelamp.training.enums import BookingState, MessageKind
from bluelamp.training.models import SEATED, Booking, BookingMessage
from bluelamp.training.rules.reminders import REMIND_DAYS, reminder_due

from .messages import keep_messages

Key = tuple[UUID, int, int | None]
REMINDED = [each for each in SEATED if each != BookingState.OFFERED]


def remind_learners(*, at: datetime) -> int:
    """Remind everybody whose training is near and who has not been; return how many.

    Of the time and place they were last told. Four statements however many.
    """
    due = [
        _reminder(each, days)
        for each in _near(at)
        if (days := reminder_due(told=each.told_at, starts=each.session.starts_at, at=at))
    ]
    with transaction.atomic():
        known = _known(due)
        fresh = [each for each in due if _key(each) not in known]
        keep_messages(fresh)
    return len(fresh)


def _near(at: datetime) -> QuerySet[Booking]:
    """Return who has a place on a session soon, with what they were last told."""
    told = BookingMessage.objects.filter(booking=OuterRef("pk")).exclude(kind=MessageKind.REMINDER)
    last = told.order_by("-sequence")
    near = Booking.objects.filter(
        state__in=REMINDED,
        session__starts_at__gt=at,
        session__starts_at__lte=at + timedelta(days=max(REMIND_DAYS)),
    ).select_related("session")
    return near.annotate(
        told_sequence=Subquery(last.values("sequence")[:1]),
        told_times=Subquery(last.values("times")[:1]),
        told_place=Subquery(last.values("place")[:1]),
    ).filter(told_sequence__isnull=False)


def _reminder(booking: Any, days: int) -> BookingMessage:
    return BookingMessage(
        booking=booking,
        kind=MessageKind.REMINDER,
        sequence=booking.told_sequence,
        days_before=days,
        times=booking.told_times,
        place=booking.told_place,
    )


def _known(due: Collection[BookingMessage]) -> set[Key]:
    """Return which of these reminders there are already."""
    told = BookingMessage.objects.filter(
        kind=MessageKind.REMINDER, booking__in=[each.booking_id for each in due]
    )
    return set(told.values_list("booking", "sequence", "days_before"))


def _key(reminder: BookingMessage) -> Key:
    return (reminder.booking_id, reminder.sequence, reminder.days_before)
