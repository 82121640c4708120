"""Adjustments: asked for in one's own words, agreed, reviewed (section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Confidence, DeliveryMode, PlanState
from bluelamp.training.models import AdjustmentPlan, Learner, PracticalInstruction
from bluelamp.training.policies import can_agree_adjustments, can_view_adjustments
from bluelamp.training.rules.adjustments import Effects, practical_instruction


@dataclass(frozen=True, slots=True)
class Measures:
    """What is agreed: effects on scheduling, the mode if it matters, and when to look again."""

    review_on: date
    effects: Effects = field(default_factory=Effects)
    mode_wanted: DeliveryMode | None = None
    programme_team_involved: bool = False


def request_adjustments(
    *, learner_id: UUID, need: str, by: Officer, at: datetime
) -> AdjustmentPlan:
    """Ask for adjustments, in the person's own words; a diagnosis is not asked for (TRN-4.24)."""
    with transaction.atomic():
        learner = Learner.objects.select_related("staff").get(pk=learner_id)
        require(can_view_adjustments(by, learner))
        if not need.strip():
            raise NotPossible(
                "Say what you need, in your own words.", field="need", rule="TRN-4.24"
            )
        try:
            with transaction.atomic():
                plan = AdjustmentPlan.objects.create(
                    learner=learner, need=need.strip(), asked_by_id=by.id, asked_at=at
                )
        except IntegrityError as error:
            raise NotPossible("There is a request already: change that one.") from error
        record_collection(by=by, of=_subject(plan), action="request_adjustments")
        return plan


def agree_adjustments(
    *, plan_id: UUID, version: int, measures: Measures, by: Officer, at: datetime
) -> AdjustmentPlan:
    """Agree measures, or change those agreed; trainers are told what to do, never why (TRN-4.25).

    An adjustment never lowers the standard nor the place in a queue (TRN-4.27).
    """
    with transaction.atomic():
        plan = _held(plan_id, version)
        require(can_agree_adjustments(by, plan.learner))
        _check(measures, at)
        for name in Effects.__dataclass_fields__:
            value = getattr(measures.effects, name)
            setattr(plan, name, list(value) if isinstance(value, tuple) else value)
        plan.mode_wanted = measures.mode_wanted or ""
        plan.programme_team_involved = measures.programme_team_involved
        plan.review_on = measures.review_on
        plan.state = PlanState.AGREED
        plan.agreed_by_id, plan.agreed_at = by.id, at
        plan.confidence = ""
        _save(plan)
        _tell_trainers(plan)
        record_change(by=by, of=_subject(plan), action="agree_adjustments")
        return plan


def review_adjustments(
    *, plan_id: UUID, version: int, confidence: Confidence, by: Officer, at: datetime
) -> AdjustmentPlan:
    """Record whether the person is confident: the test of success (TRN-1.9). They may say so."""
    with transaction.atomic():
        plan = _held(plan_id, version)
        require(can_view_adjustments(by, plan.learner))
        if plan.state != PlanState.AGREED:
            raise NotPossible("Measures are agreed before they are reviewed.", rule="TRN-4.24")
        plan.confidence = confidence
        plan.reviewed_by_id, plan.reviewed_at = by.id, at
        _save(plan)
        record_change(by=by, of=_subject(plan), action="review_adjustments")
        return plan


def end_adjustments(*, plan_id: UUID, version: int, by: Officer, at: datetime) -> AdjustmentPlan:
    """End a plan that is no longer wanted; trainers are told nothing any more."""
    with transaction.atomic():
        plan = _held(plan_id, version)
        require(can_view_adjustments(by, plan.learner))
        plan.state = PlanState.ENDED
        _save(plan)
        PracticalInstruction.objects.filter(learner=plan.learner).delete()
        record_change(by=by, of=_subject(plan), action="end_adjustments")
        return plan


def _held(plan_id: UUID, version: int) -> AdjustmentPlan:
    held = AdjustmentPlan.objects.select_for_update(of=("self",), no_key=True)
    plan = held.select_related("learner__staff").filter(pk=plan_id).first()
    if plan is None or plan.state == PlanState.ENDED:
        raise NotPossible("There is no such plan any more.", rule="TRN-4.24")
    if plan.version != version:
        raise NotPossible(
            "This plan has changed since you opened it. What you typed is still here: "
            "check it against the plan, then send it again.",
            field="version",
        )
    return plan


def _check(measures: Measures, at: datetime) -> None:
    if measures.review_on <= day_of(at):
        raise NotPossible("Choose a day of review to come.", field="review_on", rule="TRN-4.24")
    if measures.effects == Effects() and measures.mode_wanted is None:
        raise NotPossible("Agree at least one measure.", rule="TRN-4.24")


def _save(plan: AdjustmentPlan) -> None:
    plan.version += 1
    plan.save()


def _tell_trainers(plan: AdjustmentPlan) -> None:
    effects = plan.effects
    PracticalInstruction.objects.update_or_create(
        learner=plan.learner,
        defaults={
            "lines": practical_instruction(effects),
            "minutes_more_pct": effects.extra_time_pct,
            "adjustable_desk": effects.adjustable_desk,
            "loop": effects.loop,
            "step_free": effects.step_free,
            "one_to_one": effects.one_to_one,
        },
    )


def _subject(plan: AdjustmentPlan) -> Subject:
    ids = (plan.pk, plan.learner_id)
    return Subject("adjustment_plan", ids, version=plan.version, regime=Regime.GEN)
