"""How a detention ends for each offence, and what is settled before a person leaves."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import AccommodationAsked, BailRefusal, CertificateReason, DisposalCode
from .records import ArrestOffence, CustodyRecord
from .suites import Suite


class Disposal(models.Model):
    """One decision on one offence (section 15), with what that code needs. Never altered.

    After a return from bail an offence gets another: the latest stands. ``details`` holds the
    answers by the names of ``rules.disposal_needs``. ``look_again_on`` is when somebody looks at
    it again: a supervisor's review of a release under investigation (BAI-15), a court date.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offence = models.ForeignKey(ArrestOffence, on_delete=models.PROTECT, related_name="disposals")
    code = models.CharField(max_length=20, choices=[(d, d.label) for d in DisposalCode])
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict, blank=True)
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["decided_at", "recorded_at"]
        indexes = [models.Index(fields=["code", "look_again_on"], name="disposal_look_again")]

    def __str__(self) -> str:
        return f"{self.code} {self.decided_at:%Y-%m-%d}"


class DisposalLook(models.Model):
    """That somebody looked again at a disposal on its day, and when next. Never altered.

    Without a next day nothing more awaits anybody (BAI-15).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="looks")
    looked_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    looked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(name="looked_with_words", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Looked {self.looked_at:%Y-%m-%d}"


class BailRefused(models.Model):
    """Why a charged person is kept for court (CHG-4 to CHG-6). Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="kept_for")
    decided_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    grounds = ArrayField(
        models.CharField(max_length=20, choices=[(g, g.label) for g in BailRefusal])
    )
    reason = models.TextField()

    class Meta:
        ordering = ["decided_at"]

    def __str__(self) -> str:
        return f"Kept from {self.decided_at:%H:%M}"


class ChildCertificate(models.Model):
    """The certificate to the court that a child was not moved (CHG-7, CHG-8). Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(
        CustodyRecord, on_delete=models.PROTECT, related_name="child_certificates"
    )
    certified_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    certified_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_whom = models.CharField(max_length=120)
    asked_for = models.CharField(max_length=12, choices=[(a, a.label) for a in AccommodationAsked])
    answer = models.TextField()
    reason = models.CharField(max_length=14, choices=[(r, r.label) for r in CertificateReason])
    reason_words = models.TextField()

    class Meta:
        ordering = ["certified_at"]

    def __str__(self) -> str:
        return f"Certificate {self.certified_at:%H:%M}"


@followed
class Transfer(models.Model):
    """A move to another station of the force: sent, and received there (RT-15, REC-6)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(CustodyRecord, on_delete=models.PROTECT, related_name="transfers")
    from_suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="+")
    to_suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="transfers_due")
    left_at = models.DateTimeField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    state_before = models.CharField(max_length=12)
    reason = models.TextField()
    escort = models.CharField(max_length=200)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["left_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(received_at=None),
                name="one_transfer_under_way",
            ),
            models.CheckConstraint(
                name="received_after_leaving",
                condition=models.Q(received_at=None)
                | models.Q(received_at__gte=models.F("left_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Transfer {self.left_at:%H:%M}"
