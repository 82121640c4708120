"""Fingerprints, photographs, samples and drug tests as forms."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    DrugTestOutcome,
    DrugTestTrigger,
    SampleBasis,
    SampleKind,
    SampleOutcome,
    Step,
)
from bluelamp.custody.services import DrugTestTold, SampleTold

from ..fields import required
from .frame import SMALL, StepForm, line, moment

BOXES = {"class": "govuk-checkboxes--small"}


class RecordSamplesForm(StepForm):
    """What was taken to identify the person, refused or not taken (SRC-8)."""

    step = Step.SAMPLES
    reveals = {
        "basis": {
            SampleBasis.CONSENT.value: ["consent_by"],
            SampleBasis.AUTHORITY.value: ["authorised_by", "authority_consent_by"],
        }
    }

    taken = forms.MultipleChoiceField(
        label="Taken",
        choices=choices(SampleKind),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=BOXES),
    )
    reference = line("Number of the DNA kit or sample")
    basis = forms.ChoiceField(
        label="By what?",
        choices=choices(SampleBasis),
        initial=SampleBasis.POWER.value,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    consent_by = line("Who consented in writing?")
    authorised_by = StaffNumberField(
        label="Authorised by", help_text="Staff number of the inspector.", required=False
    )
    authority_consent_by = line("Who consented in writing?")
    not_taken = forms.MultipleChoiceField(
        label="Not taken",
        choices=choices(SampleKind),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=BOXES),
    )
    refused = forms.BooleanField(label="The person refused", required=False)
    force = forms.BooleanField(label="Taken with force", required=False)
    reason = line("Why not taken, or why force was used")
    occurred_at = moment("When?")

    def clean(self) -> dict[str, Any]:
        """Ask for something, and nothing twice."""
        said = super().clean() or {}
        taken, not_taken = set(said.get("taken", ())), set(said.get("not_taken", ()))
        if not taken and not not_taken:
            self.add_error("taken", "Select what was taken, or what was not")
        for code in taken & not_taken:
            label = SampleKind(code).label
            self.add_error("not_taken", f"{label} cannot be both taken and not taken")
        return said

    def given(self) -> dict[str, Any]:
        """Return what was taken and what was not as the service takes it."""
        said = self.cleaned_data
        got = SampleOutcome.FORCE if said["force"] else SampleOutcome.TAKEN
        left = SampleOutcome.REFUSED if said["refused"] else SampleOutcome.NOT_TAKEN
        authoriser = said["authorised_by"]
        taken = [
            SampleTold(
                SampleKind(code),
                got,
                SampleBasis(said["basis"]),
                reference=said["reference"] if code in WITH_NUMBER else "",
                reason=said["reason"] if said["force"] else "",
                consent_by=said["consent_by"] or said["authority_consent_by"],
                authorised_by_id=authoriser.pk if authoriser else None,
            )
            for code in said["taken"]
        ]
        rest = [SampleTold(SampleKind(c), left, reason=said["reason"]) for c in said["not_taken"]]
        return {"samples": [*taken, *rest], "occurred_at": said["occurred_at"]}


WITH_NUMBER = {SampleKind.DNA, SampleKind.INTIMATE}


class RecordDrugTestForm(StepForm):
    """A drug test, or why there was none (SRC-10)."""

    step = Step.DRUG_TEST
    reveals = {"trigger": {DrugTestTrigger.INSPECTOR.value: ["authorised_by"]}}

    trigger = forms.ChoiceField(
        label="Why may a test be required?",
        choices=choices(DrugTestTrigger),
        required=False,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    authorised_by = StaffNumberField(
        label="Authorised by", help_text="Staff number of the inspector.", required=False
    )
    warned = forms.BooleanField(
        label="The person was warned that refusing is an offence", required=False
    )
    outcome = forms.ChoiceField(
        label="Outcome",
        choices=choices(DrugTestOutcome),
        error_messages=required("Select the outcome of the test"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    reason = line("If there was no test, why?")
    occurred_at = moment("Time of the test")

    def given(self) -> dict[str, Any]:
        """Return the test as the service takes it."""
        said = self.cleaned_data
        authoriser = said["authorised_by"]
        test = DrugTestTold(
            outcome=DrugTestOutcome(said["outcome"]),
            trigger=DrugTestTrigger(said["trigger"]) if said["trigger"] else None,
            warned=said["warned"],
            authorised_by_id=authoriser.pk if authoriser else None,
            reason=said["reason"],
        )
        return {"test": test, "occurred_at": said["occurred_at"]}
