"""Corrections to what is recorded of a person, filled with what is recorded now."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.fields import PartialDateField
from bluelamp.core.wall_clock import TypedDate
from bluelamp.core.words import choices

from .day_box import day_box
from .enums import DeathSource, DobQuality, Gender
from .forms import PersonClaimForm, as_iso
from .models import Person
from .rules.codes import countries

AMENDED = (
    "title",
    "sex",
    "gender_identity",
    "place_of_birth",
    "self_defined_ethnicity",
    "observed_ethnicity",
    "nationality",
    "language",
    "needs_interpreter",
    "died_on",
    "death_source",
)
# Further nationalities that are asked for; where more are recorded, as many as there are.
NATIONALITIES_ASKED = 2
_NOT_RECORDED = ("", "Not recorded")


def _line(label: str, longest: int, width: int, hint: str = "") -> forms.CharField:
    classes = {"class": f"govuk-input--width-{width}", "autocomplete": "off"}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs=classes),
    )


def _listed(label: str, words: Any, hint: str = "") -> forms.ChoiceField:
    listed = [_NOT_RECORDED, *choices(words)]
    return forms.ChoiceField(label=label, help_text=hint, choices=listed, required=False)


def _country(number: int) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Further nationality {number}",
        choices=lambda: [_NOT_RECORDED, *countries().items()],
        required=False,
    )


class AmendPersonForm(forms.Form):
    """Corrections to what is recorded of a person; what is emptied is no longer recorded."""

    nothing_required = True

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = _line("Title", 35, 5, "For example Mr, Dr or Reverend.")
    sex = PersonClaimForm.base_fields["sex"]
    gender_identity = _listed(
        "Gender identity", Gender, "Only as the person says; sex is recorded apart from it."
    )
    birth = PartialDateField(
        label="Date of birth",
        help_text="Leave empty to keep what is recorded.",
        required=False,
    )
    place_of_birth = _line("Place of birth", 60, 20, "Town and country.")
    self_defined_ethnicity = PersonClaimForm.base_fields["self_defined_ethnicity"]
    observed_ethnicity = PersonClaimForm.base_fields["observed_ethnicity"]
    nationality = PersonClaimForm.base_fields["nationality"]
    language = PersonClaimForm.base_fields["language"]
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    died_on = forms.DateField(
        label="Date of death",
        help_text="Only if the person has died.",
        required=False,
        widget=day_box(),
    )
    death_source = _listed("How the death was verified", DeathSource)

    def __init__(self, *args: Any, nationalities: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = range(1, max(nationalities, NATIONALITIES_ASKED) + 1)
        self.further = [f"nationality_{number}" for number in asked]
        for number, name in zip(asked, self.further, strict=True):
            self.fields[name] = _country(number)
        names = list(self.base_fields)
        at = names.index("nationality") + 1
        self.order_fields([*names[:at], *self.further, *names[at:]])

    @classmethod
    def about(cls, person: Person, answers: Any = None) -> AmendPersonForm:
        """Return the form filled with what is recorded, or with the answers."""
        recorded = {name: getattr(person, name) for name in AMENDED}
        others = person.other_nationalities
        form = cls(answers, nationalities=len(others))
        form.initial = {
            **recorded,
            **dict(zip(form.further, others, strict=False)),
            "birth": _typed(person),
            "version": person.version,
        }
        return form

    @property
    def labels(self) -> dict[str, str]:
        """Return the label of each answer that ``changes`` gives."""
        labels = {name: str(field.label) for name, field in self.fields.items()}
        return {**labels, "other_nationalities": "Further nationalities"}

    def once_more(self, version: int) -> AmendPersonForm:
        """Return the form with its answers kept, now over the version that was saved meanwhile."""
        answers = {**{name: self.data[name] for name in self.data}, "version": version}
        return type(self)(answers, nationalities=len(self.further))

    def changes(self) -> dict[str, Any]:
        """Return the answers as the service takes them."""
        said = self.cleaned_data
        others = tuple(dict.fromkeys(said[name] for name in self.further if said[name]))
        answers = {**{name: said[name] for name in AMENDED}, "other_nationalities": others}
        birth = as_iso(said["birth"])
        return {**answers, "birth": birth} if birth else answers


def _typed(person: Person) -> TypedDate | None:
    """Return a date of birth as it would be typed; nothing where it is only estimated."""
    first, last = person.born_from, person.born_to
    if first is None or last is None or person.birth_quality == DobQuality.ESTIMATED:
        return None
    if first == last:
        return TypedDate(first.year, first.month, first.day)
    return TypedDate(first.year, first.month if first.month == last.month else None)
