"""Accepting a plan: what it would change, then the decision, carried out by a job; taking back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.training.enums import PlanDecisionKind
from bluelamp.training.presenters.plan_changes import change_rows
from bluelamp.training.presenters.plan_decisions import note_of
from bluelamp.training.selectors.planning import latest_decision
from bluelamp.training.services.planning import changes_of, decide_plan

from .planning import run_or_404


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def accept(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say what accepting changes, then have it done."""
    run = run_or_404(run_id)
    if request.method == "POST":
        return _decide(request, run_id, PlanDecisionKind.ACCEPT)
    if not run.summary or run.accepted_at:
        raise Http404
    page = {"run": run, "rows": change_rows(changes_of(run))}
    return render(request, "training/planning/accept.html", page)


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def take_back(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Have what accepting a plan made taken back, where that can be."""
    return _decide(request, run_id, PlanDecisionKind.TAKE_BACK)


@route(Permission.MANAGE_TRAINING, Touches.NOTHING)
def decision(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Answer with how far the decision about a plan is; the whole page when it is over."""
    run = run_or_404(run_id)
    note = note_of(latest_decision(run), now())
    page = {"run": run, "decision": note}
    answer = render(request, "training/planning/includes/decision.html", page)
    if note is None or note.over:
        answer["HX-Refresh"] = "true"
    return answer


def _decide(request: HttpRequest, run_id: UUID, kind: PlanDecisionKind) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        if decide_plan(run_id=run_id, kind=kind, by=officer, at=now()) is None:
            messages.success(request, "The plan is accepted already.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("planning:plan", run_id)
