"""What is asked when something is done in the care of a person held."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.custody.enums import ObservationLevel

from .acts import SMALL, RecordForm, moment
from .fields import required

SHORT = {"class": "govuk-input--width-4", "inputmode": "numeric"}


class SetObservationForm(RecordForm):
    """How closely the person is watched (table 11.1)."""

    level = forms.ChoiceField(
        label="Observation level",
        choices=choices(ObservationLevel),
        error_messages=required("Select the observation level"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    interval_minutes = forms.IntegerField(
        label="Visit more often than the level asks: every so many minutes",
        help_text="Level 1 asks for a visit every 60 minutes, the others every 30.",
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
    )
    rouse = forms.BooleanField(
        label="Rouse at each visit: intoxicated, drowsy or unwell", required=False
    )
    clinical = forms.BooleanField(
        label="Set on the advice of a healthcare professional", required=False
    )
    clinical_advice = forms.CharField(
        label="Whose advice, and what they said", max_length=400, required=False
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Needed to lower the level, or to visit less often.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occurred_at = moment("Time from which it holds")
    reveals = {"clinical": {"True": ["clinical_advice"]}}

    def given(self) -> dict[str, Any]:
        """Return the level as a word of the record."""
        return {**self.cleaned_data, "level": ObservationLevel(self.cleaned_data["level"])}
