"""What is asked of a plan."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.time import day_of
from bluelamp.core.words import choices
from bluelamp.training.enums import Delivery, HoldKind, PlanKeeping
from bluelamp.training.models import Course, Drop, Venue
from bluelamp.training.planner.instance import Prices
from bluelamp.training.selectors.planning import (
    commands_with_learners,
    place_of,
    session_named,
)
from bluelamp.training.services.planning import Effort, Held, PlanAsked, WhatIf

SHORT = {"class": "govuk-input--width-5"}
DAY = {"type": "date", "class": "govuk-input--width-10"}
PRICES = {
    "untrained": ("A person without a place", "Outweighs all else that one person can cost."),
    "session_day": ("A day of a session", "Room and trainers."),
    "saturday_factor": ("A Saturday costs so many times as much", ""),
    "travel_minute": ("A minute of somebody’s travel", "There and back, on each day."),
    "week_early": ("A week between a course and go-live, for each person", ""),
    "changed_booking": ("A place that changes", "So that nobody is moved for little."),
}


class EffortForm(forms.Form):
    """How long a plan may take."""

    minutes = forms.DecimalField(
        label="Minutes at most",
        min_value=Decimal("0.2"),
        max_value=60,
        decimal_places=1,
        initial=5,
        widget=forms.NumberInput(attrs=SHORT),
        help_text="For 20,000 people allow 15. The best plan so far is kept whenever it ends.",
    )
    gap_percent = forms.DecimalField(
        label="Good enough, in per cent above the best possible",
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=1,
        widget=forms.NumberInput(attrs=SHORT),
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=1,
        max_value=1_000_000,
        initial=1,
        widget=forms.NumberInput(attrs=SHORT),
        help_text="Another number leads the search another way.",
    )

    def effort(self) -> Effort:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        return Effort(
            seconds=int(given["minutes"] * 60), gap_percent=given["gap_percent"], seed=given["seed"]
        )


class AskPlanForm(EffortForm):
    """What to plan, from when, keeping to what, at which prices."""

    name = forms.CharField(
        label="Name of the plan",
        max_length=80,
        error_messages={"required": "Enter a name for the plan"},
    )
    delivery = forms.ChoiceField(
        label="Sessions",
        choices=[(each.value, each.label) for each in Delivery if each.has_sessions],
        initial=Delivery.CLASSROOM.value,
        widget=forms.RadioSelect,
    )
    command = forms.ChoiceField(label="People of", required=False)
    first_day = forms.DateField(
        label="First day of training in the plan",
        error_messages={"required": "Enter the first day of training in the plan"},
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
    )
    keeping = forms.ChoiceField(
        label="Keep to",
        choices=choices(PlanKeeping),
        initial=PlanKeeping.ALL.value,
        widget=forms.RadioSelect,
        help_text="What is held by hand, and sessions closed for changes, always stand.",
    )
    saturdays_from = forms.DateField(
        label="Saturdays from",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        help_text="Leave empty to use no Saturdays.",
    )
    small_teams = forms.BooleanField(
        label="One at a time from teams whose cap lets nobody go",
        required=False,
        initial=True,
        help_text="Their commander approves each (TRN-5.4).",
    )
    field_order = (
        "name",
        "delivery",
        "command",
        "first_day",
        "keeping",
        "saturdays_from",
        "small_teams",
        *PRICES,
        "minutes",
        "gap_percent",
        "seed",
    )

    def __init__(self, *args: Any, drop: Drop, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        usual = {each.name: each.default for each in fields(Prices)}
        for name, (label, hint) in PRICES.items():
            self.fields[name] = forms.FloatField(
                label=label,
                help_text=hint,
                min_value=0,
                max_value=10_000_000,
                initial=f"{usual[name]:g}",
                widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "step": "any"}),
            )
        self.fields["command"].choices = [  # type: ignore[attr-defined]
            ("", "Everybody"),
            *((str(each.pk), each.name) for each in commands_with_learners(drop)),
        ]
        self.fields["first_day"].initial = max(drop.starts_on, day_of(at) + timedelta(days=1))
        self.order_fields(self.field_order)

    def prices(self) -> list[forms.BoundField]:
        """Return the fields of the prices, for their own part of the page."""
        return [self[name] for name in PRICES]

    def asked(self) -> PlanAsked:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        return PlanAsked(
            name=given["name"],
            delivery=Delivery(given["delivery"]),
            first_day=given["first_day"],
            keeping=PlanKeeping(given["keeping"]),
            command_id=UUID(given["command"]) if given["command"] else None,
            small_teams=given["small_teams"],
            saturdays_from=given["saturdays_from"],
            prices=Prices(**{name: given[name] for name in PRICES}),
            effort=self.effort(),
        )


class WhatIfForm(forms.Form):
    """What would be otherwise: one thing."""

    kind = forms.ChoiceField(
        label="What if",
        choices=[
            ("venue", "One venue fewer"),
            ("cap", "Another share of each team may be away"),
            ("weeks", "Go-live on another day"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what would be otherwise"},
    )
    venue = forms.ChoiceField(label="Without", required=False)
    cap = forms.IntegerField(
        label="Away at one time, in per cent",
        required=False,
        min_value=1,
        max_value=100,
        widget=forms.NumberInput(attrs=SHORT),
    )
    weeks = forms.TypedChoiceField(
        label="Go-live",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", "Choose"),
            *((-n, f"{n} week{'s' if n > 1 else ''} earlier") for n in (1, 2, 3, 4)),
            *((n, f"{n} week{'s' if n > 1 else ''} later") for n in (1, 2, 3, 4)),
        ],
    )
    reveals = {"kind": {"venue": ["venue"], "cap": ["cap"], "weeks": ["weeks"]}}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        venues = Venue.objects.filter(out_of_use=False).order_by("name")
        self.fields["venue"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((str(each.pk), each.name) for each in venues),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the answer that the choice needs."""
        given = super().clean() or {}
        missing = {
            "venue": "Choose the venue that would be missing",
            "cap": "Enter the share of a team that may be away",
            "weeks": "Choose when go-live would be",
        }
        kind = given.get("kind")
        if kind in missing and not given.get(kind) and kind not in self.errors:
            self.add_error(kind, missing[kind])
        return given

    def what(self) -> WhatIf:
        """Return the answers as the service takes them."""
        given = self.cleaned_data
        if given["kind"] == "venue":
            return WhatIf(without_venue_id=UUID(given["venue"]))
        if given["kind"] == "cap":
            return WhatIf(cap_percent=given["cap"])
        return WhatIf(go_live_weeks=given["weeks"])


