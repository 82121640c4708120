"""Booking-in under way."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id
from bluelamp.nominals.models import Person

from .records import CustodyRecord
from .suites import Suite


class BookingDraft(models.Model):
    """A booking-in under way: what was typed so far, so that it can be left and taken up again.

    ``answers`` holds each step's form as typed, also where it has errors. Once the record is
    opened the answers are emptied: the record has them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="drafts")
    started_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    candidates_shown = ArrayField(models.UUIDField(), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())
    finished_record = models.OneToOneField(
        CustodyRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        indexes = [models.Index(fields=["suite", "-updated_at"], name="draft_by_suite")]

    def __str__(self) -> str:
        return f"Booking-in {self.id}"
