"""Authority to hold a person beyond 24 hours: superintendent and court."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import CourtPresence, SuperintendentPresence, WarrantOutcome
from .records import CustodyRecord


class Extension(models.Model):
    """A superintendent's authority to hold beyond 24 hours (LIM-2 to LIM-7). Never altered.

    ``used_by_then`` is what will have counted on the clock at ``until``: after a time on bail it
    says how far the authority reaches.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="extensions")
    granted_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    used_by_then = models.DurationField()
    granted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    acting_as = models.CharField(max_length=40, blank=True, choices=[(r, r.label) for r in Rank])
    acting_authority = models.CharField(max_length=200, blank=True)
    presence = models.CharField(
        max_length=12, choices=[(p, p.label) for p in SuperintendentPresence]
    )
    necessary = models.TextField()
    diligent = models.TextField()
    said = models.JSONField(default=list, blank=True)
    rights = models.TextField(blank=True)
    tops_up = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="topped_up_by"
    )

    class Meta:
        ordering = ["granted_at"]
        constraints = [
            models.CheckConstraint(
                name="extension_ends_after_it_begins",
                condition=models.Q(until__gt=models.F("granted_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Extension until {self.until:%H:%M}"


@followed
class WarrantApplication(models.Model):
    """An application for a warrant of further detention, or to extend one (LIM-8 to LIM-12)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="warrants")
    extends = models.BooleanField(default=False)
    court = models.CharField(max_length=120)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    information = models.TextField()
    waiting_for_court = models.TextField(blank=True)
    new_evidence = models.TextField(blank=True)
    outcome = models.CharField(
        max_length=8, blank=True, choices=[(o, o.label) for o in WarrantOutcome]
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    lasts = models.DurationField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    presence = models.CharField(
        max_length=12, blank=True, choices=[(p, p.label) for p in CourtPresence]
    )
    represented = models.BooleanField(default=False)
    court_words = models.TextField(blank=True)

    class Meta:
        ordering = ["applied_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(outcome=""),
                name="one_warrant_awaited_a_record",
                violation_error_message="An application to the court is already pending.",
            ),
            models.CheckConstraint(
                name="warrant_issued_with_its_length",
                condition=~models.Q(outcome="ISSUED")
                | models.Q(decided_at__isnull=False, lasts__isnull=False, ends_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Warrant application {self.applied_at:%H:%M}"
