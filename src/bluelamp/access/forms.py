"""Answers that the shell, the staff pages and the audit trail ask for."""

from __future__ import annotations

from typing import Any, Self

from allauth.account.forms import LoginForm
from django import forms

from bluelamp.audit.enums import Operation, ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.errors import NotPossible
from bluelamp.core.fields import PartialDateField
from bluelamp.core.forms import show_refusal
from bluelamp.core.words import choices

from .enums import Role
from .models import Staff
from .rules.tokens import LONGEST_LIFE, ROLES_OF_TOKENS
from .selectors import staff_ever_numbered, staff_with_number


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


class IssueTokenForm(GiveReasonForm):
    """A token for a program: for whom, with which role, for which reason and how long."""

    name = forms.CharField(
        label="Program that uses the token",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    staff_number = forms.CharField(
        label="Staff number of whom it acts for",
        help_text="Leave empty where the program acts for nobody in particular.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label="Role",
        help_text="The token may do what this role may do, and nothing else.",
        coerce=Role,
        choices=[(role.value, role.label) for role in ROLES_OF_TOKENS],
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label="Days for which it works",
        min_value=1,
        max_value=LONGEST_LIFE.days,
        initial=90,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    field_order = ("name", "staff_number", "role", "days", "code", "text", "reference")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Why does the program need to see records?"
        self.fields["code"].error_messages["required"] = "Select why the program needs them"
        self.fields["reference"].label = "Record or agreement behind it"

    def clean_staff_number(self) -> Staff | None:
        """Return whom the token acts for."""
        number = self.cleaned_data["staff_number"]
        staff = staff_with_number(number) if number else None
        if number and staff is None:
            raise forms.ValidationError(f"No serving member of staff has the number {number}")
        return staff

    def reason(self) -> Reason:
        """Return the reason given. Raises NotPossible for OTHER without words (INF-5.8)."""
        code = ReasonCode(self.cleaned_data["code"])
        text = self.cleaned_data["text"] if code is ReasonCode.OTHER else ""
        return Reason(code, self.cleaned_data["reference"], text)


class SearchStaffForm(forms.Form):
    """Which staff to list."""

    words = forms.CharField(
        label="Name or staff number",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(label="Unit, with all below it", required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - tells the type checker
        choice.choices = [("", "Every unit"), *units]


class ChangeStaffForm(forms.Form):
    """A change of a member of staff, and the version of the record it was decided on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def refused(self, refusal: NotPossible, *, version: int) -> Self:
        """Return the form as typed, with the refusal, ready to be sent for the present version."""
        again = type(self)({**self.data.dict(), "version": version})  # type: ignore[attr-defined]
        show_refusal(again, refusal)
        return again


class GiveRoleForm(ChangeStaffForm):
    """Which role to give."""

    role = forms.TypedChoiceField(
        label="Role",
        coerce=Role,
        choices=choices(Role),
        widget=forms.RadioSelect,
    )


class FilterTrailForm(forms.Form):
    """Which lines of the audit trail to show."""

    staff_number = forms.CharField(
        label="Staff number of who acted",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    record = forms.CharField(
        label="Record",
        help_text="Its reference, for example a custody or case number, or its key.",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    operation = forms.ChoiceField(
        label="Operation",
        choices=[("", "Every operation"), *((each, each.capitalize()) for each in Operation)],
        required=False,
    )
    since = PartialDateField(label="From", required=False)
    until = PartialDateField(label="To", help_text="That day is included.", required=False)

    def clean_staff_number(self) -> Staff | None:
        """Return whom the number belongs to, whether they still serve or not."""
        number = self.cleaned_data["staff_number"]
        staff = staff_ever_numbered(number) if number else None
        if number and staff is None:
            raise forms.ValidationError(f"There is no member of staff with the number {number}")
        return staff

    def clean(self) -> dict[str, Any]:
        """Refuse a span of days that ends before it begins."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until.last < since.first:
            self.add_error("until", "“To” must not be before “From”")
        return cleaned
