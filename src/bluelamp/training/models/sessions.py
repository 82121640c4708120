"""Sessions: a course, a room, days, seats and a team of trainers (TRN-4.1)."""

from __future__ import annotations

from django.db import models

from bluelamp.access.models import Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import MadeBy, SessionState
from .curriculum import Course, CourseVersion
from .programme import Drop
from .resources import Room, Trainer, VirtualRoom


@followed
class TrainingSession(models.Model):
    """One class. ``starts_at`` is the start of its first day, ``ends_at`` the end of its last.

    The database holds that a room or virtual room has one class at a time, a trainer and a learner
    too, and that no seat is given twice or beyond ``seats``. ``course`` and ``drop`` repeat those
    of ``course_version``. ``sequence`` is what calendars are told (TRN-10.10).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="sessions")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    course_version = models.ForeignKey(
        CourseVersion, on_delete=models.PROTECT, related_name="sessions"
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    virtual_room = models.ForeignKey(
        VirtualRoom, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    state = models.CharField(
        max_length=10, choices=choices(SessionState), default=SessionState.PLANNED
    )
    seats = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    for_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_catch_up = models.BooleanField(default=False)
    is_one_to_one = models.BooleanField(default=False)
    made_by = models.CharField(max_length=10, choices=choices(MadeBy), default=MadeBy.HAND)
    team_exception = models.CharField(
        max_length=200, blank=True, help_text="Why it may run without its whole team (TRN-4.3)"
    )
    cancelled_because = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="session_in_one_place",
                condition=models.Q(room__isnull=False, virtual_room__isnull=True)
                | models.Q(room__isnull=True, virtual_room__isnull=False),
                violation_error_message="A session is in a room or in a virtual room.",
            ),
            models.CheckConstraint(name="session_seats_somebody", condition=models.Q(seats__gte=1)),
            models.CheckConstraint(
                name="session_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["drop", "starts_at", "id"], name="session_by_start"),
            models.Index(fields=["course", "state", "starts_at"], name="session_by_course"),
        ]

    def __str__(self) -> str:
        return self.reference


@followed
class SessionDay(models.Model):
    """One day of a session. The database gives it the numbers of its room and keeps them true."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(help_text="The local day on which it begins")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "day"], name="session_day_once"),
            models.CheckConstraint(
                name="session_day_in_order", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        ]
        indexes = [models.Index(fields=["day"], name="session_day_by_day")]

    def __str__(self) -> str:
        return f"{self.day}"


@followed
class SessionTrainer(models.Model):
    """Somebody of a session's team, on all its days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="team")
    trainer = models.ForeignKey(Trainer, on_delete=models.PROTECT, related_name="teaching")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "trainer"], name="trainer_once_a_session"),
        ]

    def __str__(self) -> str:
        return f"{self.trainer_id} at {self.session_id}"
