"""What holds a person who is not under arrest for an offence, and how that ended (section 2.2)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff

from ..enums import DisposalCode
from .records import CustodyRecord


class OtherPowerHeld(models.Model):
    """What the power rests on, as told when the person was brought in. Never altered.

    ``details`` holds the answers by the names of ``rules.other_powers``.
    """

    record = models.OneToOneField(
        CustodyRecord, primary_key=True, on_delete=models.PROTECT, related_name="other_power"
    )
    details = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"Power of {self.record_id}"


class PlaceOfSafetyAuthority(models.Model):
    """An inspector's authority that a police station is the place of safety (MH-4).

    Never altered.
    """

    record = models.OneToOneField(
        CustodyRecord, primary_key=True, on_delete=models.PROTECT, related_name="place_of_safety"
    )
    inspector = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    authorised_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    imminent_risk = models.TextField()
    no_other_place = models.TextField()
    health_checks = models.TextField()

    def __str__(self) -> str:
        return f"Place of safety from {self.authorised_at:%H:%M}"


class PowerEnd(models.Model):
    """How the detention under another power ended (section 15). Never altered."""

    record = models.OneToOneField(
        CustodyRecord, primary_key=True, on_delete=models.PROTECT, related_name="power_end"
    )
    code = models.CharField(max_length=20, choices=[(d, d.label) for d in DisposalCode])
    ended_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    details = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.ended_at:%H:%M}"
