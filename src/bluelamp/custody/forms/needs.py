"""Disposals chosen offence by offence, then asked for what they need: once for each field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.time import day_of, now
from bluelamp.core.words import choices
from bluelamp.custody.enums import BailFactor, DetentionType, DisposalCode, VictimViews
from bluelamp.custody.models import ArrestOffence, Suite
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.disposal_needs import NEEDS, Need, NeedKind, in_force, needs_of
from bluelamp.custody.rules.disposals import PRE_CHARGE_BAIL, may_dispose
from bluelamp.custody.rules.other_powers import OTHER_POWERS
from bluelamp.custody.services import BailTerms, Decision

from .acts import SMALL, RecordForm
from .fields import required

POWER_END = "power_end"
BAIL = ("station", "bail_due", "factors", "bail_reason", "conditions", "victim_views")


# Where one answer is enough it is asked under the choice, each field under one choice only.
BESIDE = {
    code: NEEDS[code][0]
    for code in (
        DisposalCode.RUI,
        DisposalCode.NFA,
        DisposalCode.COMM_RES,
        DisposalCode.POSTAL_REQ,
    )
}


class DisposalsForm(RecordForm):
    """A disposal for each open offence; the page comes back with what the disposals need.

    ``asked`` names what was asked so far: where a choice needs more, nothing is done yet and
    everything typed stays.
    """

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    optional = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.open_offences = self.offences_to_decide()
        for offence in self.open_offences:
            self._add_choice(offence)
        self._add_power_end()
        self.chosen = self._chosen()
        self.asked_before = set(self.data.get("asked", "").split(",")) - {""}
        beside = self._add_beside()
        names = [*self._add_needs(self.needs()), *self._add_bail()]
        self.is_stage = self.is_bound and not set(names) <= self.asked_before
        if self.is_stage:
            self.data = QueryDict.copy(self.data)  # type: ignore[arg-type]
            self.data["asked"] = ",".join(names)
        chosen_first = [name for name in self.fields if name.startswith(("disposal_", POWER_END))]
        self.order_fields([*chosen_first, *names])
        if beside and not self.is_bound:
            self.fields["asked"].initial = ",".join(beside)
        self._new = set(names) - self.asked_before

    def offences_to_decide(self) -> list[ArrestOffence]:
        """Return the offences that have no disposal yet."""
        return [one for one in self.record.offences.all() if not one.disposal]

    def codes(self) -> list[DisposalCode]:
        """Return the disposals that are offered."""
        raise NotImplementedError

    def needs(self) -> tuple[Need, ...]:
        """Return what the disposals chosen need."""
        return needs_of(self.chosen)

    def full_clean(self) -> None:
        """Check the answers; what is asked for the first time is not wrong yet."""
        super().full_clean()
        for name in self._new if self.is_stage else ():
            self.errors.pop(name, None)

    def is_valid(self) -> bool:
        """Tell whether everything was asked and answered."""
        return super().is_valid() and not self.is_stage

    def decisions(self) -> dict[UUID, Decision]:
        """Return the disposals with what they need, by the key of the offence."""
        answers = self.cleaned_data
        details = {name: as_text(answers.get(name)) for name in self._detail_names()}
        return {
            offence.pk: Decision(DisposalCode(code), details)
            for offence in self.open_offences
            if (code := answers.get(f"disposal_{offence.pk}"))
        }

    def power_end(self) -> Decision | None:
        """Return how another power than arrest ended, None where there is none (section 2.2)."""
        code = self.cleaned_data.get(POWER_END)
        if not code:
            return None
        answers = self.cleaned_data
        details = {name: as_text(answers.get(name)) for name in self._detail_names()}
        return Decision(DisposalCode(code), details)

    def bail(self) -> BailTerms | None:
        """Return the terms of bail, or None where nobody is bailed."""
        answers = self.cleaned_data
        if "bail_due" not in answers:
            return None
        return BailTerms(
            station_id=UUID(answers["station"]),
            due_at=answers["bail_due"],
            factors=[BailFactor(code) for code in answers["factors"]],
            reason=answers["bail_reason"],
            victim_views=VictimViews(answers["victim_views"]),
            conditions=answers["conditions"],
            cps_reference=answers.get("cps_reference", ""),
        )

    def _chosen(self) -> list[DisposalCode]:
        known = {code.value for code in DisposalCode}
        names = [*(f"disposal_{one.pk}" for one in self.open_offences), POWER_END]
        typed = [self.data.get(name, "") for name in names]
        return [DisposalCode(code) for code in typed if code in known]

    def _add_choice(self, offence: ArrestOffence) -> None:
        person, at = self.record.person, now()
        youngest, oldest = ages_at(person.born_from, person.born_to, at)
        listed = [
            (code.value, code.label)
            for code in self.codes()
            if in_force(code, day_of(at))
            and may_dispose(code, authorised=True, youngest=youngest, oldest=oldest)
        ]
        if self.optional:
            listed = [("", "Not yet"), *listed]
        self.fields[f"disposal_{offence.pk}"] = forms.ChoiceField(
            label=offence.offence.title,
            choices=listed,
            required=not self.optional,
            error_messages=required(f"Select a disposal for {offence.offence.title}"),
            widget=forms.RadioSelect(attrs=SMALL),
        )

    def _add_power_end(self) -> None:
        """Ask how the detention ends where no offence does: by the ends of its power."""
        kind = DetentionType(self.record.detention_type)
        if self.optional or not kind.is_other_power:
            return
        self.fields[POWER_END] = forms.ChoiceField(
            label="How does the detention end?",
            choices=[(code.value, code.label) for code in OTHER_POWERS[kind].ends],
            error_messages=required("Select how the detention ends"),
            widget=forms.RadioSelect(attrs=SMALL),
        )

    def _add_beside(self) -> list[str]:
        """Ask under the choice itself what it needs, where there is one offence to decide."""
        if len(self.open_offences) != 1:
            return []
        choice = f"disposal_{self.open_offences[0].pk}"
        offered = {code for code, _ in self.fields[choice].choices}  # type: ignore[attr-defined]
        needs = {code: need for code, need in BESIDE.items() if code.value in offered}
        for need in needs.values():
            self.fields[need.field] = field_for(replace(need, required=False))
        self.reveals = {choice: {code.value: [need.field] for code, need in needs.items()}}
        return [need.field for need in needs.values()]

    def _add_needs(self, needs: Iterable[Need]) -> list[str]:
        for need in needs:
            self.fields[need.field] = field_for(need)
        return [need.field for need in needs]

    def _detail_names(self) -> list[str]:
        return [need.field for need in self.needs()]

    def _add_bail(self) -> list[str]:
        if not PRE_CHARGE_BAIL & set(self.chosen):
            return []
        add_bail_terms(self)
        names = list(BAIL)
        if DisposalCode.PCB_CPS in self.chosen:
            names.append("cps_reference")
            self.fields["cps_reference"] = forms.CharField(
                label="CPS reference",
                max_length=60,
                error_messages=required("Enter the CPS reference (BAI-9)"),
            )
        return names


def field_for(need: Need) -> forms.Field:
    """Return the field that asks for a need."""
    more: dict[str, Any] = {
        "label": need.words,
        "required": need.required,
        "error_messages": required(need.lacking),
    }
    if need.kind is NeedKind.DATE:
        widget = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"})
        return forms.DateField(widget=widget, **more)
    if need.kind is NeedKind.TIME:
        more["error_messages"] |= {"invalid": f"{need.words}: enter a time, such as 10:00"}
        clock = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})
        return forms.TimeField(input_formats=["%H:%M", "%H%M"], widget=clock, **more)
    if need.kind is NeedKind.MOMENT:
        return LocalDateTimeField(compact=True, **more)
    if need.kind is NeedKind.CHOICE:
        radios = forms.RadioSelect(attrs=SMALL)
        return forms.ChoiceField(choices=need.answers, widget=radios, **more)
    if need.kind is NeedKind.TEXT:
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **more)
    return forms.CharField(max_length=200, **more)


def add_bail_terms(form: RecordForm) -> None:
    """Add the terms of bail to a form (BAI-2, BAI-3, BAI-5, BAI-11)."""
    suites = [(str(one.pk), one.name) for one in Suite.objects.order_by("name")]
    form.fields["station"] = forms.ChoiceField(
        label="Station to return to", choices=suites, initial=str(form.record.suite_id)
    )
    form.fields["bail_due"] = LocalDateTimeField(label="Bailed to return at", compact=True)
    form.fields["factors"] = forms.MultipleChoiceField(
        label="Why is bail necessary and proportionate?",
        choices=choices(BailFactor),
        error_messages=required("Select why bail is necessary and proportionate (BAI-2)"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    form.fields["bail_reason"] = forms.CharField(
        label="Why, in your own words",
        max_length=4000,
        error_messages=required("Enter why bail is necessary and proportionate (BAI-2)"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form.fields["conditions"] = forms.CharField(
        label="Conditions, if any",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form.fields["victim_views"] = forms.ChoiceField(
        label="Victim’s views on the conditions",
        choices=choices(VictimViews),
        error_messages=required("Select whether the victim’s views were sought (BAI-3)"),
        widget=forms.RadioSelect(attrs=SMALL),
    )


def as_text(value: Any) -> str:
    """Return an answer as details keep it: a date or a time in its ISO form."""
    if value is None:
        return ""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, str) else str(value.isoformat())
