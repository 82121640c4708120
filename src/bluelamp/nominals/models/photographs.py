"""Photographs of people: what is known of each, and the pictures themselves."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from ..enums import PhotographSource
from .entries import words
from .people import Person


@followed
class Photograph(models.Model):
    """That a person was photographed: when, from whom it is, who recorded or removed it.

    The row outlives its picture: once the picture is removed it says who removed it and why.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="photographs")
    source = models.CharField(max_length=12, choices=words(PhotographSource))
    taken_on = models.DateField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=120, blank=True)
    removed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-taken_on"], name="photograph_by_date")]
        constraints = [
            models.CheckConstraint(
                name="photograph_removed_for_a_reason",
                condition=models.Q(removed_at=None) | ~models.Q(removed_because=""),
                violation_error_message="Say why the photograph is removed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.taken_on}"


class PhotographImage(models.Model):
    """The picture and its small form, as JPEG without any words of the camera.

    It has no history: what is removed is gone.
    """

    photograph = models.OneToOneField(
        Photograph, primary_key=True, on_delete=models.PROTECT, related_name="image"
    )
    full = models.BinaryField()
    small = models.BinaryField()

    def __str__(self) -> str:
        return f"image of {self.photograph_id}"
