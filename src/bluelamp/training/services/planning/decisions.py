"""Accepting a plan and taking it back: asked on a page, carried out by a job, exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.errors import BluelampError, NotPossible
from bluelamp.core.jobs import enqueue
from bluelamp.core.time import now
from bluelamp.training.enums import PlanDecisionKind, PlanDecisionState
from bluelamp.training.models import PlanDecision, PlanRun
from bluelamp.training.policies import can_manage_training

from .acceptance import Say, accept_plan, refuse_unless_made, take_plan_back
from .runs import SILENT_FOR, locked_run, log_run

TASK = "bluelamp.training.tasks.decide_plan"
OPEN = (PlanDecisionState.WAITING, PlanDecisionState.RUNNING)
UNFORESEEN = (
    "Something went wrong that was not foreseen, and nothing was changed; "
    "the log of the server says what."
)


@transaction.atomic
def decide_plan(
    *, run_id: UUID, kind: PlanDecisionKind, by: Officer, at: datetime
) -> PlanDecision | None:
    """Have a plan accepted or taken back by a job; return the decision that is carried out.

    Whoever decides while another decision is carried out gets that one; None says that the plan
    is accepted already. Raises NotPossible where there is nothing to decide on.
    """
    require(can_manage_training(by))
    run = locked_run(run_id)
    if open_ := run.decisions.filter(state__in=OPEN).first():
        return open_
    if kind is PlanDecisionKind.ACCEPT and run.accepted_at:
        return None
    _refuse_unless_decidable(run, kind)
    decision = PlanDecision.objects.create(
        run=run,
        kind=kind.value,
        decided_by_id=by.id,
        decided_at=at,
        reason=asdict(by.reason) if by.reason else {},
    )
    enqueue(TASK, decision_id=str(decision.pk))
    log_run(run, by=by, action="decide_plan", detail=kind.value)
    return decision


def carry_out_decision(*, decision_id: UUID) -> None:
    """Carry out a decision in one transaction; a refusal is kept with it, in words.

    A job whose worker was killed comes again: what that one wrote is gone, so it is done anew;
    were it alive, this one would wait for its lock and then find the decision carried out.
    """
    decision = _claim(decision_id, now())
    if decision is None:
        return
    try:
        with _heard(decision) as say, transaction.atomic():
            _decide(decision, say)
            _end(decision, PlanDecisionState.DONE)
    except BluelampError as refusal:
        _end(decision, PlanDecisionState.REFUSED, refusal.reason)
    except Exception:
        _end(decision, PlanDecisionState.REFUSED, UNFORESEEN)
        raise


def decision_is_silent(decision: PlanDecision, at: datetime) -> bool:
    """Tell whether a decision waits, or its job is silent, for longer than it should."""
    since = decision.heard_at or decision.decided_at
    return decision.state in OPEN and at - since > SILENT_FOR


def _refuse_unless_decidable(run: PlanRun, kind: PlanDecisionKind) -> None:
    if kind is PlanDecisionKind.ACCEPT:
        refuse_unless_made(run)
    elif run.accepted_at is None or run.taken_back_at:
        raise NotPossible("This plan does not stand.")


@transaction.atomic
def _claim(decision_id: UUID, at: datetime) -> PlanDecision | None:
    held = PlanDecision.objects.select_for_update(of=("self",)).select_related("decided_by")
    decision = held.get(pk=decision_id)
    if decision.state not in OPEN:
        return None
    decision.state, decision.heard_at, decision.step = PlanDecisionState.RUNNING.value, at, 0
    decision.save(update_fields=["state", "heard_at", "step"])
    return decision


def _decide(decision: PlanDecision, say: Say) -> None:
    at = now()
    kept = decision.reason
    reason = Reason(**kept | {"code": ReasonCode(kept["code"])}) if kept else None
    by = officer_for(decision.decided_by, at=at, reason=reason)
    if decision.kind == PlanDecisionKind.ACCEPT:
        accept_plan(run_id=decision.run_id, by=by, at=at, say=say)
    else:
        take_plan_back(run_id=decision.run_id, by=by, at=at)


@contextmanager
def _heard(decision: PlanDecision) -> Iterator[Say]:
    """Tell how far it is on a connection of its own: nobody sees into the open transaction."""
    aside = connection.copy()

    def say(step: int) -> None:
        with aside.cursor() as cursor:
            cursor.execute(
                "UPDATE training_plandecision SET step = %s, heard_at = %s WHERE id = %s",
                [step, now(), decision.pk],
            )

    try:
        yield say
    finally:
        aside.close()


def _end(decision: PlanDecision, state: PlanDecisionState, refusal: str = "") -> None:
    """Keep how it ended, unless another worker did already."""
    still = PlanDecision.objects.filter(pk=decision.pk, state=PlanDecisionState.RUNNING)
    still.update(state=state.value, refusal=refusal, ended_at=now())
