"""What is asked about visits made to one or several people in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.ids import new_id
from bluelamp.core.words import choices
from bluelamp.custody.enums import RouseTest, VisitAction, VisitCondition, VisitSeen
from bluelamp.custody.models import Visit
from bluelamp.custody.rules.visits import Rousing, VisitTold
from bluelamp.custody.selectors.visits import ToVisit

from .acts import RecordForm, moment
from .acts import words as sentences
from .fields import required

SIDE_BY_SIDE = {"class": "govuk-radios--small govuk-radios--inline"}
SMALL_BOXES = {"class": "govuk-checkboxes--small"}


class VisitRoundForm(forms.Form):
    """Visits at one time; what is asked of each person has the key of the record in its name."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    people = forms.MultipleChoiceField(
        label="Whom did you visit?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select whom you visited",
            "invalid_choice": "Somebody you selected is no longer in the suite. Check the list",
        },
    )
    visited_at = moment("Time of the visit")
    late_reason = forms.CharField(label="If a visit was late, why?", max_length=200, required=False)
    visited_by = StaffNumberField(
        label="Staff number of whoever made the visits, if not you", required=False
    )

    def __init__(self, *args: Any, people: list[ToVisit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = {one.record.pk: one for one in people}
        offered: Any = self.fields["people"]
        offered.choices = [(str(one.record.pk), self._where(one)) for one in people]
        # What is asked of a person is drawn under the box that selects them.
        self.reveals: dict[str, dict[str, list[str]]] = {"people": {}}
        for one in people:
            self._ask_about(one)

    def fields_about(self, record_id: UUID) -> list[BoundField]:
        """Return the fields about one person."""
        return [self[name] for name in self.reveals["people"][str(record_id)]]

    def clean(self) -> dict[str, Any]:
        """Ask of everybody who was visited what was seen and in which condition."""
        answers = super().clean() or {}
        for key in self._ticked():
            where = self._where(self.asked[key])
            for part, words in (("seen", "what you saw"), ("condition", "their condition")):
                name = f"{part}_{key.hex}"
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, f"{where}: select {words}")
        return answers

    def given(self) -> dict[str, Any]:
        """Return the visits by the names of the service."""
        answers = self.cleaned_data
        kept = ("token", "visited_at", "late_reason", "visited_by")
        visits = {key: self._told(key) for key in self._ticked()}
        return {"visits": visits, **{name: answers[name] for name in kept}}

    def where(self) -> str:
        """Return whom the visits were made to, in few words and without a name."""
        return ", ".join(self._where(self.asked[key]) for key in self._ticked())

    def _ticked(self) -> Iterator[UUID]:
        return (UUID(key) for key in self.cleaned_data.get("people", []))

    def _ask_about(self, one: ToVisit) -> None:
        key = one.record.pk.hex
        fields: dict[str, forms.Field] = {
            f"seen_{key}": _choose("What did you see?", VisitSeen),
            f"condition_{key}": _choose("Condition", VisitCondition),
            f"action_{key}": _choose("Action", VisitAction, initial=VisitAction.NONE.value),
            f"words_{key}": forms.CharField(
                label="What was said, or more of what you saw", max_length=1000, required=False
            ),
        }
        if one.observed.setting.rouse:
            fields |= _rousing(key)
        self.fields.update(fields)
        self.reveals["people"][str(one.record.pk)] = list(fields)

    def _told(self, key: UUID) -> VisitTold:
        def answer(part: str) -> Any:
            return self.cleaned_data.get(f"{part}_{key.hex}")

        done, words = answer("roused") or [], answer("rousing_words") or ""
        rousing = Rousing(frozenset(RouseTest(one) for one in done), words)
        return VisitTold(
            seen=VisitSeen(answer("seen")),
            condition=VisitCondition(answer("condition")),
            action=VisitAction(answer("action") or VisitAction.NONE),
            words=answer("words") or "",
            rousing=rousing if done or words else None,
        )

    @staticmethod
    def _where(one: ToVisit) -> str:
        return f"Cell {one.cell}" if one.cell else one.record.event.reference


def _choose(label: str, words: Any, **more: Any) -> forms.ChoiceField:
    widget = forms.RadioSelect(attrs=SIDE_BY_SIDE)
    return forms.ChoiceField(
        label=label, choices=choices(words), required=False, widget=widget, **more
    )


def _rousing(key: str) -> dict[str, forms.Field]:
    return {
        f"roused_{key}": forms.MultipleChoiceField(
            label="Roused: the person, in full,",
            help_text="Go in, say their name, shake gently. Leave out what they did not do: then "
            "a healthcare professional or an ambulance is called.",
            choices=choices(RouseTest),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs=SMALL_BOXES),
        ),
        f"rousing_words_{key}": forms.CharField(
            label="Their exact words", max_length=500, required=False
        ),
    }


class CorrectVisitForm(RecordForm):
    """The right time and cell of a visit recorded wrongly (REC-4)."""

    visited_at = LocalDateTimeField(label="When was the visit made?", compact=True, not_future=True)
    cell = forms.ChoiceField(label="In which cell?", required=False)
    reason = sentences(
        "Why was it recorded wrongly?",
        error_messages=required("Enter why the visit was recorded wrongly"),
    )

    def __init__(self, *args: Any, visit: Visit, **more: Any) -> None:
        super().__init__(*args, **more)
        self.visit = visit
        numbers = self.record.suite.cells.order_by("position").values_list("number", flat=True)
        here = [(number, number) for number in numbers]
        self.fields["cell"].choices = [("", "Not in a cell"), *here]  # type: ignore[attr-defined]
        self.fields["cell"].initial = visit.cell
        self.fields["visited_at"].initial = visit.visited_at

    def given(self) -> dict[str, Any]:
        """Return the correction; a time left as shown is the visit's own, to the second."""
        answers = {name: each for name, each in self.cleaned_data.items() if name != "version"}
        own = self.visit.visited_at
        if answers["visited_at"] == own.replace(second=0, microsecond=0):
            answers["visited_at"] = own
        return answers
