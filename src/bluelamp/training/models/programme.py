"""A programme, what has been decided of it, its drops and the days on which nobody is taught."""

from __future__ import annotations

from django.db import models

from bluelamp.access.models import Unit
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id


@followed
class Programme(models.Model):
    """Training for one platform, with the numbers that its decision approved (TRN-1.1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    decision = models.CharField(max_length=40, help_text="Reference of the decision")
    classroom_decided = models.PositiveIntegerField()
    digital_decided = models.PositiveIntegerField()
    tolerance_per_mille = models.PositiveSmallIntegerField(
        default=10, help_text="How far a count may move, in thousandths (TRN-3.4)"
    )

    def __str__(self) -> str:
        return self.name


@followed
class Drop(models.Model):
    """A part of the platform that goes live on one day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="drops")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    starts_on = models.DateField(help_text="The first day of training")
    go_live = models.DateField()
    window_days = models.PositiveSmallIntegerField(
        default=42, help_text="How long before go-live a completion is still fresh (TRN-7.2)"
    )
    bookable = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="drop_number_once"),
            models.CheckConstraint(
                name="window_within_the_ceiling",
                condition=models.Q(window_days__gte=1, window_days__lte=56),
                violation_error_message="The window is from 1 to 56 days before go-live.",
            ),
            models.CheckConstraint(
                name="training_begins_before_go_live",
                condition=models.Q(starts_on__lt=models.F("go_live")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FrozenDay(models.Model):
    """A day on which no training is booked: for one unit and all below it, or for all (TRN-5.5)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.CASCADE, related_name="frozen_days")
    day = models.DateField()
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="frozen_days"
    )
    why = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["drop", "day", "unit"], name="frozen_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.why}"
