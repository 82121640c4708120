"""What is asked when something is done with a custody record.

Each form is made for a record. ``given`` returns the answers as the service takes them.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from bluelamp.core.errors import NotPossible
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    CustodyEntryKind,
    DetentionGround,
    HospitalPurpose,
    NotToldReason,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord
from bluelamp.custody.rules.spans import Span
from bluelamp.custody.rules.vulnerability import treated_as_child
from bluelamp.custody.selectors.records import free_cells
from bluelamp.custody.services.entries import WRITTEN_FREELY

from .fields import required

TOLD = "TOLD"
LATE = "LATE"
SMALL = {"class": "govuk-radios--small"}


def moment(label: str, **more: Any) -> LocalDateTimeField:
    """Return a field for when something happened, filled with the present."""
    return LocalDateTimeField(label=label, compact=True, offers_now=True, not_future=True, **more)


def words(label: str, **more: Any) -> forms.CharField:
    """Return a field for a few sentences."""
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=4000, widget=area, **more)


class RecordForm(forms.Form):
    """A change of a record, made on the version that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, record: CustodyRecord, **more: Any) -> None:
        super().__init__(*args, **more)
        self.record = record
        self.fields["version"].initial = record.version

    def given(self) -> dict[str, Any]:
        """Return the answers by the names of the service."""
        return self.cleaned_data

    def accept_refusal(self, refusal: NotPossible) -> None:
        """Put a refusal beside the answer at fault.

        After an edit conflict the page says what changed, so the officer has seen the version of
        now and may send what was typed again.
        """
        show_refusal(self, refusal)
        if refusal.field == "version":
            self.record.refresh_from_db(fields=["version"])
            self.data = QueryDict.copy(self.data)  # type: ignore[arg-type]
            self.data["version"] = str(self.record.version)


class CellForm(RecordForm):
    """A form that offers the cells with room; for a child it asks why a cell at all (VUL-6)."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["cell"]
        child = treated_as_child(self.record.person.born_to, now())
        free = free_cells(self.record.suite, child=child)
        cells = [(str(one.pk), one.label) for one in free]
        if child:
            self.fields["why"] = forms.CharField(
                label="If a child is put in a cell, why?",
                help_text="Not needed for a detention room.",
                max_length=400,
                required=False,
            )
        blank = "Select a cell" if field.required else "Not yet"
        field.choices = [("", blank), *cells]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the cell by its key."""
        answers = dict(self.cleaned_data)
        cell = answers.pop("cell")
        return {**answers, "cell_id": UUID(cell) if cell else None}


class AuthoriseForm(CellForm):
    """Authorising detention (ARR-10, ARR-11)."""

    grounds = forms.MultipleChoiceField(
        label="Why is detention necessary?",
        choices=choices(DetentionGround),
        error_messages=required("Select at least one ground for detention"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    text = words("Grounds in your own words", error_messages=required("Enter the grounds in words"))
    told = forms.ChoiceField(
        label="Have you told the person the grounds?",
        choices=[(TOLD, "Yes"), *((one.value, f"No: {one.label}") for one in NotToldReason)],
        error_messages=required("Select whether you have told the person the grounds"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    cell = forms.ChoiceField(label="Cell", required=False)
    occurred_at = moment("Time of authorisation")

    def given(self) -> dict[str, Any]:
        """Return the grounds and what was told as words of the record."""
        answers = super().given()
        told = answers.pop("told")
        return {
            **answers,
            "grounds": [DetentionGround(code) for code in answers["grounds"]],
            "not_told": None if told == TOLD else NotToldReason(told),
        }


class RefuseForm(RecordForm):
    """Refusing to authorise detention (ARR-14)."""

    text = words(
        "Why is detention not authorised?",
        error_messages=required("Enter why detention is not authorised"),
    )
    occurred_at = moment("Time of the refusal")

    def __init__(self, *args: Any, **more: Any) -> None:
        # It stands beside the form that authorises: no id may come twice.
        super().__init__(*args, **{"auto_id": "refuse_%s", **more})


class PlaceInCellForm(CellForm):
    """Putting the person in a cell, or in another."""

    cell = forms.ChoiceField(label="Cell")
    occurred_at = moment("Time of the move")


class LeaveForHospitalForm(RecordForm):
    """Leaving for hospital (CLK-1, CLK-3)."""

    purpose = forms.ChoiceField(
        label="Why to hospital?",
        help_text="The clock stands still for treatment only.",
        choices=choices(HospitalPurpose),
        error_messages=required("Select why the person goes to hospital"),
        widget=forms.RadioSelect,
    )
    where = forms.CharField(
        label="Which hospital?", max_length=120, error_messages=required("Enter the hospital")
    )
    occurred_at = moment("Time of leaving the station")

    def given(self) -> dict[str, Any]:
        """Return the purpose as a word of the record."""
        purpose = HospitalPurpose(self.cleaned_data["purpose"])
        return {**self.cleaned_data, "purpose": purpose}


class ReturnFromHospitalForm(CellForm):
    """Returning from hospital; time spent questioning there counts (CLK-2)."""

    occurred_at = moment("Time back at the station")
    questioned_from = LocalDateTimeField(
        label="Questioned about an offence from",
        help_text="Only if questioned at hospital or on the way: that time counts on the clock.",
        compact=True,
        not_future=True,
        required=False,
    )
    questioned_until = LocalDateTimeField(
        label="Questioned until", compact=True, not_future=True, required=False
    )
    cell = forms.ChoiceField(label="Cell", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both ends of the questioning, in order."""
        answers = super().clean() or {}
        begun, ended = answers.get("questioned_from"), answers.get("questioned_until")
        if (begun is None) != (ended is None):
            missing = "questioned_from" if begun is None else "questioned_until"
            if missing not in self.errors:
                self.add_error(missing, "Enter both when questioning began and when it ended")
        elif begun is not None and ended <= begun:
            self.add_error("questioned_until", "Questioning must end after it began (CLK-2)")
        return answers

    def given(self) -> dict[str, Any]:
        """Return the questioning as a span."""
        answers = super().given()
        begun, ended = answers.pop("questioned_from"), answers.pop("questioned_until")
        return {**answers, "questioned": [Span(begun, ended)] if begun else []}


class AddEntryForm(RecordForm):
    """A line of the custody record."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[(one.value, one.label) for one in WRITTEN_FREELY],
        error_messages=required("Select what the entry is about"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    text = words("What happened?", error_messages=required("Enter what happened"))
    occurred_at = moment("When did it happen?")

    def given(self) -> dict[str, Any]:
        """Return the kind as a word of the record; an entry rests on no version (REC-12)."""
        answers = {name: each for name, each in self.cleaned_data.items() if name != "version"}
        return {**answers, "kind": CustodyEntryKind(answers["kind"])}


class CorrectEntryForm(RecordForm):
    """The right words and time for a line that is wrong (REC-4)."""

    text = words("The entry as it should be")
    occurred_at = LocalDateTimeField(label="When did it happen?", compact=True, not_future=True)

    def __init__(self, *args: Any, entry: CustodyEntry, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].initial = entry.text
        self.fields["occurred_at"].initial = entry.occurred_at
        self.entry = entry

    def given(self) -> dict[str, Any]:
        """Return the correction; a time left as shown is the entry's own, to the second."""
        at = self.cleaned_data["occurred_at"]
        own = self.entry.occurred_at
        untouched = at == own.replace(second=0, microsecond=0)
        return {"text": self.cleaned_data["text"], "occurred_at": own if untouched else at}
