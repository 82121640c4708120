"""What is asked of a move to another station, and of a time that is corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.fields import LocalDateTimeField
from bluelamp.custody.models import CustodyEntry, FlaggedDecision, Suite
from bluelamp.custody.selectors.records import free_cells

from .acts import RecordForm, moment, words
from .fields import required


class SendForm(RecordForm):
    """A person is sent to another station of the force (RT-15)."""

    to_suite = forms.ChoiceField(
        label="To which station?", error_messages=required("Select the station")
    )
    reason = words(
        "Why is the person moved?", error_messages=required("Enter why the person is moved")
    )
    escort = forms.CharField(
        label="Escort", max_length=200, error_messages=required("Enter who escorts the person")
    )
    occurred_at = moment("Time of leaving")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Suite.objects.exclude(pk=self.record.suite_id).order_by("name")
        listed = [(str(one.pk), one.name) for one in others]
        self.fields["to_suite"].choices = [("", "Select a station"), *listed]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the station by its key."""
        answers = dict(self.cleaned_data)
        to_suite = answers.pop("to_suite")
        return {**answers, "to_suite_id": UUID(to_suite)}


class ReceiveForm(RecordForm):
    """A person is received from another station (REC-6)."""

    condition = words(
        "Condition of the person, and what was handed over",
        error_messages=required("Enter the condition of the person"),
    )
    cell = forms.ChoiceField(label="Cell", required=False)
    occurred_at = moment("Time of arrival")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        due = self.record.transfers.filter(received_at=None).select_related("to_suite").first()
        free = free_cells(due.to_suite) if due else []
        cells = [(str(one.pk), one.label) for one in free]
        self.fields["cell"].choices = [("", "Not yet"), *cells]  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return the cell by its key."""
        answers = dict(self.cleaned_data)
        cell = answers.pop("cell")
        return {**answers, "cell_id": UUID(cell) if cell else None}


class CorrectTimeForm(RecordForm):
    """The right time of something on which the clock rests (clock model 5)."""

    occurred_at = LocalDateTimeField(label="The right time", compact=True, not_future=True)
    reason = words("Why is the time wrong?", error_messages=required("Enter why the time is wrong"))

    def __init__(self, *args: Any, entry: CustodyEntry, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["occurred_at"].initial = entry.occurred_at
        self.entry = entry


class AcknowledgeForm(RecordForm):
    """That an inspector has looked at a decision taken on old figures (clock model 5)."""

    text = words("What follows from it?", error_messages=required("Enter what follows from it"))

    def __init__(self, *args: Any, flag: FlaggedDecision, **more: Any) -> None:
        super().__init__(*args, **more)
        self.flag = flag
