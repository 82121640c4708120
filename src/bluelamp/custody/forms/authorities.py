"""What is asked where a force sets authorities for searches and stations with drug tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.access.enums import Rank
from bluelamp.custody.enums import SearchKind
from bluelamp.custody.models import Suite
from bluelamp.custody.rules.search_authority import SEARCH_AUTHORITIES

from .fields import required

SMALL = {"class": "govuk-radios--small"}


def _day(label: str, missing: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"})
    return forms.DateField(label=label, widget=widget, error_messages=required(missing))


class SetSearchAuthorityForm(forms.Form):
    """From which day a search needs an authority of which rank (SRC-4)."""

    kind = forms.ChoiceField(
        label="Which search?",
        choices=[(one.kind.value, one.kind.label) for one in SEARCH_AUTHORITIES],
        error_messages=required("Select which search"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    rank = forms.ChoiceField(
        label="Authorised by the rank of, or above",
        choices=[
            (one.value, one.label) for one in (Rank.SERGEANT, Rank.INSPECTOR, Rank.SUPERINTENDENT)
        ],
        error_messages=required("Select the rank"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    protected_only = forms.BooleanField(
        label="Only for children and vulnerable people", required=False
    )
    in_force_from = _day("In force from", "Enter the day from which it is in force")
    source = forms.CharField(
        label="Where is that laid down?",
        help_text="Code, order or policy, with its date.",
        max_length=200,
        error_messages=required("Enter where that is laid down"),
    )
    confirmed = forms.BooleanField(label="Checked against the text in force", required=False)

    def given(self) -> dict[str, Any]:
        """Return the answers as the service takes them."""
        said = self.cleaned_data
        return {**said, "kind": SearchKind(said["kind"]), "rank": Rank(said["rank"])}


class NotifyDrugTestsForm(forms.Form):
    """From which day tests on arrest are in force at a station (SRC-10)."""

    suite_id = forms.ChoiceField(label="Station", error_messages=required("Select the station"))
    in_force_from = _day("In force from", "Enter the day from which tests are in force")
    source = forms.CharField(
        label="By whom was it notified?",
        help_text="The notification with its date.",
        max_length=200,
        error_messages=required("Enter by whom it was notified"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(str(one.pk), one.name) for one in Suite.objects.order_by("name")]
        self.fields["suite_id"].choices = [("", "Select"), *offered]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the answers as the service takes them."""
        return {**self.cleaned_data, "suite_id": UUID(self.cleaned_data["suite_id"])}


class EndDrugTestsForm(forms.Form):
    """The last day on which tests on arrest are in force (SRC-10)."""

    in_force_until = _day("Last day", "Enter the last day")
