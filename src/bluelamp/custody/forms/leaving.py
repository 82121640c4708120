"""What is asked when a person leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.time import now
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.disposals import offered_on_release

from .acts import SMALL, RecordForm, moment, words
from .fields import required


class ReleaseForm(RecordForm):
    """A disposal for each offence still open, and the release of the person (section 15)."""

    text = words(
        "Details",
        required=False,
        help_text="For example court and date, bail date and conditions, or the reason for no "
        "further action.",
    )
    occurred_at = moment("Time of release")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        person = self.record.person
        codes = offered_on_release(*ages_at(person.born_from, person.born_to, now()))
        for offence in self.record.offences.all():
            if not offence.disposal:
                self.fields[f"disposal_{offence.pk}"] = forms.ChoiceField(
                    label=offence.offence.title,
                    choices=[(code.value, code.label) for code in codes],
                    error_messages=required(f"Select a disposal for {offence.offence.title}"),
                    widget=forms.RadioSelect(attrs=SMALL),
                )
        self.order_fields([name for name in self.fields if name.startswith("disposal_")])

    def given(self) -> dict[str, Any]:
        """Return the disposals by the key of the offence."""
        answers = self.cleaned_data
        disposals = {
            UUID(name.removeprefix("disposal_")): DisposalCode(code)
            for name, code in answers.items()
            if name.startswith("disposal_")
        }
        kept = ("version", "text", "occurred_at")
        return {"disposals": disposals, **{name: answers[name] for name in kept}}
