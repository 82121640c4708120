"""Refreshers planned for everybody at once, in a constant number of statements (TRN-7.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.copying import copy_rows
from bluelamp.core.jobs import enqueue
from bluelamp.training.enums import (
    NotNeededBecause,
    Outcome,
    RefresherCause,
    RefresherRunState,
    RefresherState,
)
from bluelamp.training.models import (
    OPEN_REFRESHERS,
    Drop,
    Learner,
    RefresherDue,
    RefresherRun,
    Requirement,
)
from bluelamp.training.policies import can_keep_readiness
from bluelamp.training.rules.refreshers import RefresherDays, refresher_days
from bluelamp.training.selectors.freshness import to_refresh

from .refresher_mail import tell_how_they_stand

TASK = "bluelamp.training.tasks.plan_refreshers"
FEW = 500
"""Up to so many people are planned for while somebody waits for the page."""

Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Planned:
    """How many refreshers were made, got other days, or were closed; and whom it concerns."""

    made: int = 0
    changed: int = 0
    closed: int = 0
    people: set[UUID] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Tell whether anything was done."""
        return bool(self.made or self.changed or self.closed)


def ask_refreshers(
    *, drop: Drop, was: date, concerned: int, by: Officer, at: datetime
) -> RefresherRun:
    """Plan refreshers for a go-live that was moved: at once for few people, by a job for many."""
    run = RefresherRun.objects.create(
        drop=drop,
        cause=RefresherCause.MOVED,
        go_live_was=was,
        go_live=drop.go_live,
        asked_by=by.label,
        asked_at=at,
    )
    if concerned <= FEW:
        return carry_out_run(run_id=run.pk, at=at)
    enqueue(TASK, run_id=str(run.pk))
    return run


def carry_out_run(*, run_id: UUID, at: datetime) -> RefresherRun:
    """Plan what a run asks for, by go-live as it stands now; one that is done stays as it is.

    That it has begun is told before the transaction that plans, so that pages can show it.
    """
    waiting = RefresherRun.objects.filter(pk=run_id, state=RefresherRunState.QUEUED)
    waiting.update(state=RefresherRunState.RUNNING)
    with transaction.atomic():
        run = RefresherRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.state != RefresherRunState.DONE:
            _finish(run, plan_refreshers(drop_id=run.drop_id, at=at), at)
    return run


@transaction.atomic
def plan_by_the_clock(*, by: Officer, at: datetime) -> int:
    """Plan refreshers of every drop, whatever made them needed; return how many people changed.

    A night on which nothing changes leaves nothing behind. What a job was to do and never did is
    done.
    """
    require(can_keep_readiness(by))
    changed = 0
    for left in RefresherRun.objects.exclude(state=RefresherRunState.DONE).order_by("asked_at"):
        changed += carry_out_run(run_id=left.pk, at=at).people
    for drop in Drop.objects.order_by("pk"):
        planned = plan_refreshers(drop_id=drop.pk, at=at)
        if not planned:
            continue
        run = RefresherRun.objects.create(
            drop=drop,
            cause=RefresherCause.CLOCK,
            go_live=drop.go_live,
            asked_by=by.label,
            asked_at=at,
        )
        _finish(run, planned, at)
        subject = Subject("training_drop", (drop.pk,), str(drop.number), regime=Regime.GEN)
        record_change(by=by, of=subject, action="plan_refreshers")
        changed += len(planned.people)
    return changed


@transaction.atomic
def plan_refreshers(*, drop_id: UUID, at: datetime) -> Planned:
    """Make, move and close refreshers so that they are what go-live asks for (TRN-7.3).

    Six statements however many people; a second time changes nothing. What was done too early for
    the new go-live must be done again.
    """
    drop = Drop.objects.select_for_update(no_key=True).get(pk=drop_id)
    days = refresher_days(drop.go_live, drop.window_days)
    # Locked before it is asked who is stale: a refresher that ends meanwhile is not made again.
    held = {(each.learner_id, each.course_id): each for each in _open(drop)}
    found = to_refresh(drop).values_list("learner_id", "course_id", "completed_on")
    wanted: dict[Key, date] = {(who, course): on for who, course, on in found if on is not None}
    new = wanted.keys() - held.keys()
    over = [held[key] for key in held.keys() - wanted.keys()]
    moved = [each for key, each in held.items() if key in wanted and each.days != days]
    _make({key: wanted[key] for key in sorted(new)}, days, at)
    _move([each.pk for each in moved], days)
    _close([each.pk for each in over], at)
    people = {who for who, _course in new} | {each.learner_id for each in (*over, *moved)}
    return Planned(len(new), len(moved), len(over), people)


