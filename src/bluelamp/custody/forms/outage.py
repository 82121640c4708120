"""What is asked after an outage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.fields import LocalDateTimeField
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import Outage, Suite
from bluelamp.custody.services.entries import WRITTEN_FREELY

from .acts import SMALL, words
from .fields import required


class DeclareOutageForm(forms.Form):
    """From when to when a suite worked on paper."""

    suite = forms.ChoiceField(label="Suite")
    began_at = LocalDateTimeField(label="When did it begin?", compact=True, not_future=True)
    ended_at = LocalDateTimeField(label="When did it end?", compact=True, not_future=True)
    text = words("What happened?", error_messages=required("Enter what happened"))

    def __init__(self, *args: Any, suites: Iterable[Suite], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["suite"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.name) for one in suites
        ]

    def given(self) -> dict[str, Any]:
        """Return the answers by the names of the service."""
        answers = dict(self.cleaned_data)
        return {"suite_id": UUID(answers.pop("suite")), **answers}


class BackEntryForm(forms.Form):
    """A line that stands on paper."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[(one.value, one.label) for one in WRITTEN_FREELY],
        error_messages=required("Select what the line is about"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    text = words("What stands on the sheet?", error_messages=required("Enter what stands there"))
    occurred_at = LocalDateTimeField(label="When did it happen?", compact=True, not_future=True)

    def __init__(self, *args: Any, outage: Outage, **more: Any) -> None:
        super().__init__(*args, **{"initial": {"occurred_at": outage.began_at}, **more})

    def given(self) -> dict[str, Any]:
        """Return the kind as a word of the record."""
        return {**self.cleaned_data, "kind": CustodyEntryKind(self.cleaned_data["kind"])}
