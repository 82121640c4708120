"""What readiness was, week by week: kept, so that the trend is true."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from bluelamp.access.models import Unit
from bluelamp.core.ids import new_id

from .programme import Drop


class ReadinessSnapshot(models.Model):
    """How a command, or the whole force, stood on a day; never counted anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    drop = models.ForeignKey(Drop, on_delete=models.PROTECT, related_name="snapshots")
    taken_on = models.DateField()
    go_live = models.DateField(help_text="As it stood on that day")
    command = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField()
    trained = models.PositiveIntegerField()
    booked = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["drop", "taken_on", "command"],
                name="snapshot_once_a_day",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="snapshot_adds_up",
                condition=models.Q(people__gte=models.F("trained") + models.F("booked")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taken_on} {self.trained} of {self.people}"
