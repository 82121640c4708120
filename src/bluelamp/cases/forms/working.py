"""Working on a case: exhibits, notes, the summary, and finding one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.core.fields import LocalDateTimeField
from bluelamp.property.models import Item

from .answers import short

OTHER = "other"


class AddExhibitForm(forms.Form):
    """Which item is relied on; those of the detention are there to pick."""

    reveals = {"item": {OTHER: ["named"]}}

    item = forms.ChoiceField(
        label="Exhibit",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the exhibit"},
    )
    named = forms.CharField(
        label="Property reference or seal number",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=short(20)),
    )
    reference = forms.CharField(
        label="Reference in this case",
        help_text="Only where two exhibits of the case bear the same reference.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=short(10)),
    )

    def __init__(self, *args: Any, items: Sequence[Item], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            *((str(one.pk), f"{one.exhibit_reference}: {one.description}") for one in items),
            (OTHER, "Another item"),
        ]
        if not items:
            self.fields["item"].initial = OTHER

    def clean_reference(self) -> str:
        """Return the reference in capitals, without spaces."""
        return "".join(self.cleaned_data["reference"].split()).upper()

    def clean(self) -> dict[str, Any]:
        """Ask for the name of another item."""
        given = super().clean() or self.cleaned_data
        if given.get("item") == OTHER and not given.get("named"):
            self.add_error("named", "Enter the property reference or the seal number.")
        return given


class AddNoteForm(forms.Form):
    """A note on a case."""

    text = forms.CharField(label="Note", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    occurred_at = LocalDateTimeField(
        label="Time it is about", compact=True, offers_now=True, not_future=True
    )


class AmendSummaryForm(forms.Form):
    """What the case is about, as it stood when the writing began."""

    summary = forms.CharField(
        label="Summary",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class FindCasesForm(forms.Form):
    """What a list of cases is narrowed to."""

    q = forms.CharField(
        label="URN, or how it begins",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=short(20)),
    )
    mine = forms.BooleanField(label="Only cases in which I am the officer", required=False)
