"""Outages of the system, and which records were brought up to date from paper after them."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from .records import CustodyRecord
from .suites import Suite


class Outage(models.Model):
    """A time during which a suite worked on paper (REC-12). Never altered.

    The database marks every entry of that time that is typed after the outage was declared.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="outages")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    text = models.TextField()
    recorded_at = models.DateTimeField(db_default=Now())
    declared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(
                name="outage_in_order", condition=models.Q(ended_at__gt=models.F("began_at"))
            )
        ]

    def __str__(self) -> str:
        return f"Outage {self.began_at:%d/%m/%Y %H:%M}"


class BackEntry(models.Model):
    """A record whose paper of an outage has been entered and checked. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="entered")
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="back_entries")
    confirmed_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outage", "record"], name="record_confirmed_once_an_outage"
            )
        ]

    def __str__(self) -> str:
        return f"Entered {self.confirmed_at}"
