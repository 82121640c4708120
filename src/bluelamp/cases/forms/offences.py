"""What is alleged: which offence, when and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.cases.models import CaseOffence, Defendant
from bluelamp.cases.services import OffenceDetails
from bluelamp.investigations.panels import OffenceField, offence_label

from .answers import DayField


class OffenceForm(forms.Form):
    """An offence of a case, to add or to amend."""

    defendant = forms.ChoiceField(label="Defendant")
    offence = OffenceField(label="Offence", help_text="Type a part of the title, or the code.")
    committed_from = DayField(label="Date, or first date", required=False)
    committed_to = DayField(
        label="Last date", help_text="Only for a span of several days.", required=False
    )
    where = forms.CharField(label="Place", max_length=200, required=False)
    wording = forms.CharField(
        label="Wording of the charge",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, defendants: Sequence[Defendant] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["defendant"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.person.known_as) for one in defendants
        ]
        if not defendants:
            del self.fields["defendant"]

    @property
    def details(self) -> OffenceDetails:
        """Return the offence as the services take it."""
        given = self.cleaned_data
        return OffenceDetails(
            offence_id=given["offence"].pk,
            committed_from=given["committed_from"],
            committed_to=given["committed_to"],
            where=given["where"],
            wording=given["wording"],
        )


def as_typed(offence: CaseOffence) -> dict[str, Any]:
    """Return an offence as it stands in its form."""
    return {
        "offence": offence_label(offence.offence),
        "committed_from": offence.committed_from,
        "committed_to": offence.committed_to,
        "where": offence.where,
        "wording": offence.wording,
        "version": offence.defendant.case.version,
    }
