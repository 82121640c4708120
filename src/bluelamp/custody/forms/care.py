"""What is asked when something is done in the care of a person held."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    CallKind,
    CareAnswer,
    CareKind,
    HealthcareReason,
    IncidentKind,
    MentalHealthCheckKind,
    ObservationLevel,
    RestEnd,
)
from bluelamp.custody.rules.calls import MEDICAL

from .acts import SMALL, RecordForm, moment
from .fields import required

SHORT = {"class": "govuk-input--width-4", "inputmode": "numeric"}


DIRECTIONS = (1, 2, 3)


def few_words(label: str, **more: Any) -> forms.CharField:
    """Return a field for a sentence or two."""
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=1000, widget=area, **more)


def _one_of(label: str, words: Any, missing: str) -> forms.ChoiceField:
    radios = forms.RadioSelect(attrs=SMALL)
    return forms.ChoiceField(
        label=label, choices=choices(words), error_messages=required(missing), widget=radios
    )


def _same(answer: Any) -> Any:
    return answer


class SetObservationForm(RecordForm):
    """How closely the person is watched (table 11.1)."""

    level = forms.ChoiceField(
        label="Observation level",
        choices=choices(ObservationLevel),
        error_messages=required("Select the observation level"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    interval_minutes = forms.IntegerField(
        label="Visit more often than the level asks: every so many minutes",
        help_text="Level 1 asks for a visit every 60 minutes, the others every 30.",
        min_value=1,
        required=False,
        widget=forms.TextInput(attrs=SHORT),
    )
    rouse = forms.BooleanField(
        label="Rouse at each visit: intoxicated, drowsy or unwell", required=False
    )
    clinical = forms.BooleanField(
        label="Set on the advice of a healthcare professional", required=False
    )
    clinical_advice = forms.CharField(
        label="Whose advice, and what they said", max_length=400, required=False
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Needed to lower the level, or to visit less often.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occurred_at = moment("Time from which it holds")
    reveals = {"clinical": {"True": ["clinical_advice"]}}

    def given(self) -> dict[str, Any]:
        """Return the level as a word of the record."""
        return {**self.cleaned_data, "level": ObservationLevel(self.cleaned_data["level"])}


class CareForm(RecordForm):
    """Something done in the care of a person; it rests on no version (REC-12)."""

    words: dict[str, Any] = {}

    def given(self) -> dict[str, Any]:
        """Return the answers, codes as words of the record."""
        answers = {name: each for name, each in self.cleaned_data.items() if name != "version"}
        return {name: self.words.get(name, _same)(each) for name, each in answers.items()}


class GiveCareForm(CareForm):
    """A meal, a drink, exercise and the like (CAR-11, CAR-14, CAR-15)."""

    words = {"kind": CareKind, "answer": CareAnswer}
    kind = _one_of("What was offered?", CareKind, "Select what was offered")
    answer = _one_of("What became of it?", CareAnswer, "Select what became of it")
    text = few_words(
        "Details", help_text="Such as the diet, or what was talked about.", required=False
    )
    occurred_at = moment("When?")


class GiveMedicationForm(CareForm):
    """Medication with its quantity and two signatures (CAR-10)."""

    words = {"answer": CareAnswer}
    name = forms.CharField(label="Medication and strength", max_length=120)
    quantity = forms.CharField(label="Quantity", max_length=80)
    answer = _one_of("What became of it?", CareAnswer, "Select what became of it")
    advised_by = forms.CharField(label="Healthcare professional consulted", max_length=120)
    controlled = forms.BooleanField(label="Controlled drug, Schedule 2 or 3", required=False)
    supervised_by = forms.CharField(
        label="Healthcare professional supervising in person", max_length=120, required=False
    )
    witness = StaffNumberField(label="Staff number of the witness, who signs as the second")
    occurred_at = moment("When?")
    reveals = {"controlled": {"True": ["supervised_by"]}}


class CallHealthcareForm(CareForm):
    """A call for medical help (CAR-9)."""

    words = {"called": CallKind, "reason": HealthcareReason}
    called = _one_of("Who was called?", MEDICAL, "Select who was called")
    reason = _one_of("Why?", HealthcareReason, "Select why")
    text = few_words("What was seen or said?", error_messages=required("Enter what was seen"))
    occurred_at = moment("Time of the call")


class HealthcareVisitForm(CareForm):
    """Arrival, advice and up to three directions (CAR-9)."""

    who = forms.CharField(label="Who came?", max_length=120)
    occurred_at = moment("Time of arrival")
    advice = few_words(
        "Advice",
        help_text="What custody must know. Medical notes are kept elsewhere.",
        error_messages=required("Enter the advice"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in DIRECTIONS:
            self.fields[f"direction_{number}"] = forms.CharField(
                label=f"Direction {number}", max_length=300, required=False
            )
            self.fields[f"due_{number}"] = LocalDateTimeField(
                label=f"Direction {number} due", compact=True, required=False
            )

    def given(self) -> dict[str, Any]:
        """Return the directions, each with when it is due."""
        answers = super().given()
        pairs = [(answers.pop(f"direction_{n}"), answers.pop(f"due_{n}")) for n in DIRECTIONS]
        return {**answers, "directions": [pair for pair in pairs if pair[0]]}


class FinishTaskForm(CareForm):
    """What was done about a direction or another open task."""

    outcome = few_words("What was done?", error_messages=required("Enter what was done"))
    occurred_at = moment("When?")


class HandOverWatchForm(CareForm):
    """Who watches from now on (CAR-7)."""

    watcher = StaffNumberField(label="Staff number of the watcher")
    text = few_words("What the watcher was told", required=False)
    occurred_at = moment("When?")


class EndWatchForm(CareForm):
    """The end of a constant watch."""

    text = few_words("Details", required=False)
    occurred_at = moment("When?")


class BeginRestForm(CareForm):
    """The beginning of a rest period (CAR-12)."""

    text = few_words("Details", required=False)
    occurred_at = moment("When did the rest begin?")


class EndRestForm(CareForm):
    """The end of a rest period, and why (CAR-12)."""

    words = {"why": RestEnd}
    why = _one_of("Why did it end?", RestEnd, "Select why the rest ended")
    text = few_words("Reason in words", help_text="Needed for an interruption.", required=False)
    occurred_at = moment("When did it end?")


class HandToInterviewerForm(CareForm):
    """Handing the person over for interview (CAR-18)."""

    interviewer = StaffNumberField(label="Staff number of the interviewing officer")
    fitness = few_words(
        "Are they fit for interview?",
        help_text="Your assessment, with the healthcare professional's advice where there is any.",
        error_messages=required("Enter how fit they are for interview"),
    )
    occurred_at = moment("When?")


class ReturnFromInterviewForm(CareForm):
    """Taking the person back after interview (CAR-13, CAR-18)."""

    text = few_words("Breaks, and what was reported", required=False)
    occurred_at = moment("When?")


class RecordForceForm(CareForm):
    """A use of force (CAR-16)."""

    who = forms.CharField(label="Who used force?", max_length=200)
    technique = forms.CharField(label="What was used, such as handcuffs or holds", max_length=200)
    why = few_words("Why was it needed?", error_messages=required("Enter why it was needed"))
    injuries = forms.CharField(label="Injuries seen or said", max_length=300, required=False)
    form_reference = forms.CharField(
        label="Reference of the use-of-force record", max_length=40, required=False
    )
    occurred_at = moment("When?")


class RecordIncidentForm(CareForm):
    """An adverse incident or near miss (CAR-17)."""

    words = {"kind": IncidentKind}
    kind = _one_of("What was it?", IncidentKind, "Select what it was")
    text = few_words("What happened?", error_messages=required("Enter what happened"))
    scene_preserved = forms.BooleanField(label="The scene is preserved", required=False)
    recordings_preserved = forms.BooleanField(
        label="CCTV and other recordings are preserved", required=False
    )
    occurred_at = moment("When?")


class RecordComplaintForm(CareForm):
    """A complaint of treatment (CAR-19)."""

    text = few_words(
        "What does the person complain of?", error_messages=required("Enter the complaint")
    )
    assault = forms.BooleanField(label="An assault is alleged", required=False)
    occurred_at = moment("When was it made?")


class CheckMentalHealthForm(CareForm):
    """A check under the Mental Health Act (MH-5)."""

    words = {"kind": MentalHealthCheckKind, "still_holds": lambda said: said == "yes"}
    kind = _one_of("Which check?", MentalHealthCheckKind, "Select which check")
    still_holds = forms.ChoiceField(
        label="Is a police station still the right place?",
        choices=[("yes", "Yes"), ("no", "No: the person must be moved")],
        error_messages=required("Select whether a police station is still right"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    asleep = forms.BooleanField(
        label="Asleep, and the healthcare professional agrees to look in less often",
        required=False,
    )
    text = few_words("What was found?", error_messages=required("Enter what was found"))
    occurred_at = moment("When?")


class ExtendMentalHealthForm(CareForm):
    """The practitioner's extension, with a superintendent's approval (MH-2)."""

    hours = forms.IntegerField(
        label="Hours", min_value=1, max_value=12, widget=forms.TextInput(attrs=SHORT)
    )
    practitioner = forms.CharField(label="Registered medical practitioner", max_length=120)
    superintendent = StaffNumberField(label="Staff number of the superintendent who approves")
    text = few_words("Why is assessment impracticable?", error_messages=required("Enter why"))
    occurred_at = moment("When was it granted?")
