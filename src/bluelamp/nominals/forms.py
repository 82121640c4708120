"""Answers about a person: who they say they are, and whether the index knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.fields import PartialDateField
from bluelamp.core.time import day_of, now
from bluelamp.core.wall_clock import TypedDate

from .enums import (
    IdentifierScheme,
    NameOrder,
    NameType,
    ObservedEthnicity,
    SelfDefinedEthnicity,
    Sex,
)
from .rules.claims import AddressClaim, NameClaim, PersonClaim, problems_of, worded
from .rules.codes import countries, languages
from .rules.links import PARTS_IN_EVENTS
from .selectors import FactSince

Choices = list[tuple[str, str]]

NOBODY = "new"


def _coded(words: Iterable[Any], blank: str = "Not recorded") -> Choices:
    return [("", blank), *((each.value, f"{each.value} – {each.label}") for each in words)]


def _named(words: Mapping[str, str]) -> Choices:
    return [("", "Not recorded"), *words.items()]


def _countries() -> Choices:
    return _named(countries())


def _languages() -> Choices:
    return _named(languages())


def _wide(width: int) -> dict[str, str]:
    return {"class": f"govuk-input--width-{width}", "autocomplete": "off"}


class PersonClaimForm(forms.Form):
    """What a person says of themselves: shared by booking-in and by recording a person."""

    given_names = forms.CharField(
        label="Given names",
        help_text="First and middle names, with a space between them.",
        required=False,
        widget=forms.TextInput(attrs=_wide(30)),
    )
    family_name = forms.CharField(
        label="Family name",
        help_text="Leave empty for a person who has none.",
        required=False,
        widget=forms.TextInput(attrs=_wide(20)),
    )
    birth = PartialDateField(
        label="Date of birth",
        help_text="For example 27 3 1985. Day and month may stay empty.",
        required=False,
    )
    estimated_age = forms.IntegerField(
        label="Estimated age",
        help_text="Only if the date of birth is not known.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    sex = forms.ChoiceField(
        label="Sex",
        choices=[(each.value, each.label) for each in Sex],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    pnc = forms.CharField(
        label="PNC ID",
        help_text="For example 2008/0410801U.",
        required=False,
        widget=forms.TextInput(attrs=_wide(10)),
    )
    address_line = forms.CharField(
        label="Address",
        help_text="House number and street.",
        required=False,
        widget=forms.TextInput(attrs=_wide(30)),
    )
    postcode = forms.CharField(
        label="Postcode", required=False, widget=forms.TextInput(attrs=_wide(10))
    )
    self_defined_ethnicity = forms.ChoiceField(
        label="Self-defined ethnicity",
        help_text="As the person says; never inferred.",
        choices=_coded(SelfDefinedEthnicity, "Not yet asked"),
        required=False,
    )
    observed_ethnicity = forms.ChoiceField(
        label="Ethnicity as seen by an officer",
        choices=_coded(ObservedEthnicity),
        required=False,
    )
    nationality = forms.ChoiceField(label="Nationality", choices=_countries, required=False)
    language = forms.ChoiceField(label="First language", choices=_languages, required=False)
    order = forms.ChoiceField(
        label="Order of the names",
        choices=[(each.value, each.label) for each in NameOrder],
        required=False,
        initial=NameOrder.GIVEN_FAMILY.value,
    )

    # Drawn behind "More about the name and origin" by includes/person_claim.html.
    further = ("order", "observed_ethnicity", "nationality", "language")

    def clean(self) -> dict[str, Any]:
        """Show every rule that the answers break, each at its answer."""
        answers = super().clean() or {}
        for answer, problem in problems_of(self.claim(), day_of(now())):
            if problem.blocks and answer not in self.errors:
                self.add_error(answer if answer in self.fields else None, worded(problem))
        return answers

    def claim(self) -> PersonClaim:
        """Return the answers as one claim."""
        said = self.cleaned_data.get
        name = self._name()
        address = AddressClaim(line=said("address_line", ""), postcode=said("postcode", ""))
        pnc = said("pnc", "")
        return PersonClaim(
            names=(name,) if name.verbatim else (),
            sex=Sex(said("sex") or Sex.NOT_KNOWN),
            birth=as_iso(said("birth")),
            estimated_age=said("estimated_age"),
            identifiers=((IdentifierScheme.PNC.value, pnc),) if pnc else (),
            address=address if address != AddressClaim() else None,
            self_defined_ethnicity=said("self_defined_ethnicity", ""),
            observed_ethnicity=said("observed_ethnicity", ""),
            nationality=said("nationality", ""),
            language=said("language", ""),
        )

    def further_fields(self) -> list[forms.BoundField]:
        """Return the fields that most people need not be asked for."""
        return [self[name] for name in self.further if name in self.fields]

    def first_fields(self) -> list[forms.BoundField]:
        """Return the fields of this form that are always shown, in order."""
        own = PersonClaimForm.base_fields
        return [self[name] for name in own if name in self.fields and name not in self.further]

    def has_further_answers(self) -> bool:
        """Tell whether something behind "more" was answered or is wrong, so that it is open."""
        usual = {"order": NameOrder.GIVEN_FAMILY.value}
        bound = self.further_fields()
        return any(
            each.errors or each.value() not in (None, "", usual.get(each.name)) for each in bound
        )

    def _name(self) -> NameClaim:
        given = tuple(self.cleaned_data.get("given_names", "").split())
        family = self.cleaned_data.get("family_name", "")
        order = NameOrder(self.cleaned_data.get("order") or NameOrder.GIVEN_FAMILY)
        if not family and order is NameOrder.GIVEN_FAMILY:
            order = NameOrder.MONONYM if len(given) == 1 else NameOrder.PATRONYMIC
        return NameClaim(NameType.CURRENT, order, given, family)


def as_iso(typed: TypedDate | None) -> str:
    """Return ``yyyy-mm-dd``, ``yyyy-mm`` or ``yyyy``; nothing where nothing was typed."""
    if typed is None:
        return ""
    parts = (typed.month, typed.day)
    return "-".join([f"{typed.year:04d}", *(f"{part:02d}" for part in parts if part)])


class RecordPersonForm(PersonClaimForm):
    """A person recorded outside booking-in, with the record that they belong to."""

    reference = forms.CharField(
        label="Record they belong to",
        help_text="For example a custody number or a URN. Needed where there is no address.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_wide(20)),
    )
    role = forms.ChoiceField(
        label="Their part in it",
        choices=[(each.value, each.label) for each in PARTS_IN_EVENTS],
        required=False,
    )


class ChooseCandidateForm(forms.Form):
    """One of the people shown, or none of them.

    ``shown`` are the keys of the candidates that were on the page; another choice is refused.
    """

    candidate = forms.ChoiceField(
        label="Is it one of these people?",
        error_messages={
            "required": "Choose one of these people, or that it is none of them",
            "invalid_choice": "Choose one of the people shown, or that it is none of them",
        },
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, shown: Iterable[UUID] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.shown = tuple(shown)
        keys = [(str(key), str(key)) for key in self.shown]
        self.fields["candidate"].choices = [*keys, (NOBODY, NOBODY)]  # type: ignore[attr-defined]

    @classmethod
    def answered(cls, answers: Any) -> ChooseCandidateForm:
        """Return the form as answered; unbound where no candidates had been shown."""
        shown = [UUID(key) for key in answers.getlist("shown") if _is_key(key)]
        return cls(answers if shown else None, shown=shown)

    @property
    def chosen(self) -> UUID | None:
        """Return the key of the person chosen, or None for somebody new."""
        answer = self.cleaned_data["candidate"] if self.is_valid() else NOBODY
        return None if answer == NOBODY else UUID(answer)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _words(label: str, missing: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=400,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndJudgementForm(forms.Form):
    """Why a judgement of two records is ended."""

    reason = _words("Why do you end this judgement?", "Say why you end this judgement.")


class SettlePartingForm(forms.Form):
    """Which facts go to the other person, and how the parting was settled."""

    moved = forms.TypedMultipleChoiceField(
        label="What belongs to the other person?",
        help_text="Leave everything unticked that stays where it is.",
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    how = _words(
        "How was it settled?",
        "Say how it was settled.",
        "Say whom you told and what you checked again, in a few words.",
    )

    def __init__(self, *args: Any, facts: Iterable[FactSince], **more: Any) -> None:
        super().__init__(*args, **more)
        movable = [(str(f.id), f"{f.sort}: {f.words}") for f in facts if f.may_move]
        self.fields["moved"].choices = movable  # type: ignore[attr-defined]
        if not movable:
            del self.fields["moved"]

    def clean(self) -> dict[str, Any]:
        """Move nothing where nothing can be moved."""
        return {"moved": [], **self.cleaned_data}


class AnswerNoticeForm(forms.Form):
    """What looking again at a record found, after people in it were parted."""

    found = _words(
        "What did you find?",
        "Say what you checked again and what you found.",
        "Decisions taken, disclosures made and warnings heeded while they were one.",
    )
