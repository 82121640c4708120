"""Accepting a plan: what it would change, then the change; and taking it back."""

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
from bluelamp.training.presenters.plan_changes import change_rows
from bluelamp.training.services.planning import accept_plan, look_ahead, take_plan_back

from .planning import run_or_404


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def accept(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Say what accepting would change now, then accept."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    run = run_or_404(run_id)
    if not run.summary or run.accepted_at:
        raise Http404
    if request.method == "POST":
        try:
            run = accept_plan(run_id=run_id, by=officer, at=now())
        except NotPossible as refusal:
            messages.error(request, refusal.reason)
        else:
            words = f"{run.made['added']:,} sessions added, {run.made['given']:,} people invited."
            messages.success(request, f"The plan is accepted. {words}")
        return redirect("planning:plan", run_id)
    prospect = look_ahead(run, now())
    page = {"run": run, "rows": change_rows(prospect.difference), "against": prospect.against}
    return render(request, "training/planning/accept.html", page)


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def take_back(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take back what accepting a plan made, where that can be."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        take_plan_back(run_id=run_id, by=officer, at=now())
        messages.success(request, "The plan is taken back: its sessions are cancelled.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("planning:plan", run_id)
