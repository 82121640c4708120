"""What is asked about training, of one's self, and of comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import Dimension, EqualityTrigger, Question, Theme
from bluelamp.training.rules.characteristics import GROUPS
from bluelamp.training.services import Regard

from .places import date_field

RATINGS = [
    (1, "1: not at all"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, "5: fully"),
]


class EvaluationForm(forms.Form):
    """The questions of one form, each from 1 to 5, and room for words."""

    comment = forms.CharField(
        label="Anything else?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Do not say who you or others are. A reader sees your words, without your name.",
    )

    def __init__(self, *args: Any, questions: Iterable[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        for question in questions:
            self.fields[question.value] = forms.TypedChoiceField(
                label=question.label,
                coerce=int,
                choices=RATINGS,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
                error_messages={"required": f"Choose from 1 to 5: {question.label}"},
            )
        self.order_fields([*(each.value for each in questions), "comment"])

    @property
    def ratings(self) -> dict[Question, int]:
        """Return the ratings."""
        known = {each.value for each in Question}
        return {Question(name): value for name, value in self.cleaned_data.items() if name in known}


class DeclarationForm(forms.Form):
    """The protected characteristics; every one may be left unsaid."""

    nothing_required = True

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for dimension, groups in GROUPS.items():
            self.fields[dimension.value] = forms.ChoiceField(
                label=dimension.label,
                required=False,
                choices=[("", "I do not say"), *groups.items()],
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
            )

    @property
    def told(self) -> dict[Dimension, str]:
        """Return what is declared."""
        return {Dimension(name): value for name, value in self.cleaned_data.items()}


class TellTestForm(forms.Form):
    """The result of one test before a course."""

    staff_number = forms.CharField(
        label="Staff number",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    course = forms.ChoiceField(label="Course")
    score = forms.CharField(
        label="Score",
        max_length=6,
        help_text="From 0 to 100 per cent",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
    )
    day = date_field("Day of the test")

    def __init__(self, *args: Any, courses: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = [("", "Choose a course"), *((code, f"{code}: {name}") for code, name in courses)]
        self.fields["course"].choices = chosen  # type: ignore[attr-defined]

    @property
    def row(self) -> dict[str, str]:
        """Return what was typed as a file would have it."""
        given = self.cleaned_data
        return {**given, "day": given["day"].isoformat()}


class LoadTestsForm(forms.Form):
    """Results of tests before courses in a file."""

    file = forms.FileField(
        label="Results as CSV or XLSX",
        help_text="Columns: staff_number, course, score, day. With any bad row nothing is kept.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file", "empty": "This file is empty"},
    )


class CodeCommentForm(forms.Form):
    """What a comment is about."""

    themes = forms.MultipleChoiceField(
        label="What is it about?",
        choices=choices(Theme),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least one theme."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EqualityEntryForm(forms.Form):
    """What was found, what is done, who decided and when."""

    trigger = forms.ChoiceField(
        label="What gave cause", choices=choices(EqualityTrigger), widget=forms.RadioSelect
    )
    characteristic = forms.ChoiceField(
        label="Protected characteristic",
        required=False,
        choices=[("", "More than one, or all"), *((each.value, each.label) for each in GROUPS)],
    )
    found = forms.CharField(
        label="What was found",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nobody is named, and no number under 10 is given.",
    )
    done = forms.CharField(
        label="What is done about it", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    decided_by = forms.CharField(label="Who decided", max_length=120)
    decided_on = date_field(
        "Decided on", error_messages={"required": "Enter the day on which it was decided"}
    )
    look_again_on = date_field("Look again on", required=False)
    corrects = forms.ChoiceField(label="Corrects an earlier entry", required=False)

    def __init__(self, *args: Any, entries: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["corrects"]
        field.choices = [("", "None"), *((str(each.pk), _brief(each)) for each in entries)]

    @property
    def regard(self) -> Regard:
        """Return the regard that was had."""
        given = {**self.cleaned_data}
        corrects, characteristic = given.pop("corrects"), given.pop("characteristic")
        return Regard(
            **{**given, "trigger": EqualityTrigger(given["trigger"])},
            characteristic=Dimension(characteristic) if characteristic else None,
            corrects_id=corrects or None,
        )


class EqualityVersionForm(forms.Form):
    """A version of the assessment as it was accepted."""

    accepted_on = date_field("Accepted on")
    accepted_by = forms.CharField(label="Accepted by", max_length=120)
    next_due = date_field("Next version due")


def _brief(entry: Any) -> str:
    return f"{entry.decided_on:%-d %b %Y}: {entry.found[:60]}"
