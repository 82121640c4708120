"""Answers about refreshers."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.training.services import RefresherTold

DONE, NOT_YET = "done", "not_yet"


class SetUpRefresherForm(forms.Form):
    """What the refresher of a course is."""

    task = forms.CharField(
        label="Name of the practice task",
        help_text="For example: book in and release one person.",
        max_length=120,
        error_messages={"required": "Enter the name of the practice task"},
    )
    task_words = forms.CharField(
        label="What to do in the practice copy",
        help_text="Step by step, so that whoever signs it off sees the same.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what to do in the practice copy"},
    )
    minutes = forms.IntegerField(
        label="How long the e-learning takes, in minutes",
        min_value=1,
        max_value=120,
        initial=20,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        error_messages={
            "required": "Enter how many minutes the e-learning takes",
            "min_value": "The e-learning takes at least 1 minute",
            "max_value": "A refresher is short: at most 120 minutes",
        },
    )

    def told(self) -> RefresherTold:
        """Return the answers as the service takes them."""
        return RefresherTold(**self.cleaned_data)


class FindTasksForm(forms.Form):
    """Whose practice tasks are to be signed off."""

    person = StaffNumberField(
        label="Staff number",
        help_text="Of whoever showed you the task.",
        error_messages={"required": "Enter the staff number of who showed you the task"},
    )


class SignOffForm(forms.Form):
    """Whether a practice task was done, or what is missing."""

    decision = forms.ChoiceField(
        label="Was the task done?",
        choices=[(DONE, "Yes, I saw it done"), (NOT_YET, "Not yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the task was done"},
    )
    because = forms.CharField(
        label="What is missing?",
        help_text="The person reads this.",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reveals = {"decision": {NOT_YET: ["because"]}}

    def clean(self) -> dict[str, Any]:
        """Ask what is missing of whoever says that it is not done."""
        given = super().clean() or {}
        if given.get("decision") == NOT_YET and not given.get("because", "").strip():
            self.add_error("because", "Say what is missing")
        return given
