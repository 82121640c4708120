"""What is asked when a record is printed, shown, asked for or given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.words import choices
from bluelamp.custody.enums import AskedAs, CustodyEntryKind, WithheldReason
from bluelamp.custody.models import CustodyEntry

from .acts import SMALL, RecordForm, moment
from .fields import required

GIVE_OR_WITHHOLD = [
    ("", "Give"),
    *((one.value, f"Withhold: {one.label}") for one in WithheldReason),
]


class FilterForm(forms.Form):
    """Which entries of a record to show."""

    kinds = forms.MultipleChoiceField(
        label="Show only entries about",
        choices=choices(CustodyEntryKind),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def chosen(self) -> list[CustodyEntryKind]:
        """Return the kinds chosen; none where nothing or nonsense was."""
        found = self.cleaned_data["kinds"] if self.is_valid() else []
        return [CustodyEntryKind(code) for code in found]


class PrintForm(forms.Form):
    """For whom the whole record is printed (INF-5.3)."""

    recipient = forms.CharField(
        label="Who is this paper for?",
        help_text="For example the suite’s own file, a court, or the name of a solicitor.",
        max_length=120,
        error_messages=required("Enter who this paper is for"),
    )


class UnversionedForm(RecordForm):
    """A form that rests on no version of the record (REC-12)."""

    def given(self) -> dict[str, Any]:
        """Return the answers without the version, the capacity as a word."""
        answers = {name: each for name, each in self.cleaned_data.items() if name != "version"}
        return {**answers, "asked_as": AskedAs(answers["asked_as"])}


class RequestCopyForm(UnversionedForm):
    """Somebody asks for a copy (REC-8)."""

    asked_by = forms.CharField(
        label="Who asks for the copy?",
        max_length=120,
        error_messages=required("Enter who asks for the copy"),
    )
    asked_as = forms.ChoiceField(
        label="They are",
        choices=choices(AskedAs),
        error_messages=required("Select who they are"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    occurred_at = moment("When did they ask?")


class InspectionForm(UnversionedForm):
    """The solicitor or appropriate adult is shown the record (REC-7)."""

    inspected_by = forms.CharField(
        label="Who inspected the record?",
        max_length=120,
        error_messages=required("Enter who inspected the record"),
    )
    asked_as = forms.ChoiceField(
        label="They are",
        choices=choices(AskedAs),
        error_messages=required("Select who they are"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    held_back = forms.CharField(
        label="What was held back, and why",
        help_text="Only what would put somebody at risk or is about another person.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occurred_at = moment("When was it inspected?")


class GiveCopyForm(RecordForm):
    """Each entry, given or withheld with its reason."""

    occurred_at = moment("When is the copy given?")

    def __init__(self, *args: Any, entries: Sequence[CustodyEntry], **more: Any) -> None:
        super().__init__(*args, **more)
        self.entries = entries
        for entry in entries:
            self.fields[f"entry_{entry.pk}"] = forms.ChoiceField(
                label=f"Entry {entry.number}",
                choices=[
                    ("", "Give"),
                    *((r.value, f"Withhold: {r.label}") for r in WithheldReason),
                ],
                required=False,
            )

    def given(self) -> dict[str, Any]:
        """Return what is withheld by the key of the entry."""
        answers = self.cleaned_data
        withheld = {
            UUID(name.removeprefix("entry_")): WithheldReason(code)
            for name, code in answers.items()
            if name.startswith("entry_") and code
        }
        return {"withheld": withheld, "occurred_at": answers["occurred_at"]}

    def rows(self) -> list[tuple[CustodyEntry, Any]]:
        """Return each entry with its field."""
        return [(entry, self[f"entry_{entry.pk}"]) for entry in self.entries]
