"""Refreshers: what they are for a course, who must do which, and how they were planned and told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import NotNeededBecause, RefresherCause, RefresherRunState, RefresherState
from ..rules.refreshers import RefresherDays
from .curriculum import Course, CourseVersion
from .learners import Learner
from .messages import Mailed
from .programme import Drop

OPEN_REFRESHERS = [each for each in RefresherState if each.is_open]
COUNTED_REFRESHERS = [*OPEN_REFRESHERS, RefresherState.DONE]


@followed
class Refresher(models.Model):
    """The refresher of a course: the packages of its version, and a task in the practice copy."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="refresher")
    course_version = models.OneToOneField(
        CourseVersion, on_delete=models.PROTECT, related_name="refresher"
    )
    task = models.CharField(max_length=120, help_text="Its name")
    task_words = models.TextField(help_text="What to do in the practice copy")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.task


@followed
class RefresherDue(models.Model):
    """A refresher that somebody must do, for the go-live as it stands; one open at a time.

    ``completed_on`` is the completion that is no longer fresh. ``task_told_at`` is when the person
    said that the task is done: somebody else signs it off (TRN-8.7).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="refreshers")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="refreshers_due")
    completed_on = models.DateField()
    opens_on = models.DateField(help_text="What is done earlier is not fresh at go-live")
    due_by = models.DateField(help_text="The day before go-live")
    state = models.CharField(
        max_length=15, choices=choices(RefresherState), default=RefresherState.DUE
    )
    e_learning_on = models.DateField(null=True, blank=True)
    task_told_at = models.DateTimeField(null=True, blank=True)
    task_returned = models.CharField(max_length=200, blank=True, help_text="Why it is not done yet")
    task_on = models.DateField(null=True, blank=True)
    task_signed_by = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    not_needed_because = models.CharField(
        max_length=12, blank=True, choices=choices(NotNeededBecause)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(state__in=OPEN_REFRESHERS),
                name="one_open_refresher_a_course",
            ),
            models.CheckConstraint(
                name="a_refresher_is_done_with_both_parts",
                condition=~Q(state=RefresherState.DONE)
                | Q(
                    e_learning_on__isnull=False,
                    task_on__isnull=False,
                    e_learning_on__gte=models.F("opens_on"),
                    task_on__gte=models.F("opens_on"),
                    ended_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="a_refresher_not_needed_says_why",
                condition=Q(state=RefresherState.NOT_NEEDED, ended_at__isnull=False)
                & ~Q(not_needed_because="")
                | ~Q(state=RefresherState.NOT_NEEDED) & Q(not_needed_because=""),
            ),
            models.CheckConstraint(
                name="a_task_is_signed_off_by_somebody",
                condition=Q(task_on=None) | ~Q(task_signed_by=""),
            ),
        ]
        indexes = [models.Index(fields=["course", "state"], name="refresher_by_course")]

    def __str__(self) -> str:
        return f"{self.state} by {self.due_by}"

    @property
    def days(self) -> RefresherDays:
        """Return when it may be done."""
        return RefresherDays(self.opens_on, self.due_by)


class RefresherRun(models.Model):
    """One planning of everybody's refreshers: why, for which go-live, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.CASCADE, related_name="refresher_runs")
    cause = models.CharField(max_length=5, choices=choices(RefresherCause))
    go_live_was = models.DateField(null=True, blank=True)
    go_live = models.DateField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=7, choices=choices(RefresherRunState), default=RefresherRunState.QUEUED
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0, help_text="Who is told of it")

    class Meta:
        indexes = [models.Index(fields=["drop", "asked_at"], name="refresher_run_by_drop")]

    def __str__(self) -> str:
        return f"{self.cause} {self.go_live} {self.state}"


class RefresherMessage(Mailed):
    """Somebody told by e-mail how their refreshers stand: what the mail says is read as it goes."""

    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="refresher_messages"
    )
    run = models.ForeignKey(
        RefresherRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    reminds_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "reminds_on"], name="reminded_of_refreshers_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["run", "state"], name="refresher_message_by_run")]

    def __str__(self) -> str:
        return f"Refreshers, {self.state}"
