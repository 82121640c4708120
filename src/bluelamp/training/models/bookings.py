"""Who has which place, who waits, who swaps (TRN-8.1)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import (
    Approval,
    BookingState,
    DeclineReason,
    NoticeClass,
    OfferState,
    SwapState,
)
from ..rules.booking_states import HOLDS_A_SEAT
from .curriculum import Course
from .learners import Learner
from .sessions import TrainingSession

SEATED = sorted(HOLDS_A_SEAT)
ALIVE = sorted({*HOLDS_A_SEAT, BookingState.WAITLISTED})
SAT = sorted({BookingState.ATTENDED, BookingState.PARTIAL})


@followed
class Booking(models.Model):
    """One person's place on one session, or in the queue for it.

    Whoever holds a place has a seat number, and no two the same (``seat_once_a_session``), none
    above the seats of the session, and nobody two places at the same time: the database holds all
    three. ``id`` is the stable part of the calendar's UID, ``sequence`` what it was last told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="bookings")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="bookings")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=choices(BookingState))
    seat_number = models.PositiveSmallIntegerField(null=True, blank=True)
    told_at = models.DateTimeField(help_text="When the person was first told of this time")
    joined_at = models.DateTimeField(help_text="When the booking, or the waiting, began")
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=10, blank=True, choices=choices(DeclineReason))
    reason_words = models.CharField(max_length=200, blank=True)
    approval = models.CharField(
        max_length=12, choices=choices(Approval), default=Approval.NOT_NEEDED
    )
    approved_by = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    on_rest_day = models.BooleanField(default=False)
    notice_class = models.CharField(max_length=24, blank=True, choices=choices(NoticeClass))
    waiver_reason = models.CharField(
        max_length=200, blank=True, help_text="Why a rest day is used all the same (H4)"
    )
    rebooked_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="rebooked_as"
    )
    missed = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="The parts somebody who attended in part was not there for (TRN-8.7)",
    )
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "seat_number"],
                name="seat_once_a_session",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(state__in=ALIVE),
                name="one_booking_a_course",
                violation_error_message="This person is booked on this course already (H11).",
            ),
            models.CheckConstraint(
                name="a_place_is_a_seat",
                condition=Q(
                    state__in=[*SEATED, *SAT], seat_number__isnull=False, seat_number__gte=1
                )
                | (~Q(state__in=[*SEATED, *SAT]) & Q(seat_number=None)),
            ),
            models.CheckConstraint(
                name="rest_day_has_its_waiver",
                condition=Q(on_rest_day=False) | (~Q(waiver_reason="") & ~Q(notice_class="")),
                violation_error_message="A rest day is used only with a reason and its cost (H4).",
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "state"], name="booking_by_learner"),
            models.Index(fields=["session", "state", "joined_at"], name="booking_by_session"),
        ]

    def __str__(self) -> str:
        return f"Booking {self.id} {self.state}"


@followed
class WaitingListOffer(models.Model):
    """A place offered to somebody who waits, until it runs out (TRN-8.3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="offers")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices(OfferState), default=OfferState.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=Q(state=OfferState.OPEN), name="one_open_offer"
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_at"], name="offer_by_end")]

    def __str__(self) -> str:
        return f"Offer until {self.ends_at}"


@followed
class Swap(models.Model):
    """One colleague asks another, booked on the same course, to change places."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mine = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="swaps_asked")
    theirs = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="swaps_received")
    state = models.CharField(max_length=10, choices=choices(SwapState), default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mine"],
                condition=Q(state=SwapState.ASKED),
                name="one_open_swap",
                violation_error_message="You have asked somebody to swap already.",
            ),
            models.CheckConstraint(name="swap_of_two", condition=~Q(mine=models.F("theirs"))),
        ]

    def __str__(self) -> str:
        return f"Swap {self.state}"
