"""The job that makes a plan: problem, search with progress told, and what is kept of it."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.training.enums import PlanKeeping, PlanRunState
from bluelamp.training.models import (
    Course,
    Learner,
    PlanFiles,
    PlanProgress,
    PlanRun,
    PlanUnplaced,
)
from bluelamp.training.planner.instance import Instance, Variant, variant_of
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.problems import UnreadableFiles
from bluelamp.training.planner.telling import told
from bluelamp.training.planner.varying import Variation, vary

from .files import pack_plan, pack_problem, unpack_plan, unpack_problem
from .keys import number_of
from .problem import PlanningProblem, make_problem
from .runs import locked_run

if TYPE_CHECKING:
    from bluelamp.training.planner.solving.search import Progress

logger = logging.getLogger(__name__)
ASK_EVERY = 2.0
PRICES_SHARE = 0.1
MOST_FOR_PRICES = 30.0


def carry_out_plan(*, run_id: UUID) -> None:
    """Make the plan of a run that waits; what goes wrong is kept with it, in words."""
    run = _claim(run_id, now())
    if run is None:
        return
    try:
        problem = _problem(run)
        plan, prices = _solve(run, problem.instance, problem.kept)
        _keep(run, problem.instance, plan, prices)
    except NotPossible as refusal:
        _fail(run, refusal.reason)
    except UnreadableFiles as error:
        _fail(run, str(error))
    except Exception:
        _fail(run, "Something went wrong that was not foreseen; the log of the server says what.")
        raise


@transaction.atomic
def _claim(run_id: UUID, at: datetime) -> PlanRun | None:
    run = locked_run(run_id)
    if run.state != PlanRunState.QUEUED:
        return None
    run.state = PlanRunState.RUNNING.value
    run.begun_at = run.heard_at = at
    run.save(update_fields=["state", "begun_at", "heard_at"])
    return run


def _problem(run: PlanRun) -> PlanningProblem:
    """Return the problem, made from the records or taken over from the plan it is asked of."""
    if run.base_id is None:
        problem = make_problem(run)
    else:
        files = PlanFiles.objects.get(run=run.base_id)
        problem = PlanningProblem(
            vary(unpack_problem(files.problem), _variation(run)),
            unpack_plan(files.standing),
            unpack_plan(files.kept),
        )
    if not problem.instance.requirements:
        raise NotPossible("Nobody in this scope waits for a place, and nobody's may be changed.")
    PlanFiles.objects.update_or_create(
        run=run,
        defaults={
            "problem": pack_problem(problem.instance),
            "standing": pack_plan(problem.standing),
            "kept": pack_plan(problem.kept),
        },
    )
    return problem


def _variation(run: PlanRun) -> Variation:
    cap = None if run.cap_percent is None else Fraction(run.cap_percent, 100)
    venue = run.without_venue.code if run.without_venue else ""
    return Variation(venue, cap, run.go_live_weeks)


def _solve(run: PlanRun, instance: Instance, kept: Plan) -> tuple[Plan, list[dict[str, Any]]]:
    # The solvers are heavy and only a worker needs them.
    from bluelamp.training.planner.planning import Refused, make_plan
    from bluelamp.training.planner.shadow_prices import shadow_prices
    from bluelamp.training.planner.solving.search import Given, Limits

    watch = _Watch(run)
    begin = unpack_plan(PlanFiles.objects.get(run=run.base_id).plan) if run.base_id else None
    given = Given(
        old=kept if kept.bookings else None,
        begin=begin,
        everybody=begin is not None or run.keeping == PlanKeeping.ANSWERED,
        stop=watch.asked_to_stop,
    )
    limits = Limits(
        seconds=run.seconds, gap=float(run.gap_percent) / 100, seed=run.seed, rounds=run.rounds
    )
    try:
        plan = make_plan(instance, limits, given=given, say=watch.note)
    except Refused as refused:
        logger.error("The checker refuses a plan: %s", "; ".join(refused.violations[:20]))
        raise NotPossible("The plan made breaks a demand, and is not kept.") from None
    seconds = min(MOST_FOR_PRICES, PRICES_SHARE * run.seconds)
    prices = shadow_prices(instance, seconds, watch.asked_to_stop)
    return plan, [asdict(each) | {"monday": str(each.monday)} for each in prices]


class _Watch:
    """Tells how a search goes, and whether somebody wants it to stop."""

    def __init__(self, run: PlanRun) -> None:
        self.run = run
        self.asked_at = 0.0
        self.stop = False

    def note(self, progress: Progress) -> None:
        """Keep one row of progress."""
        PlanProgress.objects.create(run=self.run, **asdict(progress))

    def asked_to_stop(self) -> bool:
        """Tell whether to stop, asking the database every other second; a sign of life too."""
        if not self.stop and monotonic() - self.asked_at > ASK_EVERY:
            own = PlanRun.objects.filter(pk=self.run.pk)
            own.update(heard_at=now())
            self.stop = bool(own.values_list("stop_asked", flat=True).get())
            self.asked_at = monotonic()
        return self.stop


@transaction.atomic
def _keep(run: PlanRun, instance: Instance, plan: Plan, prices: list[dict[str, Any]]) -> None:
    run = locked_run(run.pk)
    PlanFiles.objects.filter(run=run).update(plan=pack_plan(plan))
    run.summary = told(instance, plan) | _reported(plan) | {"prices": prices}
    run.state = (PlanRunState.STOPPED if run.stop_asked else PlanRunState.DONE).value
    run.ended_at = run.heard_at = now()
    run.save(update_fields=["summary", "state", "ended_at", "heard_at"])
    PlanUnplaced.objects.filter(run=run).delete()
    PlanUnplaced.objects.bulk_create(_unplaced(run, instance, plan), batch_size=2_000)


def _reported(plan: Plan) -> dict[str, Any]:
    names = (
        "objective", "lower_bound", "gap", "requirements", "placed", "without_feasible_start",
        "unplaced_with_feasible_start", "seconds", "first_plan_seconds", "impossible", "again",
        "peak_memory_mib",
    )  # fmt: skip
    return {name: plan.report[name] for name in names if name in plan.report}


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


def _fail(run: PlanRun, fault: str) -> None:
    PlanRun.objects.filter(pk=run.pk).update(
        state=PlanRunState.FAILED.value, fault=fault[:500], ended_at=now()
    )
