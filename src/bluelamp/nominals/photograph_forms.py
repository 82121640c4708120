"""Answers about photographs."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.fields import PartialDateField
from bluelamp.core.wall_clock import TypedDate

from .enums import PhotographSource

OFFERED = tuple(each for each in PhotographSource if each is not PhotographSource.SYNTHETIC)


class AddPhotographForm(forms.Form):
    """A picture, when it was taken, and where it comes from."""

    file = forms.FileField(
        label="Photograph",
        help_text="A JPEG, PNG or WebP picture of at most 10 MB. What the camera wrote into it "
        "(place, time, device) is not kept.",
        error_messages={"required": "Choose the file again, or for the first time."},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    taken_on = PartialDateField(
        label="Date taken",
        help_text="For example 27 3 2026.",
        not_future=True,
        error_messages={"required": "Enter the date on which it was taken."},
    )
    source = forms.ChoiceField(
        label="Where it comes from",
        choices=[(each.value, each.label) for each in OFFERED],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the photograph comes from."},
    )

    def clean_taken_on(self) -> Any:
        """Ask for a whole date: which photograph is the latest hangs on it."""
        typed: TypedDate = self.cleaned_data["taken_on"]
        if typed.first != typed.last:
            raise forms.ValidationError("Enter day, month and year of the date taken.")
        return typed.first

    def answers(self) -> dict[str, Any]:
        """Return the answers as the service takes them."""
        return {
            "data": self.cleaned_data["file"].read(),
            "source": PhotographSource(self.cleaned_data["source"]),
            "taken_on": self.cleaned_data["taken_on"],
        }


class RemovePhotographForm(forms.Form):
    """Why a photograph is removed."""

    because = forms.CharField(
        label="Why is the photograph removed?",
        help_text="It is deleted and cannot be brought back. Who removed it and why stays.",
        max_length=200,
        error_messages={"required": "Say why the photograph is removed (DPA s.47)."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
