"""Venues, rooms and trainers, and the sessions that what became of them leaves without."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from bluelamp.core.time import day_of
from bluelamp.training.enums import SessionState
from bluelamp.training.models import (
    Certification,
    Equipment,
    Room,
    Trainer,
    TrainerAbsence,
    TrainingSession,
    Venue,
    VirtualRoom,
)
from bluelamp.training.rules.venues import lacks


def venues_listed() -> QuerySet[Venue]:
    """Return the venues with how many rooms they have: one statement."""
    return Venue.objects.annotate(
        rooms_in_use=Count("rooms", filter=Q(rooms__out_of_use=False))
    ).order_by("name")


def venue_for_page(venue_id: UUID) -> Venue | None:
    """Return a venue with its rooms and equipment: three statements."""
    rooms = Room.objects.order_by("name")
    equipment = Equipment.objects.select_related("room").order_by("kind", "pk")
    found = Venue.objects.prefetch_related(
        Prefetch("rooms", rooms), Prefetch("equipment", equipment)
    )
    return found.filter(pk=venue_id).first()


def trainers_listed(at: datetime) -> QuerySet[Trainer]:
    """Return the trainers with what lies before them: one statement."""
    coming = Q(teaching__session__starts_at__gte=at) & ~Q(teaching__session__state="CANCELLED")
    return Trainer.objects.annotate(
        coming=Count("teaching", filter=coming, distinct=True),
        may_teach=Count("certifications", distinct=True),
    ).order_by("kind", "name", "pk")


def virtual_rooms() -> QuerySet[VirtualRoom]:
    """Return the virtual rooms."""
    return VirtualRoom.objects.order_by("name")


def sessions_out_of_place(venue: Venue, at: datetime) -> QuerySet[TrainingSession]:
    """Return the sessions to come in rooms of a venue that may not be used any more (TRN-4.6)."""
    coming = TrainingSession.objects.filter(room__venue=venue, ends_at__gt=at)
    coming = coming.exclude(state=SessionState.CANCELLED)
    if not (venue.out_of_use or lacks(venue.facts)):
        coming = coming.filter(room__out_of_use=True)
    return coming.select_related("course", "room__venue").order_by("starts_at", "pk")


def trainer_for_page(trainer_id: UUID) -> Trainer | None:
    """Return a trainer with certifications and days away: three statements."""
    certified = Certification.objects.select_related("course")
    away = TrainerAbsence.objects.order_by("first")
    found = Trainer.objects.select_related("staff").prefetch_related(
        Prefetch("certifications", certified), Prefetch("absences", away)
    )
    return found.filter(pk=trainer_id).first()


def teaching_of(trainer: Trainer, at: datetime) -> list[TrainingSession]:
    """Return what lies before a trainer, each with ``why`` they no longer can (H7): one statement.

    Absences count by the day on which the session begins and ends.
    """
    days = {"first__lte": OuterRef("ends_at__date"), "last__gte": OuterRef("starts_at__date")}
    certified = Certification.objects.filter(trainer=trainer, course=OuterRef("course"))
    found = (
        TrainingSession.objects.filter(team__trainer=trainer, ends_at__gt=at)
        .exclude(state=SessionState.CANCELLED)
        .annotate(
            away=Exists(TrainerAbsence.objects.filter(trainer=trainer, **days)),
            certified=Exists(certified),
        )
        .select_related("course", "room__venue", "virtual_room")
        .order_by("starts_at", "pk")
    )
    sessions: list[TrainingSession] = list(found)
    for each in sessions:
        each.why = _why_not(trainer, each)  # type: ignore[attr-defined]
    return sessions


def _why_not(trainer: Trainer, session: TrainingSession) -> str:
    first, last = day_of(session.starts_at), day_of(session.ends_at)
    if session.away:  # type: ignore[attr-defined]
        return "Away then"
    if not session.certified:  # type: ignore[attr-defined]
        return "May not teach this course"
    ends, starts = trainer.contract_ends, trainer.contract_starts
    if (ends and ends < last) or (starts and starts > first):
        return "Not under contract then"
    return ""
