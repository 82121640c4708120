"""A register opened again after it was closed by mistake, and what that changed (TRN-8.7)."""

from __future__ import annotations

from django.db import models

from bluelamp.core.ids import new_id

from .register import RegisterEntry
from .results import Result
from .sessions import TrainingSession


class RegisterReopening(models.Model):
    """That a closed register was opened again, by whom and why; never altered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        TrainingSession, on_delete=models.PROTECT, related_name="reopenings"
    )
    because = models.CharField(max_length=300)
    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="reopening_has_its_reason", condition=~models.Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return f"Opened again {self.opened_at:%Y-%m-%d %H:%M}"


class MarkTakenUp(models.Model):
    """A mark that came while its register was closed, and counts since it was opened again."""

    entry = models.OneToOneField(
        RegisterEntry, primary_key=True, on_delete=models.PROTECT, related_name="taken_up"
    )
    reopening = models.ForeignKey(
        RegisterReopening, on_delete=models.PROTECT, related_name="taken_up"
    )

    def __str__(self) -> str:
        return f"Taken up: {self.entry_id}"


class ResultTakenBack(models.Model):
    """A result that counts no more: the register it came from was opened again and corrected."""

    result = models.OneToOneField(
        Result, primary_key=True, on_delete=models.PROTECT, related_name="taken_back"
    )
    reopening = models.ForeignKey(
        RegisterReopening, on_delete=models.PROTECT, related_name="taken_back"
    )

    def __str__(self) -> str:
        return f"Taken back: {self.result_id}"
