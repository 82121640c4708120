"""Adjustments, for the few who may read them (TRN-4.25)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.training.enums import PlanState
from bluelamp.training.models import AdjustmentPlan


def plans_for(officer: Officer) -> QuerySet[AdjustmentPlan]:
    """Return the open plans that this officer may read: all, or those of their own people.

    A line manager sees those who report to them, nobody else's.
    """
    found = AdjustmentPlan.objects.exclude(state=PlanState.ENDED).select_related("learner__staff")
    if not officer.may(Permission.COORDINATE_ADJUSTMENTS):
        found = found.filter(learner__staff__line_manager=officer.id)
    return found.order_by("state", "asked_at", "pk")


def plan_for_page(plan_id: UUID) -> AdjustmentPlan | None:
    """Return a plan with its person and who agreed; the caller asks policy before showing it."""
    found = AdjustmentPlan.objects.select_related(
        "learner__staff__unit", "asked_by", "agreed_by", "reviewed_by"
    )
    return found.filter(pk=plan_id).first()
