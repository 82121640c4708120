"""The job that makes a plan: problem, search with progress told, and what is kept of it."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.training.enums import PlanKeeping, PlanRunState
from bluelamp.training.models import PlanFiles, PlanRun
from bluelamp.training.planner.plan import Plan
from bluelamp.training.planner.problems import UnreadableFiles
from bluelamp.training.planner.varying import Variation, vary

from .files import pack_plan, pack_problem, unpack_plan, unpack_problem
from .outcome import keep_fault, keep_plan
from .problem import PlanningProblem, make_problem
from .runs import locked_run
from .watching import SoFar, TakenOver, Watch, left_by_another

logger = logging.getLogger(__name__)
PRICES_SHARE = 0.1
MOST_FOR_PRICES = 30.0
AT_ONCE_FOR_PRICES = 3.0
UNFORESEEN = "Something went wrong that was not foreseen; the log of the server says what."


def carry_out_plan(*, run_id: UUID) -> None:
    """Make the plan of a run that waits; what goes wrong is kept with it, in words.

    A run whose worker was killed is taken up by the next with the best plan so far; should the
    first be alive after all, it finds itself followed and writes nothing more.
    """
    run = _claim(run_id, now())
    if run is None:
        return
    try:
        so_far = left_by_another(run)
        problem = _problem_left(run) if so_far.plan else _problem(run)
        plan, prices = _solve(run, problem, so_far)
        keep_plan(run, problem, plan, prices, so_far)
    except TakenOver:
        logger.warning("A plan was taken up by another worker: %s", run.pk)
    except NotPossible as refusal:
        keep_fault(run, refusal.reason)
    except UnreadableFiles as error:
        keep_fault(run, str(error))
    except Exception:
        keep_fault(run, UNFORESEEN)
        raise


@transaction.atomic
def _claim(run_id: UUID, at: datetime) -> PlanRun | None:
    run = locked_run(run_id)
    if PlanRunState(run.state).is_over:
        return None
    run.state = PlanRunState.RUNNING.value
    run.begun_at = run.begun_at or at
    run.heard_at = at
    run.claims += 1
    run.save(update_fields=["state", "begun_at", "heard_at", "claims"])
    return run


def _problem_left(run: PlanRun) -> PlanningProblem:
    """Return the problem as the worker before had it."""
    files = PlanFiles.objects.get(run=run)
    return PlanningProblem(
        unpack_problem(files.problem), unpack_plan(files.standing), unpack_plan(files.kept)
    )


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
            "best": b"",
        },
    )
    return problem


def _variation(run: PlanRun) -> Variation:
    cap = None if run.cap_percent is None else Fraction(run.cap_percent, 100)
    venue = run.without_venue.code if run.without_venue else ""
    return Variation(venue, cap, run.go_live_weeks)


def _solve(
    run: PlanRun, problem: PlanningProblem, so_far: SoFar
) -> tuple[Plan, list[dict[str, Any]]]:
    # The solvers are heavy and only a worker needs them.
    from bluelamp.training.planner.keeping import Keeper
    from bluelamp.training.planner.planning import Refused, make_plan
    from bluelamp.training.planner.shadow_prices import shadow_prices
    from bluelamp.training.planner.solving.search import Given, Limits

    watch, old = Watch(run, so_far), problem.kept if problem.kept.bookings else None
    given = Given(
        old=old,
        begin=so_far.plan or _plan_of_base(run),
        everybody=run.base_id is not None or old is None or run.keeping == PlanKeeping.ANSWERED,
        proven=max(so_far.proven, _proven_by_base(run)),
        offer=Keeper(watch.keep_best).offer,
        stop=watch.asked_to_stop,
    )
    limits = Limits(watch.seconds_left, float(run.gap_percent) / 100, run.seed, _rounds(run))
    try:
        plan = make_plan(problem.instance, limits, given=given, say=watch.note)
    except Refused as refused:
        logger.error("The checker refuses a plan: %s", "; ".join(refused.violations[:20]))
        raise NotPossible("The plan made breaks a demand, and is not kept.") from None
    watch.keep_best(plan)
    seconds = min(_most_for_prices(run), PRICES_SHARE * watch.seconds_left)
    prices = shadow_prices(problem.instance, seconds, watch.asked_to_stop)
    return plan, [asdict(each) | {"monday": str(each.monday)} for each in prices]


def _plan_of_base(run: PlanRun) -> Plan | None:
    return unpack_plan(PlanFiles.objects.get(run=run.base_id).plan) if run.base_id else None


def _proven_by_base(run: PlanRun) -> float:
    """Return what is proven of the plan that this one goes on from: the problem is the same."""
    return float(run.base.summary["lower_bound"]) if run.goes_on and run.base else 0.0


def _most_for_prices(run: PlanRun) -> float:
    return AT_ONCE_FOR_PRICES if run.keeping == PlanKeeping.FIXED else MOST_FOR_PRICES


def _rounds(run: PlanRun) -> int | None:
    return 0 if run.keeping == PlanKeeping.FIXED else run.rounds
