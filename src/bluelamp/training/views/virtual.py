"""Virtual sessions led by a trainer: joining by link or telephone, leaving, who was there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.time import now
from bluelamp.training.models import TrainingSession
from bluelamp.training.presenters import virtual as present
from bluelamp.training.selectors import virtual as read
from bluelamp.training.services.virtual import (
    join_address,
    join_virtual_session,
    leave_virtual_session,
)


@route(Permission.USE_BLUELAMP, Touches.READS)
def join(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show how a virtual session is joined: by link, or by telephone."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    session = _own(request, session_id)
    presence = read.open_presence(officer.id, session)
    page = {
        "session": session,
        "facts": present.session_facts(session),
        "presence": presence,
        "address": join_address(session) if presence else "",
        "phone": present.phone_of(session),
    }
    return render(request, "training/packages/join.html", page)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
@require_POST
def joined(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Note that one joins, and show the link."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _own(request, session_id)
    join_virtual_session(
        session_id=session_id, by_phone="by_phone" in request.POST, by=officer, at=now()
    )
    return redirect("digital:join", session_id)


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
@require_POST
def left(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Note that one leaves."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    _own(request, session_id)
    leave_virtual_session(session_id=session_id, by=officer, at=now())
    messages.success(request, "It is noted that you have left.")
    return redirect("digital:join", session_id)


@route(Permission.TEACH_SESSION, Touches.READS)
def attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show a trainer who was there, and how long."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    session = read.virtual_session(session_id)
    if session is None:
        raise Http404
    presences = list(read.presences_of(session))
    keys = (session.pk, *{each.learner_id for each in presences})
    shown = Subject("training_session", keys, session.reference, regime=Regime.GEN)
    record_reading(by=officer, of=shown, action="view_virtual_attendance")
    page = {
        "session": session,
        "facts": present.session_facts(session),
        "head": present.PRESENCE_HEAD,
        "rows": present.presence_rows(session, presences),
    }
    return render(request, "training/packages/attendance.html", page)


def _own(request: HttpRequest, session_id: UUID) -> TrainingSession:
    """Return a session one has a place on; any other is not there."""
    nobody_was_shown()  # but oneself
    officer: Officer = request.officer  # type: ignore[attr-defined]
    session = read.own_virtual_session(officer.id, session_id)
    if session is None:
        raise Http404
    return session
