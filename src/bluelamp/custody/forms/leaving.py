"""What is asked when offences are disposed of, a person is charged, and when they leave."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from bluelamp.core.time import day_of, now
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    AccommodationAsked,
    BailRefusal,
    CertificateReason,
    DisposalCode,
    RiskAnswer,
    RiskOccasion,
)
from bluelamp.custody.rules.disposal_needs import Need, at_handover, needs_of
from bluelamp.custody.rules.disposals import offered_beside, offered_on_release
from bluelamp.custody.rules.pre_release import release_questions
from bluelamp.custody.rules.risk import Answered
from bluelamp.custody.rules.vulnerability import treated_as_child
from bluelamp.custody.services import (
    CertificateFacts,
    ChargeFacts,
    Decision,
    Handover,
    KeptFor,
    RiskTold,
    open_matters,
)

from .acts import SMALL, RecordForm, moment, words
from .fields import required
from .needs import DisposalsForm, as_text, field_for

CHARGE_CODES = (DisposalCode.CHG_BAIL, DisposalCode.CHG_REMAND, DisposalCode.CHG_NOBAIL)


def _area(label: str, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=4000, widget=area, **more)


class DisposeForm(DisposalsForm):
    """Disposals of some offences while the person stays for others (section 15)."""

    optional = True
    occurred_at = moment("Time of the decision")

    def codes(self) -> list[DisposalCode]:
        """Return disposals that end an offence without the person leaving."""
        return offered_beside()

    def given(self) -> dict[str, Any]:
        """Return the disposals by the key of the offence."""
        kept = {name: self.cleaned_data[name] for name in ("version", "occurred_at")}
        return {**kept, "disposals": self.decisions()}


class ReleaseForm(DisposalsForm):
    """A disposal for each offence still open, and the release of the person (section 15)."""

    override = _area("Why does the person leave though this is still open?", required=False)
    text = words("Anything else about the release", required=False)
    occurred_at = moment("Time of release")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if not open_matters(self.record):
            del self.fields["override"]
        if self._kept and self._child:
            self.fields["to_local_authority"] = forms.ChoiceField(
                label="Where does the child go?",
                choices=[("NO", "To court, with an escort"), ("YES", "To the local authority")],
                initial="NO",
                widget=forms.RadioSelect(attrs=SMALL),
            )
        last = ["override", "text", "occurred_at"]
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def codes(self) -> list[DisposalCode]:
        """Return the disposals on which a person leaves."""
        return offered_on_release()

    def needs(self) -> tuple[Need, ...]:
        """Return what the disposals need, and what is asked when the person is handed over."""
        handover = at_handover([DisposalCode.CHG_REMAND]) if self._kept else ()
        found = {need.field: need for need in (*needs_of(self.chosen), *handover)}
        return tuple(found.values())

    def given(self) -> dict[str, Any]:
        """Return the disposals by the key of the offence, with the terms of bail."""
        answers = self.cleaned_data
        kept = {name: answers[name] for name in ("version", "text", "occurred_at")}
        handover = Handover(
            receiver=answers.get("receiver", ""),
            per_number=answers.get("per_number", ""),
            local_authority=answers.get("to_local_authority") == "YES",
        )
        return {
            **kept,
            "disposals": self.decisions(),
            "bail": self.bail(),
            "handover": handover,
            "override": answers.get("override", ""),
            "power_end": self.power_end(),
        }

    @property
    def _kept(self) -> bool:
        return any(one.disposal == DisposalCode.CHG_REMAND for one in self.record.offences.all())

    @property
    def _child(self) -> bool:
        return treated_as_child(self.record.person.born_to, now())


class ChargeForm(RecordForm):
    """A charge: which offences, how, and whether the person is kept (CHG-1 to CHG-6)."""

    reveals = {
        "by": {"CPS": ["reference"]},
        "code": {
            DisposalCode.CHG_BAIL.value: ["conditions"],
            DisposalCode.CHG_REMAND.value: ["grounds", "kept_reason"],
        },
    }

    offences = forms.MultipleChoiceField(
        label="Which offences are charged?",
        error_messages=required("Select the offences that are charged"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    occurred_at = moment("Time of charge")
    by = forms.ChoiceField(
        label="Who decided to charge?",
        choices=[("POLICE", "Police"), ("CPS", "Crown Prosecution Service")],
        error_messages=required("Select who decided to charge (CHG-2)"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    reference = forms.CharField(label="CPS reference", max_length=60, required=False)
    adult_present = forms.CharField(
        label="Appropriate adult present", max_length=120, required=False
    )
    notice_given = forms.BooleanField(
        label="Cautioned, and given the written notice of charge", required=False
    )
    reply = _area(
        "Reply to the charge",
        help_text="Word for word; “no reply” if there was none.",
        error_messages=required("Enter the reply to the charge (CHG-3)"),
    )
    code = forms.ChoiceField(
        label="What follows?",
        choices=[(code.value, code.label) for code in CHARGE_CODES],
        error_messages=required("Select what follows the charge"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    conditions = _area("Conditions of bail, if any", required=False)
    grounds = forms.MultipleChoiceField(
        label="Why is the person not released on bail?",
        choices=choices(BailRefusal),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    kept_reason = _area("Grounds for keeping the person", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [
            (str(one.pk), one.offence.title)
            for one in self.record.offences.all()
            if not one.disposal
        ]
        self.fields["offences"].choices = listed  # type: ignore[attr-defined]
        if len(listed) == 1:
            self.fields["offences"].initial = [listed[0][0]]
        for need in needs_of([DisposalCode.CHG_REMAND]):
            self.fields[need.field] = field_for(need)

    def given(self) -> dict[str, Any]:
        """Return the charge as the service takes it."""
        answers = self.cleaned_data
        code = DisposalCode(answers["code"])
        details = {
            "court": answers["court"],
            "hearing_on": answers["hearing_on"].isoformat(),
            "hearing_time": as_text(answers["hearing_time"]),
            "conditions": answers["conditions"],
        }
        facts = ChargeFacts(
            reply=answers["reply"],
            notice_given=answers["notice_given"],
            by_cps=answers["by"] == "CPS",
            reference=answers["reference"],
            adult_present=answers["adult_present"],
        )
        grounds = [BailRefusal(one) for one in answers["grounds"]]
        return {
            **{name: answers[name] for name in ("version", "occurred_at")},
            "offence_ids": [UUID(key) for key in answers["offences"]],
            "decision": Decision(code, details),
            "facts": facts,
            "kept": KeptFor(grounds, answers["kept_reason"]) if grounds else None,
        }


class CertificateForm(RecordForm):
    """The certificate that a child kept after charge was not moved (CHG-7, CHG-8)."""

    asked_at = moment("When was the local authority asked?")
    asked_whom = forms.CharField(
        label="Who was asked?", max_length=120, error_messages=required("Enter who was asked")
    )
    asked_for = forms.ChoiceField(
        label="What was asked for?",
        choices=choices(AccommodationAsked),
        error_messages=required("Select what was asked for"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    answer = _area("What did they answer?", error_messages=required("Enter their answer"))
    reason = forms.ChoiceField(
        label="Why is the child not moved?",
        choices=choices(CertificateReason),
        error_messages=required("Select why the child is not moved"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    words = _area(
        "The reason in full, as certified", error_messages=required("Enter the reason in full")
    )
    occurred_at = moment("Time of the certificate")

    def given(self) -> dict[str, Any]:
        """Return the certificate as the service takes it."""
        answers = dict(self.cleaned_data)
        kept = {name: answers.pop(name) for name in ("version", "occurred_at")}
        answers["asked_for"] = AccommodationAsked(answers["asked_for"])
        answers["reason"] = CertificateReason(answers["reason"])
        return {**kept, "facts": CertificateFacts(**answers)}


class BeforeReleaseForm(RecordForm):
    """The risk assessment before release: every question, and what is done about it (CAR-2)."""

    plan = _area(
        "What is done about it",
        help_text="Referrals, transport, medication, who is told. Also when nothing is needed.",
        error_messages=required("Enter what is done about it, also when nothing is needed"),
    )
    occurred_at = moment("Time of the assessment")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = release_questions(day_of(now()))
        names: list[str] = []
        for question in self.questions:
            name = f"q_{question.code}"
            self.fields[name] = forms.ChoiceField(
                label=question.words,
                choices=choices(RiskAnswer),
                error_messages=required(f"Answer: {question.words}"),
                widget=forms.RadioSelect(
                    attrs={"class": "govuk-radios--small govuk-radios--inline"}
                ),
            )
            for part, label in (("words", "Details"), ("why", "Why not?")):
                self.fields[f"{name}_{part}"] = forms.CharField(
                    label=label, max_length=400, required=False
                )
            names += [name, f"{name}_words", f"{name}_why"]
        self.reveals = {
            f"q_{one.code}": {"YES": [f"q_{one.code}_words"], "NOT_ASKED": [f"q_{one.code}_why"]}
            for one in self.questions
        }
        self.order_fields(names)

    def given(self) -> dict[str, Any]:
        """Return the answers as the assessment takes them; it rests on no version."""
        answers = self.cleaned_data
        told = RiskTold(
            occasion=RiskOccasion.PRE_RELEASE,
            answers={
                one.code: Answered(RiskAnswer(answers[f"q_{one.code}"]), self._said(one.code))
                for one in self.questions
            },
            summary=answers["plan"],
            questions=self.questions,
        )
        return {"told": told, "occurred_at": answers["occurred_at"]}

    def _said(self, code: str) -> str:
        not_asked = self.cleaned_data[f"q_{code}"] == RiskAnswer.NOT_ASKED
        words: str = self.cleaned_data[f"q_{code}_{'why' if not_asked else 'words'}"]
        return words


class LookAgainForm(RecordForm):
    """What came of looking again at a disposal, and when next (BAI-15)."""

    text = words(
        "What was found and decided?",
        help_text="For somebody under investigation also how and when they were told.",
        error_messages=required("Enter what was found and decided"),
    )
    next_on = forms.DateField(
        label="Date to look again, if any",
        help_text="Left empty, nothing more awaits anybody.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
    )
    occurred_at = moment("When?")
