"""What is asked of a death or an escape, and of what follows (CAR-17, CLK-8)."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.rules.incidents import GRAVE
from bluelamp.custody.services import Preserved

from .acts import SMALL, RecordForm, moment, words
from .fields import required


class DeathOrEscapeForm(RecordForm):
    """A death or an escape, as an inspector records it."""

    code = forms.ChoiceField(
        label="What happened?",
        choices=[(code.value, code.label) for code in GRAVE],
        error_messages=required("Select what happened"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    text = words("In your own words", error_messages=required("Enter what happened"))
    scene = forms.BooleanField(label="The scene is preserved", required=False)
    recordings = forms.BooleanField(label="CCTV and other recordings are preserved", required=False)
    occurred_at = moment("When?")

    def given(self) -> dict[str, Any]:
        """Return what happened, and what is preserved."""
        answers = dict(self.cleaned_data)
        preserved = Preserved(answers.pop("scene"), answers.pop("recordings"))
        return {**answers, "code": DisposalCode(answers["code"]), "preserved": preserved}


class TakeBackForm(RecordForm):
    """Back in custody after an escape; the clock is paused only by decision (CLK-8)."""

    reveals = {"pause": {"YES": ["pause_reason"]}}

    text = words(
        "How was the person found and brought back?",
        error_messages=required("Enter how the person was brought back"),
    )
    pause = forms.ChoiceField(
        label="Does the time at large count on the detention clock?",
        choices=[("NO", "Yes, it counts"), ("YES", "No: leave it out, with a reason")],
        error_messages=required("Select whether the time at large counts (CLK-8)"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    pause_reason = words("Why is it left out?", required=False)
    occurred_at = moment("When was the person back at the station?")

    def clean(self) -> dict[str, Any]:
        """Ask why, where the time at large is left out."""
        answers = super().clean() or {}
        if answers.get("pause") == "YES" and not answers.get("pause_reason", "").strip():
            self.add_error("pause_reason", "Enter why the time at large is left out (CLK-8)")
        return answers

    def given(self) -> dict[str, Any]:
        """Return the reason of the pause, empty where the time counts."""
        answers = dict(self.cleaned_data)
        leaves_out = answers.pop("pause") == "YES"
        return {**answers, "pause_reason": answers["pause_reason"] if leaves_out else ""}


class CloseIncidentForm(RecordForm):
    """The end of the record after a death or an escape."""

    text = words(
        "What was settled?",
        help_text="Who was told and when, the reference of the referral, who holds the record.",
        error_messages=required("Enter what was settled"),
    )
    occurred_at = moment("When?")
