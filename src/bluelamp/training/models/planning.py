"""Plans being made, how they go, whom they leave out, and what people decided beforehand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bluelamp.access.models import Staff, Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import (
    Delivery,
    HoldKind,
    PlanDecisionKind,
    PlanDecisionState,
    PlanKeeping,
    PlanRunState,
)
from .bookings import Booking
from .curriculum import Course
from .learners import Learner
from .programme import Drop
from .resources import Venue
from .sessions import TrainingSession


class PlanRun(models.Model):
    """One plan: what was asked, how its making stands, and what came of it.

    ``base`` is the plan whose problem it takes over, for a what-if or to go on from; ``summary``
    is all that pages show, so that no page reads the plan itself; ``made`` is what accepting it
    wrote, by key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="plan_runs")
    name = models.CharField(max_length=80)
    base = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="variants"
    )
    goes_on = models.BooleanField(default=False, help_text="It begins with the plan of its base")
    state = models.CharField(
        max_length=8, choices=choices(PlanRunState), default=PlanRunState.QUEUED
    )
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="The job's last sign of life")
    stop_asked = models.BooleanField(default=False)
    claims = models.PositiveIntegerField(
        default=0, help_text="How many workers took it up; only the last may write"
    )

    delivery = models.CharField(max_length=12, choices=choices(Delivery))
    command = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    first_day = models.DateField()
    keeping = models.CharField(max_length=8, choices=choices(PlanKeeping))
    small_teams = models.BooleanField(default=True)
    saturdays_from = models.DateField(null=True, blank=True)
    prices = models.JSONField(default=dict)
    seconds = models.PositiveIntegerField(default=300)
    gap_percent = models.DecimalField(max_digits=5, decimal_places=2, default=1)
    rounds = models.PositiveIntegerField(null=True, blank=True)
    seed = models.PositiveIntegerField(default=1)

    without_venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cap_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    go_live_weeks = models.SmallIntegerField(default=0)

    summary = models.JSONField(default=dict)
    fault = models.CharField(max_length=500, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    made = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["drop", "-asked_at"], name="plan_run_by_time")]
        constraints = [
            models.CheckConstraint(
                name="goes_on_from_a_base", condition=Q(goes_on=False) | Q(base__isnull=False)
            ),
            models.CheckConstraint(
                name="what_if_has_its_base",
                condition=Q(base__isnull=False)
                | Q(without_venue=None, cap_percent=None, go_live_weeks=0),
            ),
            models.CheckConstraint(
                name="accepted_when_made",
                condition=Q(accepted_at=None) | Q(state__in=["DONE", "STOPPED"]),
            ),
            models.CheckConstraint(
                name="taken_back_when_accepted",
                condition=Q(taken_back_at=None) | Q(accepted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanFiles(models.Model):
    """The planner's folders of one run, each packed: the problem, what stood, and the plan.

    ``best`` is the best plan so far while the run goes on, each in the place of the one before.
    """

    run = models.OneToOneField(
        PlanRun, primary_key=True, on_delete=models.CASCADE, related_name="files"
    )
    problem = models.BinaryField()
    standing = models.BinaryField()
    kept = models.BinaryField()
    plan = models.BinaryField(default=bytes)
    best = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"Files of {self.run_id}"


class PlanProgress(models.Model):
    """How far a run was at one moment; money as the prices have it."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="progress")
    seconds = models.FloatField()
    objective = models.FloatField()
    bound = models.FloatField()
    gap = models.FloatField()
    waiting = models.PositiveIntegerField()
    sessions = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s: {self.gap:.2%}"


class PlanDecision(models.Model):
    """Somebody's decision to accept a plan or to take it back, carried out by a job.

    ``step`` and ``heard_at`` are written while its one transaction is open, by another connection.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=9, choices=choices(PlanDecisionKind))
    state = models.CharField(
        max_length=7, choices=choices(PlanDecisionState), default=PlanDecisionState.WAITING
    )
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reason = models.JSONField(default=dict, help_text="Why they worked, for the audit")
    step = models.PositiveSmallIntegerField(default=0)
    heard_at = models.DateTimeField(null=True, blank=True, help_text="The job's last sign of life")
    ended_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"],
                condition=Q(state__in=["WAITING", "RUNNING"]),
                name="one_open_decision_of_a_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.run_id}: {self.state}"


class PlanUnplaced(models.Model):
    """Somebody for whom a plan has no place, and which demands clash.

    ``about_adjustments`` says that the reason would tell of agreed adjustments (TRN-4.25).
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(PlanRun, on_delete=models.CASCADE, related_name="unplaced")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField()
    about_adjustments = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "learner", "course"], name="unplaced_once"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_id}"


@followed
class PlanHold(models.Model):
    """What somebody decided by hand: it outranks every plan until it is let go."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="plan_holds")
    kind = models.CharField(max_length=10, choices=choices(HoldKind))
    session = models.ForeignKey(
        TrainingSession, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_holds"
    )
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_holds"
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_holds"
    )
    monday = models.DateField(null=True, blank=True, help_text="The first day of the week")
    why = models.CharField(max_length=200)
    held_by = models.CharField(max_length=120)
    held_at = models.DateTimeField()
    let_go_by = models.CharField(max_length=120, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-held_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="hold_of_one_thing",
                condition=Q(kind="SESSION", session__isnull=False, booking=None, venue=None)
                | Q(kind="BOOKING", session=None, booking__isnull=False, venue=None)
                | Q(
                    kind="VENUE_WEEK",
                    session=None,
                    booking=None,
                    venue__isnull=False,
                    monday__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="week_begins_on_monday",
                condition=Q(monday=None) | Q(monday__iso_week_day=1),
            ),
            *(
                models.UniqueConstraint(
                    fields=fields, condition=Q(let_go_at=None), name=f"one_open_hold_of_{name}"
                )
                for name, fields in (
                    ("session", ["session"]),
                    ("booking", ["booking"]),
                    ("venue", ["venue", "monday"]),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
