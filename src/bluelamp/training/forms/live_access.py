"""Answers about who is let in."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.words import choices
from bluelamp.training.enums import PlatformModule


class LetInForm(forms.Form):
    """Somebody let in without training, in an emergency (TRN-7.7)."""

    staff = StaffNumberField(
        label="Staff number of who is let in",
        error_messages={"required": "Enter the staff number of who is let in"},
    )
    module = forms.TypedChoiceField(
        label="Part of the platform",
        choices=choices(PlatformModule),
        coerce=PlatformModule,
        widget=forms.RadioSelect,
        error_messages={"required": "Select the part of the platform"},
    )
    supervisor = StaffNumberField(
        label="Staff number of who supervises",
        help_text="Somebody trained in this part, who works beside them for the whole time.",
        error_messages={"required": "Enter the staff number of who supervises"},
    )
    reason = forms.CharField(
        label="What is the emergency?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the emergency is"},
    )

    def answers(self) -> dict[str, Any]:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        return {
            "staff_id": given["staff"].pk,
            "supervisor_id": given["supervisor"].pk,
            "module": given["module"],
            "reason": given["reason"],
        }


class MoveGoLiveForm(forms.Form):
    """The new day of go-live."""

    go_live = forms.DateField(
        label="New day of go-live",
        help_text="For example 2027-03-15.",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": "Enter the new day of go-live"},
    )
