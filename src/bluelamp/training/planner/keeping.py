"""Handing on the best plan so far while the search goes on: little is lost with a worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from .checking import check_plan
from .plan import Plan
from .solving.plans import plan_of
from .solving.timetable import Timetable

EVERY = 15.0
REST = 20
"""After a plan took so long to hand on, nothing is handed on for this many times as long."""


@dataclass
class Keeper:
    """Hands on the first plan, then better ones, each judged by the checker first.

    Never two within ``every`` seconds, nor so often that the search loses a twentieth of its time.
    """

    hand_on: Callable[[Plan], None]
    every: float = EVERY
    cost: float = field(default=np.inf, init=False)
    again_at: float = field(default=0.0, init=False)
    first: float = field(default=0.0, init=False)
    began: float = field(default_factory=time.monotonic, init=False)

    def offer(self, table: Timetable, bound: float) -> None:
        """Take a timetable with what is proven; hand it on if it is better and time."""
        now = time.monotonic()
        if now < self.again_at:
            return
        cost = table.cost()
        if cost >= self.cost - 1e-6:
            return
        waiting = np.flatnonzero(table.seat_of < 0).tolist()
        plan = plan_of(table, dict.fromkeys(waiting, "not placed so far"))
        if check_plan(table.layout.instance, plan):
            return
        self.first = self.first or now - self.began
        report = {"objective": cost, "lower_bound": bound, "first_plan_seconds": self.first}
        self.hand_on(replace(plan, report=report))
        self.cost = cost
        self.again_at = time.monotonic() + max(self.every, REST * (time.monotonic() - now))
