"""What runs on the clock of a custody record: reviews held, spans away."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import (
    ExclusionReason,
    PostponementReason,
    ReviewOutcome,
)
from .records import CustodyRecord


class Review(models.Model):
    """A review of detention as held (section 4). Never altered; a wrong one is superseded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="reviews")
    due_at = models.DateTimeField()
    held_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    postponed_for = models.CharField(
        max_length=20, blank=True, choices=[(p, p.label) for p in PostponementReason]
    )
    outcome = models.CharField(max_length=20, choices=[(o, o.label) for o in ReviewOutcome])
    representations = models.TextField(blank=True)

    class Meta:
        ordering = ["held_at"]

    def __str__(self) -> str:
        return f"Review {self.held_at:%H:%M}"


class ClockPause(models.Model):
    """A span during which the person is away and the clock may stand still (CLK-1 to CLK-3)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=24, choices=[(r, r.label) for r in ExclusionReason])
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at"]
        constraints = [
            models.CheckConstraint(
                name="pause_in_order",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gt=models.F("began_at")),
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(ended_at=None),
                name="one_open_pause_a_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.began_at:%H:%M}"
