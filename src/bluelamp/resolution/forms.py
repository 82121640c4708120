"""The form in which an officer judges a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bluelamp.nominals.enums import JoinCaution, Verdict
from bluelamp.nominals.services import Judged

VERDICTS = (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)


def _words(label: str, hint: str, most: int, *, required: bool = False) -> forms.CharField:
    # Always several lines: Enter in a single line would press the first button.
    box = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=box,
        error_messages={"required": "Say why you judge so."},
    )


class JudgePairForm(forms.Form):
    """What is judged, why, what was compared, and why despite what speaks against it."""

    verdict = forms.ChoiceField(
        choices=[(each.value, each.label) for each in VERDICTS],
        widget=forms.HiddenInput,
        error_messages={"required": "Press the button that says what you judge."},
    )
    reason = _words("Why do you judge so?", "In a few words.", 400, required=True)
    evidence = _words(
        "What did you compare?",
        "A number, a document, fingerprints or the reference of a record. Needed for one person.",
        200,
    )
    answer = _words("Why are they one person all the same?", "Answer each warning above.", 400)
    answered = forms.TypedMultipleChoiceField(
        choices=[(each.value, each.label) for each in JoinCaution],
        coerce=JoinCaution,
        required=False,
        widget=forms.MultipleHiddenInput,
    )

    def __init__(self, *args: Any, cautions: Iterable[JoinCaution], **more: Any) -> None:
        codes = [code.value for code in cautions]
        super().__init__(*args, **more)
        self.initial["answered"] = codes
        if not codes:
            del self.fields["answer"]

    def said(self) -> Judged:
        """Return what the officer says as the service takes it."""
        words = self.cleaned_data
        return Judged(
            reason=words["reason"],
            evidence=words["evidence"],
            answered=frozenset(words["answered"]),
            answer=words.get("answer", ""),
        )


class ChooseRecordForm(forms.Form):
    """By what to look for the other record, and which it is."""

    words = forms.CharField(
        label="Look for another record",
        help_text="A name, a date of birth, a PNC ID or another number.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    other = forms.UUIDField(required=False, widget=forms.HiddenInput)
