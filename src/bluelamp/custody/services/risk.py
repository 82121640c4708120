"""Assessing risk: on arrival, on a change, at handover and before release (CAR-1, CAR-2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.custody.enums import (
    CallKind,
    CustodyEntryKind,
    ObservationLevel,
    RiskAnswer,
    RiskOccasion,
    RiskResponse,
    Step,
)
from bluelamp.custody.models import CustodyRecord, RiskAssessment
from bluelamp.custody.policies import can_decide_on_risk
from bluelamp.custody.rules.risk import (
    Answered,
    Question,
    check_answers,
    lowest_level,
    may_be_vulnerable,
    may_set_level,
    questions_on,
)
from bluelamp.custody.rules.vulnerability import Protected, may_do_without_adult, treated_as_child
from bluelamp.custody.selectors.board import current_markers

from .calls import CallNote, happened
from .observation import set_observation_level
from .record_keeping import check_moment, enter
from .steps import step_of


@dataclass(frozen=True, slots=True)
class RiskTold:
    """What was answered and what the custody officer decides.

    Without ``level`` the level of observation stays as it is. ``vulnerable`` says that the person
    is treated as vulnerable; if not, though something suggests it, ``vulnerable_reason`` says why
    (VUL-2). ``calls`` are an appropriate adult or healthcare professional asked for.
    """

    occasion: RiskOccasion
    answers: Mapping[str, Answered]
    level: ObservationLevel | None = None
    level_reason: str = ""
    interval_minutes: int | None = None
    responses: Sequence[RiskResponse] = ()
    vulnerable: bool = False
    vulnerable_reason: str = ""
    summary: str = ""
    calls: Sequence[CallNote] = ()
    questions: tuple[Question, ...] = field(default=())


def assess_risk(
    *,
    record_id: UUID,
    told: RiskTold,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> RiskAssessment:
    """Keep a risk assessment and set the level of observation that follows (CAR-1, CAR-2, CAR-7).

    Every question is answered, or has a reason why it was not asked. ``told.questions`` replaces
    the questions of the day, as before release.
    """
    with step_of(
        record_id,
        Step.RISK,
        seen=seen,
        by=by,
        at=at,
        may=can_decide_on_risk,
        action="assess_risk",
    ) as record:
        check_moment(record, "The risk assessment", occurred_at, at=at)
        questions = told.questions or questions_on(day_of(occurred_at))
        check_answers(told.answers, questions)
        markers = current_markers(record.person)
        lowest, _ = lowest_level(told.answers, questions, markers)
        if told.level is not None:
            may_set_level(told.level, lowest, reason=told.level_reason).require("level_reason")
        _check_vulnerable(record, told, questions, occurred_at)
        kept = _keep(record, told, questions, markers, lowest, occurred_at, by)
        _enter(record, kept, by)
        for note in told.calls:
            happened(record, note, occurred_at=occurred_at, by=by, at=at)
        _set_level(record, told, occurred_at, by, at)
        return kept


def _check_vulnerable(
    record: CustodyRecord, told: RiskTold, questions: tuple[Question, ...], at: datetime
) -> None:
    suspected = bool(may_be_vulnerable(told.answers, questions))
    child = treated_as_child(record.person.born_to, at)
    if told.vulnerable or child:
        known = record.calls.filter(kind=CallKind.ADULT).exists()
        if not known and not any(note.kind is CallKind.ADULT for note in told.calls):
            reason = "An appropriate adult is called for a child or a vulnerable person."
            raise NotPossible(reason, field="vulnerable", rule="VUL-4")
        return
    answer = may_do_without_adult(Protected(False, suspected), reason=told.vulnerable_reason)
    answer.require("vulnerable_reason")


def _keep(
    record: CustodyRecord,
    told: RiskTold,
    questions: tuple[Question, ...],
    markers: Sequence[str],
    lowest: ObservationLevel,
    occurred_at: datetime,
    by: Officer,
) -> RiskAssessment:
    answers = {
        one.code: {
            "asked": one.words,
            "answer": told.answers[one.code].answer,
            "said": told.answers[one.code].words.strip(),
        }
        for one in questions
    }
    return RiskAssessment.objects.create(
        record=record,
        occasion=told.occasion,
        occurred_at=occurred_at,
        decided_by_id=by.id,
        answers=answers,
        markers=list(markers),
        level=told.level or "",
        lowest_level=lowest,
        level_reason=told.level_reason.strip(),
        interval_minutes=told.interval_minutes,
        responses=list(told.responses),
        vulnerable=told.vulnerable,
        vulnerable_reason=told.vulnerable_reason.strip(),
        summary=told.summary.strip(),
    )


def _enter(record: CustodyRecord, kept: RiskAssessment, by: Officer) -> None:
    answered = kept.answers.values()
    said = [
        f"{one['asked']} {RiskAnswer(one['answer']).label}: {one['said']}."
        for one in answered
        if one["answer"] != RiskAnswer.NO
    ]
    no = sum(1 for one in answered if one["answer"] == RiskAnswer.NO)
    measures = ", ".join(RiskResponse(one).label.lower() for one in kept.responses)
    lines = [
        f"Risk assessed {RiskOccasion(kept.occasion).label.lower()}.",
        *said,
        f"“No” to the other {no} questions." if said else f"“No” to all {no} questions.",
        f"Warning markers: {', '.join(kept.markers)}." if kept.markers else "No warning markers.",
        f"Treated as vulnerable. {kept.vulnerable_reason}" if kept.vulnerable else "",
        f"Not vulnerable: {kept.vulnerable_reason}"
        if kept.vulnerable_reason and not kept.vulnerable
        else "",
        f"Measures: {measures}." if measures else "",
        kept.summary,
    ]
    enter(
        record,
        CustodyEntryKind.RISK,
        "\n".join(line.strip() for line in lines if line),
        occurred_at=kept.occurred_at,
        by=by,
        assessment=str(kept.pk),
        occasion=kept.occasion,
    )


def _set_level(
    record: CustodyRecord, told: RiskTold, occurred_at: datetime, by: Officer, at: datetime
) -> None:
    if told.level is None:
        return
    why = f"Risk assessment, {told.occasion.label.lower()}"
    set_observation_level(
        record_id=record.pk,
        version=record.version,
        level=told.level,
        reason=told.level_reason.strip() or f"{why}.",
        occurred_at=occurred_at,
        by=by,
        at=at,
        interval_minutes=told.interval_minutes,
        rouse=RiskResponse.ROUSE in told.responses,
    )
