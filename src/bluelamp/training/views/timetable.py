"""Sessions put on the timetable by hand, moved, and given another team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.sessions import AddSessionForm, MoveSessionForm, TeamForm
from bluelamp.training.models import TrainingSession
from bluelamp.training.presenters.resources import seen_now
from bluelamp.training.presenters.sessions import SessionPage, move_initial
from bluelamp.training.services import ChangedMeanwhile

FIELDS = {"team": "supplier", "days": "day"}
MOVED = {**FIELDS, "room": "place", "virtual_room": "place"}


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def add_session(request: HttpRequest) -> HttpResponse:
    """Put a session on the timetable."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    drop = selectors.current_drop()
    if drop is None:
        raise Http404
    asked = {"course": request.GET.get("course"), "is_catch_up": "catch_up" in request.GET}
    form = AddSessionForm(request.POST or None, initial=asked, drop=drop)
    if form.is_valid():
        try:
            made = services.add_session(plan=form.plan, by=officer, at=now())
        except NotPossible as refusal:
            _refuse(form, refusal, FIELDS)
        else:
            messages.success(request, f"{made.reference} is planned. Nobody can book it yet.")
            return redirect("training:session", made.pk)
    page = {"form": form, "title": "Add a session", "back": reverse("training:sessions")}
    return render(request, "training/resource_form.html", page)


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Move a session to other days, hours or another room; everybody booked is told."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _session(session_id)
    virtual = found.virtual_room_id is not None
    form = MoveSessionForm(request.POST or None, initial=move_initial(found), is_virtual=virtual)
    if form.is_valid():
        place = UUID(form.cleaned_data["place"])
        where = {"virtual_room_id" if virtual else "room_id": place}
        when: dict[str, Any] = {"days": form.days, "hours": form.hours, **where}
        version = form.cleaned_data["version"]
        try:
            services.move_session(
                session_id=session_id, **when, version=version, by=officer, at=now()
            )
        except NotPossible as refusal:
            _refuse(form, refusal, MOVED)
        else:
            messages.success(request, "Moved. Everybody booked is told of the new time and place.")
            return redirect("training:session", session_id)
    return _page(request, form, found, "Move the session")


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def team(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Let others teach a session."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _session(session_id)
    form = TeamForm.of(found, request.POST or None)
    if form.is_valid():
        given: dict[str, Any] = {"session_id": session_id, "trainer_ids": form.trainer_ids}
        given |= {name: form.cleaned_data[name] for name in ("team_exception", "version")}
        try:
            services.change_team(**given, by=officer, at=now())
        except NotPossible as refusal:
            _refuse(form, refusal, FIELDS)
        else:
            messages.success(request, "The team is changed.")
            return redirect("training:session", session_id)
    return _page(request, form, found, "Change who teaches")


def _session(session_id: UUID) -> TrainingSession:
    found = selectors.session_to_change(session_id)
    if found is None:
        raise Http404
    return found


def _refuse(form: Form, refusal: NotPossible, fields: dict[str, str]) -> None:
    """Show a refusal beside its answer; a stale form is sent again against what is kept now."""
    if isinstance(refusal, ChangedMeanwhile):
        seen_now(form, refusal.kept)
    refusal.field = fields.get(refusal.field or "", refusal.field)
    show_refusal(form, refusal)


def _page(request: HttpRequest, form: Form, session: TrainingSession, title: str) -> HttpResponse:
    back = reverse("training:session", args=[session.pk])
    page = {"form": form, "title": title, "about": f"{session.reference}, {session.course}"}
    facts = SessionPage.of(session).facts
    return render(request, "training/resource_form.html", {**page, "back": back, "facts": facts})
