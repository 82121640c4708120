"""What was mailed of a booking, and the personal calendars that programs read."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import MessageKind, MessageState
from ..rules.rosters import Span
from .bookings import Booking
from .learners import Learner


class Mailed(models.Model):
    """What is mailed to one person once, or not at all unless somebody asks again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(
        max_length=9, choices=choices(MessageState), default=MessageState.QUEUED
    )
    problem = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class BookingMessage(Mailed):
    """One message to one person about one booking, as it was when it was decided (TRN-10.8).

    ``sequence`` is the calendar's: it rises with every change of the booking, and no two messages
    of a booking tell the same (``told_once``). A reminder bears the sequence of what it reminds of,
    so that each time is reminded of once (``reminded_once``).
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=choices(MessageKind))
    sequence = models.PositiveIntegerField()
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    times = models.JSONField(help_text="Begin and end of each day")
    place = models.CharField(max_length=300)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "sequence"],
                condition=~Q(kind=MessageKind.REMINDER),
                name="told_once",
            ),
            models.UniqueConstraint(
                fields=["booking", "sequence", "days_before"],
                condition=Q(kind=MessageKind.REMINDER),
                name="reminded_once",
            ),
            models.CheckConstraint(
                name="a_reminder_has_its_day",
                condition=Q(kind=MessageKind.REMINDER, days_before__isnull=False)
                | (~Q(kind=MessageKind.REMINDER) & Q(days_before=None)),
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at", "id"], name="message_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence} {self.state}"

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the times of each day."""
        moment = datetime.fromisoformat
        return tuple(Span(moment(begins), moment(ends)) for begins, ends in self.times)


class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; only a hash of the secret is kept.

    ``reads`` counts those since ``counted_from``, so that one address is not asked without end.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateTimeField(null=True, blank=True)
    reads = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Calendar feed {self.id}"
