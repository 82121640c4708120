"""What is asked about suites and cells (CAR-14)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.access.models import Unit
from bluelamp.core.words import choices
from bluelamp.custody.enums import CellKind
from bluelamp.custody.models import Cell

from .fields import required

SMALL = {"class": "govuk-radios--small"}


def _kind() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What is it for?",
        help_text="A child is put in a detention room or holding room rather than a cell.",
        choices=choices(CellKind),
        initial=CellKind.CELL.value,
        error_messages=required("Select what the cell is for"),
        widget=forms.RadioSelect(attrs=SMALL),
    )


def _capacity() -> forms.IntegerField:
    return forms.IntegerField(
        label="For how many people?",
        min_value=1,
        max_value=20,
        initial=1,
        error_messages=required("Enter for how many people the cell is"),
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )


class AddSuiteForm(forms.Form):
    """The suite of a station that has none."""

    unit = forms.ChoiceField(
        label="Station", error_messages=required("Select the station of the suite")
    )
    name = forms.CharField(
        label="Name", max_length=80, error_messages=required("Enter the name of the suite")
    )
    code = forms.SlugField(
        label="Short name for addresses",
        help_text="Small letters, digits and hyphens, such as lantern-lane.",
        max_length=20,
        error_messages=required("Enter a short name"),
    )
    designated = forms.BooleanField(
        label="It is a designated police station", required=False, initial=True
    )

    def __init__(self, *args: Any, units: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(str(one.pk), one.name) for one in units]
        self.fields["unit"].choices = [("", "Select"), *offered]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the answers by the names of the service."""
        answers = dict(self.cleaned_data)
        unit_id = UUID(answers.pop("unit"))
        return {**answers, "unit_id": unit_id}


class AddCellForm(forms.Form):
    """One more cell of a suite."""

    number = forms.CharField(
        label="Number",
        max_length=6,
        error_messages=required("Enter the number of the cell"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}),
    )
    kind = _kind()
    capacity = _capacity()
    reason = forms.CharField(
        label="Why?", max_length=400, error_messages=required("Enter why the cell is set up")
    )

    def given(self) -> dict[str, Any]:
        """Return the kind as a word of custody."""
        return {**self.cleaned_data, "kind": CellKind(self.cleaned_data["kind"])}


class ChangeCellForm(forms.Form):
    """Closing a cell, opening it again, or changing what it is for."""

    out_of_use = forms.BooleanField(label="Out of use", required=False)
    kind = _kind()
    capacity = _capacity()
    reason = forms.CharField(
        label="Why?",
        help_text="Such as “Call button broken, reported to estates”.",
        max_length=400,
        error_messages=required("Enter why the cell is closed, opened or changed"),
    )

    def __init__(self, *args: Any, cell: Cell, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].initial = cell.kind
        self.fields["capacity"].initial = cell.capacity
        self.fields["out_of_use"].initial = cell.out_of_use

    def given(self) -> dict[str, Any]:
        """Return the kind as a word of custody."""
        return {**self.cleaned_data, "kind": CellKind(self.cleaned_data["kind"])}
