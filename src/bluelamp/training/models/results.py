"""What came of a course for a person; never altered, a later one counts instead (TRN-10.7)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.core.ids import new_id
from bluelamp.core.words import choices

from ..enums import Outcome, ResultSource
from .bookings import Booking
from .curriculum import Course
from .learners import Learner


class Result(models.Model):
    """An outcome as it was told. The one that counts stands on the ``Requirement`` too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="results")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="results")
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="results"
    )
    outcome = models.CharField(max_length=12, choices=choices(Outcome))
    source = models.CharField(max_length=12, choices=choices(ResultSource))
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    on = models.DateField(help_text="The local day on which it was reached")
    reason = models.CharField(max_length=200, blank=True, help_text="Of a waiver")
    told_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="waiver_has_its_reason",
                condition=~models.Q(outcome=Outcome.WAIVED) | ~models.Q(reason=""),
                violation_error_message="Say why the course is waived (V29).",
            ),
            models.CheckConstraint(
                name="test_before_has_its_score",
                condition=~models.Q(source=ResultSource.BEFORE) | models.Q(score__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["learner", "course", "on"], name="result_by_learner")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.on}"
