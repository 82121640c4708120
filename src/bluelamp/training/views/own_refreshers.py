"""One's own refreshers: what, by when, the e-learning, and saying that the task is done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import nobody_was_shown
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.training import services
from bluelamp.training.models import RefresherDue
from bluelamp.training.presenters import refreshers as present
from bluelamp.training.selectors import refreshers as read


@route(Permission.USE_BLUELAMP, Touches.READS)
def own(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Show one of one's own refreshers: both parts, and what can be done now."""
    nobody_was_shown()  # but oneself
    due, today = _own(request, due_id), day_of(now())
    refresher = read.refresher_of(due.course_id)
    package = read.package_of_refresher(due.course_id)
    page = {
        "due": due,
        "card": present.RefresherCard.of(due, today),
        "facts": present.due_facts(due, today),
        "e_learning": present.e_learning_part(due, package, today),
        "task": present.task_part(due, refresher, today),
        "refresher": refresher,
        "copies": present.copy_links(read.open_practice_copies(today)),
    }
    return render(request, "training/refreshers/own.html", page)


@require_POST
@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def begin(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Go to the e-learning."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    due = _own(request, due_id)
    try:
        package = services.begin_e_learning(due_id=due.pk, by=officer, at=now())
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
        return redirect("refreshers:own", due_id)
    return redirect("digital:course", package.pk)


@require_POST
@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def task_done(request: HttpRequest, due_id: UUID) -> HttpResponse:
    """Say that one has done the practice task."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    due = _own(request, due_id)
    try:
        services.tell_task_done(due_id=due.pk, by=officer, at=now())
        messages.success(request, "Your line manager is asked to look at it.")
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("refreshers:own", due_id)


def _own(request: HttpRequest, due_id: UUID) -> RefresherDue:
    """Return a refresher of one's own; another's is not found."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    due = read.own_refresher(officer.id, due_id)
    if due is None:
        raise Http404
    return due
