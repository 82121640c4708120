"""What is kept of a plan that is made, or that could not be."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bluelamp.core.time import now
from bluelamp.training.enums import PlanRunState
from bluelamp.training.models import Course, Learner, PlanFiles, PlanRun, PlanUnplaced
from bluelamp.training.planner.instance import Instance, Variant, variant_of
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.telling import told

from .differences import counts_of, difference
from .files import pack_plan
from .keys import number_of
from .problem import PlanningProblem
from .runs import locked_run
from .watching import SoFar, TakenOver, claimed

REPORTED = (
    "objective", "lower_bound", "gap", "requirements", "placed", "without_feasible_start",
    "unplaced_with_feasible_start", "left_out_by_caps", "seconds", "first_plan_seconds",
    "impossible", "again", "peak_memory_mib",
)  # fmt: skip


@transaction.atomic
def keep_plan(
    run: PlanRun, problem: PlanningProblem, plan: Plan, prices: list[dict[str, Any]], so_far: SoFar
) -> None:
    """Keep a plan that is made. Raises TakenOver where another worker has taken it up."""
    claims, run = run.claims, locked_run(run.pk)
    if run.claims != claims:
        raise TakenOver
    PlanFiles.objects.filter(run=run).update(plan=pack_plan(plan), best=b"")
    run.summary = {
        **told(problem.instance, plan),
        **_reported(plan, so_far),
        "prices": prices,
        "changes": counts_of(difference(problem.standing, plan)),
        "taken_up_again": claims - 1,
    }
    run.state = (PlanRunState.STOPPED if run.stop_asked else PlanRunState.DONE).value
    run.ended_at = run.heard_at = now()
    run.save(update_fields=["summary", "state", "ended_at", "heard_at"])
    PlanUnplaced.objects.filter(run=run).delete()
    PlanUnplaced.objects.bulk_create(_unplaced(run, problem.instance, plan), batch_size=2_000)


def keep_fault(run: PlanRun, fault: str) -> None:
    """Keep why there is no plan."""
    claimed(run.pk, run.claims).update(
        state=PlanRunState.FAILED.value, fault=fault[:500], ended_at=now()
    )


def _reported(plan: Plan, so_far: SoFar) -> dict[str, Any]:
    report = {name: plan.report[name] for name in REPORTED if name in plan.report}
    report["seconds"] = round(report["seconds"] + so_far.spent, 1)
    if so_far.first_seconds is not None:
        report["first_plan_seconds"] = round(so_far.first_seconds, 1)
    return report


def _unplaced(run: PlanRun, instance: Instance, plan: Plan) -> list[PlanUnplaced]:
    numbers = {number_of(each.person_id) for each in plan.unplaced}
    learners = dict(Learner.objects.filter(number__in=numbers).values_list("number", "pk"))
    courses = dict(Course.objects.filter(drop=run.drop_id).values_list("code", "pk"))
    return [
        PlanUnplaced(
            run=run,
            learner_id=learners[number_of(each.person_id)],
            course_id=courses[each.course_id],
            reason=each.reason,
            about_adjustments=_adjusted(instance, each.person_id),
        )
        for each in plan.unplaced
        if number_of(each.person_id) in learners and each.course_id in courses
    ]


def _adjusted(instance: Instance, person_id: str) -> bool:
    person = instance.people[person_id]
    return (
        bool(person.needs)
        or person.max_travel_minutes is not None
        or variant_of(person) is not Variant.STANDARD
    )
