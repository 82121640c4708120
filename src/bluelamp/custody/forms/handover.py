"""What is asked at a change of shift."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.custody.enums import ShiftCheck


class MakeBriefingForm(forms.Form):
    """What the outgoing shift adds in words."""

    note = forms.CharField(
        label="What the next shift must know besides",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def given(self) -> dict[str, Any]:
        """Return the note."""
        return self.cleaned_data


class TakeOverForm(forms.Form):
    """What the incoming officer has checked (ROL-11)."""

    checked = forms.MultipleChoiceField(
        label="What have you checked?",
        choices=choices(ShiftCheck),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    concerns = forms.CharField(
        label="Concerns, and why anything was not checked",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def given(self) -> dict[str, Any]:
        """Return the checks as words of the rules."""
        checked = [ShiftCheck(code) for code in self.cleaned_data["checked"]]
        return {"checked": checked, "concerns": self.cleaned_data["concerns"]}
