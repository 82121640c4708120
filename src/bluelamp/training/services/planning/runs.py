"""Asking for plans: one of its own, a what-if, going on from one; stopping one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.jobs import enqueue
from bluelamp.core.time import day_of
from bluelamp.training.enums import Delivery, PlanKeeping, PlanRunState
from bluelamp.training.models import Drop, PlanFiles, PlanRun
from bluelamp.training.planner.instance import Prices
from bluelamp.training.policies import can_manage_training

TASK = "bluelamp.training.tasks.make_plan"
SILENT_FOR = timedelta(minutes=3)
"""After how long without a sign of life the job of a plan counts as lost."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a plan may take: seconds, a gap that is good enough, neighbourhoods, the seed."""

    seconds: int = 300
    gap_percent: Decimal = Decimal(1)
    rounds: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """What is to be planned: which people, from when, keeping to what, at which prices."""

    name: str
    delivery: Delivery
    first_day: date
    keeping: PlanKeeping = PlanKeeping.ALL
    command_id: UUID | None = None
    small_teams: bool = True
    saturdays_from: date | None = None
    prices: Prices = field(default_factory=Prices)
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is otherwise than in the plan it is asked of."""

    without_venue_id: UUID | None = None
    cap_percent: int | None = None
    go_live_weeks: int = 0


@transaction.atomic
def ask_plan(*, drop_id: UUID, asked: PlanAsked, by: Officer, at: datetime) -> PlanRun:
    """Ask for a plan, to be made by a job. Raises NotPossible for days that are over."""
    require(can_manage_training(by))
    drop = Drop.objects.get(pk=drop_id)
    if asked.first_day <= day_of(at):
        raise NotPossible("A plan begins tomorrow or later.", field="first_day", rule="H1")
    if asked.first_day >= drop.go_live:
        said = f"Training ends the day before go-live, {drop.go_live:%-d %B %Y}."
        raise NotPossible(said, field="first_day", rule="H1")
    run = PlanRun.objects.create(
        drop=drop,
        name=asked.name.strip(),
        asked_by_id=by.id,
        asked_at=at,
        delivery=asked.delivery.value,
        command_id=asked.command_id,
        first_day=asked.first_day,
        keeping=asked.keeping.value,
        small_teams=asked.small_teams,
        saturdays_from=asked.saturdays_from,
        prices=asdict(asked.prices),
        **asdict(asked.effort),
    )
    return _queue(run, by=by, action="ask_plan")


@transaction.atomic
def ask_what_if(*, run_id: UUID, what: WhatIf, by: Officer, at: datetime) -> PlanRun:
    """Ask what another plan would be like under another limit; it begins with this one.

    Raises NotPossible when nothing, or more than one thing, is otherwise: the price of a limit is
    seen only when it alone moves.
    """
    require(can_manage_training(by))
    base = plan_with_files(run_id)
    moved = [what.without_venue_id, what.cap_percent, what.go_live_weeks or None]
    if sum(each is not None for each in moved) != 1:
        raise NotPossible("Change one thing at a time.", field="kind")
    go_live = base.drop.go_live + timedelta(weeks=what.go_live_weeks)
    if go_live <= base.first_day:
        said = f"Go-live would be {go_live:%-d %B %Y}, before the plan's first day."
        raise NotPossible(said, field="go_live_weeks", rule="H1")
    run = _copy_of(base, by, at)
    run.without_venue_id, run.cap_percent = what.without_venue_id, what.cap_percent
    run.go_live_weeks = what.go_live_weeks
    run.name = f"{base.name}: {_in_words(run)}"[:80]
    run.save(force_insert=True)
    return _queue(run, by=by, action="ask_what_if")


@transaction.atomic
def go_on_with_plan(*, run_id: UUID, effort: Effort, by: Officer, at: datetime) -> PlanRun:
    """Go on improving a plan that was stopped or ran out of time, beginning with it."""
    require(can_manage_training(by))
    base = plan_with_files(run_id)
    run = _copy_of(base, by, at)
    run.goes_on = True
    if run.keeping == PlanKeeping.FIXED:
        run.keeping = PlanKeeping.ALL.value
    for name, value in asdict(effort).items():
        setattr(run, name, value)
    run.name = f"{base.name.removesuffix(', further')}, further"[:80]
    run.save(force_insert=True)
    return _queue(run, by=by, action="go_on_with_plan")


@transaction.atomic
def stop_plan(*, run_id: UUID, by: Officer, at: datetime) -> PlanRun:
    """Stop a plan being made; the best so far is kept. One that waits is taken off."""
    require(can_manage_training(by))
    run = locked_run(run_id)
    if PlanRunState(run.state).is_over:
        raise NotPossible("This plan is not being made any more.")
    run.stop_asked = True
    if run.state == PlanRunState.QUEUED:
        run.state, run.ended_at = PlanRunState.STOPPED.value, at
    run.save(update_fields=["stop_asked", "state", "ended_at"])
    log_run(run, by=by, action="stop_plan")
    return run


@transaction.atomic
def begin_again(*, run_id: UUID, by: Officer, at: datetime) -> PlanRun:
    """Begin a plan anew whose job failed, or go on with one whose job was lost."""
    require(can_manage_training(by))
    run = locked_run(run_id)
    if run.state != PlanRunState.FAILED and not is_lost(run, at):
        raise NotPossible("This plan has not failed.")
    if run.state == PlanRunState.FAILED:
        PlanFiles.objects.filter(run=run).update(best=b"")
        run.progress.all().delete()
    run.state, run.fault, run.stop_asked = PlanRunState.QUEUED.value, "", False
    run.save(update_fields=["state", "fault", "stop_asked"])
    return _queue(run, by=by, action="begin_plan_again")


def is_lost(run: PlanRun, at: datetime) -> bool:
    """Tell whether the job of a plan gives no sign of life any more."""
    return (
        run.state == PlanRunState.RUNNING
        and run.heard_at is not None
        and at - run.heard_at > SILENT_FOR
    )


def locked_run(run_id: UUID) -> PlanRun:
    """Return a run, held until the transaction ends."""
    held = PlanRun.objects.select_for_update(of=("self",), no_key=True)
    run = held.select_related("drop__programme").filter(pk=run_id).first()
    if run is None:
        raise NotPossible("There is no such plan.")
    return run


def plan_with_files(run_id: UUID) -> PlanRun:
    """Return a run that has a plan. Raises NotPossible for one that has none."""
    run = locked_run(run_id)
    if not PlanRunState(run.state).is_over or not run.summary:
        raise NotPossible("There is no plan yet to begin with.")
    return run


def _copy_of(base: PlanRun, by: Officer, at: datetime) -> PlanRun:
    names = (
        "drop_id", "delivery", "command_id", "first_day", "keeping", "small_teams",
        "saturdays_from", "prices", "seconds", "gap_percent", "rounds", "seed",
    )  # fmt: skip
    given = {name: getattr(base, name) for name in names}
    return PlanRun(**given, base=base, asked_by_id=by.id, asked_at=at)


def _in_words(run: PlanRun) -> str:
    if run.without_venue:
        return f"without {run.without_venue}"
    if run.cap_percent is not None:
        return f"cap {run.cap_percent} %"
    weeks = abs(run.go_live_weeks)
    when = "earlier" if run.go_live_weeks < 0 else "later"
    return f"go-live {weeks} week{'' if weeks == 1 else 's'} {when}"


def _queue(run: PlanRun, *, by: Officer, action: str) -> PlanRun:
    enqueue(TASK, run_id=str(run.pk))
    log_run(run, by=by, action=action)
    return run


def log_run(run: PlanRun, *, by: Officer, action: str, detail: str = "") -> None:
    subject = Subject("plan_run", (run.pk,), run.name, run.version, Regime.GEN)
    record_change(by=by, of=subject, action=action, detail=detail)
