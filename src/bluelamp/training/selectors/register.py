"""Classes to teach and their registers."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from bluelamp.training.enums import BookingState, SessionState
from bluelamp.training.models import (
    Booking,
    PracticeCopy,
    RegisterEntry,
    RegisterReopening,
    Result,
    SessionTrainer,
    TrainingSession,
    VirtualPresence,
)

from .sessions import sessions_listed

MOST = 50
LATELY = timedelta(days=14)
TO_COME = timedelta(days=14)
NOT_OVER = (SessionState.OPEN, SessionState.FULL, SessionState.LOCKED, SessionState.RUNNING)
OFF_THE_LIST = (
    BookingState.WAITLISTED,
    BookingState.DECLINED,
    BookingState.CANCELLED,
    BookingState.EXPIRED,
)


def sessions_to_teach(staff_id: UUID | None, at: datetime) -> list[TrainingSession]:
    """Return the classes somebody teaches, or all of them, from the unclosed on: one statement."""
    near = Q(starts_at__gte=at - LATELY, starts_at__lte=at + TO_COME)
    found = sessions_listed().filter(near)
    if staff_id:
        found = found.filter(team__trainer__staff=staff_id)
    else:
        found = found.filter(starts_at__lte=at + timedelta(days=1), state__in=NOT_OVER)
    found = found.exclude(state__in=[SessionState.CANCELLED, SessionState.PLANNED])
    return list(found.distinct()[:MOST])


def unclosed_of(staff_id: UUID, at: datetime) -> QuerySet[TrainingSession]:
    """Return the classes somebody taught whose register is not closed: one statement."""
    return (
        TrainingSession.objects.filter(
            team__trainer__staff=staff_id, state__in=NOT_OVER, ends_at__lt=at
        )
        .select_related("course")
        .order_by("ends_at")
    )


def register_for_page(session_id: UUID) -> TrainingSession | None:
    """Return a session with its days, team, people, marks and practice copies: ten statements."""
    told = Result.objects.filter(taken_back=None).order_by("-recorded_at", "-pk")
    people = (
        Booking.objects.exclude(state__in=OFF_THE_LIST)
        .select_related("learner__staff__unit")
        .prefetch_related(Prefetch("results", told, "told"))
        .order_by(Coalesce("seat_number", 999), "learner__staff__family_name", "pk")
    )
    entries = RegisterEntry.objects.select_related("made_by", "learner__staff", "taken_up")
    return (
        TrainingSession.objects.select_related(
            "course", "course_version", "room__venue", "virtual_room"
        )
        .prefetch_related(
            "days",
            Prefetch("team", SessionTrainer.objects.select_related("trainer")),
            Prefetch("bookings", people, "people"),
            Prefetch("register", entries, "entries"),
            Prefetch("reopenings", RegisterReopening.objects.all(), "opened_again"),
            Prefetch("virtual_presences", VirtualPresence.objects.order_by("joined_at"), "present"),
            Prefetch("practice_copies", PracticeCopy.objects.order_by("name"), "copies"),
        )
        .filter(pk=session_id)
        .first()
    )


def session_to_mark(session_id: UUID) -> TrainingSession | None:
    """Return a session for the answers that show nobody: one statement."""
    return TrainingSession.objects.filter(pk=session_id).first()
