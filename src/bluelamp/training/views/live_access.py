"""Live access: what is closed to the untrained, the daily list of exceptions, a moved go-live."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import BluelampError
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training.forms.live_access import LetInForm, MoveGoLiveForm
from bluelamp.training.models import Drop
from bluelamp.training.presenters.live_access import (
    ExceptionRow,
    GateRow,
    drop_facts,
    exception_facts,
    losing_in_words,
    moved_in_words,
)
from bluelamp.training.presenters.refreshers import prospect_groups
from bluelamp.training.selectors.freshness import drops_with_refreshers, prospect_of
from bluelamp.training.selectors.live_access import (
    exception_by_id,
    exceptions_to_list,
    gates,
)
from bluelamp.training.services import (
    check_go_live,
    end_exception,
    gate_modules,
    let_in_untrained,
    move_go_live,
    open_modules,
)


@route(Permission.VIEW_TRAINING, Touches.READS)
def live_access(request: HttpRequest) -> HttpResponse:
    """Show what is closed to the untrained and who is in by exception: the daily list."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    listed = list(exceptions_to_list(at))
    people = tuple(each.staff_id for each in listed)
    record_reading(
        by=officer,
        of=Subject("clearance", people, regime=Regime.GEN),
        action="list_training_exceptions",
    )
    rows = [GateRow.of(each) for each in gates(at)]
    page = {
        "gates": rows,
        "exceptions": [ExceptionRow.of(each, at) for each in listed],
        "drops": drop_facts(drops_with_refreshers()),
        "any_closed": any(row.closed for row in rows),
        "manages": officer.may(Permission.MANAGE_TRAINING),
        "releases": officer.may(Permission.RELEASE_FOR_TRAINING),
    }
    return render(request, "training/live_access/list.html", page)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def close_to_untrained(request: HttpRequest, drop_id: UUID) -> HttpResponse:
    """Say who would be kept out, then close what a drop brings to the untrained."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = get_object_or_404(Drop, pk=drop_id)
    if request.method == "POST":
        closed = gate_modules(drop_id=drop.pk, by=officer, at=now())
        messages.success(request, f"Closed to the untrained: {len(closed)} parts of the platform.")
        return redirect("live_access:list")
    page = {"drop": drop, "gates": [GateRow.of(each) for each in gates(now())]}
    return render(request, "training/live_access/close.html", page)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
@require_POST
def open_again(request: HttpRequest, drop_id: UUID) -> HttpResponse:
    """Open what a drop brings to every role that allows it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = get_object_or_404(Drop, pk=drop_id)
    opened = open_modules(drop_id=drop.pk, by=officer, at=now())
    messages.success(request, f"Open to every role again: {len(opened)} parts of the platform.")
    return redirect("live_access:list")


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def slip(request: HttpRequest, drop_id: UUID) -> HttpResponse:
    """Ask for the new day of go-live, show what it means, then judge everybody's freshness anew."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = get_object_or_404(Drop, pk=drop_id)
    form = MoveGoLiveForm(request.POST or None, initial={"go_live": drop.go_live})
    if request.method == "POST" and form.is_valid():
        go_live = form.cleaned_data["go_live"]
        try:
            check_go_live(drop, go_live)
            if request.POST.get("seen") != go_live.isoformat():
                return _look_ahead(request, drop, go_live)
            told = move_go_live(drop_id=drop.pk, go_live=go_live, by=officer, at=now())
        except BluelampError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, moved_in_words(told.run, told.ended))
            return redirect("refreshers:list")
    page = {"form": form, "title": f"Move go-live of {drop.name}", "submit": "Look what it means"}
    return render(request, "training/live_access/ask.html", page)


def _look_ahead(request: HttpRequest, drop: Drop, go_live: date) -> HttpResponse:
    """Show how many people would need a refresher, before anything is changed."""
    found = prospect_of(drop, go_live)
    page = {
        "drop": drop,
        "go_live": go_live,
        "prospect": found,
        "losing": losing_in_words(found.losing),
        "groups": prospect_groups(found),
    }
    return render(request, "training/live_access/slip.html", page)


@route(Permission.RELEASE_FOR_TRAINING, Touches.CHANGES)
def let_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in untrained for 72 hours, supervised."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = LetInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            let_in_untrained(by=officer, at=now(), **form.answers())
        except BluelampError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Let in for 72 hours, supervised. It stands on the list.")
            return redirect("live_access:list")
    page = {"form": form, "title": "Let somebody in untrained", "submit": "Let in for 72 hours"}
    return render(request, "training/live_access/ask.html", page)


@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def end(request: HttpRequest, clearance_id: UUID) -> HttpResponse:
    """End an exception before its time."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    made = exception_by_id(clearance_id)
    if made is None:
        raise Http404
    if request.method == "POST":
        end_exception(clearance_id=clearance_id, by=officer, at=now())
        messages.success(request, "The exception is ended.")
        return redirect("live_access:list")
    record_reading(
        by=officer,
        of=Subject("clearance", (made.pk, made.staff_id), regime=Regime.GEN),
        action="view_training_exception",
    )
    page = {"facts": exception_facts(made), "who": made.staff.label}
    return render(request, "training/live_access/end.html", page)
