"""Sessions: the list, one session with its people, and what the coordinator does."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.keyset import read_place
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.enums import SessionState
from bluelamp.training.forms.bookings import CancelSessionForm
from bluelamp.training.forms.finding import FindSessionsForm
from bluelamp.training.models import TrainingSession
from bluelamp.training.policies import (
    can_keep_register,
    can_manage_training,
    can_see_instructions,
)
from bluelamp.training.presenters.sessions import PersonRow, SessionPage, SessionRow

STEPS = {
    "open": (services.open_session, "The session is open for booking."),
    "lock": (services.lock_session, "The session is closed for changes."),
    "offer": (services.offer_free_places, "The free places have been offered."),
}


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions, from today on, a page at a time."""
    drop = selectors.current_drop()
    if drop is None:
        return render(request, "training/no_programme.html")
    form = FindSessionsForm(request.GET, drop=drop)
    after = read_place(request.GET["after"]) if request.GET.get("after") else None
    wanted = form.wanted
    since = None if form.cleaned_data.get("past") else now()
    found, following = selectors.sessions_found(drop, since=since, after=after, **wanted)
    page = {
        "form": form,
        "rows": [SessionRow.of(each) for each in found],
        "following": following.as_text() if following else "",
        "may_change": can_manage_training(request.officer),  # type: ignore[attr-defined]
    }
    return render(request, "training/sessions.html", page)


@route(Permission.VIEW_TRAINING, Touches.READS)
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show a session with its people; what trainers are told, to those who teach it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = selectors.session_for_page(session_id)
    if found is None:
        raise Http404
    people = list(found.people)  # type: ignore[attr-defined]
    ids = (found.pk, *(each.learner_id for each in people))
    subject = Subject("training_session", ids, found.reference, found.version, Regime.GEN)
    record_reading(by=officer, of=subject, action="view_session")
    told_to = can_see_instructions(officer, found)
    told = selectors.practical_instructions(found.pk) if told_to else {}
    page = {
        "page": SessionPage.of(found),
        "people": [PersonRow.of(each, told) for each in people],
        "tells": bool(told_to),
        "session": found,
        "may_change": can_manage_training(officer),
        "keeps_register": can_keep_register(officer, found),
        "steps": _steps(found),
    }
    return render(request, "training/session.html", page)


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def step(request: HttpRequest, session_id: UUID, name: str) -> HttpResponse:
    """Open, close or offer: one step of a session."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    if name not in STEPS:
        raise Http404
    act, done = STEPS[name]
    try:
        act(session_id=session_id, by=officer, at=now())
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, refusal.reason)
    return redirect("training:session", session_id)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Cancel a session; everybody booked is invited elsewhere where that can be."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = selectors.session_in_brief(session_id)
    if found is None:
        raise Http404
    form = CancelSessionForm(request.POST or None)
    if form.is_valid():
        try:
            report = services.cancel_sessions(
                session_ids=[session_id], by=officer, at=now(), **form.cleaned_data
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _said(report))
            return redirect("training:session", session_id)
    return render(request, "training/cancel_session.html", {"form": form, "session": found})


def _said(report: services.Rebooking) -> str:
    told, again = len(report.cancelled), len(report.rebooked)
    left = told - again
    said = f"Cancelled. {told} told, {again} invited to another session, {left} still to place."
    return f"{said} Planning can find places for them and move nobody else." if left else said


def _steps(session: TrainingSession) -> list[dict[str, str]]:
    state = SessionState(session.state)
    known = {
        SessionState.PLANNED: [("open", "Open for booking")],
        SessionState.OPEN: [("lock", "Close for changes"), ("offer", "Offer free places")],
        SessionState.FULL: [("lock", "Close for changes")],
    }
    return [{"name": name, "label": label} for name, label in known.get(state, [])]
