"""Places: addresses, and somewhere described."""

from __future__ import annotations

from django.db import models

from bluelamp.access.models import Unit
from bluelamp.core.history import followed

from .entries import Entry


@followed
class Location(models.Model):
    """A place: an address in its parts (BS 7666), or somewhere described.

    ``line`` is the address as lists and matching show it: flat, house and street. What is not an
    address (a field, a junction) has coordinates and a described area. Coordinates are stored as
    given: latitude and longitude in degrees of WGS 84, easting and northing in metres of the
    national grid; one is never computed from the other here.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    line = models.CharField(max_length=120, blank=True)
    saon = models.CharField(max_length=60, blank=True, help_text="Flat or part of the building")
    paon = models.CharField(max_length=60, blank=True, help_text="House number or name")
    street = models.CharField(max_length=100, blank=True)
    usrn = models.CharField(max_length=8, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    town = models.CharField(max_length=60, blank=True)
    administrative_area = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    description = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The police unit whose area it lies in",
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["postcode"], name="location_postcode"),
            models.Index(fields=["uprn"], name="location_uprn", condition=~models.Q(uprn="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="location_says_where",
                condition=~models.Q(line="", postcode="", description=""),
                violation_error_message="Say where it is: an address or a description.",
            ),
            models.CheckConstraint(
                name="location_uprn_is_digits",
                condition=models.Q(uprn__regex=r"^[0-9]{0,12}$"),
                violation_error_message="A UPRN has at most 12 digits (BS 7666).",
            ),
            models.CheckConstraint(
                name="location_on_the_globe",
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message="Latitude and longitude belong together.",
            ),
            models.CheckConstraint(
                name="location_on_the_grid",
                condition=models.Q(easting=None, northing=None)
                | models.Q(
                    easting__isnull=False,
                    northing__isnull=False,
                    easting__lt=700_000,
                    northing__lt=1_300_000,
                ),
                violation_error_message="Easting and northing belong together (national grid).",
            ),
        ]

    def __str__(self) -> str:
        parts = [self.line, self.locality, self.town, self.postcode]
        return ", ".join(filter(None, parts)) or self.description