class HoldForm(forms.Form):
    """What no plan may change."""

    kind = forms.ChoiceField(
        label="What is held",
        choices=choices(HoldKind),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is held"},
    )
    reference = forms.CharField(
        label="Reference of the session",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
        help_text="For example TR-27-0000123-R.",
    )
    staff = StaffNumberField(label="Staff number of the person", required=False)
    course = forms.ChoiceField(label="Course", required=False)
    venue = forms.ChoiceField(label="Venue", required=False)
    day = forms.DateField(
        label="A day of the week",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
    )
    why = forms.CharField(
        label="Why?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Others will ask. Write nothing about anybody’s health.",
        error_messages={"required": "Say why it is held"},
    )
    reveals = {
        "kind": {
            "SESSION": ["reference"],
            "BOOKING": ["staff", "course"],
            "VENUE_WEEK": ["venue", "day"],
        }
    }

    def __init__(self, *args: Any, drop: Drop, **more: Any) -> None:
        super().__init__(*args, **more)
        self.drop = drop
        self.fields["course"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((str(each.pk), each.title) for each in Course.objects.filter(drop=drop)),
        ]
        self.fields["venue"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((str(each.pk), each.name) for each in Venue.objects.order_by("name")),
        ]

    def clean(self) -> dict[str, Any]:
        """Find what is meant; say which answer does not name anything."""
        given = super().clean() or {}
        find = {
            HoldKind.SESSION: self._session,
            HoldKind.BOOKING: self._booking,
            HoldKind.VENUE_WEEK: self._venue_week,
        }
        if given.get("kind"):
            given["held"] = find[HoldKind(given["kind"])](given)
        return given

    def _session(self, given: dict[str, Any]) -> Held | None:
        typed = given.get("reference", "")
        found = session_named(self.drop, typed) if typed else None
        if found is None:
            words = f"There is no session {typed}" if typed else "Enter the reference"
            self.add_error("reference", f"{words}. It stands on the session’s page")
            return None
        return Held(session_id=found.pk)

    def _booking(self, given: dict[str, Any]) -> Held | None:
        if not given.get("staff"):
            if "staff" not in self.errors:
                self.add_error("staff", "Enter the staff number of the person")
            return None
        if not given.get("course"):
            self.add_error("course", "Choose the course")
            return None
        found = place_of(given["staff"].pk, UUID(given["course"]))
        if found is None:
            self.add_error("course", "This person has no place on this course")
            return None
        return Held(booking_id=found.pk)

    def _venue_week(self, given: dict[str, Any]) -> Held | None:
        for name, words in (("venue", "Choose the venue"), ("day", "Enter a day of the week")):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, words)
        if self.errors:
            return None
        return Held(venue_id=UUID(given["venue"]), day=given["day"])
