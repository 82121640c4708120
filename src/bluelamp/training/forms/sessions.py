"""Sessions put on the timetable, moved and staffed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms

from bluelamp.training.enums import Delivery, TrainerKind
from bluelamp.training.models import CourseVersion, Drop, Room, Trainer, TrainingSession
from bluelamp.training.models import VirtualRoom as Virtual
from bluelamp.training.rules.rosters import Duty
from bluelamp.training.rules.venues import lacks
from bluelamp.training.services import SessionPlan

from .places import date_field, number_field, time_field

DAYS = ("day", "second_day", "third_day")
TEAM = ("supplier", "facilitator", "another")


class WhenForm(forms.Form):
    """The days and hours of a session."""

    day = date_field("Day")
    second_day = date_field("Second day", required=False)
    third_day = date_field("Third day", required=False)
    begins = time_field("From", initial=time(9))
    ends = time_field("To", initial=time(17))

    def clean(self) -> dict[str, Any]:
        """Refuse a class that ends before it begins, and a day given twice."""
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("begins"), found.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", "To must be later than From.")
        days = self.days
        for name in DAYS[1:]:
            if found.get(name) and days.count(found[name]) > 1:
                self.add_error(name, f"{self.fields[name].label} is given twice.")
        return found

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days in order."""
        given = (self.cleaned_data.get(name) for name in DAYS)
        return tuple(sorted(each for each in given if each))

    @property
    def hours(self) -> Duty:
        """Return the hours of each day."""
        return Duty(self.cleaned_data["begins"], self.cleaned_data["ends"])


class TeamForm(forms.Form):
    """Who teaches, and why the team is not whole."""

    supplier = forms.ChoiceField(label=TrainerKind.SUPPLIER.label, required=False)
    facilitator = forms.ChoiceField(label=TrainerKind.FACILITATOR.label, required=False)
    another = forms.ChoiceField(label="Another trainer", required=False)
    team_exception = forms.CharField(
        label="Why the team is not whole",
        max_length=200,
        required=False,
        help_text="A class has one of each kind, or the reason why it does not (TRN-4.3).",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        people = list(Trainer.objects.order_by("name").values_list("pk", "name", "kind"))
        kinds = {"supplier": TrainerKind.SUPPLIER, "facilitator": TrainerKind.FACILITATOR}
        for name in TEAM:
            kind = kinds.get(name)
            field: Any = self.fields[name]
            field.choices = [
                ("", "Nobody"),
                *((str(pk), who) for pk, who, is_of in people if kind in (None, is_of)),
            ]

    @classmethod
    def of(cls, session: TrainingSession, data: Any = None) -> TeamForm:
        """Return the form filled with who teaches now."""
        initial: dict[str, Any] = {
            "team_exception": session.team_exception,
            "version": session.version,
        }
        for each in session.team.select_related("trainer").order_by("trainer__name"):
            own = "supplier" if each.trainer.kind == TrainerKind.SUPPLIER else "facilitator"
            initial["another" if own in initial else own] = str(each.trainer_id)
        return cls(data, initial=initial)

    @property
    def trainer_ids(self) -> tuple[UUID, ...]:
        """Return who is to teach, each once."""
        given = (self.cleaned_data.get(name) for name in TEAM)
        return tuple(dict.fromkeys(UUID(each) for each in given if each))


class AddSessionForm(WhenForm, TeamForm):
    """A session put on the timetable by hand."""

    course = forms.ChoiceField(label="Course")
    room = forms.ChoiceField(label="Room", required=False, help_text="Of a class in a classroom.")
    virtual_room = forms.ChoiceField(
        label="Virtual room", required=False, help_text="Of a virtual class."
    )
    seats = number_field(
        "Seats", least=1, most=200, required=False, help_text="Blank: as many as there can be."
    )
    is_catch_up = forms.BooleanField(label="Catch-up session", required=False)
    is_one_to_one = forms.BooleanField(label="Taught one to one", required=False)
    field_order = (
        "course",
        *DAYS,
        "begins",
        "ends",
        "room",
        "virtual_room",
        "seats",
        *TEAM,
        "team_exception",
    )

    def __init__(self, *args: Any, drop: Drop, **more: Any) -> None:
        super().__init__(*args, **more)
        offer = {
            "course": _versions(drop),
            "room": rooms_to_choose(),
            "virtual_room": virtual_rooms_to_choose(),
        }
        for name, choices in offer.items():
            field: Any = self.fields[name]
            field.choices = choices

    @property
    def plan(self) -> SessionPlan:
        """Return the session as it is to be."""
        given = self.cleaned_data
        return SessionPlan(
            version_id=UUID(given["course"]),
            days=self.days,
            room_id=UUID(given["room"]) if given["room"] else None,
            virtual_room_id=UUID(given["virtual_room"]) if given["virtual_room"] else None,
            trainer_ids=self.trainer_ids,
            hours=self.hours,
            seats=given["seats"],
            is_catch_up=given["is_catch_up"],
            is_one_to_one=given["is_one_to_one"],
            team_exception=given["team_exception"],
        )


class MoveSessionForm(WhenForm):
    """Other days, hours or another room."""

    place = forms.ChoiceField(label="Room")
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (*DAYS, "begins", "ends", "place")

    def __init__(self, *args: Any, is_virtual: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["place"]
        field.choices = virtual_rooms_to_choose() if is_virtual else rooms_to_choose()


def rooms_to_choose() -> list[Any]:
    """Return the rooms that may be used, each under its venue: one statement."""
    rooms = (
        Room.objects.filter(out_of_use=False, venue__out_of_use=False)
        .select_related("venue")
        .order_by("venue__name", "venue", "name")
    )
    usable = (each for each in rooms if not lacks(each.venue.facts))
    found: list[Any] = [("", "Choose a room")]
    for venue, of_venue in groupby(usable, key=lambda room: room.venue):
        found.append((venue.name, [_room(each) for each in of_venue]))
    return found


def virtual_rooms_to_choose() -> list[tuple[str, str]]:
    """Return the virtual rooms in use: one statement."""
    return [("", "Choose a virtual room"), *_named(Virtual.objects.filter(out_of_use=False))]


def _room(room: Room) -> tuple[str, str]:
    return str(room.pk), f"{room.name}, {room.seats} seats"


def _named(rooms: Iterable[Virtual]) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.name}, {each.seats} seats") for each in rooms]


def _versions(drop: Drop) -> list[tuple[str, str]]:
    found = CourseVersion.objects.filter(course__drop=drop, valid_until=None).select_related(
        "course"
    )
    taught = found.filter(delivery__in=[each for each in Delivery if each.has_sessions]).order_by(
        "course__order", "delivery"
    )
    return [
        ("", "Choose a course"),
        *(
            (str(each.pk), f"{each.course.title}: {Delivery(each.delivery).label.lower()}")
            for each in taught.order_by("course__order", "delivery")
        ),
    ]
