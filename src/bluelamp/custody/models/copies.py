"""Copies of a custody record: asked for, given, and what was withheld (REC-7, REC-8)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import AskedAs, WithheldReason
from .records import CustodyEntry, CustodyRecord


class CopyRequest(models.Model):
    """Somebody asked for a copy of a custody record. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(
        CustodyRecord, on_delete=models.PROTECT, related_name="copy_requests"
    )
    asked_by = models.CharField(max_length=120)
    asked_as = models.CharField(max_length=20, choices=[(a, a.label) for a in AskedAs])
    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"Copy asked for {self.asked_at:%d/%m/%Y}"


class CopyGiven(models.Model):
    """The copy given on a request: the record up to one of its entries. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(CopyRequest, on_delete=models.PROTECT, related_name="given")
    up_to = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Copy given {self.given_at:%d/%m/%Y}"


class WithheldEntry(models.Model):
    """An entry that a copy leaves out, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    copy = models.ForeignKey(CopyGiven, on_delete=models.PROTECT, related_name="withheld")
    entry = models.ForeignKey(CustodyEntry, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=[(r, r.label) for r in WithheldReason])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["copy", "entry"], name="withheld_once_a_copy")
        ]

    def __str__(self) -> str:
        return self.reason
