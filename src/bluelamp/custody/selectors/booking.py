"""Reading how far booking in has come, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from bluelamp.custody.enums import CallKind, CallState, Step
from bluelamp.custody.models import (
    Call,
    CallStep,
    CellOccupation,
    CustodyRecord,
    DrugTest,
    RightsGiven,
    RiskAssessment,
    Sample,
    Search,
    StepDraft,
    Suite,
)
from bluelamp.custody.rules.vulnerability import Protected, treated_as_child

from .records import NOT_HELD

AT_REST = {CallState.NOT_NEEDED, CallState.DECLINED, CallState.DONE}


@dataclass(frozen=True, slots=True)
class CallSoFar:
    """Somebody who is told or called, with everything that happened, the latest last."""

    call: Call
    steps: tuple[CallStep, ...]

    @property
    def state(self) -> CallState:
        """Return where it stands."""
        return CallState(self.call.state)

    @property
    def is_at_rest(self) -> bool:
        """Tell whether nobody is being waited for or is here."""
        return self.state in AT_REST


@dataclass(frozen=True, slots=True)
class Booking:
    """A record with every part of booking in done or begun so far, the latest of each last."""

    record: CustodyRecord
    protected: Protected
    risks: tuple[RiskAssessment, ...]
    rights: tuple[RightsGiven, ...]
    calls: dict[CallKind, CallSoFar]
    searches: tuple[Search, ...]
    samples: tuple[Sample, ...]
    drug_tests: tuple[DrugTest, ...]
    drafts: dict[Step, StepDraft]
    stay: CellOccupation | None

    @property
    def risk(self) -> RiskAssessment | None:
        """Return the latest risk assessment."""
        return self.risks[-1] if self.risks else None

    @property
    def adult_call(self) -> Call | None:
        """Return the appropriate adult, as far as one was called."""
        found = self.call(CallKind.ADULT)
        return found.call if found else None

    @property
    def adult_here(self) -> bool:
        """Tell whether the appropriate adult is at the station."""
        found = self.call(CallKind.ADULT)
        return found is not None and found.state is CallState.PRESENT

    def call(self, kind: CallKind) -> CallSoFar | None:
        """Return one of those who are told or called."""
        return self.calls.get(kind)

    def version_of(self, step: Step) -> int:
        """Return the version of what was typed of a part, 0 for nothing."""
        return self.drafts[step].version if step in self.drafts else 0

    def typed(self, step: Step) -> StepDraft | None:
        """Return what was typed of a part and is not yet done."""
        draft = self.drafts.get(step)
        return draft if draft and draft.answers else None


def booking_of(record_id: UUID, at: datetime) -> Booking | None:
    """Return how far booking in has come: twelve statements, one if there is no such record."""
    present = CellOccupation.objects.filter(until=None).select_related("cell")
    record = (
        CustodyRecord.objects.select_related("event", "person", "suite", "authorised_by")
        .prefetch_related(
            Prefetch("risk_assessments", RiskAssessment.objects.select_related("decided_by")),
            Prefetch("rights_given", RightsGiven.objects.select_related("told_by")),
            Prefetch("calls__steps", CallStep.objects.select_related("by")),
            Prefetch("searches", Search.objects.select_related("recorded_by")),
            Prefetch("samples", Sample.objects.select_related("taken_by")),
            Prefetch("drug_tests", DrugTest.objects.select_related("tested_by")),
            Prefetch("step_drafts", StepDraft.objects.select_related("saved_by")),
            Prefetch("occupations", present, to_attr="present"),
            "offences__offence",
        )
        .filter(pk=record_id)
        .first()
    )
    return None if record is None else _booking(record, at)


def parts_left(suites: Iterable[Suite]) -> QuerySet[StepDraft]:
    """Return the parts begun and left of those held in these suites: one statement."""
    left = StepDraft.objects.filter(record__suite__in=list(suites)).exclude(answers={})
    left = left.exclude(record__state__in=NOT_HELD)
    return left.select_related("record__event", "record__suite", "saved_by").order_by("saved_at")


def _booking(record: CustodyRecord, at: datetime) -> Booking:
    risks = tuple(record.risk_assessments.all())
    stays: list[CellOccupation] = getattr(record, "present", [])
    return Booking(
        record=record,
        protected=Protected(
            child=treated_as_child(record.person.born_to, at),
            vulnerable=bool(risks and risks[-1].vulnerable),
        ),
        risks=risks,
        rights=tuple(record.rights_given.all()),
        calls={
            CallKind(call.kind): CallSoFar(call, tuple(call.steps.all()))
            for call in record.calls.all()
        },
        searches=tuple(record.searches.all()),
        samples=tuple(record.samples.all()),
        drug_tests=tuple(record.drug_tests.all()),
        drafts={Step(draft.step): draft for draft in record.step_drafts.all()},
        stay=stays[0] if stays else None,
    )
