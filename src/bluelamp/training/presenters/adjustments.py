"""Adjustments as shown to the few who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from bluelamp.training.enums import Confidence, DeliveryMode, PlanState
from bluelamp.training.models import AdjustmentPlan
from bluelamp.training.rules.adjustments import practical_instruction

from .words import day_in_words, moment

COLOURS = {PlanState.REQUESTED: "yellow", PlanState.AGREED: "green", PlanState.ENDED: "grey"}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in a list: who, and how it stands; not what for."""

    url: str
    name: str
    state: str
    colour: str
    asked: str
    review: str

    @classmethod
    def of(cls, plan: AdjustmentPlan) -> PlanRow:
        """Return the row of a plan."""
        state = PlanState(plan.state)
        return cls(
            url=reverse("training:plan", args=[plan.pk]),
            name=plan.learner.staff.label,
            state=state.label,
            colour=COLOURS[state],
            asked=moment(plan.asked_at),
            review=day_in_words(plan.review_on) if plan.review_on else "",
        )


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as a page."""

    name: str
    state: str
    colour: str
    facts: list[dict[str, str]]
    told: list[str]
    agree_url: str
    review_url: str

    @classmethod
    def of(cls, plan: AdjustmentPlan) -> PlanPage:
        """Return the page of a plan."""
        state = PlanState(plan.state)
        agreed = state is PlanState.AGREED
        return cls(
            name=plan.learner.staff.label,
            state=state.label,
            colour=COLOURS[state],
            facts=_facts(plan),
            told=practical_instruction(plan.effects) if agreed else [],
            agree_url=reverse("training:agree", args=[plan.pk]),
            review_url=reverse("training:review", args=[plan.pk]) if agreed else "",
        )


def _facts(plan: AdjustmentPlan) -> list[dict[str, str]]:
    mode = DeliveryMode(plan.mode_wanted).label if plan.mode_wanted else ""
    travel = f"{plan.max_travel_minutes} minutes" if plan.max_travel_minutes else ""
    confident = Confidence(plan.confidence).label if plan.confidence else ""
    rows = [
        ("In their own words", plan.need),
        ("Asked by", f"{plan.asked_by.label}, {moment(plan.asked_at)}"),
        (
            "Agreed by",
            f"{plan.agreed_by.label}, {moment(plan.agreed_at)}" if plan.agreed_by else "",
        ),
        ("Taught", mode),
        ("Travel at most", travel),
        ("Look again on", day_in_words(plan.review_on) if plan.review_on else ""),
        ("Reviewed", f"{confident}, {moment(plan.reviewed_at)}" if confident else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
