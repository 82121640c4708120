"""The risk assessment as a form: every question has an answer, or a reason why it was not asked."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.time import day_of, now
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    ObservationLevel,
    RiskAnswer,
    RiskOccasion,
    RiskResponse,
    Step,
)
from bluelamp.custody.rules.risk import Answered, Question, answer_faults, questions_on
from bluelamp.custody.services import CallNote, RiskTold

from ..fields import required
from .frame import INLINE, SMALL, YES_NO, StepForm, line, moment, said_yes

DECISION = (
    "level",
    "level_reason",
    "interval_minutes",
    "responses",
    "vulnerable",
    "vulnerable_reason",
    "healthcare",
    "summary",
    "occasion",
    "occurred_at",
)
REASSESSED = (RiskOccasion.CHANGE, RiskOccasion.HANDOVER)


class AssessRiskForm(StepForm):
    """A risk assessment (CAR-1, CAR-2); the custody officer decides."""

    step = Step.RISK
    template = "custody/steps/risk.html"
    reveals = {"healthcare": {"YES": ["healthcare_reason"]}}

    occurred_at = moment("Time of the assessment")
    level = forms.ChoiceField(
        label="Observation level",
        choices=choices(ObservationLevel),
        error_messages=required("Select the level of observation"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    level_reason = line("Reason for the level", "Needed where it is lower than the answers say.")
    interval_minutes = forms.IntegerField(
        label="Visits at least every (minutes)",
        help_text="Only if more often than the level asks for.",
        required=False,
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    responses = forms.MultipleChoiceField(
        label="Measures",
        choices=choices(RiskResponse),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    vulnerable = forms.ChoiceField(
        label="Is an appropriate adult needed?",
        choices=[("YES", "Yes: treat as vulnerable"), ("NO", "No")],
        error_messages=required("Select whether an appropriate adult is needed"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    vulnerable_reason = line(
        "Why, or the clear evidence why not", "Needed where an answer suggests it."
    )
    healthcare = forms.ChoiceField(
        label="Call a healthcare professional?",
        choices=YES_NO,
        error_messages=required("Select whether to call a healthcare professional"),
        widget=forms.RadioSelect(attrs=INLINE),
    )
    healthcare_reason = line("Why?")
    summary = forms.CharField(
        label="Anything else that bears on the risk",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions_on(day_of(now()))
        for question in self.questions:
            self._add(question)
        if self.booking.protected.child:
            del self.fields["vulnerable"], self.fields["vulnerable_reason"]
        if self.booking.risk is not None:
            self.fields["occasion"] = forms.ChoiceField(
                label="Why is risk assessed again?",
                choices=[(one.value, one.label) for one in REASSESSED],
                initial=RiskOccasion.CHANGE.value,
                widget=forms.RadioSelect(attrs=INLINE),
            )

    def _add(self, question: Question) -> None:
        self.fields[f"q_{question.code}"] = forms.ChoiceField(
            label=question.words,
            choices=choices(RiskAnswer),
            required=False,
            widget=forms.RadioSelect(attrs=INLINE),
        )
        self.fields[f"w_{question.code}"] = forms.CharField(
            label=f"{question.words} Details, or why not asked",
            max_length=400,
            required=False,
        )

    def areas(self) -> list[dict[str, Any]]:
        """Return the questions by what they are about, each with its two fields."""
        found: dict[str, list[dict[str, forms.BoundField]]] = {}
        for one in self.questions:
            pair = {"question": self[f"q_{one.code}"], "words": self[f"w_{one.code}"]}
            found.setdefault(one.area.label, []).append(pair)
        return [{"title": title, "questions": pairs} for title, pairs in found.items()]

    def decision(self) -> list[forms.BoundField]:
        """Return the fields of the decision, in order."""
        return [self[name] for name in DECISION if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Name every question that is blank or lacks its words (CAR-1)."""
        answers = super().clean() or {}
        for field, reason in answer_faults(self._answered(answers), self.questions):
            self.add_error(field, reason)
        if said_yes(answers, "healthcare") and not answers.get("healthcare_reason"):
            self.add_error("healthcare_reason", "Enter why a healthcare professional is called")
        return answers

    def given(self) -> dict[str, Any]:
        """Return the assessment as the service takes it."""
        said = self.cleaned_data
        told = RiskTold(
            occasion=RiskOccasion(said.get("occasion") or RiskOccasion.ARRIVAL),
            answers=self._answered(said),
            level=ObservationLevel(said["level"]),
            level_reason=said["level_reason"],
            interval_minutes=said["interval_minutes"],
            responses=[RiskResponse(one) for one in said["responses"]],
            vulnerable=said_yes(said, "vulnerable"),
            vulnerable_reason=said.get("vulnerable_reason", ""),
            summary=said["summary"],
            calls=self._calls(said),
        )
        return {"told": told, "occurred_at": said["occurred_at"]}

    def _answered(self, said: dict[str, Any]) -> dict[str, Answered]:
        return {
            one.code: Answered(RiskAnswer(said[f"q_{one.code}"]), said.get(f"w_{one.code}") or "")
            for one in self.questions
            if said.get(f"q_{one.code}")
        }

    def _calls(self, said: dict[str, Any]) -> list[CallNote]:
        """Return who is called, or not, for the first time or where that changes."""
        found = []
        adult, healthcare = (self.booking.call(kind) for kind in CALLED)
        if not self.booking.protected.child:
            reason = said["vulnerable_reason"]
            if said_yes(said, "vulnerable") and (adult is None or adult.is_at_rest):
                found.append(CallNote(CallKind.ADULT, CallEvent.ASK, text=reason))
            elif not said_yes(said, "vulnerable") and adult is None:
                why = reason or "Nothing suggests that the person is vulnerable."
                found.append(CallNote(CallKind.ADULT, CallEvent.NOT_NEEDED, text=why))
        if said_yes(said, "healthcare") and (healthcare is None or healthcare.is_at_rest):
            reason = said["healthcare_reason"]
            found.append(CallNote(CallKind.HEALTHCARE, CallEvent.ASK, text=reason))
        elif not said_yes(said, "healthcare") and healthcare is None:
            why = "Not needed from what was said and seen."
            found.append(CallNote(CallKind.HEALTHCARE, CallEvent.NOT_NEEDED, text=why))
        return found


CALLED = (CallKind.ADULT, CallKind.HEALTHCARE)
