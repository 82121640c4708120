"""What is held by hand against every plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training.forms.planning import HoldForm
from bluelamp.training.models import PlanHold
from bluelamp.training.presenters.planning import HoldRow, held_in_words
from bluelamp.training.selectors.planning import hold_by_id, holds_open
from bluelamp.training.services.planning import hold_part, let_go

from .planning import drop_now


@route(Permission.MANAGE_TRAINING, Touches.READS)
def holds(request: HttpRequest) -> HttpResponse:
    """List what is held, by whom and why."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    held = holds_open(drop_now())
    _note(officer, held)
    return render(
        request, "training/planning/holds.html", {"rows": [HoldRow.of(each) for each in held]}
    )


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def add(request: HttpRequest) -> HttpResponse:
    """Hold a session, a person's place, or a venue's week."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = drop_now()
    begun = {"kind": "SESSION", "reference": request.GET.get("session", "")[:20]}
    form = HoldForm(request.POST or None, drop=drop, initial=begun if begun["reference"] else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            hold_part(drop_id=drop.pk, held=given["held"], why=given["why"], by=officer, at=now())
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Held: no plan changes it until it is let go.")
            return redirect("planning:holds")
    return render(request, "training/planning/hold.html", {"form": form})


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def release(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """Ask, then let a later plan change what was held."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    hold = hold_by_id(hold_id)
    if hold is None:
        raise Http404
    if request.method == "POST":
        let_go(hold_id=hold_id, by=officer, at=now())
        messages.success(request, "Let go: the next plan may change it.")
        return redirect("planning:holds")
    _note(officer, [hold])
    page = {"hold": hold, "what": held_in_words(hold)}
    return render(request, "training/planning/let_go.html", page)


def _note(officer: Officer, held: list[PlanHold]) -> None:
    people = tuple(each.booking.learner.staff_id for each in held if each.booking)
    if people:
        subject = Subject("staff", people, regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="list_held_places")
    else:
        nobody_was_shown()
