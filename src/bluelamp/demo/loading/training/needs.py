"""Some people of the demonstration with adjustments asked for and agreed: all invented."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

from bluelamp.training.enums import PlanState
from bluelamp.training.models import AdjustmentPlan, Learner, PracticalInstruction
from bluelamp.training.rules.adjustments import practical_instruction

# In their own words, and what was agreed.
NEEDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("I read more slowly than others and need longer for exercises.", {"extra_time_pct": 25}),
    (
        "I use dictation software and need it on the training machine.",
        {"software": ["Dragon NaturallySpeaking"]},
    ),
    ("I follow speech best through the hearing loop, near the front.", {"loop": True}),
    ("I need to stand up and work standing for part of the day.", {"adjustable_desk": True}),
    ("A loud full room makes it hard for me to take things in.", {"quiet_place": True}),
    ("I cannot use stairs.", {"step_free": True}),
    ("I take things in best when somebody goes through them with me.", {"one_to_one": True}),
    ("I can follow for a few hours, then I need a rest.", {"max_minutes_per_day": 180}),
    ("I have read-aloud software that I need for long texts.", {"software": ["TextHelp"]}),
)


def make_plans(rng: Random, at: datetime, review_on: date) -> None:
    """Give one in fifty a plan: most agreed, some waiting for an answer."""
    people = list(
        Learner.objects.filter(out_of_scope="").select_related("staff").order_by("number")
    )
    plans, told = [], []
    for learner in rng.sample(people, k=max(4, len(people) // 50)):
        need, measures = rng.choice(NEEDS)
        agreed = bool(learner.staff.line_manager_id) and rng.random() < 0.8
        plan = AdjustmentPlan(learner=learner, need=need, asked_by_id=learner.staff_id, asked_at=at)
        plans.append(plan)
        if agreed:
            _agree(plan, measures, at, review_on)
            told.append(_instruction(plan))
    AdjustmentPlan.objects.bulk_create(plans)
    PracticalInstruction.objects.bulk_create(told)


def _agree(
    plan: AdjustmentPlan, measures: dict[str, object], at: datetime, review_on: date
) -> None:
    for name, value in measures.items():
        setattr(plan, name, value)
    plan.state = PlanState.AGREED
    plan.agreed_by_id = plan.learner.staff.line_manager_id
    plan.agreed_at, plan.review_on = at, review_on


def _instruction(plan: AdjustmentPlan) -> PracticalInstruction:
    effects = plan.effects
    return PracticalInstruction(
        learner=plan.learner,
        lines=practical_instruction(effects),
        minutes_more_pct=effects.extra_time_pct,
        adjustable_desk=effects.adjustable_desk,
        loop=effects.loop,
        step_free=effects.step_free,
        one_to_one=effects.one_to_one,
    )
