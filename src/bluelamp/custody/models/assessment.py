"""The risk assessment: every one of them is kept, with its occasion."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import ObservationLevel, RiskOccasion, RiskResponse
from .records import CustodyRecord


class RiskAssessment(models.Model):
    """A risk assessment as decided by the custody officer; never altered (CAR-1, CAR-2).

    ``answers`` holds of every question the words as asked, the answer and what was said; of one
    that was not asked, why. ``markers`` are the warning markers that were shown.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(
        CustodyRecord, on_delete=models.PROTECT, related_name="risk_assessments"
    )
    occasion = models.CharField(max_length=12, choices=[(o, o.label) for o in RiskOccasion])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    markers = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    level = models.CharField(
        max_length=1, blank=True, choices=[(one, one.label) for one in ObservationLevel]
    )
    lowest_level = models.CharField(max_length=1)
    level_reason = models.TextField(blank=True)
    interval_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    responses = ArrayField(
        models.CharField(max_length=20, choices=[(r, r.label) for r in RiskResponse]),
        default=list,
        blank=True,
    )
    vulnerable = models.BooleanField(default=False)
    vulnerable_reason = models.TextField(blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        indexes = [models.Index(fields=["record", "-occurred_at"], name="risk_by_record")]
        constraints = [
            models.CheckConstraint(name="risk_with_answers", condition=~models.Q(answers={})),
            models.CheckConstraint(
                name="lower_level_with_reason",
                condition=models.Q(level="")
                | models.Q(level__gte=models.F("lowest_level"))
                | ~models.Q(level_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Risk assessment {self.occurred_at:%H:%M}"
