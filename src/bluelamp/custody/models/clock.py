"""What runs on the clock of a custody record: reviews held, spans away."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import (
    ExclusionReason,
    NotToldReason,
    PostponementReason,
    ReviewMode,
    ReviewOutcome,
)
from .records import CustodyRecord


class Review(models.Model):
    """A review of detention as held (section 4). Never altered; a wrong one is superseded.

    ``said`` holds who made what representations (REV-9), ``representations`` the same in words.
    ``acting_as`` and ``acting_authority`` say whose powers were lent, and by whom (ROL-5).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="reviews")
    due_at = models.DateTimeField()
    held_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(
        max_length=40, blank=True, choices=[(r, r.label) for r in Rank], default=""
    )
    acting_authority = models.CharField(max_length=200, blank=True, default="")
    postponed_for = models.CharField(
        max_length=20, blank=True, choices=[(p, p.label) for p in PostponementReason]
    )
    mode = models.CharField(
        max_length=12, choices=[(m, m.label) for m in ReviewMode], default=ReviewMode.IN_PERSON
    )
    remote_reason = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=20, choices=[(o, o.label) for o in ReviewOutcome])
    representations = models.TextField(blank=True)
    said = models.JSONField(default=list, blank=True)
    asleep = models.BooleanField(default=False)
    not_reminded = models.CharField(max_length=400, blank=True, default="")
    not_told = models.CharField(
        max_length=20, blank=True, default="", choices=[(r, r.label) for r in NotToldReason]
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        ordering = ["held_at"]

    def __str__(self) -> str:
        return f"Review {self.held_at:%H:%M}"


class OutcomeTold(models.Model):
    """When a person who slept through a review was told of it (REV-11)."""

    review = models.OneToOneField(
        Review, primary_key=True, on_delete=models.PROTECT, related_name="told"
    )
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Told {self.told_at:%H:%M}"


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


class FlaggedDecision(models.Model):
    """A decision that was taken on figures corrected since (clock model 5).

    It stands on the record until an inspector has looked at it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="flagged")
    flagged_at = models.DateTimeField()
    decision = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    change = models.CharField(max_length=400, help_text="What the figures were and are")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["decided_at"]

    def __str__(self) -> str:
        return self.decision
