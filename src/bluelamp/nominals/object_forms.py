"""Answers about objects: which particulars a kind has decides which fields a form has."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices

from .day_box import day_box
from .enums import Colour, NumberScheme, ObjectKind, ObjectUnit, VehicleBody
from .models import IndexObject
from .rules.codes import countries
from .rules.links import THINGS
from .rules.object_numbers import NumberClaim
from .rules.things import LABELS, NUMBERS, PARTICULARS, SORTS, ObjectClaim

NOT_RECORDED = ("", "Not recorded")
COLUMNS = "govuk-checkboxes--small bluelamp-choice-columns"
_HINTS = {
    "vrm": "For example AB51 CDE. Leave empty if none was seen.",
    "phone": "With area code; a foreign number with + and its country.",
    "imei": "15 digits: dial *#06# or look under the battery.",
    "colours": "Every colour it has.",
    "amount": "Numbers only.",
    "currency": "Three letters, for example GBP.",
    "description": "What makes it known again.",
}


def _words(name: str, longest: int, width: int) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        help_text=_HINTS.get(name, ""),
        required=False,
        max_length=longest,
        widget=forms.TextInput(
            attrs={"class": f"govuk-input--width-{width}", "autocomplete": "off"}
        ),
    )


def _choice(name: str, listed: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=LABELS[name], choices=[NOT_RECORDED, *choices(listed)], required=False
    )


def _field(name: str, kind: ObjectKind) -> forms.Field:
    """Return the field that asks for a particular of this kind."""
    if name == "sort":
        return _choice(name, SORTS[kind])
    if name in ("body", "unit"):
        return _choice(name, {"body": VehicleBody, "unit": ObjectUnit}[name])
    if name == "colours":
        return forms.MultipleChoiceField(
            label=LABELS[name],
            help_text=_HINTS[name],
            choices=choices(Colour),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": COLUMNS}),
        )
    if name == "is_suspicious":
        return forms.BooleanField(label=LABELS[name], required=False)
    if name == "amount":
        return forms.DecimalField(
            label=LABELS[name],
            help_text=_HINTS[name],
            required=False,
            max_digits=12,
            decimal_places=3,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        )
    if name == "country":
        return forms.ChoiceField(
            label=LABELS[name],
            choices=lambda: [NOT_RECORDED, *countries().items()],
            required=False,
        )
    return _words(name, 3 if name == "currency" else 40, 3 if name == "currency" else 20)


class ObjectForm(forms.Form):
    """An object of one kind. ``with_numbers`` asks for its numbers; ``role`` for a person's tie."""

    nothing_required = True

    def __init__(
        self,
        *args: Any,
        kind: ObjectKind,
        with_numbers: bool = True,
        for_person: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        if with_numbers:
            for scheme in NUMBERS[kind]:
                self.fields[scheme.value] = _words(scheme.value, 40, 20)
                if scheme is NumberScheme.VRM:
                    self.fields["is_partial"] = forms.BooleanField(
                        label="Only part of the mark is known", required=False
                    )
        for name in PARTICULARS[kind]:
            self.fields[name] = _field(name, kind)
        self.fields["description"] = forms.CharField(
            label=LABELS["description"],
            help_text=_HINTS["description"],
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if with_numbers and NUMBERS[kind]:
            self.fields["known"] = forms.BooleanField(
                label="This is a different object with the same number: record it",
                help_text="For example cloned plates.",
                required=False,
                widget=forms.HiddenInput,
            )
        if for_person:
            listed = [(role.value, role.label) for role in THINGS]
            self.fields["role"] = forms.ChoiceField(
                label="What the person is to it", choices=listed
            )

    @classmethod
    def about(cls, thing: IndexObject, answers: Any = None) -> ObjectForm:
        """Return the form of an object filled with what is recorded, or with the answers."""
        kind = ObjectKind(thing.kind)
        recorded = {name: getattr(thing, name) for name in (*PARTICULARS[kind], "description")}
        form = cls(
            answers,
            kind=kind,
            with_numbers=False,
            initial={**recorded, "version": thing.version},
        )
        form.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        return form

    def ask_of_known(self) -> None:
        """Ask whether this is another object than those that bear its number already."""
        self.fields["known"].widget = forms.CheckboxInput()

    def claim(self) -> ObjectClaim:
        """Return the answers as one claim."""
        said = self.cleaned_data
        named = (*PARTICULARS[self.kind], "description")
        particulars = {name: said[name] for name in named if name in said}
        if "colours" in particulars:
            particulars["colours"] = tuple(particulars["colours"])
        if "currency" in particulars:
            particulars["currency"] = particulars["currency"].upper()
        numbers = tuple(
            NumberClaim(scheme, said[scheme.value], is_partial=self._is_partial(scheme))
            for scheme in NUMBERS[self.kind]
            if said.get(scheme.value)
        )
        return ObjectClaim(self.kind, numbers=numbers, **particulars)

    def _is_partial(self, scheme: NumberScheme) -> bool:
        return scheme is NumberScheme.VRM and bool(self.cleaned_data.get("is_partial"))


class ObjectNumberForm(forms.Form):
    """A number that an object bears, and from when to when: plates are not the vehicle."""

    scheme = forms.ChoiceField(label="Kind of number")
    value = forms.CharField(
        label="Number",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    held_from = forms.DateField(
        label="From",
        required=False,
        widget=day_box(),
    )
    ends_others = forms.BooleanField(
        label="It replaces the number of this kind that is recorded now",
        required=False,
    )

    def __init__(self, *args: Any, kind: ObjectKind, **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(scheme.value, scheme.label) for scheme in NUMBERS[kind]]
        self.fields["scheme"].choices = listed  # type: ignore[attr-defined]

    def claim(self) -> NumberClaim:
        """Return the answers as one claim."""
        said = self.cleaned_data
        return NumberClaim(NumberScheme(said["scheme"]), said["value"], held_from=said["held_from"])


class FindObjectForm(forms.Form):
    """An object that the index may know, by a number, and what a person is to it."""

    number = forms.CharField(
        label="Number",
        help_text="Registration mark, telephone number, IMEI, document or serial number.",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label="What the person is to it", choices=[(role.value, role.label) for role in THINGS]
    )
    held_from = forms.DateField(
        label="Since",
        required=False,
        widget=day_box(),
    )
    origin = forms.CharField(
        label="Where this is known from",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
