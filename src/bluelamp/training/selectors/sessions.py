"""Sessions as lists and as pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from bluelamp.core.keyset import Place
from bluelamp.training.enums import SessionState
from bluelamp.training.models import (
    ALIVE,
    Booking,
    Drop,
    PracticalInstruction,
    SessionTrainer,
    TrainingSession,
)

ON_A_PAGE = 25
BOOKABLE = (SessionState.OPEN, SessionState.FULL)


def sessions_listed() -> QuerySet[TrainingSession]:
    """Return sessions as lists show them: place, course and seats taken, in one statement."""
    seated = Count("bookings", filter=Q(bookings__seat_number__isnull=False))
    waiting = Count("bookings", filter=Q(bookings__state="WAITLISTED"))
    return (
        TrainingSession.objects.select_related("course", "room__venue", "virtual_room")
        .annotate(taken=seated, waiting=waiting)
        .order_by("starts_at", "pk")
    )


def sessions_found(
    drop: Drop,
    *,
    course_id: UUID | None = None,
    states: Collection[str] = (),
    venue_id: UUID | None = None,
    since: datetime | None = None,
    after: Place | None = None,
) -> tuple[list[TrainingSession], Place | None]:
    """Return a page of sessions and where the next begins: one statement."""
    found = sessions_listed().filter(drop=drop)
    if course_id:
        found = found.filter(course=course_id)
    if states:
        found = found.filter(state__in=states)
    if venue_id:
        found = found.filter(room__venue=venue_id)
    if since:
        found = found.filter(starts_at__gte=since)
    return _page(found, after)


def sessions_to_choose(
    course_id: UUID, delivery: str, *, at: datetime, after: Place | None = None
) -> tuple[list[TrainingSession], Place | None]:
    """Return the sessions of a course that can still be booked or waited for: one statement."""
    found = sessions_listed().filter(
        course=course_id,
        course_version__delivery=delivery,
        state__in=BOOKABLE,
        starts_at__gt=at,
    )
    return _page(found, after)


def _page(
    found: QuerySet[TrainingSession], after: Place | None
) -> tuple[list[TrainingSession], Place | None]:
    if after:
        found = found.filter(Q(starts_at__gt=after.at) | Q(starts_at=after.at, pk__gt=after.key))
    rows = list(found[: ON_A_PAGE + 1])
    more = len(rows) > ON_A_PAGE
    rows = rows[:ON_A_PAGE]
    return rows, Place(rows[-1].starts_at, rows[-1].pk) if more else None


def session_for_page(session_id: UUID) -> TrainingSession | None:
    """Return a session with its days, team and people: four statements."""
    people = (
        Booking.objects.filter(Q(state__in=ALIVE) | Q(seat_number__isnull=False))
        .select_related("learner__staff__unit")
        .order_by(Coalesce(F("seat_number"), Value(999)), "joined_at")
    )
    team = SessionTrainer.objects.select_related("trainer").order_by("trainer__kind")
    found = TrainingSession.objects.select_related(
        "course", "course_version", "drop", "room__venue", "virtual_room"
    ).prefetch_related("days", Prefetch("team", team), Prefetch("bookings", people, "people"))
    return found.filter(pk=session_id).first()


def session_to_change(session_id: UUID) -> TrainingSession | None:
    """Return a session with its days and team, without its people: three statements."""
    team = SessionTrainer.objects.select_related("trainer").order_by("trainer__kind")
    found = TrainingSession.objects.select_related(
        "course", "course_version", "drop", "room__venue", "virtual_room"
    ).prefetch_related("days", Prefetch("team", team))
    return found.filter(pk=session_id).first()


def session_to_take(session_id: UUID) -> TrainingSession | None:
    """Return a session as its row shows it and as the constraints ask: one statement."""
    found = sessions_listed().select_related("course_version", "drop")
    return found.filter(pk=session_id).first()


def session_in_brief(session_id: UUID) -> TrainingSession | None:
    """Return a session without its people."""
    return TrainingSession.objects.select_related("course", "drop").filter(pk=session_id).first()


def practical_instructions(session_id: UUID) -> dict[UUID, list[str]]:
    """Return what a trainer is told to do, by person: never why (TRN-4.25). One statement."""
    found = PracticalInstruction.objects.filter(
        learner__bookings__session=session_id, learner__bookings__seat_number__isnull=False
    )
    return {each.learner_id: list(each.lines) for each in found}


def teaches(staff_id: UUID, session_id: UUID) -> bool:
    """Tell whether a member of staff is of a session's team."""
    return SessionTrainer.objects.filter(session=session_id, trainer__staff=staff_id).exists()
