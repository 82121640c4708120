"""Rights as given, and who is told or called for the person, with everything that happened."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from ..enums import (
    CallEvent,
    CallKind,
    CallState,
    DelayGround,
    HealthcareReason,
    Nationality,
    NoticeForm,
    RightsOccasion,
    Signature,
)
from .records import CustodyRecord


class RightsGiven(models.Model):
    """That the person was told their rights, and how they took it; never altered (RTS-1, RTS-2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="rights_given")
    occasion = models.CharField(max_length=12, choices=[(o, o.label) for o in RightsOccasion])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    told_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    understood = models.BooleanField()
    not_understood_why = models.CharField(max_length=400, blank=True)
    notice_form = models.CharField(max_length=12, choices=[(n, n.label) for n in NoticeForm])
    notice_language = models.CharField(max_length=8)
    signature = models.CharField(max_length=8, choices=[(s, s.label) for s in Signature])
    nationality = models.CharField(
        max_length=8, blank=True, choices=[(n, n.label) for n in Nationality]
    )
    wants_codes = models.BooleanField(default=False)
    with_adult = models.BooleanField(default=False)
    with_interpreter = models.BooleanField(default=False)

    class Meta:
        ordering = ["occurred_at", "recorded_at"]
        verbose_name_plural = "rights given"
        constraints = [
            models.CheckConstraint(
                name="rights_understood_or_why",
                condition=models.Q(understood=True) | ~models.Q(not_understood_why=""),
            ),
            models.CheckConstraint(
                name="notice_in_a_language", condition=~models.Q(notice_language="")
            ),
        ]

    def __str__(self) -> str:
        return f"Rights given {self.occurred_at:%H:%M}"


class Call(models.Model):
    """Somebody who is told or called for the person, or why not (sections 8 and 9, CAR-9).

    The columns are the state of affairs now; ``steps`` says how it came to be.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="calls")
    kind = models.CharField(max_length=12, choices=[(k, k.label) for k in CallKind])
    state = models.CharField(max_length=12, choices=[(s, s.label) for s in CallState])
    who = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=200, blank=True, help_text="Telephone, firm or language")
    reason = models.CharField(max_length=400, blank=True)
    since = models.DateTimeField(help_text="When the present state began")
    arrived_at = models.DateTimeField(null=True, blank=True)
    delayed_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delay_grounds = ArrayField(
        models.CharField(max_length=12, choices=[(g, g.label) for g in DelayGround]),
        default=list,
        blank=True,
    )

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["record", "kind"], name="one_call_of_a_kind"),
            models.CheckConstraint(
                name="delay_with_authority",
                condition=~models.Q(state=CallState.DELAYED)
                | (models.Q(delayed_by__isnull=False) & ~models.Q(delay_grounds=[])),
            ),
        ]
        indexes = [
            models.Index(
                fields=["record"],
                condition=models.Q(state__in=[CallState.WANTED, CallState.CONTACTED]),
                name="calls_awaited",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class CallStep(models.Model):
    """One thing that happened with somebody who is told or called; never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=12, choices=[(e, e.label) for e in CallEvent])
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    who = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    reason = models.CharField(
        max_length=12, blank=True, choices=[(r, r.label) for r in HealthcareReason]
    )

    class Meta:
        ordering = ["occurred_at", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.event} {self.occurred_at:%H:%M}"
