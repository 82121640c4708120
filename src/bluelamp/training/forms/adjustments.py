"""Asking for adjustments, agreeing and reviewing them. No form asks for a diagnosis (TRN-4.24)."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.core.words import choices
from bluelamp.training.enums import Confidence, DeliveryMode
from bluelamp.training.models import AdjustmentPlan
from bluelamp.training.rules.adjustments import Effects
from bluelamp.training.services import Measures

FLAGS = ("one_to_one", "step_free", "loop", "adjustable_desk", "quiet_place", "companion")


class AskForm(forms.Form):
    """What somebody needs, in their own words."""

    need = forms.CharField(
        label="What would help you learn?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=(
            "In your own words. You need not say why, and nobody asks for a diagnosis. Only you, "
            "your line manager and the adjustments coordinator can read this."
        ),
    )


class AgreeForm(forms.Form):
    """The measures agreed."""

    extra_time_pct = forms.TypedChoiceField(
        label="More time",
        coerce=int,
        choices=[(0, "No more time"), (25, "25 % more"), (50, "50 % more"), (100, "Twice as much")],
    )
    max_minutes_per_day = forms.IntegerField(
        label="Most minutes of training a day", required=False, min_value=15, max_value=480
    )
    max_travel_minutes = forms.IntegerField(
        label="Most minutes of travel", required=False, min_value=5, max_value=240
    )
    one_to_one = forms.BooleanField(label="Taught one to one", required=False)
    step_free = forms.BooleanField(label="Step-free way to the room", required=False)
    loop = forms.BooleanField(label="Seat near the hearing loop", required=False)
    adjustable_desk = forms.BooleanField(label="Height-adjustable desk", required=False)
    quiet_place = forms.BooleanField(label="Quiet place", required=False)
    companion = forms.BooleanField(label="Comes with a companion or interpreter", required=False)
    software = forms.CharField(
        label="Software, with commas between",
        required=False,
        max_length=200,
        help_text="For example Dragon NaturallySpeaking, TextHelp.",
    )
    avoid_times = forms.CharField(label="Times to avoid", required=False, max_length=200)
    mode_wanted = forms.ChoiceField(
        label="Taught",
        required=False,
        choices=[("", "As their command is taught"), *choices(DeliveryMode)],
    )
    programme_team_involved = forms.BooleanField(
        label="The programme's team was involved", required=False
    )
    review_on = forms.DateField(
        label="Look again on",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        help_text="At the latest shortly before go-live.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def for_plan(cls, plan: AdjustmentPlan, data: Any = None) -> AgreeForm:
        """Return the form filled with what is agreed now."""
        names = [name for name in cls.base_fields if hasattr(plan, name)]
        initial = {name: getattr(plan, name) for name in names}
        initial["software"] = ", ".join(plan.software)
        return cls(data, initial=initial)

    @property
    def measures(self) -> Measures:
        """Return what was agreed."""
        given = self.cleaned_data
        software = tuple(each.strip() for each in given["software"].split(",") if each.strip())
        effects = Effects(
            extra_time_pct=given["extra_time_pct"],
            max_minutes_per_day=given["max_minutes_per_day"],
            max_travel_minutes=given["max_travel_minutes"],
            software=software,
            avoid_times=given["avoid_times"],
            **{name: given[name] for name in FLAGS},
        )
        wanted = given["mode_wanted"]
        return Measures(
            review_on=given["review_on"],
            effects=effects,
            mode_wanted=DeliveryMode(wanted) if wanted else None,
            programme_team_involved=given["programme_team_involved"],
        )


class ReviewForm(forms.Form):
    """Whether the person is confident."""

    confidence = forms.ChoiceField(
        label="How do you stand?", choices=choices(Confidence), widget=forms.RadioSelect
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
