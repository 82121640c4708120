"""Answers about places, and about what a place is to a person."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from bluelamp.access.models import Unit
from bluelamp.core.words import choices

from .day_box import day_box
from .enums import LinkRestriction
from .models import Location
from .rules.links import PLACES
from .rules.places import PlaceClaim
from .sections import Sectioned

NUMBERS = "Reference numbers, coordinates and police unit"
PLACE_FIELDS = tuple(field.name for field in fields(PlaceClaim) if field.name != "unit_id")


def _line(label: str, longest: int, width: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.TextInput(
            attrs={"class": f"govuk-input--width-{width}", "autocomplete": "off"}
        ),
    )


def _degrees(label: str, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        max_digits=9,
        decimal_places=6,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}),
    )


def _metres(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )


class PlaceForm(Sectioned):
    """An address in its parts (BS 7666), or a described area with coordinates."""

    nothing_required = True
    in_sections = {
        "Address": (
            "saon",
            "paon",
            "street",
            "locality",
            "town",
            "administrative_area",
            "postcode",
        ),
        "A place without an address": ("description",),
        NUMBERS: ("uprn", "usrn", "latitude", "longitude", "easting", "northing", "unit_code"),
    }
    folded = (NUMBERS,)

    saon = _line("Flat or part of the building", 60, 10)
    paon = _line("House number or name", 60, 10)
    street = _line("Street", 100, 30)
    locality = _line("Locality", 60, 20)
    town = _line("Town", 60, 20)
    administrative_area = _line("Administrative area", 60, 20, "Borough, district or county.")
    postcode = _line("Postcode", 10, 10)
    uprn = _line("UPRN", 12, 10, "Up to 12 digits.")
    usrn = _line("USRN", 8, 10, "Up to 8 digits.")
    description = forms.CharField(
        label="Description of the area",
        help_text="For example a field or a junction. No nicknames of places.",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    latitude = _degrees("Latitude", "For example 51.507351.")
    longitude = _degrees("Longitude", "For example -0.127758.")
    easting = _metres("Easting")
    northing = _metres("Northing")
    unit_code = _line("Police unit", 20, 10, "Code of the unit whose area it lies in.")

    @classmethod
    def about(cls, place: Location, answers: Any = None) -> PlaceForm:
        """Return the form filled with what is recorded, or with the answers."""
        recorded = {name: getattr(place, name) for name in PLACE_FIELDS}
        code = place.unit.code if place.unit else ""
        form = cls(answers, initial={**recorded, "unit_code": code, "version": place.version})
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        return form

    def clean_unit_code(self) -> str:
        """Refuse a unit that is not there."""
        code = str(self.cleaned_data["unit_code"]).strip()
        self.unit = Unit.objects.filter(code__iexact=code).first() if code else None
        if code and self.unit is None:
            raise forms.ValidationError(f"No unit has the code ‘{code}’.")
        return code

    def claim(self) -> PlaceClaim:
        """Return the answers as one claim."""
        said = {name: self.cleaned_data[name] for name in PLACE_FIELDS}
        return PlaceClaim(**said, unit_id=self.unit.pk if self.unit else None)


class AddressForm(PlaceForm):
    """What a place is to a person, from when to when, and whether it is hidden (L5)."""

    role = forms.ChoiceField(
        label="What the address is to the person",
        choices=[(role.value, role.label) for role in PLACES],
    )
    held_from = forms.DateField(
        label="From",
        required=False,
        widget=day_box(),
    )
    held_until = forms.DateField(
        label="Until",
        help_text="Leave empty for a current address.",
        required=False,
        widget=day_box(),
    )
    origin = _line("Where this is known from", 60, 20)
    restriction = forms.ChoiceField(
        label="Restrict this address",
        help_text="Only inspectors and above see it, and no search finds it.",
        choices=[("", "No"), *choices(LinkRestriction)],
        required=False,
    )
    field_order = ("role", "held_from", "held_until", "origin", "restriction")
