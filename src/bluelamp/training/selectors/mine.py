"""One person's own training."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from bluelamp.training.enums import SwapState
from bluelamp.training.models import (
    ALIVE,
    AdjustmentPlan,
    Booking,
    Learner,
    Requirement,
    Swap,
    WaitingListOffer,
)

SWAPPABLE = ("INVITED", "ACCEPTED", "CONFIRMED")


def learner_of(staff_id: UUID) -> Learner | None:
    """Return somebody's own training profile."""
    found = Learner.objects.select_related("staff__unit", "programme", "roster__duty_pattern")
    return found.filter(staff=staff_id).first()


def requirements_of(learner: Learner) -> QuerySet[Requirement]:
    """Return what somebody must take and how they stand: one statement."""
    return learner.requirements.select_related("course").order_by("course__order", "course__code")


def bookings_of(learner: Learner) -> QuerySet[Booking]:
    """Return somebody's bookings, the next first, with place and days: three statements."""
    open_offers = WaitingListOffer.objects.filter(state="OPEN")
    return (
        learner.bookings.select_related(
            "session__course",
            "session__course_version",
            "session__drop",
            "session__room__venue",
            "session__virtual_room",
            "learner__staff",
        )
        .prefetch_related("session__days", Prefetch("offers", open_offers, "open_offers"))
        .order_by("session__starts_at", "pk")
    )


def booking_of(learner: Learner, booking_id: UUID) -> Booking | None:
    """Return one of somebody's own bookings."""
    found: Booking | None = bookings_of(learner).filter(pk=booking_id).first()
    return found


def is_own_booking(staff_id: UUID, booking_id: UUID) -> bool:
    """Tell whether a booking is somebody's own."""
    return Booking.objects.filter(pk=booking_id, learner__staff=staff_id).exists()


def swaps_asked_of(learner: Learner) -> QuerySet[Swap]:
    """Return the colleagues who ask somebody to change places: one statement."""
    return Swap.objects.filter(theirs__learner=learner, state=SwapState.ASKED).select_related(
        "mine__learner__staff", "mine__session__course", "theirs__session"
    )


def swaps_open(booking: Booking) -> QuerySet[Swap]:
    """Return what somebody has asked of a colleague for this booking."""
    return booking.swaps_asked.filter(state=SwapState.ASKED).select_related(
        "theirs__learner__staff", "theirs__session"
    )


def colleagues_to_swap_with(booking: Booking) -> QuerySet[Booking]:
    """Return the bookings of the same course in the same unit: one statement.

    Only colleagues of one's own unit are shown, so that nobody else's times are.
    """
    unit = booking.learner.staff.unit_id
    return (
        Booking.objects.filter(
            course=booking.course_id,
            learner__staff__unit=unit,
            state__in=SWAPPABLE,
            session__state__in=("OPEN", "FULL"),
        )
        .exclude(Q(session=booking.session_id) | Q(learner=booking.learner_id))
        .select_related("learner__staff", "session__room__venue", "session__virtual_room")
        .order_by("session__starts_at")
    )


def has_booking(learner: Learner, course_id: UUID) -> bool:
    """Tell whether somebody is booked on a course."""
    return learner.bookings.filter(course=course_id, state__in=ALIVE).exists()


def own_plan(learner: Learner) -> AdjustmentPlan | None:
    """Return what somebody asked for or was agreed with them."""
    return learner.plans.exclude(state="ENDED").first()
