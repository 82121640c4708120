"""Training decides who is let in: clearances follow results, and go-live, at once (INF-10.16)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.enums import ClearanceKind
from bluelamp.access.models import Clearance, GatedModule, Staff
from bluelamp.access.policies import Officer, require
from bluelamp.access.selectors import cleared_at
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Outcome, PlatformModule
from bluelamp.training.models import (
    OPEN_REFRESHERS,
    Course,
    Drop,
    RefresherDue,
    RefresherRun,
    Requirement,
)
from bluelamp.training.policies import can_let_in_untrained, can_manage_training
from bluelamp.training.rules.clearance import TERMS, Standing, modules_open
from bluelamp.training.rules.freshness import Completion
from bluelamp.training.selectors.freshness import to_refresh

from .refresher_plans import ask_refreshers

BATCH = 5_000
Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Slip:
    """What a new go-live means: the planning of refreshers, and how many lost their access."""

    run: RefresherRun
    ended: int


def set_clearances(*, at: datetime, staff_ids: Collection[UUID] | None = None) -> int:
    """Open and end clearances as training now stands: for these people, or for everybody.

    Returns how many ended. Three statements, and as many more as there are batches to write.
    """
    due = _due(staff_ids, day_of(at))
    held = {(each.staff_id, each.module): each.pk for each in _held(staff_ids)}
    fresh = [
        Clearance(staff_id=staff, module=module, kind=ClearanceKind.TRAINED, opens_at=at)
        for staff, module in sorted(due - held.keys())
    ]
    Clearance.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    over = [held[key] for key in held.keys() - due]
    Clearance.objects.filter(pk__in=over).update(ends_at=at)
    return len(over)


@transaction.atomic
def move_go_live(*, drop_id: UUID, go_live: date, by: Officer, at: datetime) -> Slip:
    """Move the day of go-live, judge everybody's freshness anew and plan refreshers (TRN-7.3).

    Live access closes at once; refreshers of many are planned by a job. Raises NotPossible for a
    day on which training has not begun.
    """
    require(can_manage_training(by))
    drop = Drop.objects.select_for_update().get(pk=drop_id)
    check_go_live(drop, go_live)
    was, drop.go_live = drop.go_live, go_live
    drop.save(update_fields=["go_live"])
    ended = set_clearances(at=at)
    run = ask_refreshers(drop=drop, was=was, concerned=_concerned(drop), by=by, at=at)
    subject = Subject("training_drop", (drop.pk,), str(drop.number), regime=Regime.GEN)
    record_change(by=by, of=subject, action="move_go_live", detail=f"{was} to {go_live}")
    return Slip(run, ended)


def check_go_live(drop: Drop, go_live: date) -> None:
    """Raise NotPossible for a day before training begins, and for the day it is already."""
    if go_live <= drop.starts_on:
        raise NotPossible(
            f"Go-live comes after the first day of training, {drop.starts_on:%-d %B %Y}.",
            field="go_live",
            rule="TRN-7.2",
        )
    if go_live == drop.go_live:
        raise NotPossible("Go-live is on that day already.", field="go_live", rule="TRN-7.3")


@transaction.atomic
def gate_modules(*, drop_id: UUID, by: Officer, at: datetime) -> list[PlatformModule]:
    """Close what a drop brings to whoever has not passed its training (TRN-7.7)."""
    require(can_manage_training(by))
    drop = Drop.objects.select_for_update().get(pk=drop_id)
    modules = sorted(_taught(drop))
    set_clearances(at=at)
    gates = [GatedModule(module=each, gated_from=at, set_by=by.label) for each in modules]
    GatedModule.objects.bulk_create(gates, ignore_conflicts=True)
    subject = Subject("training_drop", (drop.pk,), str(drop.number), regime=Regime.GEN)
    record_change(by=by, of=subject, action="gate_modules", detail=", ".join(modules))
    return modules


@transaction.atomic
def open_modules(*, drop_id: UUID, by: Officer, at: datetime) -> list[PlatformModule]:
    """Open what a drop brings to every role that allows it again: closing can be taken back."""
    require(can_manage_training(by))
    drop = Drop.objects.select_for_update().get(pk=drop_id)
    gates = GatedModule.objects.filter(module__in=_taught(drop))
    modules = sorted(PlatformModule(each) for each in gates.values_list("module", flat=True))
    gates.delete()
    subject = Subject("training_drop", (drop.pk,), str(drop.number), regime=Regime.GEN)
    record_change(by=by, of=subject, action="open_modules", detail=", ".join(modules))
    return modules


@transaction.atomic
def let_in_untrained(
    *,
    staff_id: UUID,
    module: PlatformModule,
    supervisor_id: UUID,
    reason: str,
    by: Officer,
    at: datetime,
) -> Clearance:
    """Let somebody in without training, in an emergency, supervised and for 72 hours (TRN-7.7).

    Raises NotAllowed unless their commander asks; NotPossible where the part is not closed, they
    are in already, no reason is given, or who supervises has not passed the training.
    """
    staff = Staff.objects.select_for_update(no_key=True).select_related("unit").get(pk=staff_id)
    require(can_let_in_untrained(by, staff))
    _check_exception(staff, module, supervisor_id, reason, at)
    made = Clearance.objects.create(
        staff=staff,
        module=module,
        kind=ClearanceKind.EXCEPTION,
        opens_at=at,
        ends_at=at + TERMS.exception,
        reason=reason.strip()[:200],
        approved_by=by.label,
        supervisor_id=supervisor_id,
    )
    _log(made, by, "let_in_untrained")
    return made


@transaction.atomic
def end_exception(*, clearance_id: UUID, by: Officer, at: datetime) -> Clearance:
    """End an exception before its time."""
    made = Clearance.objects.select_for_update().get(pk=clearance_id, kind=ClearanceKind.EXCEPTION)
    if not can_manage_training(by):
        require(can_let_in_untrained(by, made.staff))
    if made.ends_at is not None and made.ends_at <= at:
        raise NotPossible("This exception has ended already.")
    made.ends_at = at
    made.save(update_fields=["ends_at"])
    _log(made, by, "end_exception")
    return made


def _taught(drop: Drop) -> set[PlatformModule]:
    taught = Course.objects.filter(drop=drop).exclude(module="").values_list("module", flat=True)
    return {PlatformModule(each) for each in taught}


def _check_exception(
    staff: Staff, module: PlatformModule, supervisor_id: UUID, reason: str, at: datetime
) -> None:
    if not GatedModule.objects.filter(module=module, gated_from__lte=at).exists():
        raise NotPossible(f"{module.label} is not closed to anybody.", field="module")
    open_now = cleared_at(at).filter(module=module)
    if open_now.filter(staff=staff).exists():
        raise NotPossible(f"{staff.full_name} may use {module.label} already.", field="module")
    if not reason.strip():
        raise NotPossible("Say what the emergency is.", field="reason", rule="TRN-7.7")
    trained = open_now.filter(staff_id=supervisor_id, kind=ClearanceKind.TRAINED)
    if supervisor_id == staff.pk or not trained.exists():
        raise NotPossible(
            f"Who supervises must be somebody else, and trained in {module.label}.",
            field="supervisor",
            rule="TRN-7.7",
        )


def _due(staff_ids: Collection[UUID] | None, today: date) -> set[Key]:
    """Return who may use which part, as their courses stand."""
    asked = Requirement.objects.exclude(course__module="").filter(learner__staff__is_active=True)
    if staff_ids is not None:
        asked = asked.filter(learner__staff__in=staff_ids)
    found: dict[UUID, list[Standing]] = defaultdict(list)
    columns = asked.values_list(
        "learner__staff_id",
        "course__module",
        "course__is_assessed",
        "course__drop__go_live",
        "course__drop__window_days",
        "outcome",
        "completed_on",
    )
    for staff, module, assessed, go_live, window, outcome, on in columns.iterator(BATCH):
        done = Completion(on, Outcome(outcome)) if on else None
        found[staff].append(Standing(PlatformModule(module), done, assessed, go_live, window))
    return {
        (staff, str(module))
        for staff, standings in found.items()
        for module in modules_open(standings, today)
    }


def _held(staff_ids: Collection[UUID] | None) -> Iterable[Clearance]:
    held = Clearance.objects.filter(kind=ClearanceKind.TRAINED, ends_at=None)
    return held if staff_ids is None else held.filter(staff__in=staff_ids)


def _concerned(drop: Drop) -> int:
    """Return how many refreshers there are to make, to move or to close, at most."""
    held = RefresherDue.objects.filter(course__drop=drop, state__in=OPEN_REFRESHERS)
    return to_refresh(drop).count() + held.count()


def _log(made: Clearance, by: Officer, action: str) -> None:
    subject = Subject("clearance", (made.pk, made.staff_id), regime=Regime.GEN)
    record_change(by=by, of=subject, action=action, detail=made.module)
