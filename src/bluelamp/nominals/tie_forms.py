"""Answers about ties, descriptions, further names and numbers, and numbers on two people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms

from bluelamp.core.time import day_of, now, start_of_day
from bluelamp.core.words import choices

from .day_box import day_box
from .enums import (
    BodyPart,
    Build,
    Complexion,
    EyeColour,
    FeatureKind,
    HairColour,
    IdentifierScheme,
    LinkRestriction,
    LinkRole,
    LinkStatus,
    NameEvidence,
    NameOrder,
    NameType,
    ObservedEthnicity,
    PersonState,
    Sex,
)
from .models import Link
from .rules.appearance import DescriptionClaim, FeatureClaim
from .rules.claims import NameClaim, PersonClaim
from .rules.links import PARTS_IN_EVENTS
from .sections import Sectioned

NOT_RECORDED = ("", "Not recorded")
FEATURES_ASKED = 3


def _listed(label: str, words: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_RECORDED, *choices(words)], required=False)


def _whole(label: str, low: int, high: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


def moment_of(day: date | None) -> datetime | None:
    """Return the beginning of a day in London."""
    return start_of_day(day) if day else None


def _of_feature(number: int) -> tuple[str, ...]:
    return f"feature_{number}", f"feature_place_{number}", f"feature_text_{number}"


class ChangeTieForm(forms.Form):
    """Whether a tie is so, until when, and what there is to say of it."""

    status = forms.ChoiceField(
        label="How certain it is",
        choices=[pair for pair in choices(LinkStatus) if pair[0] != LinkStatus.INFERRED],
    )
    held_until = forms.DateField(
        label="Until",
        help_text="Leave empty if it has not ended.",
        required=False,
        widget=day_box(),
    )
    details = forms.CharField(
        label="Details", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def about(cls, link: Link, answers: Any = None) -> ChangeTieForm:
        """Return the form filled with what is recorded; what was inferred asks for an answer."""
        inferred = link.status == LinkStatus.INFERRED
        return cls(
            answers,
            initial={
                "status": "" if inferred else link.status,
                "held_until": day_of(link.held_until) if link.held_until else None,
                "details": link.details,
            },
        )


class RestrictForm(forms.Form):
    """Why an address is hidden, and from whose records (L5)."""

    restriction = forms.ChoiceField(label="Why it is restricted", choices=choices(LinkRestriction))
    with_everybody = forms.BooleanField(
        label="Restrict it for everybody recorded there",
        help_text="A child or a partner at the same address would give it away.",
        required=False,
        initial=True,
    )


class DescriptionForm(Sectioned):
    """What a person looked like on a day (DS_039 to DS_046)."""

    nothing_required = True
    in_sections = {
        "Appearance": (
            "build",
            "height_from",
            "height_to",
            "age_from",
            "age_to",
            "observed_ethnicity",
            "complexion",
            "hair",
            "eye_left",
            "eye_right",
            "clothing",
        ),
        "Distinguishing feature": _of_feature(1),
        "Second feature": _of_feature(2),
        "Third feature": _of_feature(3),
    }
    folded = ("Second feature", "Third feature")

    described_on = forms.DateField(
        label="When they looked like this", initial=lambda: day_of(now()), widget=day_box()
    )
    build = _listed("Build", Build)
    complexion = _listed("Complexion", Complexion)
    eye_left = _listed("Left eye", EyeColour)
    eye_right = _listed("Right eye", EyeColour)
    hair = _listed("Hair", HairColour)
    height_from = _whole("Height in cm, at least", 20, 260)
    height_to = _whole("Height in cm, at most", 20, 260)
    age_from = _whole("Age, at least", 0, 120)
    age_to = _whole("Age, at most", 0, 120)
    observed_ethnicity = forms.ChoiceField(
        label="Ethnicity as seen",
        help_text="By appearance; never instead of asking the person.",
        choices=[NOT_RECORDED, *((e.value, f"{e.value} – {e.label}") for e in ObservedEthnicity)],
        required=False,
    )
    clothing = forms.CharField(
        label="Clothing", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = forms.CharField(
        label="Who described them",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for number in range(1, FEATURES_ASKED + 1):
            self.fields[f"feature_{number}"] = _listed(f"Feature {number}", FeatureKind)
            self.fields[f"feature_place_{number}"] = _listed(f"Where feature {number} is", BodyPart)
            self.fields[f"feature_text_{number}"] = forms.CharField(
                label=f"What feature {number} looks like", required=False, max_length=200
            )

    def clean(self) -> dict[str, Any]:
        """Ask where a feature is, whose kind alone was said."""
        answers = super().clean() or {}
        for number in range(1, FEATURES_ASKED + 1):
            if answers.get(f"feature_{number}") and not answers.get(f"feature_place_{number}"):
                self.add_error(f"feature_place_{number}", "Say where on the body it is (DS_043).")
        return answers

    def description(self) -> DescriptionClaim:
        """Return the answers as one description."""
        said = self.cleaned_data
        names = tuple(DescriptionForm.base_fields)
        return DescriptionClaim(
            **{name: said[name] for name in names},
            features=tuple(self._features()),
        )

    def _features(self) -> list[FeatureClaim]:
        said = self.cleaned_data
        return [
            FeatureClaim(
                FeatureKind(said[f"feature_{number}"]),
                BodyPart(said[f"feature_place_{number}"]),
                said[f"feature_text_{number}"],
            )
            for number in range(1, FEATURES_ASKED + 1)
            if said[f"feature_{number}"]
        ]


class UnknownPersonForm(DescriptionForm):
    """Somebody of whom no name is known, or who is not yet born, with the record they belong to."""

    state = forms.ChoiceField(
        label="Who this is",
        choices=[pair for pair in choices(PersonState) if pair[0] != PersonState.KNOWN],
    )
    sex = forms.ChoiceField(
        label="Sex",
        choices=choices(Sex),
        initial=Sex.NOT_KNOWN.value,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )
    expected_on = forms.DateField(
        label="When the birth is expected",
        help_text="Only for an unborn child.",
        required=False,
        widget=day_box(),
    )
    reference = forms.CharField(
        label="Record they belong to",
        help_text="Always needed. For example a custody number or a URN.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    role = forms.ChoiceField(
        label="Their role in it", choices=[(role.value, role.label) for role in PARTS_IN_EVENTS]
    )
    field_order = ("state", "sex", "expected_on", "reference", "role")

    def claim(self) -> PersonClaim:
        """Return the answers as one claim; an unborn child is not described."""
        said = self.cleaned_data
        state = PersonState(said["state"])
        unborn = state is PersonState.UNBORN
        return PersonClaim(
            names=(),
            sex=Sex(said["sex"]),
            state=state,
            expected_on=said["expected_on"],
            description=None if unborn else self.description(),
        )


class AddNameForm(forms.Form):
    """A further name, its type, and from when to when it was borne."""

    type = forms.ChoiceField(label="Which name this is", choices=choices(NameType))
    given_names = forms.CharField(label="Given names", required=False, max_length=200)
    family_name = forms.CharField(label="Family name", required=False, max_length=35)
    order = forms.ChoiceField(label="Order of the names", choices=choices(NameOrder))
    evidence = _listed("How surely it is theirs", NameEvidence)
    used_from = forms.DateField(label="Used from", required=False, widget=day_box())
    used_until = forms.DateField(label="Used until", required=False, widget=day_box())

    def claim(self) -> NameClaim:
        """Return the answers as one name."""
        said = self.cleaned_data
        return NameClaim(
            NameType(said["type"]),
            NameOrder(said["order"]),
            tuple(said["given_names"].split()),
            said["family_name"],
            used_from=said["used_from"],
            used_until=said["used_until"],
            evidence=said["evidence"],
        )


class AddNumberForm(forms.Form):
    """A further number or address by which a person is known elsewhere."""

    scheme = forms.ChoiceField(label="Kind of number", choices=choices(IdentifierScheme))
    value = forms.CharField(
        label="Number or address",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )


class SettleConflictForm(forms.Form):
    """How a number that is on two people was settled (NV-08)."""

    how = forms.CharField(
        label="How was it settled?",
        help_text="Say what you compared, and which record the number belongs to.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EventPartForm(forms.Form):
    """The record in which a thing or a place had a part, and the part."""

    reference = forms.CharField(
        label="Record",
        help_text="For example a custody number or a URN.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    role = forms.ChoiceField(label="Its role in it")

    def __init__(self, *args: Any, roles: Iterable[LinkRole], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = listed  # type: ignore[attr-defined]
