"""What digital courses and virtual sessions show on the home page and in the work queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import NavigationItem, WorkItem, register_shortcut, register_work
from bluelamp.access.policies import Officer

from .models import SEATED, TrainingSession
from .services.virtual import OPENS_BEFORE


def sessions_to_join(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield one's own virtual sessions that can be joined now: one statement."""
    found = TrainingSession.objects.filter(
        virtual_room__isnull=False,
        bookings__learner__staff=officer.id,
        bookings__state__in=SEATED,
        starts_at__lte=at + OPENS_BEFORE,
        ends_at__gt=at,
    ).select_related("course")
    for session in found.distinct():
        yield WorkItem(
            what="Join your virtual session",
            about=session.course.title,
            url=reverse("digital:join", args=[session.pk]),
            waiting_since=session.starts_at - OPENS_BEFORE,
            due_at=session.starts_at,
        )


def register() -> None:
    """Show them where they belong."""
    own = NavigationItem("My digital courses", "digital:mine", Permission.USE_BLUELAMP, order=72)
    register_shortcut(own)
    packages = NavigationItem(
        "Digital packages", "digital:manage", Permission.MANAGE_TRAINING, order=73
    )
    register_shortcut(packages)
    register_work(sessions_to_join)
