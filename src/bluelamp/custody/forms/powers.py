"""What is asked of a person who is held, but not on arrest for an offence (section 2.2)."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.models import Staff
from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.words import choices
from bluelamp.custody.enums import ArrestNecessity, DetentionType, NotToldReason
from bluelamp.custody.rules.mental_health import PlaceOfSafety
from bluelamp.custody.rules.other_powers import CHOSEN_ON_ARRIVAL, OTHER_POWERS
from bluelamp.custody.services import ArrestDetails, ArrestHere, InspectorAuthority
from bluelamp.investigations.panels import OffenceField

from .acts import SMALL, TOLD, CellForm, RecordForm, moment, words
from .booking import today
from .fields import required
from .needs import as_text, field_for

IN_WORDS = {"rows": 3}


class PowerChoiceForm(forms.Form):
    """Why the person is here: arrested for an offence, or held under another power."""

    detention_type = forms.ChoiceField(
        label="Under which power is the person held?",
        choices=[(one.value, one.label) for one in CHOSEN_ON_ARRIVAL],
        error_messages=required("Select under which power the person is held"),
        widget=forms.RadioSelect(attrs=SMALL),
    )

    @property
    def chosen(self) -> DetentionType:
        """Return the power."""
        return DetentionType(self.cleaned_data["detention_type"])


class HoldingForm(forms.Form):
    """What holds the person, by whom detained, when brought here; no offence, no necessity."""

    arrested_at = LocalDateTimeField(
        label="When was the person detained?", compact=True, not_future=True, initial=today
    )
    arrested_where = forms.CharField(
        label="Where?", max_length=200, error_messages=required("Enter where")
    )
    arrested_by = StaffNumberField(
        label="Officer who detained or brought the person",
        help_text="Staff number.",
        error_messages=required("Enter the staff number of the officer"),
    )
    circumstances = forms.CharField(
        label="Circumstances",
        max_length=4000,
        error_messages=required("Enter the circumstances"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    arrived_at = LocalDateTimeField(
        label="Arrival at the station",
        help_text="Where the person was here already: when it was decided to keep them.",
        compact=True,
        offers_now=True,
        not_future=True,
    )
    first_station_at = LocalDateTimeField(
        label="Arrival at another station or place of safety before this one",
        help_text="Time counts from the first.",
        compact=True,
        not_future=True,
        required=False,
    )

    def __init__(self, *args: Any, kind: DetentionType, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        self.asked = OTHER_POWERS[kind].asked
        for need in self.asked:
            self.fields[need.field] = field_for(need)
        self.order_fields(need.field for need in self.asked)

    def arrest(self) -> ArrestDetails:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        return ArrestDetails(
            arrested_at=given["arrested_at"],
            arrived_at=given["arrived_at"],
            arrested_by_id=given["arrested_by"].pk,
            offence_ids=(),
            arrested_where=given["arrested_where"],
            circumstances=given["circumstances"],
            detention_type=self.kind,
            first_station_at=given["first_station_at"],
            power={need.field: as_text(given[need.field]) for need in self.asked},
        )


class HoldForm(CellForm):
    """The decision to hold under another power; for the Mental Health Act what MH-4 asks for."""

    text = words(
        "Why does the power hold this person?",
        help_text="What you have seen or been told: the warrant, the order, the behaviour.",
        error_messages=required("Enter why the power holds this person"),
    )
    told = forms.ChoiceField(
        label="Have you told the person why they are held?",
        choices=[(TOLD, "Yes"), *((one.value, f"No: {one.label}") for one in NotToldReason)],
        error_messages=required("Select whether you have told the person why they are held"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    cell = forms.ChoiceField(label="Cell", required=False)
    occurred_at = moment("Time of the decision")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.for_assessment = self.record.detention_type == DetentionType.MENTAL_HEALTH
        if self.for_assessment:
            self._add_place_of_safety()

    def _add_place_of_safety(self) -> None:
        asked = {
            "imminent_risk": "What is the imminent risk of serious injury or death?",
            "no_other_place": "Which other places were asked, and why can none hold the person?",
            "health_checks": "How will a healthcare professional check on them every 30 minutes?",
        }
        for name, label in asked.items():
            self.fields[name] = forms.CharField(
                label=label,
                max_length=4000,
                error_messages=required(f"Answer: {label}"),
                widget=forms.Textarea(attrs=IN_WORDS),
            )
        self.fields["inspector"] = StaffNumberField(
            label="Inspector who authorises a police station",
            help_text="Staff number, inspector or above.",
            error_messages=required("Enter the staff number of the inspector (MH-4)"),
        )
        self.fields["place_authorised_at"] = moment("Time of the inspector’s authority")
        self.order_fields([*asked, "inspector", "place_authorised_at"])

    def given(self) -> dict[str, Any]:
        """Return the decision as the service takes it."""
        answers = super().given()
        told = answers.pop("told")
        answers["not_told"] = None if told == TOLD else NotToldReason(told)
        if self.for_assessment:
            inspector: Staff = answers.pop("inspector")
            reasons = ("imminent_risk", "no_other_place", "health_checks")
            place = PlaceOfSafety(**{name: answers.pop(name) for name in reasons})
            when = answers.pop("place_authorised_at")
            answers["place"] = InspectorAuthority(place, inspector, when)
        return answers


class ArrestHereForm(RecordForm):
    """An arrest for an offence of somebody held under another power (section 2.2, ARR-2, ARR-3)."""

    offence = OffenceField(label="Offence", help_text="Type a part of the title, or the code.")
    occurred_at = moment("Time of the arrest")
    arrested_by = StaffNumberField(
        label="Arresting officer",
        help_text="Staff number.",
        error_messages=required("Enter the staff number of the arresting officer"),
    )
    necessity = forms.MultipleChoiceField(
        label="Why was the arrest necessary?",
        choices=choices(ArrestNecessity),
        error_messages=required("Select at least one reason why the arrest was necessary (ARR-2)"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    circumstances = words(
        "Circumstances of the arrest",
        help_text="The clock of PACE starts with this arrest; the custody officer decides anew.",
        error_messages=required("Enter the circumstances of the arrest"),
    )

    def given(self) -> dict[str, Any]:
        """Return the arrest as the service takes it."""
        said = self.cleaned_data
        arrest = ArrestHere(
            offence_id=said["offence"].pk,
            necessity=[ArrestNecessity(one) for one in said["necessity"]],
            arrested_by_id=said["arrested_by"].pk,
            circumstances=said["circumstances"],
        )
        return {"version": said["version"], "occurred_at": said["occurred_at"], "arrest": arrest}
