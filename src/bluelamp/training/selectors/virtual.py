"""Virtual sessions: whose they are, and who is present."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from bluelamp.training.models import SEATED, TrainingSession, VirtualPresence


def virtual_session(session_id: UUID) -> TrainingSession | None:
    """Return a session in a virtual room."""
    return (
        TrainingSession.objects.filter(pk=session_id, virtual_room__isnull=False)
        .select_related("virtual_room", "course")
        .first()
    )


def own_virtual_session(staff_id: UUID, session_id: UUID) -> TrainingSession | None:
    """Return a virtual session in which somebody has a place, or which they teach."""
    found = virtual_session(session_id)
    if found is None:
        return None
    seated = found.bookings.filter(learner__staff=staff_id, state__in=[*SEATED, "ATTENDED"])
    teaches = found.team.filter(trainer__staff=staff_id)
    return found if seated.exists() or teaches.exists() else None


def open_presence(staff_id: UUID, session: TrainingSession) -> VirtualPresence | None:
    """Return that somebody is present now."""
    return session.virtual_presences.filter(learner__staff=staff_id, left_at=None).first()


def presences_of(session: TrainingSession) -> QuerySet[VirtualPresence]:
    """Return who joined when and left when: one statement."""
    return session.virtual_presences.select_related("learner__staff").order_by("joined_at", "id")
