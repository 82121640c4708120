"""What a worker tells of a plan while it makes it, as long as nobody has taken it up after it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.core.time import now
from bluelamp.training.models import PlanFiles, PlanProgress, PlanRun
from bluelamp.training.planner.plan import Plan

from .files import pack_plan, unpack_plan

if TYPE_CHECKING:
    from bluelamp.training.planner.solving.search import Progress

ASK_EVERY = 2.0
LEAST_SECONDS = 5.0
"""What a plan that is taken up again is given, however little of its time is left."""


class TakenOver(Exception):
    """Another worker has taken this plan up: this one was thought dead, and writes nothing more."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """What an earlier worker left: seconds spent, and the best plan with what it proved."""

    spent: float
    plan: Plan | None = None

    @property
    def proven(self) -> float:
        """Return the bound that was proven."""
        return float(self.plan.report["lower_bound"]) if self.plan else 0.0

    @property
    def first_seconds(self) -> float | None:
        """Return after how long the first plan was there, if one was."""
        return float(self.plan.report["first_plan_seconds"]) if self.plan else None


def left_by_another(run: PlanRun) -> SoFar:
    """Return what of a plan an earlier worker left."""
    best = PlanFiles.objects.filter(run=run).values_list("best", flat=True).first()
    if not best:
        return SoFar(0.0)
    last = run.progress.order_by("-id").values_list("seconds", flat=True).first()
    return SoFar(last or 0.0, unpack_plan(best))


class Watch:
    """Tells how a search goes, keeps the best plan so far, and asks whether to stop."""

    def __init__(self, run: PlanRun, so_far: SoFar) -> None:
        self.run, self.so_far = run, so_far
        self.asked_at = 0.0
        self.stop = False

    @property
    def seconds_left(self) -> float:
        """Return how long to go on."""
        return max(self.run.seconds - self.so_far.spent, LEAST_SECONDS)

    def note(self, progress: Progress) -> None:
        """Keep one row of progress."""
        told = replace(progress, seconds=self.so_far.spent + progress.seconds)
        PlanProgress.objects.create(run=self.run, **asdict(told))

    def keep_best(self, plan: Plan) -> None:
        """Keep a plan in the place of the one before; it may be the last that is heard of."""
        report = dict(plan.report)
        if self.so_far.first_seconds is not None:
            report["first_plan_seconds"] = self.so_far.first_seconds
        packed = pack_plan(replace(plan, report=report))
        own = PlanFiles.objects.filter(run=self.run, run__claims=self.run.claims)
        own.update(best=packed)

    def asked_to_stop(self) -> bool:
        """Tell whether to stop, asking the database every other second; a sign of life too."""
        if not self.stop and monotonic() - self.asked_at > ASK_EVERY:
            own = claimed(self.run.pk, self.run.claims)
            if not own.update(heard_at=now()):
                raise TakenOver
            self.stop = bool(own.values_list("stop_asked", flat=True).get())
            self.asked_at = monotonic()
        return self.stop


def claimed(run_id: UUID, claims: int) -> QuerySet[PlanRun]:
    """Return a run as long as this worker is the last to have taken it up."""
    return PlanRun.objects.filter(pk=run_id, claims=claims)
