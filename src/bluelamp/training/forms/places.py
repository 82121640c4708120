"""Venues, rooms, equipment and virtual rooms, as somebody found them (TRN-4.5)."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import EquipmentKind
from bluelamp.training.models import Room, Venue

SHORT = {"class": "govuk-input--width-4"}


def date_field(label: str, **more: Any) -> forms.DateField:
    """Return a field of a date that the browser can offer a calendar for."""
    attrs = {"type": "date", "class": "govuk-input--width-10"}
    widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
    return forms.DateField(label=label, widget=widget, **more)


def time_field(label: str, **more: Any) -> forms.TimeField:
    """Return a field of a time of the clock on the wall."""
    attrs = {"type": "time", "class": "govuk-input--width-10"}
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs, "%H:%M"), **more)


def number_field(label: str, most: int = 500, least: int = 0, **more: Any) -> forms.IntegerField:
    """Return a field of a small whole number."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={**SHORT, "inputmode": "numeric"}),
        **more,
    )


def words_field(label: str, **more: Any) -> forms.CharField:
    """Return a field of a few lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=1000, widget=widget, **more)


class ResourceForm(forms.Form):
    """What is told of a resource; ``version`` is the one that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @classmethod
    def of(cls, record: Any, data: Any = None, **more: Any) -> Any:
        """Return the form filled with a record, or empty for a new one."""
        names = [name for name in cls.base_fields if hasattr(record, name)]
        initial = {name: getattr(record, name) for name in names}
        return cls(data, initial=initial, **more)

    @property
    def told(self) -> dict[str, Any]:
        """Return the answers that are columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VenueForm(ResourceForm):
    """The accessibility record of a venue."""

    name = forms.CharField(label="Name", max_length=120)
    code = forms.SlugField(
        label="Short code",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    address = forms.CharField(label="Address", max_length=200)
    place = forms.CharField(
        label="Place", max_length=40, help_text="The name that the table of travel times knows."
    )
    directions = words_field("How to find the room from the street")
    public_transport = words_field("Public transport")
    step_free = forms.BooleanField(
        label="Step-free way in and to the rooms: needed for classes (TRN-4.6)", required=False
    )
    accessible_toilet = forms.BooleanField(label="Accessible toilet", required=False)
    parking_spaces = number_field(
        "Parking spaces", 5000, help_text="At least one is needed for classes (TRN-4.6)."
    )
    blue_badge_bays = number_field("Blue-badge bays")
    fixed_loops = number_field("Fixed hearing loops")
    portable_loops = number_field(
        "Portable hearing loops",
        help_text="At least one of either kind is needed for classes (TRN-4.6).",
    )
    loops_tested_on = date_field("Loops tested on", required=False)
    adjustable_desks = number_field(
        "Height-adjustable desks", help_text="At least one is needed for classes (TRN-4.6)."
    )
    breakout = forms.BooleanField(
        label="Breakout area: needed for classes (TRN-4.6)", required=False
    )
    contemplation_room = forms.BooleanField(
        label="Contemplation room: needed for classes (TRN-4.6)", required=False
    )
    light_and_noise = words_field("Light and noise")
    evacuation = words_field(
        "Evacuation", help_text="What is arranged for personal evacuation plans."
    )
    opens = time_field("Opens", required=False)
    closes = time_field("Closes", required=False)
    inspected_on = date_field("Inspected on", required=False)
    inspected_by = forms.CharField(label="Inspected by", max_length=120, required=False)
    out_of_use = forms.BooleanField(label="Out of use", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a venue that closes before it opens."""
        found = super().clean() or self.cleaned_data
        opens, closes = found.get("opens"), found.get("closes")
        if bool(opens) != bool(closes):
            self.add_error("closes", "Enter both when it opens and when it closes, or neither.")
        elif opens and closes and closes <= opens:
            self.add_error("closes", "Closes must be later than opens.")
        return found


class RoomForm(ResourceForm):
    """A classroom."""

    name = forms.CharField(label="Name", max_length=60)
    seats = number_field("Seats", least=1, most=200)
    step_free = forms.BooleanField(label="Step-free way to it", required=False)
    loop = forms.BooleanField(label="Hearing loop of its own", required=False)
    adjustable_desks = number_field("Height-adjustable desks")
    first = date_field("Ours from", required=False, help_text="Blank: already.")
    last = date_field("Ours until", required=False, help_text="Blank: no end is known.")
    out_of_use = forms.BooleanField(label="Out of use", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse more desks than seats, and an end before the beginning."""
        found = super().clean() or self.cleaned_data
        seats, desks = found.get("seats"), found.get("adjustable_desks")
        if seats is not None and desks is not None and desks > seats:
            self.add_error("adjustable_desks", f"There are only {seats} seats in this room.")
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", "Ours until must not be before ours from.")
        return found


class EquipmentForm(ResourceForm):
    """What stands in a room or can be brought to it."""

    kind = forms.ChoiceField(label="What", choices=choices(EquipmentKind))
    quantity = number_field("How many", least=1)
    room = forms.ModelChoiceField(
        label="Stands in",
        queryset=Room.objects.none(),
        required=False,
        empty_label="Can be brought to any room",
    )
    tested_on = date_field("Tested on", required=False)
    notes = forms.CharField(label="Notes", max_length=200, required=False)

    def __init__(self, *args: Any, venue: Venue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["room"].queryset = venue.rooms.order_by("name")  # type: ignore[attr-defined]


class VirtualRoomForm(ResourceForm):
    """A room joined by a link."""

    name = forms.CharField(label="Name", max_length=60)
    join_url = forms.URLField(
        label="Address to join by",
        max_length=200,
        assume_scheme="https",
        help_text="Of any provider; the reference of the session is added.",
    )
    phone = forms.CharField(
        label="Telephone number to join by",
        max_length=30,
        required=False,
        help_text="For whoever the link fails.",
    )
    seats = number_field("Seats", least=1, most=200)
    out_of_use = forms.BooleanField(label="Out of use", required=False)
