"""Trainers, what they teach and when they are away."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.words import choices
from bluelamp.training.enums import TrainerKind
from bluelamp.training.models import Course, Drop, Trainer

from .places import ResourceForm, date_field, number_field


class TrainerForm(ResourceForm):
    """A trainer: kind, contract and certifications (TRN-1.4, TRN-4.4)."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="Kind", choices=choices(TrainerKind), widget=forms.RadioSelect)
    organisation = forms.CharField(label="Organisation", max_length=120, required=False)
    staff = StaffNumberField(
        label="Staff number",
        required=False,
        help_text="Of a member of the force, who can then see the register of their sessions.",
    )
    email = forms.EmailField(label="E-mail", required=False)
    place = forms.CharField(
        label="Where they start from",
        max_length=40,
        required=False,
        help_text="The name that the table of travel times knows.",
    )
    max_days_a_week = number_field("Most days of teaching a week", least=1, most=7, initial=4)
    contract_starts = date_field("Contract starts", required=False)
    contract_ends = date_field("Contract ends", required=False)
    has_practice_account = forms.BooleanField(label="Has a practice account", required=False)
    courses = forms.ModelMultipleChoiceField(
        label="May teach",
        queryset=Course.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose courses of this drop."},
    )

    def __init__(self, *args: Any, drop: Drop, **more: Any) -> None:
        super().__init__(*args, **more)
        taught = Course.objects.filter(drop=drop, versions__delivery__in=["CLASSROOM", "VIRTUAL"])
        field: Any = self.fields["courses"]
        field.queryset = taught.distinct().order_by("order", "code")

    @classmethod
    def of(cls, record: Trainer | None, data: Any = None, **more: Any) -> Any:
        """Return the form filled with a trainer and their certifications."""
        form = super().of(record, data, **more)
        if record is not None:
            form.initial["courses"] = list(record.certifications.values_list("course", flat=True))
            form.initial["staff"] = record.staff.staff_number if record.staff else ""
        return form

    @property
    def told(self) -> dict[str, Any]:
        """Return the answers that are columns."""
        return {name: value for name, value in super().told.items() if name != "courses"}


class TrainerAbsenceForm(forms.Form):
    """Days on which a trainer cannot teach."""

    first = date_field("First day away")
    last = date_field("Last day away")
    version = forms.IntegerField(widget=forms.HiddenInput)
