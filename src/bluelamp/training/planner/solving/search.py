"""The search: a bound, a first timetable, and parts of it put together anew until time is up."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from random import Random

from bluelamp.training.planner.plan import Plan

from .ascent import Bound, raise_bound
from .carrying_out import carry_out
from .cores import Beside, Cores
from .first import delivery_by_delivery, delivery_order, first_timetable
from .freeing import Freed
from .joint import joint_of, prove_jointly
from .layout import Layout
from .mip import Solution, solve_model
from .neighbourhoods import Chooser
from .opening import open_sessions
from .prices import Dual
from .replanning import keep_what_stands
from .reseating import Choice, Part, model_part
from .teaching import are_few
from .timetable import Timetable
from .whole_deliveries import one_a_person
from .whole_sessions import WholeSessions

BOUND_ROUNDS = 300
BOUND_SHARE = 0.12
MODEL_SECONDS = 5.0
WHOLE_MODEL_SECONDS = 12.0
BOUND_FROM = "Lagrangian dual over trainers and rooms; whole sessions where a course has few people"
AGAIN_BOUND_SECONDS = 10.0
FIRST_PASSES = 40
FIRST_SHARE = 0.12
FEW_PASSES, MODELLED = 0.15, 3
WHOLE_SHARE = 0.12
JOINT_SHARE, JOINT_MOST = 0.7, 300.0
AT_ONCE = 3
OFFERS = 8
RELUCTANCE = 20.0
FEW = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: seconds, a gap that is good enough, neighbourhoods looked at."""

    seconds: float = 300
    gap: float = 0.0
    seed: int = 1
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is."""

    seconds: float
    objective: float
    bound: float
    gap: float
    waiting: int
    sessions: int


def _never() -> bool:
    return False


def _to_nobody(_table: Timetable, _bound: float) -> None:
    """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a search begins with, and what may end it early.

    ``old`` is the plan whose bookings cost something to change; ``begin`` one to go on from, the
    old one if there is none; ``everybody`` says that what stands may be improved too, not only
    room be made for those who wait. ``proven`` is a bound that is known to hold. ``stop`` is asked
    again and again; ``offer`` is handed the timetable and the bound whenever progress is told.
    """

    old: Plan | None = None
    begin: Plan | None = None
    everybody: bool = False
    proven: float = 0.0
    offer: Callable[[Timetable, float], None] = _to_nobody
    stop: Callable[[], bool] = _never


NOTHING_GIVEN = Given()


@dataclass
class Outcome:
    """The best timetable, with what is proven about it."""

    table: Timetable
    bound: float
    bound_from: str
    first_seconds: float
    displaced: frozenset[int] = frozenset()
    curve: list[tuple[float, float, float]] = field(default_factory=list)


def search(
    layout: Layout,
    limits: Limits,
    *,
    given: Given = NOTHING_GIVEN,
    say: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Return the best timetable found within the limits."""
    return _Search(layout, limits, given, say).run()


