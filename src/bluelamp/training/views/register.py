"""The trainer's register: on a phone, without JavaScript, and without a network."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import BluelampError, NotAllowed, NotPossible
from bluelamp.core.ids import new_id
from bluelamp.core.problems import problem
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.forms.register import MarkForm, read_batch
from bluelamp.training.models import SessionDay, TrainingSession
from bluelamp.training.policies import (
    can_keep_register,
    can_manage_training,
    can_reopen_register,
    can_see_instructions,
)
from bluelamp.training.presenters.register import ClassToTeach, RegisterPage

STEPS = {
    "start": (services.start_session, "The class has begun."),
    "finish": (services.finish_session, "The register is closed and every result is told."),
}
KEEP = "Bluelamp-Keep-Offline"


@route(Permission.VIEW_TRAINING, Touches.NOTHING)
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes one teaches; to whoever runs the programme, all of them."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    teaches = None if can_manage_training(officer) else officer.id
    rows = [ClassToTeach.of(each) for each in selectors.sessions_to_teach(teaches, now())]
    page = {
        "coming": [row for row in rows if not row.is_done],
        "done": [row for row in reversed(rows) if row.is_done],
        "officer_id": officer.id,
    }
    return render(request, "training/register/classes.html", page)


@route(Permission.VIEW_TRAINING, Touches.READS)
def register(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show the register of a class: the day asked for, else today, else its first."""
    return _page(request, session_id, request.GET.get("day", ""))


@require_POST
@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def mark(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take one mark from the page; what is wrong with it stands beside what was typed."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _found(session_id)
    form, at = MarkForm(request.POST), now()
    day = request.POST.get("on", "")
    if not form.is_valid():
        field, words = form.first_problem
        return _page(request, session_id, day, wrong=_wrong(request, field, words))
    try:
        services.take_mark(session_id=session_id, mark=form.told(at), by=officer, at=at)
    except NotPossible as refusal:
        wrong = _wrong(request, refusal.field or "said", _words_of(refusal))
        return _page(request, session_id, day, wrong=wrong)
    return redirect(_back(request, session_id, day))


@require_POST
@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def entries(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take what a phone has kept, each mark once, and say what became of each."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _found(session_id)
    try:
        batch = read_batch(request.body)
        if batch.officer != str(officer.id):
            raise NotAllowed("These marks were made by somebody else, who must sign in.")
        taken = services.take_marks(session_id=session_id, marks=batch.marks, by=officer, at=now())
    except NotPossible as refusal:
        return problem(409, refusal.reason, field=refusal.field, rule=refusal.rule)
    told = [{"key": str(t.key), "state": t.state, "reason": t.reason} for t in taken]
    told += [{"key": key, "state": "unreadable", "reason": why} for key, why in batch.unreadable]
    return JsonResponse({"taken": told})


@require_POST
@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def step(request: HttpRequest, session_id: UUID, name: str) -> HttpResponse:
    """Begin the class, or close its register."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _found(session_id)
    if name not in STEPS:
        raise Http404
    act, done = STEPS[name]
    try:
        act(session_id=session_id, by=officer, at=now())
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, _words_of(refusal))
    return redirect(_back(request, session_id, request.POST.get("on", "")))


@require_POST
@route(Permission.VIEW_TRAINING, Touches.CHANGES)
def sign_off(request: HttpRequest, session_id: UUID, booking_id: UUID) -> HttpResponse:
    """Sign off that somebody has made up what they missed."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        services.sign_off_missed(booking_id=booking_id, by=officer, at=now())
        messages.success(request, "Signed off, and the result is told.")
    except NotPossible as refusal:
        messages.error(request, _words_of(refusal))
    return redirect(_back(request, session_id, request.POST.get("on", "")))


@route(None, Touches.NOTHING)
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that opens a register without a network; it knows nobody."""
    answer = render(request, "training/register/worker.js", content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


def _page(
    request: HttpRequest, session_id: UUID, day: str, wrong: dict[str, Any] | None = None
) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = selectors.register_for_page(session_id)
    if found is None:
        raise Http404
    require(can_keep_register(officer, found))
    people = [each.learner_id for each in found.people]  # type: ignore[attr-defined]
    subject = Subject(
        "training_session", (found.pk, *people), found.reference, found.version, Regime.GEN
    )
    record_reading(by=officer, of=subject, action="view_register")
    teaches = can_see_instructions(officer, found)
    told = selectors.practical_instructions(found.pk) if teaches else {}
    shown = RegisterPage.of(found, _day(found, day), officer_id=officer.id, told=told)
    page = {"page": shown, "session": found, "officer_id": officer.id, "wrong": wrong}
    page["walk_in_key"] = new_id()
    page["may_reopen"] = shown.is_done and can_reopen_register(officer)
    answer = render(request, "training/register/register.html", page)
    answer[KEEP] = "yes" if shown.is_open and request.method == "GET" else "no"
    return answer


def _day(session: TrainingSession, wanted: str) -> SessionDay:
    days = list(session.days.all())
    for asked in (wanted, day_of(now()).isoformat()):
        for each in days:
            if each.day.isoformat() == asked:
                return each
    return days[0]


def _found(session_id: UUID) -> TrainingSession:
    found = selectors.session_to_mark(session_id)
    if found is None:
        raise Http404
    return found


def _wrong(request: HttpRequest, field: str, words: str) -> dict[str, Any]:
    """Return what was typed and what is wrong with it, for the page to show beside each other."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in request.POST}
    return {**typed, "message": words, "at_fault": field}


def _words_of(refusal: BluelampError) -> str:
    return f"{refusal.reason} ({refusal.rule})" if refusal.rule else refusal.reason


def _back(request: HttpRequest, session_id: UUID, day: str) -> str:
    url = reverse("register:register", args=[session_id])
    try:
        return f"{url}?day={date.fromisoformat(day).isoformat()}"
    except ValueError:
        return url
