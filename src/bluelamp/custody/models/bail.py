"""Bail before charge: its period, its conditions and how it ended."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import BailDecider, BailEnd, BailFactor, VictimViews
from .records import CustodyRecord
from .suites import Suite


@followed
class Bail(models.Model):
    """A time on bail before charge (section 7): from a release to the return, or to the end.

    ``starts_on`` is the day after the arrest and ``period_ends_on`` the last day of the applicable
    bail period (BAI-4). While ``suspended_at`` is set the period does not run (BAI-9, BAI-10).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="bails")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    for_cps = models.BooleanField(default=False)
    cps_reference = models.CharField(max_length=60, blank=True)
    station = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="bails_due")
    due_at = models.DateTimeField()
    starts_on = models.DateField()
    months = models.PositiveSmallIntegerField(default=3)
    period_ends_on = models.DateField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    factors = ArrayField(
        models.CharField(max_length=20, choices=[(f, f.label) for f in BailFactor])
    )
    reason = models.TextField()
    victim_views = models.CharField(max_length=20, choices=[(v, v.label) for v in VictimViews])
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=12, blank=True, choices=[(e, e.label) for e in BailEnd])
    reauthorised_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["granted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(ended_at=None), name="one_bail_a_record"
            ),
            models.CheckConstraint(
                name="bail_ends_after_it_begins",
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("granted_at")),
            ),
        ]
        indexes = [models.Index(fields=["station", "due_at"], name="bail_diary")]

    def __str__(self) -> str:
        return f"Bail due {self.due_at:%Y-%m-%d}"


class BailConditions(models.Model):
    """A set of bail conditions, from when to when; never overwritten (BAI-12)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bail = models.ForeignKey(Bail, on_delete=models.PROTECT, related_name="condition_sets")
    text = models.TextField(blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["from_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["bail"],
                condition=models.Q(until_at=None),
                name="one_present_set_of_conditions",
            ),
        ]

    def __str__(self) -> str:
        return f"Conditions from {self.from_at:%Y-%m-%d}"


class BailDecision(models.Model):
    """A decision to extend a bail period, or not (BAI-6, BAI-17). Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bail = models.ForeignKey(Bail, on_delete=models.PROTECT, related_name="decisions")
    decider = models.CharField(max_length=20, choices=[(d, d.label) for d in BailDecider])
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=40, blank=True, choices=[(r, r.label) for r in Rank])
    acting_authority = models.CharField(max_length=200, blank=True)
    from_month = models.PositiveSmallIntegerField()
    to_month = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    reasons = models.JSONField(help_text="Conditions A to D, each in words (BAI-6)")
    representations = models.TextField()

    class Meta:
        ordering = ["decided_at"]

    def __str__(self) -> str:
        return f"Bail to {self.to_month} months"