class _Search:
    def __init__(
        self, layout: Layout, limits: Limits, given: Given, say: Callable[[Progress], None]
    ) -> None:
        self.layout, self.limits, self.given, self.say = layout, limits, given, say
        self.began = self.told = time.monotonic()
        self.free_cost = layout.instance.settings.prices.untrained * float(
            (~layout.placeable).sum()
        )
        self.curve: list[tuple[float, float, float]] = []
        self.proof: Beside | None = None
        self.known_cost: float | None = None

    def run(self) -> Outcome:
        self.cores = Cores()
        begin = self.given.begin or self.given.old
        try:
            return self._run() if begin is None else self._run_again(begin)
        finally:
            self.cores.close()
            if self.proof:
                self.proof.close()

    def _until(self, ends: float) -> Callable[[], bool]:
        """Return whether to go on: until a moment, or until it is stopped."""
        return lambda: time.monotonic() < ends and not self.given.stop()

    def _run(self) -> Outcome:
        dual = Dual(self.layout)
        ends = self.began + BOUND_SHARE * self.limits.seconds
        bound = raise_bound(dual, BOUND_ROUNDS, self._until(ends))
        if len(self.layout.delivery_of) <= FEW:
            return self._run_whole(dual, bound)
        whole = self._begin_proof(dual, bound)
        table = self._first(dual, bound)
        first = time.monotonic() - self.began
        self._tell(table, bound, always=True)
        bound = self._known(whole.raised() if whole else bound)
        bound = self._improve(table, bound)
        enough = self.given.stop() or self._gap(table, bound) <= self.limits.gap + 1e-9
        bound = self._raised(bound, wait=0.0 if enough else WHOLE_SHARE * self.limits.seconds)
        self._tell(table, bound, always=True)
        return Outcome(table, bound.value, BOUND_FROM, first, curve=self.curve)

    def _begin_proof(self, dual: Dual, bound: Bound) -> WholeSessions | None:
        """Begin to prove more: all deliveries at once where trainers are few, else each alone."""
        joint = joint_of(self.layout) if are_few(self.layout) else None
        if joint is not None:
            seconds = min(JOINT_SHARE * self.limits.seconds, JOINT_MOST)
            self.proof = Beside(prove_jointly, joint, seconds)
            return None
        whole = WholeSessions(dual, bound, self.cores, WHOLE_SHARE * self.limits.seconds)
        whole.begin()
        return whole

    def _raised(self, bound: Bound, *, wait: float = 0.0) -> Bound:
        """Return the bound, higher if the proof beside the search has ended."""
        proven = self.proof.found(wait=wait) if self.proof else None
        return bound if proven is None else replace(bound, value=max(bound.value, proven))

    def _known(self, bound: Bound) -> Bound:
        """Return a bound that is no lower than what is known to hold."""
        return replace(bound, value=max(bound.value, self.given.proven))

    def _first(self, dual: Dual, bound: Bound) -> Timetable:
        few, share = are_few(self.layout), FIRST_SHARE * self.limits.seconds
        goes_on = self._until(time.monotonic() + share * (FEW_PASSES if few else 1))
        table = first_timetable(self.layout, dual, bound, FIRST_PASSES, goes_on)
        if not few:
            return table
        goes_on = self._until(time.monotonic() + MODELLED * share)
        modelled = delivery_by_delivery(self.layout, dual, bound, share / 2, goes_on)
        return min(modelled, table, key=Timetable.cost)

    def _run_whole(self, dual: Dual, bound: Bound) -> Outcome:
        """Solve a small problem as one model, which may prove that there is no better plan."""
        table = first_timetable(self.layout, dual, bound, 1, lambda: False)
        first = time.monotonic() - self.began
        freed = Freed(tuple(sorted(table.classes)), one_a_person(table, table.waiting()))
        part = model_part(table, freed, Choice(bound.paid, len(self.layout.days) ** 2, True))
        if part is not None:
            solution = solve_model(part.model, self.limits.seconds, gap=0.0)
            carry_out(table, part, solution)
            if not self.layout.kin and len(part.learners) == int(self.layout.placeable.sum()):
                bound = replace(bound, value=max(bound.value, solution.bound + self.free_cost))
        bound = self._known(bound)
        self._tell(table, bound, always=True)
        self._improve(table, bound)
        self._tell(table, bound, always=True)
        return Outcome(table, bound.value, BOUND_FROM, first, curve=self.curve)

    def _run_again(self, begin: Plan) -> Outcome:
        """Keep what stands, then make room for those who fell out; for nobody else, if so asked."""
        dual = Dual(self.layout)
        table, displaced = keep_what_stands(self.layout, begin, self.given.old)
        if self.given.old and begin is not self.given.old:
            displaced = keep_what_stands(self.layout, self.given.old, self.given.old)[1]
        ends = time.monotonic() + min(AGAIN_BOUND_SECONDS, BOUND_SHARE * self.limits.seconds)
        bound = raise_bound(dual, BOUND_ROUNDS, self._until(ends))
        bound = self._known(bound)
        open_sessions(table, dual, bound, bound.paid, delivery_order(self.layout))
        first = time.monotonic() - self.began
        self._tell(table, bound, always=True)
        self._improve(table, bound, only_waiting=not self.given.everybody)
        self._tell(table, bound, always=True)
        return Outcome(table, bound.value, BOUND_FROM, first, displaced, self.curve)

    def _improve(self, table: Timetable, bound: Bound, only_waiting: bool = False) -> Bound:
        random = Random(self.limits.seed)  # noqa: S311
        chooser = Chooser(table, bound.paid, random, only_waiting=only_waiting)
        flight: deque[tuple[Part, set[int], Future[Solution]]] = deque()
        busy: set[int] = set()
        rounds = 0
        while True:
            bound = self._raised(bound)
            goes_on = self._goes_on(table, bound, rounds)
            while goes_on and len(flight) < AT_ONCE:
                part = self._next_part(table, chooser, bound, busy)
                if part is None:
                    break
                keys = _keys(table, part)
                busy |= keys
                flight.append((part, keys, self.cores.solve(part.model, self._seconds_for(part))))
            if not flight:
                return bound
            part, keys, future = flight.popleft()
            solution = future.result()
            busy -= keys
            gained = improves(part, solution) and carry_out(table, part, solution)
            if gained:
                self.known_cost = None
            chooser.note(part.freed, gained)
            rounds += 1
            self._tell(table, bound)

    def _seconds_for(self, part: Part) -> float:
        most = WHOLE_MODEL_SECONDS if part.freed.whole else MODEL_SECONDS
        return max(min(most, self.began + self.limits.seconds - time.monotonic()), 0.1)

    def _next_part(
        self, table: Timetable, chooser: Chooser, bound: Bound, busy: set[int]
    ) -> Part | None:
        for _ in range(10):
            freed = chooser.choose(busy)
            # Planning again, people are moved to make room for somebody, not to save a little.
            reluctance = RELUCTANCE if chooser.only_waiting else 1.0
            choice = Choice(bound.paid, OFFERS, reluctance=reluctance)
            if freed is None:
                return None
            part = model_part(table, freed, choice)
            if part is not None and part.model.guess is not None:
                return part
        return None

    def _goes_on(self, table: Timetable, bound: Bound, rounds: int) -> bool:
        if self.limits.rounds is not None and rounds >= self.limits.rounds:
            return False
        if self.given.stop():
            return False
        if time.monotonic() - self.began > self.limits.seconds:
            return False
        return self._gap(table, bound) > self.limits.gap + 1e-9

    def _gap(self, table: Timetable, bound: Bound) -> float:
        least = bound.value - self.free_cost
        return (self._cost(table) - self.free_cost - least) / least if least > 0 else 0.0

    def _cost(self, table: Timetable) -> float:
        if self.known_cost is None:
            self.known_cost = table.cost()
        return self.known_cost

    def _tell(self, table: Timetable, bound: Bound, always: bool = False) -> None:
        now = time.monotonic()
        if not always and now - self.told < 2:
            return
        self.told = now
        gap = self._gap(table, bound)
        seconds = now - self.began
        cost, waiting = self._cost(table), len(table.waiting())
        self.curve.append((round(seconds, 1), round(cost, 1), round(gap, 5)))
        self.say(Progress(seconds, cost, bound.value, gap, waiting, len(table.classes)))
        self.given.offer(table, bound.value)


def improves(part: Part, solution: Solution) -> bool:
    """Tell whether a solution costs less than the part did before."""
    if part.model.guess is None:
        return False
    before = float(part.model.guess @ part.model.cost)
    return solution.columns is not None and solution.cost < before - 1e-3


def _keys(table: Timetable, part: Part) -> set[int]:
    """Return what another part may not touch: sessions, and people as negative numbers."""
    sessions = {*part.freed.numbers, *table.seat_of[list(part.freed.lifted)].tolist()}
    return sessions | {-each - 1 for each in part.learners}
