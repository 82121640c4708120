"""What happened with a solicitor, an appropriate adult or another, as a form."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.words import choices
from bluelamp.custody.enums import AdultBar, CallEvent, CallKind, DelayGround, Step
from bluelamp.custody.rules.calls import events_now
from bluelamp.custody.services import CallNote

from ..fields import required
from .frame import SMALL, StepForm, line, moment

KINDS = {
    Step.SOLICITOR: CallKind.SOLICITOR,
    Step.INTIMATION: CallKind.INTIMATION,
    Step.ADULT: CallKind.ADULT,
    Step.WELFARE: CallKind.WELFARE,
    Step.WOMAN: CallKind.WOMAN,
    Step.INTERPRETER: CallKind.INTERPRETER,
    Step.HEALTHCARE: CallKind.HEALTHCARE,
    Step.AMBULANCE: CallKind.AMBULANCE,
    Step.CONSULATE: CallKind.CONSULATE,
}
REACH = {
    CallKind.SOLICITOR: "Firm or telephone",
    CallKind.INTERPRETER: "Language",
    CallKind.ADULT: "Relation to the person, and telephone",
}


class NoteCallForm(StepForm):
    """What happened with somebody who is told or called."""

    kind: CallKind
    template = "custody/steps/call.html"
    reveals = {"event": {CallEvent.DELAY.value: ["authorised_by", "grounds"]}}

    event = forms.ChoiceField(
        label="What happened?",
        error_messages=required("Select what happened"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    authorised_by = StaffNumberField(
        label="Authorised by", help_text="Staff number.", required=False
    )
    grounds = forms.MultipleChoiceField(
        label="Grounds",
        choices=choices(DelayGround),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    who = line("Name")
    reach = line("Telephone")
    bars = forms.MultipleChoiceField(
        label="Is any of this true of the appropriate adult?",
        choices=choices(AdultBar),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    text = forms.CharField(
        label="Reason, advice or anything else",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occurred_at = moment("When?")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        call = self.booking.call(self.kind)
        state = call.state if call else None
        events = events_now(self.kind, state)
        self.fields["event"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in events
        ]
        self.fields["reach"].label = REACH.get(self.kind, "Telephone")
        self.fields["who"].initial = call.call.who if call else ""
        self.fields["reach"].initial = call.call.reach if call else ""
        if CallEvent.DELAY not in events:
            del self.fields["authorised_by"], self.fields["grounds"]
            self.reveals = {}
        if self.kind is not CallKind.ADULT:
            del self.fields["bars"]

    def given(self) -> dict[str, Any]:
        """Return what happened as the service takes it."""
        said = self.cleaned_data
        authoriser = said.get("authorised_by")
        note = CallNote(
            kind=self.kind,
            event=CallEvent(said["event"]),
            who=said["who"],
            reach=said["reach"],
            text=said["text"],
            bars=[AdultBar(one) for one in said.get("bars", [])],
            authorised_by_id=authoriser.pk if authoriser else None,
            grounds=[DelayGround(one) for one in said.get("grounds", [])],
        )
        return {"note": note, "occurred_at": said["occurred_at"]}


def call_form(step: Step) -> type[NoteCallForm]:
    """Return the form of one of those who are told or called."""
    return type("NoteCallForm", (NoteCallForm,), {"step": step, "kind": KINDS[step]})