def close_refresher(*, learner: Learner, course_id: UUID, outcome: Outcome, at: datetime) -> None:
    """Close the refresher of somebody who took the course again or is waived: one statement."""
    waived = outcome is Outcome.WAIVED
    because = NotNeededBecause.WAIVED if waived else NotNeededBecause.TAKEN_AGAIN
    RefresherDue.objects.filter(
        learner=learner, course=course_id, state__in=OPEN_REFRESHERS
    ).update(state=RefresherState.NOT_NEEDED, not_needed_because=because, ended_at=at)


def _open(drop: Drop) -> list[RefresherDue]:
    """Return what is still to do, locked in one order."""
    held = RefresherDue.objects.filter(course__drop=drop, state__in=OPEN_REFRESHERS)
    return list(held.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _make(wanted: dict[Key, date], days: RefresherDays, at: datetime) -> None:
    copy_rows(
        RefresherDue(
            learner_id=learner,
            course_id=course,
            completed_on=completed,
            opens_on=days.opens,
            due_by=days.last,
            state=RefresherState.DUE.value,
            made_at=at,
        )
        for (learner, course), completed in wanted.items()
    )


def _move(keys: Collection[UUID], days: RefresherDays) -> None:
    """Give refreshers their new days; a part done before them is to do again."""
    kept = {name: Q(**{f"{name}__gte": days.opens}) for name in ("e_learning_on", "task_on")}
    RefresherDue.objects.filter(pk__in=keys).update(
        opens_on=days.opens,
        due_by=days.last,
        e_learning_on=Case(When(kept["e_learning_on"], then=F("e_learning_on"))),
        task_on=Case(When(kept["task_on"], then=F("task_on"))),
        task_signed_by=Case(When(kept["task_on"], then=F("task_signed_by")), default=Value("")),
        state=Case(
            When(kept["e_learning_on"], then=Value(RefresherState.E_LEARNING_DONE.value)),
            When(kept["task_on"], then=Value(RefresherState.TASK_DONE.value)),
            default=Value(RefresherState.DUE.value),
        ),
    )


def _close(keys: Collection[UUID], at: datetime) -> None:
    """Close refreshers with the reason why each is not needed."""
    who = Learner.objects.filter(pk=OuterRef("learner"))
    asked = Requirement.objects.filter(learner=OuterRef("learner"), course=OuterRef("course"))
    because = NotNeededBecause
    away = who.filter(~Q(out_of_scope="") | Q(staff__is_active=False))
    again = asked.filter(completed_on__gt=OuterRef("completed_on"))
    RefresherDue.objects.filter(pk__in=keys).update(
        state=RefresherState.NOT_NEEDED,
        ended_at=at,
        not_needed_because=Case(
            When(Exists(away), then=Value(because.NOT_COUNTED.value)),
            When(~Exists(asked), then=Value(because.NOT_ASKED.value)),
            When(Exists(asked.filter(outcome=Outcome.WAIVED)), then=Value(because.WAIVED.value)),
            When(Exists(again), then=Value(because.TAKEN_AGAIN.value)),
            default=Value(because.FRESH_AGAIN.value),
        ),
    )


def _finish(run: RefresherRun, planned: Planned, at: datetime) -> None:
    """Keep what came of a run, and have everybody it concerns told."""
    run.state, run.ended_at = RefresherRunState.DONE, at
    run.made, run.changed, run.closed = planned.made, planned.changed, planned.closed
    run.people = len(planned.people)
    run.save(update_fields=["state", "ended_at", "made", "changed", "closed", "people"])
    tell_how_they_stand(planned.people, run=run)
