"""Recording fingerprints, photographs, samples and drug tests (SRC-8, SRC-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.enums import Rank
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.custody.enums import (
    CustodyEntryKind,
    CustodyState,
    DrugTestOutcome,
    DrugTestTrigger,
    SampleBasis,
    SampleKind,
    SampleOutcome,
    Step,
)
from bluelamp.custody.models import CustodyRecord, DrugTest, Sample
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.samples import may_take_sample, may_test_for_drugs
from bluelamp.custody.selectors.authorities import tests_on_arrest_in_force
from bluelamp.custody.selectors.protection import adult_is_here, protected_of

from .record_keeping import check_moment, enter
from .steps import step_of

GOT = {SampleOutcome.TAKEN, SampleOutcome.FORCE}


@dataclass(frozen=True, slots=True)
class SampleTold:
    """One thing taken, refused or not taken; ``reason`` for all but what was simply taken."""

    kind: SampleKind
    outcome: SampleOutcome
    basis: SampleBasis = SampleBasis.POWER
    reference: str = ""
    reason: str = ""
    consent_by: str = ""
    authorised_by_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DrugTestTold:
    """A drug test, or why there was none."""

    outcome: DrugTestOutcome
    trigger: DrugTestTrigger | None = None
    warned: bool = False
    authorised_by_id: UUID | None = None
    reason: str = ""


def record_samples(
    *,
    record_id: UUID,
    samples: Sequence[SampleTold],
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> list[Sample]:
    """Record what was taken to identify the person, refused or not taken, as one entry (SRC-8)."""
    with step_of(
        record_id, Step.SAMPLES, seen=seen, by=by, at=at, action="record_samples"
    ) as record:
        _refuse_before_authorisation(record)
        check_moment(record, "Taking them", occurred_at, at=at)
        if not samples:
            reason = "Select what was taken, refused or not taken."
            raise NotPossible(reason, field="taken", rule="SRC-8")
        ranks = _ranks([one.authorised_by_id for one in samples])
        for one in samples:
            _check_sample(record, one, ranks, occurred_at)
        kept = [_keep_sample(record, one, occurred_at, by) for one in samples]
        lines = [_sample_words(one) for one in samples]
        kind = CustodyEntryKind.SAMPLES
        enter(record, kind, "\n".join(lines), occurred_at=occurred_at, by=by)
        return kept


def record_drug_test(
    *,
    record_id: UUID,
    test: DrugTestTold,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> DrugTest:
    """Record a test for Class A drugs, or why there was none (SRC-10)."""
    with step_of(
        record_id, Step.DRUG_TEST, seen=seen, by=by, at=at, action="record_drug_test"
    ) as record:
        _refuse_before_authorisation(record)
        check_moment(record, "The test", occurred_at, at=at)
        _check_test(record, test, occurred_at)
        kept = DrugTest.objects.create(
            record=record,
            trigger=test.trigger or "",
            outcome=test.outcome,
            occurred_at=occurred_at,
            tested_by_id=by.id,
            authorised_by_id=test.authorised_by_id,
            after_charge=_charged(record),
            warned=test.warned,
            with_adult=adult_is_here(record),
            reason=test.reason.strip(),
        )
        why = f" {test.trigger.label}." if test.trigger else ""
        warned = " Warned that refusal is an offence." if test.warned else ""
        reason = f" {kept.reason}" if kept.reason else ""
        text = f"Drug test: {test.outcome.label.lower()}.{why}{warned}{reason}"
        enter(record, CustodyEntryKind.DRUG_TEST, text, occurred_at=occurred_at, by=by)
        return kept


def _check_sample(
    record: CustodyRecord, one: SampleTold, ranks: dict[UUID | None, Rank], at: datetime
) -> None:
    if one.outcome is not SampleOutcome.TAKEN and not one.reason.strip():
        reason = f"{one.kind.label}: enter why."
        raise NotPossible(reason, field="reason", rule="SRC-8")
    if one.outcome in GOT:
        may_take_sample(
            one.kind,
            one.basis,
            authorised_by=ranks.get(one.authorised_by_id),
            consent_by=one.consent_by,
            protected=protected_of(record, at),
            adult_here=adult_is_here(record),
        ).require("basis")


def _check_test(record: CustodyRecord, test: DrugTestTold, at: datetime) -> None:
    if test.outcome is DrugTestOutcome.NOT_TESTED:
        if not test.reason.strip():
            raise NotPossible("Enter why there was no test.", field="reason", rule="SRC-10")
        return
    if test.trigger is None:
        reason = "Select why the test may be required."
        raise NotPossible(reason, field="trigger", rule="SRC-10")
    youngest, _ = ages_at(record.person.born_from, record.person.born_to, at)
    may_test_for_drugs(
        test.trigger,
        charged=_charged(record),
        age=youngest,
        authorised_by=_ranks([test.authorised_by_id]).get(test.authorised_by_id),
        warned=test.warned,
        adult_here=adult_is_here(record),
        notified_station=tests_on_arrest_in_force(record.suite_id, day_of(at)),
    ).require("outcome")


def _refuse_before_authorisation(record: CustodyRecord) -> None:
    if CustodyState(record.state) is CustodyState.ARRIVED:
        reason = "This waits until detention is authorised."
        raise NotPossible(reason, field="occurred_at", rule="SRC-8")


def _charged(record: CustodyRecord) -> bool:
    return CustodyState(record.state) is CustodyState.CHARGED


def _ranks(ids: Sequence[UUID | None]) -> dict[UUID | None, Rank]:
    wanted = Staff.objects.filter(pk__in=[one for one in ids if one])
    return {key: Rank(rank) for key, rank in wanted.values_list("pk", "rank")}


def _keep_sample(
    record: CustodyRecord, one: SampleTold, occurred_at: datetime, by: Officer
) -> Sample:
    return Sample.objects.create(
        record=record,
        kind=one.kind,
        basis=one.basis,
        outcome=one.outcome,
        occurred_at=occurred_at,
        taken_by_id=by.id,
        authorised_by_id=one.authorised_by_id,
        consent_by=one.consent_by.strip(),
        reference=one.reference.strip(),
        reason=one.reason.strip(),
    )


def _sample_words(one: SampleTold) -> str:
    how = f", {one.basis.label.lower()}" if one.outcome in GOT else ""
    reference = f", {one.reference.strip()}" if one.reference.strip() else ""
    reason = f": {one.reason.strip()}" if one.reason.strip() else ""
    return f"{one.kind.label}: {one.outcome.label.lower()}{how}{reference}{reason}."
