"""The planner against other ways to make the same timetable: same instance, checker and machine.

`BLUELAMP_BENCH_PEOPLE` says how many people (500 unless told), `BLUELAMP_BENCH_SECONDS` how long
each may take (120), `BLUELAMP_BENCH_INSTANCE` names the folder of an instance to take instead.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PEOPLE = int(os.environ.get("BLUELAMP_BENCH_PEOPLE", "500"))
SECONDS = float(os.environ.get("BLUELAMP_BENCH_SECONDS", "120"))
FOLDER = os.environ.get("BLUELAMP_BENCH_INSTANCE", "")


def run() -> None:
    """Print what each way places, how far above the planner's bound it is, and how long it took."""
    from bluelamp.training.planner.generating import Scale, generate
    from bluelamp.training.planner.planning import make_plan
    from bluelamp.training.planner.reading import read_instance
    from bluelamp.training.planner.solving.layout import lay_out
    from bluelamp.training.planner.solving.search import Limits

    from . import jar, monolith, spreadsheet

    instance = read_instance(Path(FOLDER)) if FOLDER else generate(Scale(PEOPLE))
    layout = lay_out(instance)
    nowhere = float((~layout.placeable).sum()) * instance.settings.prices.untrained
    began = time.monotonic()
    own = make_plan(instance, Limits(seconds=SECONDS))
    least = own.report["lower_bound"] - nowhere
    ways: list[tuple[str, Callable[[], Any]]] = [
        ("planner", lambda: own),
        ("greedy, as in a spreadsheet", lambda: spreadsheet.plan(layout)),
        ("one CP-SAT model of everything", lambda: monolith.plan(layout, SECONDS)),
        ("UniTime cpsolver", jar.plan),
    ]
    print(f"{len(instance.requirements):,} people, at most {SECONDS:.0f} s each\n")
    print("| way | placed, of those with a feasible start | gap to the planner's bound | s |")
    print("|---|---|---|---|")
    for name, way in ways:
        _print(name, way, layout, (least, nowhere), began)
        began = time.monotonic()


def _print(
    name: str, way: Callable[[], Any], layout: Any, told: tuple[float, float], began: float
) -> None:
    from bluelamp.training.planner.checking import check_plan, price_plan

    plan = way()
    if isinstance(plan, str):
        print(f"| {name} | {plan} | | |", flush=True)
        return
    took = time.monotonic() - began
    least, nowhere = told
    wrong = check_plan(layout.instance, plan)
    assert not wrong, wrong[:3]
    gap = (price_plan(layout.instance, plan).total - nowhere - least) / least
    share = len(plan.bookings) / max(int(layout.placeable.sum()), 1)
    print(f"| {name} | {share:.2%} | {gap:.1%} | {took:.0f} |", flush=True)


if __name__ == "__main__":
    run()
