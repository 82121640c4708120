"""What is asked of a person on bail before charge: return, arrest, change, extension, end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.access.enums import Rank
from bluelamp.access.panels import StaffNumberField
from bluelamp.access.policies import Officer
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.words import choices
from bluelamp.custody.enums import BailEnd, DetentionGround, DetentionType, DisposalCode
from bluelamp.custody.models import ArrestOffence
from bluelamp.custody.policies import ActingUp, may_need_acting
from bluelamp.custody.rules.bail_period import period_ends
from bluelamp.custody.rules.bail_terms import CONDITIONS, RANKS, decider_of, next_step
from bluelamp.custody.rules.disposals import CLOSE_BAIL_BY, PRE_CHARGE_BAIL
from bluelamp.custody.selectors.records import free_cells
from bluelamp.custody.services import Reauthorised
from bluelamp.investigations.panels import OffenceField

from .acts import SMALL, RecordForm, moment, words
from .fields import required
from .needs import DisposalsForm


def _area(label: str, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, widget=area, **more)


class BackForm(RecordForm):
    """A return from bail: detention is authorised again (REV-18)."""

    grounds = forms.MultipleChoiceField(
        label="Why is detention necessary?",
        choices=choices(DetentionGround),
        error_messages=required("Select at least one ground for detention"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    text = words("Grounds in your own words", error_messages=required("Enter the grounds in words"))
    authorised_at = moment("Time of authorisation")
    cell = forms.ChoiceField(label="Cell", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bail = self.record.bails.filter(ended_at=None).select_related("station").first()
        suite = bail.station if bail else self.record.suite
        cells = [(str(one.pk), one.label) for one in free_cells(suite)]
        self.fields["cell"].choices = [("", "Not yet"), *cells]  # type: ignore[attr-defined]

    def authority(self) -> Reauthorised:
        """Return the authorisation as the service takes it."""
        answers = self.cleaned_data
        return Reauthorised(
            grounds=[DetentionGround(code) for code in answers["grounds"]],
            text=answers["text"],
            authorised_at=answers["authorised_at"],
            cell_id=UUID(answers["cell"]) if answers["cell"] else None,
        )


class AnswerBailForm(BackForm):
    """Answering bail (RT-10, RT-14)."""

    attended_at = moment("When did the person attend?")
    field_order = ("attended_at",)

    def given(self) -> dict[str, Any]:
        """Return the return as the service takes it."""
        kept = {name: self.cleaned_data[name] for name in ("version", "attended_at")}
        return {**kept, "authority": self.authority()}


class ArrestOnBailForm(BackForm):
    """Arrest for breach of bail or failing to answer (BAI-13, RT-12)."""

    why = forms.ChoiceField(
        label="Why was the person arrested?",
        choices=[(one.value, one.label) for one in (BailEnd.BREACH, BailEnd.FAILED)],
        error_messages=required("Select why the person was arrested"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    reason = _area(
        "What did the person do?", error_messages=required("Enter what the person did (BAI-13)")
    )
    arrested_at = moment("Time of arrest")
    arrived_at = moment("Arrival at the station")
    field_order = ("why", "reason", "arrested_at", "arrived_at")

    def given(self) -> dict[str, Any]:
        """Return the arrest as the service takes it."""
        names = ("version", "reason", "arrested_at", "arrived_at")
        kept = {name: self.cleaned_data[name] for name in names}
        why = BailEnd(self.cleaned_data["why"])
        return {**kept, "why": why, "authority": self.authority()}


class VaryBailForm(RecordForm):
    """Conditions or the day of return changed, in writing (BAI-12, BAI-18)."""

    conditions = _area("Conditions", required=False)
    due_at = LocalDateTimeField(label="Bailed to return at", compact=True)
    reason = _area("Why is it changed?", error_messages=required("Enter why it is changed"))
    occurred_at = moment("Time of the change")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        bail = self.record.bails.filter(ended_at=None).first()
        if bail is not None:
            self.fields["due_at"].initial = bail.due_at
            present = bail.condition_sets.filter(until_at=None).first()
            self.fields["conditions"].initial = present.text if present else ""


class ExtendBailForm(RecordForm):
    """Extending the bail period by the next step of the ladder (BAI-6)."""

    representations = _area(
        "What did the person or their solicitor say?",
        help_text="They are told that a decision is coming, and of the outcome.",
        error_messages=required("Enter what they said, or that they said nothing (BAI-6)"),
    )
    due_at = LocalDateTimeField(label="Bailed to return at", compact=True)
    occurred_at = moment("Time of the decision")

    def __init__(self, *args: Any, officer: Officer, **more: Any) -> None:
        super().__init__(*args, **more)
        names = []
        for letter, label in CONDITIONS.items():
            name = f"reason_{letter.lower()}"
            self.fields[name] = _area(
                f"{letter}: {label}",
                error_messages=required(f"Enter why: {label[0].lower()}{label[1:]} (BAI-6)"),
            )
            names.append(name)
        self.needed = self._needed_rank()
        self.acts_up = self.needed is not None and may_need_acting(officer, self.needed)
        if self.acts_up and self.needed is not None:
            self.fields["acting_authority"] = StaffNumberField(
                label=f"Authority to act as {self.needed.label.lower()} given by",
                help_text="Staff number of the officer who authorised it.",
                error_messages=required("Enter who authorised you to act up (ROL-5)"),
            )
        self.order_fields(["acting_authority", *names])

    def given(self) -> dict[str, Any]:
        """Return the decision as the service takes it."""
        answers = self.cleaned_data
        kept = ("version", "representations", "due_at", "occurred_at")
        reasons = {letter: answers[f"reason_{letter.lower()}"] for letter in CONDITIONS}
        acting = None
        if self.acts_up and self.needed is not None:
            staff = answers["acting_authority"]
            acting = ActingUp(self.needed, staff.pk, Rank(staff.rank), staff.label)
        return {**{name: answers[name] for name in kept}, "reasons": reasons, "acting": acting}

    def _needed_rank(self) -> Rank | None:
        bail = self.record.bails.filter(ended_at=None).first()
        step = next_step(bail.months) if bail else None
        if bail is None or step is None:
            return None
        self.fields[
            "due_at"
        ].help_text = (
            f"The period would end on {period_ends(bail.starts_on, step.to_month):%-d %B %Y}."
        )
        return RANKS.get(decider_of(step))


class SuspendBailForm(RecordForm):
    """The bail period stands still, or runs again (BAI-9, BAI-10)."""

    reason = _area(
        "Why?",
        help_text="Sent to the CPS for a decision, returned by the CPS, or in hospital.",
        error_messages=required("Enter why the bail period stops or runs again"),
    )
    occurred_at = moment("From when?")


class EndBailForm(DisposalsForm):
    """Bail ended in writing: how each offence ends (BAI-16)."""

    text = words("Papers sent", required=False)
    occurred_at = moment("Time of the letter")

    def offences_to_decide(self) -> list[ArrestOffence]:
        """Return the offences on bail."""
        return [one for one in self.record.offences.all() if one.disposal in PRE_CHARGE_BAIL]

    def codes(self) -> list[DisposalCode]:
        """Return how bail can end in writing."""
        return list(CLOSE_BAIL_BY)

    def given(self) -> dict[str, Any]:
        """Return the disposals by the key of the offence."""
        kept = {name: self.cleaned_data[name] for name in ("version", "text", "occurred_at")}
        return {**kept, "disposals": self.decisions()}


class FurtherArrestForm(RecordForm):
    """An arrest for a further offence while held (ARR-17, RT-9)."""

    occurred_at = moment("Time of the arrest")
    text = words(
        "Grounds of the arrest", error_messages=required("Enter the grounds of the arrest")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["offence"] = OffenceField(
            label="Offence", help_text="Type a part of the title, or the code."
        )
        if self.record.detention_type == DetentionType.BAIL_RETURN:
            self._add_choice_of_clock()
        self.order_fields(["offence"])

    def _add_choice_of_clock(self) -> None:
        self.fields["clock"] = forms.ChoiceField(
            label="Which clock governs this offence?",
            help_text="There is no ruling of a court; the usual view is the clock of bail.",
            choices=[
                ("BAILED", "The clock of bail governs both"),
                ("FRESH", "A clock of its own, from this arrest"),
            ],
            error_messages=required("Select which clock governs (RT-13)"),
            widget=forms.RadioSelect(attrs=SMALL),
        )
        self.fields["clock_reason"] = words(
            "Why this clock?", error_messages=required("Enter why this clock governs (RT-13)")
        )

    def given(self) -> dict[str, Any]:
        """Return the offence by its key, and the choice of clock."""
        answers = dict(self.cleaned_data)
        offence = answers.pop("offence")
        fresh = answers.pop("clock", "") == "FRESH"
        return {**answers, "offence_id": offence.pk, "fresh_clock": fresh}
