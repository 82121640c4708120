"""How closely a person is watched, and the visits made to them (CAR-4 to CAR-8)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import ObservationLevel, RouseTest, VisitAction, VisitCondition, VisitSeen
from .records import CustodyRecord
from .suites import Suite


class ObservationSetting(models.Model):
    """A decision on how closely a person is watched; the latest one holds. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(
        CustodyRecord, on_delete=models.PROTECT, related_name="observation_settings"
    )
    level = models.CharField(max_length=1, choices=[(o, o.label) for o in ObservationLevel])
    interval_minutes = models.PositiveSmallIntegerField(help_text="Between two visits")
    rouse = models.BooleanField(default=False, help_text="Rouse at each visit (CAR-5)")
    clinical = models.BooleanField(default=False, help_text="Set on clinical advice")
    clinical_advice = models.TextField(blank=True, help_text="Whose advice, and what")
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["set_at", "recorded_at"]
        indexes = [models.Index(fields=["record", "set_at"], name="observation_by_record")]
        constraints = [
            models.CheckConstraint(
                name="visited_at_least_hourly",
                condition=models.Q(interval_minutes__range=(1, 60)),
            ),
            models.CheckConstraint(
                name="roused_at_least_half_hourly",
                condition=models.Q(rouse=False) | models.Q(interval_minutes__lte=30),
            ),
        ]

    def __str__(self) -> str:
        return f"Level {self.level} from {self.set_at:%H:%M}"


class VisitRound(models.Model):
    """Visits recorded in one go; its key comes with the form, so that no form counts twice."""

    id = models.UUIDField(primary_key=True)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"Round {self.id}"


class Visit(models.Model):
    """A visit to a person: when it was made, when typed, by whom, what was seen. Never altered.

    A wrong one is superseded by another, which then counts in its place.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(VisitRound, on_delete=models.PROTECT, related_name="visits")
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="visits")
    visited_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    visited_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    visited_by_label = models.CharField(max_length=120)
    cell = models.CharField(max_length=6, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="The latest time for it; none if typed after a later one"
    )
    seen = models.CharField(max_length=20, choices=[(s, s.label) for s in VisitSeen])
    condition = models.CharField(max_length=20, choices=[(c, c.label) for c in VisitCondition])
    action = models.CharField(max_length=20, choices=[(a, a.label) for a in VisitAction])
    words = models.TextField(blank=True)
    roused = ArrayField(
        models.CharField(max_length=10, choices=[(r, r.label) for r in RouseTest]),
        null=True,
        blank=True,
        help_text="What the person did when roused; null where nobody roused them",
    )
    rousing_words = models.TextField(blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        ordering = ["visited_at", "recorded_at"]
        indexes = [models.Index(fields=["record", "visited_at"], name="visit_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["round", "record"], name="visit_once_a_round"),
            models.CheckConstraint(
                name="visit_not_roused_means_help",
                condition=~models.Q(seen=VisitSeen.UNRESPONSIVE)
                | models.Q(action__in=[VisitAction.HCP_CALLED, VisitAction.AMBULANCE_CALLED]),
                violation_error_message="Whoever cannot be roused needs medical help (CAR-6).",
            ),
            models.CheckConstraint(
                name="visit_rousing_failed_means_help",
                condition=models.Q(roused=None)
                | models.Q(roused__len=len(RouseTest))
                | models.Q(action__in=[VisitAction.HCP_CALLED, VisitAction.AMBULANCE_CALLED]),
                violation_error_message="Whoever is not roused in full needs help (CAR-6).",
            ),
        ]

    def __str__(self) -> str:
        return f"Visit {self.visited_at:%H:%M}"
