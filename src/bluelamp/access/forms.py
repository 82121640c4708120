"""Answers that the shell asks for."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from bluelamp.audit.enums import ReasonCode


class SignInForm(LoginForm):  # type: ignore[misc]
    """Sign-in by staff number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Staff number"
        self.fields["password"].help_text = ""


class GiveReasonForm(forms.Form):
    """Why an officer works with personal data now (INF-5.6, INF-5.8)."""

    reveals = {"code": {ReasonCode.OTHER.value: ["text"]}}

    code = forms.ChoiceField(
        label="Why do you need to see records?",
        choices=[(code.value, code.label) for code in ReasonCode],
        widget=forms.RadioSelect,
        error_messages={"required": "Select why you need to see records"},
    )
    text = forms.CharField(
        label="Reason in words",
        help_text="A few words: a single word such as “work” is not a reason.",
        max_length=200,
        required=False,
    )
    reference = forms.CharField(
        label="Record number",
        help_text="For example a custody, crime or case number.",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
