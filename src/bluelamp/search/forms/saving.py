"""What is said of a search that is saved."""

from __future__ import annotations

from django import forms

from ..rules.saving import LONGEST_NAME


class SaveSearchForm(forms.Form):
    """A name for a saved search, and until when it runs."""

    name = forms.CharField(
        label="Name",
        help_text="Only you see it.",
        max_length=LONGEST_NAME,
        error_messages={"required": "Give the saved search a name."},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    review_on = forms.DateField(
        label="Runs until",
        help_text=(
            "You are asked then whether it is still needed. At most a year away, for example "
            "31/3/2026."
        ),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={
            "required": "Say until when the search is to run.",
            "invalid": "Runs until is a date, such as 31/3/2026.",
        },
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"class": "govuk-input--width-10", "autocomplete": "off"}
        ),
    )
