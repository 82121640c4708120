"""Opening a case: its number, its officer, and a row for each offence."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from bluelamp.cases.services import OffenceDetails
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.custody.models import ArrestOffence, CustodyRecord
from bluelamp.investigations.panels import OffenceField

from .answers import DayField, short


class CaseForm(forms.Form):
    """What is asked once."""

    urn = forms.CharField(
        label="URN",
        help_text="Leave blank to issue the next one.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=short(20)),
    )
    officer_in_case = forms.CharField(
        label="Officer in the case, staff number",
        max_length=20,
        widget=forms.TextInput(attrs=short(10)),
    )


class AllegedForm(forms.Form):
    """When and where one offence was committed."""

    committed_from = DayField(label="Date, or first date", required=False)
    committed_to = DayField(label="Last date, for a span of days", required=False)
    where = forms.CharField(label="Place", max_length=200, required=False)

    def details_of(self, offence_id: int) -> OffenceDetails:
        """Return the row as the service takes it."""
        given = self.cleaned_data
        return OffenceDetails(
            offence_id, given["committed_from"], given["committed_to"], given["where"]
        )


class ArrestOffenceForm(AllegedForm):
    """A row for an offence of the arrest: taken into the case unless unticked."""

    taken = forms.BooleanField(required=False, initial=True)
    field_order = ("taken", "committed_from", "committed_to", "where")

    def __init__(self, *args: Any, offence: ArrestOffence, **more: Any) -> None:
        more["initial"] = {"committed_from": offence.committed_on, "where": offence.where}
        super().__init__(*args, **more)
        self.offence = offence
        self.fields["taken"].label = f"{offence.offence.title} ({offence.offence.code})"

    @property
    def chosen(self) -> bool:
        """Tell whether the offence goes into the case."""
        return bool(self.cleaned_data.get("taken"))

    @property
    def details(self) -> OffenceDetails:
        """Return the row as the service takes it."""
        return self.details_of(self.offence.offence_id)


class ChosenOffenceForm(AllegedForm):
    """A row for an offence of the catalogue."""

    offence = OffenceField(label="Offence", help_text="Type a part of the title, or the code.")
    field_order = ("offence", "committed_from", "committed_to", "where")

    @property
    def chosen(self) -> bool:
        """Tell whether an offence was named."""
        return self.cleaned_data.get("offence") is not None

    @property
    def details(self) -> OffenceDetails:
        """Return the row as the service takes it."""
        return self.details_of(self.cleaned_data["offence"].pk)


class OpenCaseForm:
    """The case and its rows as one form."""

    case: CaseForm
    rows: list[Any]

    def is_valid(self) -> bool:
        """Tell whether all parts hold; all are checked."""
        return all([self.case.is_valid(), *(row.is_valid() for row in self.rows)])

    @property
    def chosen(self) -> list[Any]:
        """Return the rows that go into the case."""
        return [row for row in self.rows if row.chosen]

    @property
    def answers(self) -> dict[str, Any]:
        """Return what the service takes."""
        return {**self.case.cleaned_data, "offences": [row.details for row in self.chosen]}

    @property
    def errors(self) -> bool:
        """Tell whether anything is wrong, for the page's title."""
        return bool(self.case.errors) or any(row.errors for row in self.rows)

    def show(self, refusal: NotPossible) -> None:
        """Put a service's refusal on its row (``offences-<row>-<field>``) or on the case."""
        found = re.fullmatch(r"offences-(\d+)-(\w+)", refusal.field or "")
        if found:
            self.chosen[int(found[1])].add_error(found[2], refusal.reason)
        else:
            show_refusal(self.case, refusal)


class OpenFromCustodyForm(OpenCaseForm):
    """A case from a custody record: its offences are there to tick."""

    def __init__(self, data: Any, *, record: CustodyRecord, officer: str) -> None:
        in_charge = record.investigating_officer
        staff_number = in_charge.staff_number if in_charge else officer
        self.case = CaseForm(data, initial={"officer_in_case": staff_number})
        self.rows = [
            ArrestOffenceForm(data, offence=offence, prefix=f"offences-{row}")
            for row, offence in enumerate(record.offences.all())
        ]


class OpenForPersonForm(OpenCaseForm):
    """A case about a person without an arrest: one offence is named, others are added later."""

    def __init__(self, data: Any, *, officer: str) -> None:
        self.case = CaseForm(data, initial={"officer_in_case": officer})
        self.rows = [ChosenOffenceForm(data, prefix="offences-0")]
