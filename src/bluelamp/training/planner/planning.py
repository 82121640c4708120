"""Making a plan from an instance: solved, judged, explained and told."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

from .checking import check_plan, price_plan
from .explaining import impossible, left_out_by_caps, reasons_of
from .instance import Instance
from .keeping_teams import with_old_trainers
from .plan import Plan
from .solving.cores import how_many
from .solving.layout import Layout, lay_out
from .solving.plans import plan_of
from .solving.search import NOTHING_GIVEN, Given, Limits, Outcome, Progress, search


@dataclass(frozen=True)
class Refused(Exception):
    """A plan that the checker refuses: a fault of the solver, never kept."""

    violations: tuple[str, ...]


def make_plan(
    instance: Instance,
    limits: Limits,
    *,
    old: Plan | None = None,
    given: Given = NOTHING_GIVEN,
    say: Callable[[Progress], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
) -> Plan:
    """Return the best plan found within the limits, with its report.

    ``old`` is short for what is given as such. Raises Refused when the checker finds fault with it.
    """
    began = time.monotonic()
    given = replace(given, old=old) if old else given
    layout = lay_out(instance)
    hopeless = impossible(layout)
    for each in hopeless:
        warn(each)
    given = replace(given, proven=max(given.proven, _least(layout)))
    outcome = search(layout, limits, given=given, say=say)
    plan = plan_of(outcome.table, reasons_of(outcome.table))
    if given.old or given.begin:
        plan = _with_old_trainers(instance, plan, given)
    violations = check_plan(instance, plan)
    if violations:
        raise Refused(tuple(map(str, violations)))
    report = (
        _report(instance, plan, given.old, outcome)
        | _again(outcome, given.old)
        | {
            "impossible": hopeless,
            "seconds": round(time.monotonic() - began, 1),
            "seed": limits.seed,
        }
    )
    return replace(plan, report=report)


def _least(layout: Layout) -> float:
    """Return what the people cost whom no plan can place: no plan costs less."""
    nowhere = int((~layout.placeable).sum())
    return layout.instance.settings.prices.untrained * (nowhere + left_out_by_caps(layout))


def _with_old_trainers(instance: Instance, plan: Plan, given: Given) -> Plan:
    """Give old trainers back, if every demand is then kept as before."""
    old = given.old or given.begin
    again = with_old_trainers(instance, plan, old) if old else plan
    return plan if check_plan(instance, again) else again


def _report(instance: Instance, plan: Plan, old: Plan | None, outcome: Outcome) -> dict[str, Any]:
    objective = price_plan(instance, plan, old)
    layout = outcome.table.layout
    nowhere = int((~layout.placeable).sum())
    without = nowhere * instance.settings.prices.untrained
    told, bound = objective.total - without, outcome.bound - without
    return {
        "objective": asdict(objective) | {"total": objective.total},
        "lower_bound": round(outcome.bound, 2),
        "bound_from": outcome.bound_from,
        "gap": round(gap_of(told, bound), 6),
        "gap_counts": "every person with a feasible start; those without cost both sides the same",
        "requirements": len(instance.requirements),
        "without_feasible_start": nowhere,
        "placed": len(plan.bookings),
        "unplaced_with_feasible_start": len(plan.unplaced) - nowhere,
        "left_out_by_caps": left_out_by_caps(layout),
        "sessions": len(plan.sessions),
        "first_plan_seconds": round(outcome.first_seconds, 1),
        "curve": outcome.curve,
        "peak_memory_mib": round(peak_memory()),
        "version": version("bluelamp"),
    }


def _again(outcome: Outcome, old: Plan | None) -> dict[str, Any]:
    """Return whom planning again concerned."""
    if old is None:
        return {}
    table, displaced = outcome.table, outcome.displaced
    kept = [each for each in table.keep if each not in displaced]
    prices = table.layout.instance.settings.prices
    return {
        "again": {
            "displaced": len(displaced),
            "displaced_without_feasible_start": sum(
                not table.layout.placeable[each] for each in displaced
            ),
            "displaced_placed": sum(bool(table.seat_of[each] >= 0) for each in displaced),
            "others": len(kept),
            "others_moved": sum(table.moved(each) for each in kept),
            "price_of_a_change": prices.changed_booking,
        }
    }


def gap_of(objective: float, bound: float) -> float:
    """Return by what share of the bound an objective lies above it."""
    return (objective - bound) / bound if bound > 0 else 0.0 if objective <= bound else 1.0


def peak_memory() -> float:
    """Return the most memory that this process and its helpers can have held, in MiB.

    Of the helpers only the largest is known; the others count as large.
    """
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + how_many() * helpers) * unit / 2**20
