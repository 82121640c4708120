"""The append-only record of who did, read or disclosed what, and why (DPA 2018 s.62)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from .enums import Channel, Operation, Outcome, ReasonCode, Regime


class AuditLine(models.Model):
    """One read, change, disclosure, combination or erasure of personal data, or a refused attempt.

    The actor is named by key and label, not by foreign key, so that the line outlives the account.
    It holds keys and references of records, never their content.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    operation = models.CharField(max_length=10, choices=[(o, o) for o in Operation])
    outcome = models.CharField(
        max_length=10, choices=[(o, o) for o in Outcome], default=Outcome.DONE
    )
    regime = models.CharField(max_length=3, choices=[(r, r) for r in Regime], default=Regime.LE)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=120)
    acting_role = models.CharField(max_length=60, blank=True)
    reason_code = models.CharField(
        max_length=20, blank=True, choices=[(r, r.label) for r in ReasonCode]
    )
    reason_reference = models.CharField(max_length=60, blank=True)
    reason_text = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=60, help_text="What was done, e.g. book_in_person")
    record_kind = models.CharField(max_length=40)
    records = ArrayField(models.UUIDField(), default=list)
    record_reference = models.CharField(max_length=60, blank=True)
    record_version = models.PositiveIntegerField(null=True)
    recipient = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, blank=True, choices=[(c, c) for c in Channel])
    request_id = models.UUIDField(null=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
            models.Index(fields=["-at"], name="audit_by_time"),
            models.Index(
                fields=["record_reference", "-at"],
                condition=~models.Q(record_reference=""),
                name="audit_by_reference",
            ),
            GinIndex(fields=["records"], name="audit_by_record"),
            # Nearly every line is a CONSULT; the rest would be sought in vain among them.
            models.Index(
                fields=["operation", "-at"],
                condition=~models.Q(operation="CONSULT"),
                name="audit_by_rare_operation",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_disclosure_names_recipient",
                condition=~models.Q(operation="DISCLOSE", outcome="DONE", recipient=""),
                violation_error_message="A disclosure names its recipient (INF-5.3).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.operation} {self.record_kind}"
