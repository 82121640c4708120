"""What the forms of booking in share: the record, the draft they are typed upon, common fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from bluelamp.core.errors import NotPossible
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.forms import show_refusal
from bluelamp.custody.enums import Step
from bluelamp.custody.selectors.booking import Booking

SMALL = {"class": "govuk-radios--small"}
INLINE = {"class": "govuk-radios--small govuk-radios--inline"}
YES_NO = [("YES", "Yes"), ("NO", "No")]


def moment(label: str, **more: Any) -> LocalDateTimeField:
    """Return a field for when something happened, filled with the present."""
    return LocalDateTimeField(label=label, compact=True, offers_now=True, not_future=True, **more)


def line(label: str, help_text: str = "", **more: Any) -> forms.CharField:
    """Return a field for a sentence that may be left out."""
    return forms.CharField(label=label, help_text=help_text, max_length=400, required=False, **more)


def said_yes(answers: Mapping[str, Any], name: str) -> bool:
    """Tell whether a question was answered with yes."""
    return bool(answers.get(name) == "YES")


class StepForm(forms.Form):
    """A part of booking in, typed upon one version of its draft."""

    step: ClassVar[Step]
    template: ClassVar[str] = "custody/steps/step.html"
    reveals: Mapping[str, Any] = {}

    draft_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, booking: Booking, officer_number: str, **more: Any) -> None:
        self.booking = booking
        self.officer_number = officer_number
        super().__init__(*args, **more)
        self.fields["draft_version"].initial = booking.version_of(self.step)

    def given(self) -> dict[str, Any]:
        """Return the answers by the names of the service."""
        raise NotImplementedError

    @property
    def seen(self) -> int:
        """Return the version of the draft that was typed upon."""
        typed = str(self.data.get("draft_version", ""))
        return int(typed) if typed.isdigit() else 0

    def show_without_errors(self) -> None:
        """Show what was typed before without judging it yet."""
        self._errors = ErrorDict()

    def accept_refusal(self, refusal: NotPossible, version: int) -> None:
        """Put a refusal beside the answer at fault; it may be sent again upon what stands now."""
        if self._errors is None or not hasattr(self, "cleaned_data"):
            self.full_clean()
        show_refusal(self, refusal)
        self.stand_on(version)

    def stand_on(self, version: int) -> None:
        """Let the next sending be upon this version of the draft."""
        self.data = QueryDict.copy(self.data)  # type: ignore[arg-type]
        self.data["draft_version"] = str(version)
