"""The arrest, as told when the person is brought in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField, PartialDateField
from bluelamp.core.time import LONDON, now
from bluelamp.core.words import choices
from bluelamp.custody.enums import ArrestNecessity, Circumstance
from bluelamp.custody.rules.opening import MOST_OFFENCES, opening_circumstances
from bluelamp.custody.services import ArrestDetails, OffenceFacts
from bluelamp.investigations.models import Offence
from bluelamp.investigations.panels import OffenceField

from .fields import required

NUMBERED = ("Offence", "Second offence", "Third offence", "Fourth offence", "Fifth offence")
NUMBERS = range(1, MOST_OFFENCES + 1)
OFFENCES = tuple(f"offence_{number}" for number in NUMBERS)


def told_of(number: int) -> tuple[str, str]:
    """Return the fields of when and where an offence was committed."""
    return f"committed_on_{number}", f"committed_where_{number}"


def today() -> dict[str, str]:
    """Return the day of now with no time, as a moment is typed."""
    local = now().astimezone(LONDON)
    return {"date": f"{local.day}/{local.month}/{local.year}", "time": ""}


class ArrestForm(forms.Form):
    """Why, when, where and by whom arrested; when brought here."""

    reveals = {
        "circumstance": {
            Circumstance.OUTSIDE.value: ["entered_country_at"],
            Circumstance.HELD_ELSEWHERE.value: ["left_other_area_at", "original_relevant_time"],
        }
    }
    further_offences = OFFENCES[1:]
    further = ("circumstance", "first_station_at", "questioned_elsewhere")

    arrested_at = LocalDateTimeField(
        label="Time of arrest", compact=True, not_future=True, initial=today
    )
    arrested_where = forms.CharField(
        label="Place of arrest",
        max_length=200,
        error_messages=required("Enter the place of arrest"),
    )
    arrested_by = StaffNumberField(
        label="Arresting officer",
        help_text="Staff number.",
        error_messages=required("Enter the staff number of the arresting officer"),
    )
    investigating_officer = StaffNumberField(
        label="Officer in the case", help_text="Staff number, if known.", required=False
    )
    necessity = forms.MultipleChoiceField(
        label="Why was the arrest necessary?",
        choices=choices(ArrestNecessity),
        error_messages=required("Select at least one reason why the arrest was necessary"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    circumstances = forms.CharField(
        label="Circumstances of the arrest",
        max_length=4000,
        error_messages=required("Enter the circumstances of the arrest"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    arrived_at = LocalDateTimeField(
        label="Arrival at the station",
        help_text="When the person crossed the boundary of the station, not when they reached "
        "the desk.",
        compact=True,
        offers_now=True,
        not_future=True,
    )
    circumstance = forms.ChoiceField(
        label="How the person came into detention",
        choices=[(one.value, one.label) for one in opening_circumstances()],
        initial=Circumstance.STATION.value,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )
    first_station_at = LocalDateTimeField(
        label="Arrival at another station before this one",
        help_text="The clock starts at the first station after arrest.",
        compact=True,
        not_future=True,
        required=False,
    )
    questioned_elsewhere = forms.BooleanField(
        label="Questioned about this offence in another police area", required=False
    )
    entered_country_at = LocalDateTimeField(
        label="First entry into England and Wales", compact=True, not_future=True, required=False
    )
    left_other_area_at = LocalDateTimeField(
        label="Left the place of detention in the other area",
        compact=True,
        not_future=True,
        required=False,
    )
    original_relevant_time = LocalDateTimeField(
        label="Relevant time in the other area, if questioned there",
        compact=True,
        not_future=True,
        required=False,
    )

    def __init__(self, *args: Any, offences: Sequence[Offence], **more: Any) -> None:
        super().__init__(*args, **more)
        for number, name in enumerate(OFFENCES):
            field = OffenceField(
                label=NUMBERED[number],
                required=number == 0,
                error_messages=required("Enter the offence for which the person was arrested"),
            )
            field.offences = offences
            self.fields[name] = field
            self._add_when_and_where(number + 1)
        self.fields["offence_1"].help_text = "Type a part of the title, or the code."
        self.order_fields(
            [name for number in NUMBERS for name in (f"offence_{number}", *told_of(number))]
        )
        self.offences = offences

    def _add_when_and_where(self, number: int) -> None:
        of = NUMBERED[number - 1].lower()
        committed_on, where = told_of(number)
        self.fields[committed_on] = PartialDateField(
            label=f"{of.capitalize()}: date, if not the day of the arrest",
            not_future=True,
            required=False,
        )
        self.fields[where] = forms.CharField(
            label=f"{of.capitalize()}: place, if not the place of the arrest",
            max_length=200,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse the same offence twice, beside the second of the two."""
        answers = super().clean() or {}
        seen: set[int] = set()
        for name in OFFENCES:
            offence = answers.get(name)
            if offence is not None and offence.pk in seen:
                self.add_error(name, f"{offence.title} stands above already")
            elif offence is not None:
                seen.add(offence.pk)
        for number in NUMBERS:
            told = answers.get(f"committed_on_{number}")
            if told is not None and told.first != told.last:
                self.add_error(f"committed_on_{number}", "Enter the whole date of the offence")
        return answers

    def further_offence_fields(self) -> list[forms.BoundField]:
        """Return the fields of the second offence and those after it."""
        numbers = [number for number in NUMBERS if number > 1]
        return [self[n] for at in numbers for n in (f"offence_{at}", *told_of(at))]

    def first_told_fields(self) -> list[forms.BoundField]:
        """Return when and where the first offence was committed."""
        return [self[name] for name in told_of(1)]

    def has_first_told(self) -> bool:
        """Tell whether that was typed or is wrong, so that it is open."""
        typed = [self[name].value() for name in told_of(1)]
        wrong = any(name in self.errors for name in told_of(1))
        return wrong or any(any(t.values()) if isinstance(t, dict) else t for t in typed)

    def further_fields(self) -> list[forms.BoundField]:
        """Return what is asked only where the arrest was not the usual one."""
        return [self[name] for name in self.further]

    def has_further_offences(self) -> bool:
        """Tell whether a second offence was typed, so that its field is open."""
        return any(self[name].value() for name in self.further_offences)

    def has_further_answers(self) -> bool:
        """Tell whether something unusual was answered or is wrong, so that it is open."""
        names = (*self.further, *self.reveals["circumstance"][Circumstance.OUTSIDE.value])
        names += tuple(self.reveals["circumstance"][Circumstance.HELD_ELSEWHERE.value])
        wrong = any(name in self.errors for name in names)
        unusual = self["circumstance"].value() not in (None, Circumstance.STATION.value)
        return wrong or unusual

    def arrest(self) -> ArrestDetails:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        in_the_case = given["investigating_officer"]
        offences = [given[name] for name in OFFENCES if given[name] is not None]
        return ArrestDetails(
            arrested_at=given["arrested_at"],
            arrived_at=given["arrived_at"],
            arrested_by_id=given["arrested_by"].pk,
            investigating_officer_id=in_the_case.pk if in_the_case else None,
            offence_ids=tuple(one.pk for one in offences),
            necessity=tuple(ArrestNecessity(code) for code in given["necessity"]),
            arrested_where=given["arrested_where"],
            circumstances=given["circumstances"],
            circumstance=Circumstance(given["circumstance"]),
            first_station_at=given["first_station_at"],
            entered_country_at=given["entered_country_at"],
            left_other_area_at=given["left_other_area_at"],
            original_relevant_time=given["original_relevant_time"],
            questioned_elsewhere=given["questioned_elsewhere"],
            committed=tuple(_facts(given, number) for number in NUMBERS if _has(given, number)),
        )


def _has(given: dict[str, Any], number: int) -> bool:
    return given[f"offence_{number}"] is not None


def _facts(given: dict[str, Any], number: int) -> OffenceFacts:
    when, where = (given[name] for name in told_of(number))
    day = when.first if when else None
    return OffenceFacts(given[f"offence_{number}"].pk, day, where)
