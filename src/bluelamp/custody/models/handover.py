"""Shift briefings as they were given, and who has taken over on them (ROL-11)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Staff
from bluelamp.core.ids import new_id

from .suites import Suite


class Briefing(models.Model):
    """A suite as it stood at a change of shift. ``content`` is kept as shown; never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    suite = models.ForeignKey(Suite, on_delete=models.PROTECT, related_name="briefings")
    as_at = models.DateTimeField()
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-as_at"]

    def __str__(self) -> str:
        return f"Briefing {self.as_at:%d/%m/%Y %H:%M}"


class Takeover(models.Model):
    """An officer has acknowledged a briefing, with what they checked. Never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="takeovers")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    officer_label = models.CharField(max_length=120)
    taken_at = models.DateTimeField(db_default=Now())
    checked = models.JSONField(help_text="Codes of what was checked")
    concerns = models.TextField(blank=True)

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "officer"], name="taken_over_once_a_briefing"
            )
        ]

    def __str__(self) -> str:
        return self.officer_label
