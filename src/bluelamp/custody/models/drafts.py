"""Booking-in under way."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id
from bluelamp.nominals.models import Person

from ..enums import Step
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
    saves = models.JSONField(default=dict, blank=True, help_text="Of each step: version, who, when")
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


class StepDraft(models.Model):
    """A part of booking in as typed so far, by whoever typed last; the record goes on meanwhile.

    ``version`` rises with every save and when the part is done, so that two officers on the same
    part see each other's words. ``answers`` is emptied when the part is done.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="step_drafts")
    step = models.CharField(max_length=16, choices=[(s, s.label) for s in Step])
    answers = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "step"], name="one_draft_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.record_id}"
