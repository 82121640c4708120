"""Places: addresses, and somewhere described."""

from __future__ import annotations

from django.db import models

from bluelamp.core.history import followed

from .entries import Entry


@followed
class Location(models.Model):
    """A place: an address, or somewhere described."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    line = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    description = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="location_postcode")]
        constraints = [
            models.CheckConstraint(
                name="location_says_where",
                condition=~models.Q(line="", postcode="", description=""),
                violation_error_message="Say where it is: an address or a description.",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.line, self.town, self.postcode])) or self.description
