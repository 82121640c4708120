"""What is asked of the drawing of whom a person is tied to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from .enums.network import Period, TieSort
from .selectors import NetworkAsked, TiesAsked

MOST = (("15", "15 people"), ("25", "25 people"), ("50", "50 people"), ("100", "100 people"))
DEFAULTS: dict[str, Any] = {
    "depth": "1",
    "ties": [sort.value for sort in TieSort],
    "period": Period.ALWAYS.value,
    "most": "25",
    "points": False,
}


class NetworkForm(forms.Form):
    """How far, which ties, since when, how many people, and whether events are points."""

    depth = forms.ChoiceField(
        label="How far",
        choices=[("1", "People linked to this person"), ("2", "And people linked to them")],
        widget=forms.RadioSelect,
    )
    ties = forms.MultipleChoiceField(
        label="Kinds of link",
        choices=[(sort.value, sort.label) for sort in TieSort],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of link."},
    )
    period = forms.ChoiceField(label="Since", choices=[(each.value, each.label) for each in Period])
    most = forms.ChoiceField(label="At most, at each step", choices=MOST)
    points = forms.BooleanField(label="Draw each event as a point of its own", required=False)

    @classmethod
    def answered(cls, answers: Any) -> NetworkForm:
        """Return the form as asked; without an answer, as it is at first."""
        return cls(answers) if "depth" in answers else cls(DEFAULTS)

    def asked(self, expanded: list[str], at: datetime) -> NetworkAsked:
        """Return what is to be read; an answer at fault counts as what is asked at first."""
        said = self.cleaned_data.get if self.is_valid() else DEFAULTS.get
        ties = TiesAsked(
            sorts=frozenset(TieSort(each) for each in said("ties", [])),
            since=_years_before(at, said("period", "")),
            most=int(said("most", "25")),
        )
        return NetworkAsked(
            depth=int(said("depth", "1")),
            ties=ties,
            expanded=frozenset(key for key in map(_key, expanded) if key),
            with_events=bool(said("points")),
        )


def _years_before(at: datetime, period: str) -> datetime | None:
    if period == Period.ALWAYS.value:
        return None
    years = int(period)
    # The 29th of February has no twin in other years.
    day = min(at.day, 28) if at.month == 2 else at.day
    return at.replace(year=at.year - years, day=day)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
