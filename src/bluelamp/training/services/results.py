"""What came of a course for somebody: kept for ever, and the one that counts (TRN-10.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Outcome, RequirementSource, ResultSource
from bluelamp.training.models import Course, Learner, Requirement, Result
from bluelamp.training.policies import can_record_result
from bluelamp.training.rules.freshness import fresh_from, is_enough

from .clearances import set_clearances
from .refresher_plans import close_refresher

ENDS_WELL = (Outcome.WAIVED, Outcome.PASSED, Outcome.COMPLETED)


@dataclass(frozen=True, slots=True)
class ResultTold:
    """An outcome as the register, the package or the assessment told it."""

    outcome: Outcome
    source: ResultSource
    on: date
    score: Decimal | None = None
    reason: str = ""
    booking_id: UUID | None = None


def record_result(
    *, learner_id: UUID, course_id: UUID, told: ResultTold, by: Officer, at: datetime
) -> Result:
    """Keep an outcome and set how the person stands in the course now.

    A score decides an assessed course: below the pass mark nobody has passed. Nobody signs off
    their own learning (TRN-8.7), save what a package reports of them.
    """
    with transaction.atomic():
        learner = Learner.objects.select_for_update(no_key=True).get(pk=learner_id)
        require(can_record_result(by, learner, told.source))
        return keep_result(learner=learner, course_id=course_id, told=told, by=by, at=at)


def keep_result(
    *, learner: Learner, course_id: UUID, told: ResultTold, by: Officer, at: datetime
) -> Result:
    """Keep an outcome of somebody who is locked; whoever calls has asked whether it may be told."""
    with transaction.atomic():
        course = Course.objects.select_related("drop").get(pk=course_id)
        _check(told, course, at)
        result = Result.objects.create(
            learner=learner,
            course=course,
            booking_id=told.booking_id,
            outcome=_by_score(told, course),
            source=told.source,
            score=told.score,
            on=told.on,
            reason=told.reason.strip()[:200],
            told_by=by.label,
        )
        standing = _standing(learner, course)
        if _move(standing, result):
            standing.save(update_fields=["outcome", "completed_on"])
        _settle_refresher(learner, course, result, at)
        set_clearances(staff_ids=[learner.staff_id], at=at)
        subject = Subject("training_result", (result.pk, learner.pk), regime=Regime.GEN)
        record_change(by=by, of=subject, action="record_result")
        return result


def waive_course(
    *, learner_id: UUID, course_id: UUID, reason: str, by: Officer, at: datetime
) -> Result:
    """Waive a course for what somebody has learnt before (V29)."""
    told = ResultTold(Outcome.WAIVED, ResultSource.WAIVER, day_of(at), reason=reason)
    return record_result(learner_id=learner_id, course_id=course_id, told=told, by=by, at=at)


def stand_again(learner: Learner, course: Course, at: datetime) -> None:
    """Set how somebody stands by every result that still counts, in the order told."""
    Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    standing = _standing(learner, course)
    standing.outcome, standing.completed_on = Outcome.NOT_STARTED, None
    results = Result.objects.filter(learner=learner, course=course, taken_back=None)
    for result in results.exclude(source=ResultSource.BEFORE).order_by("recorded_at", "pk"):
        _move(standing, result)
    standing.save(update_fields=["outcome", "completed_on"])
    set_clearances(staff_ids=[learner.staff_id], at=at)


def _check(told: ResultTold, course: Course, at: datetime) -> None:
    if told.on > day_of(at):
        raise NotPossible("The day must not be in the future.", field="on", rule="TRN-10.7")
    if told.outcome is Outcome.WAIVED and not told.reason.strip():
        raise NotPossible("Say why the course is waived.", field="reason", rule="V29")
    if told.score is not None and not 0 <= told.score <= 100:
        raise NotPossible("A score is from 0 to 100.", field="score", rule="TRN-10.1")


def _by_score(told: ResultTold, course: Course) -> Outcome:
    if told.score is None or not course.is_assessed or told.outcome is Outcome.WAIVED:
        return told.outcome
    if told.outcome not in {Outcome.PASSED, Outcome.COMPLETED}:
        return told.outcome
    return Outcome.PASSED if told.score >= course.pass_mark else Outcome.FAILED


def _standing(learner: Learner, course: Course) -> Requirement:
    standing, _ = Requirement.objects.get_or_create(
        learner=learner, course=course, defaults={"source": RequirementSource.ADDED}
    )
    return standing


def _move(standing: Requirement, result: Result) -> bool:
    """Set how somebody stands; a pass is not lost to a later try, but grows fresher by one."""
    new = Outcome(result.outcome)
    if Outcome(standing.outcome) in ENDS_WELL and new not in ENDS_WELL:
        return False
    if standing.outcome == Outcome.PASSED and new is Outcome.COMPLETED:
        return False
    standing.outcome = new
    standing.completed_on = result.on if new in ENDS_WELL else None
    return True


def _settle_refresher(learner: Learner, course: Course, result: Result, at: datetime) -> None:
    """Close the refresher of whoever completed the whole course again, fresh for go-live."""
    outcome, drop = Outcome(result.outcome), course.drop
    fresh = result.on >= fresh_from(drop.go_live, drop.window_days)
    enough = is_enough(outcome, assessed=course.is_assessed) and fresh
    if outcome is Outcome.WAIVED or enough:
        close_refresher(learner=learner, course_id=course.pk, outcome=outcome, at=at)
