"""The offence catalogue: dated reference data, shared by custody and cases."""

from __future__ import annotations

from django.db import models

from .enums import ModeOfTrial


class Offence(models.Model):
    """An offence under its national code, for the dates between which it stood so."""

    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    act = models.CharField(max_length=200)
    mode_of_trial = models.CharField(max_length=12, choices=[(m, m.label) for m in ModeOfTrial])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="offence_once_a_date"),
        ]

    def __str__(self) -> str:
        return self.title
