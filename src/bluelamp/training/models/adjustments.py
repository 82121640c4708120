"""What somebody needs in order to learn, what was agreed, and what a trainer is told of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import Confidence, DeliveryMode, PlanState
from ..rules.adjustments import Effects
from .learners import Learner


@followed
class AdjustmentPlan(models.Model):
    """A need in the person's own words and the measures agreed for it (TRN-4.24).

    Restricted: read by the person, their line manager and the adjustments coordinator alone
    (``policies.can_view_adjustments``). No diagnosis is asked for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=12, choices=choices(PlanState), default=PlanState.REQUESTED)
    need = models.TextField(help_text="In the person's own words")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    programme_team_involved = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=12, blank=True, choices=choices(Confidence))
    reviewed_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    mode_wanted = models.CharField(max_length=12, blank=True, choices=choices(DeliveryMode))
    extra_time_pct = models.PositiveSmallIntegerField(default=0)
    max_minutes_per_day = models.PositiveSmallIntegerField(null=True, blank=True)
    max_travel_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    one_to_one = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    loop = models.BooleanField(default=False)
    adjustable_desk = models.BooleanField(default=False)
    quiet_place = models.BooleanField(default=False)
    companion = models.BooleanField(default=False)
    software = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    avoid_times = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner"],
                condition=~models.Q(state=PlanState.ENDED),
                name="one_plan_a_learner",
                violation_error_message="This person has a plan already: change it.",
            ),
            models.CheckConstraint(
                name="agreed_by_somebody",
                condition=~models.Q(state=PlanState.AGREED)
                | models.Q(
                    agreed_by__isnull=False, agreed_at__isnull=False, review_on__isnull=False
                ),
                violation_error_message="Agreed measures have a day of review (TRN-4.24).",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.id}"

    @property
    def effects(self) -> Effects:
        """Return what the plan asks of scheduling, as the rules compute with it."""
        names = (name for name in Effects.__dataclass_fields__ if name != "software")
        return Effects(
            **{name: getattr(self, name) for name in names}, software=tuple(self.software)
        )


@followed
class PracticalInstruction(models.Model):
    """What trainers are told to do for somebody: never why, and nothing of the plan (TRN-4.25)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.OneToOneField(
        Learner, on_delete=models.CASCADE, related_name="practical_instruction"
    )
    lines = ArrayField(models.CharField(max_length=240))
    minutes_more_pct = models.PositiveSmallIntegerField(default=0)
    adjustable_desk = models.BooleanField(default=False)
    loop = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    one_to_one = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"Instruction {self.id}"
