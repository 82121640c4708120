"""Opening a register again that was closed by mistake."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.register import ReopenRegisterForm


@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def reopen(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask why, and open the register again."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    session = selectors.session_in_brief(session_id)
    if session is None:
        raise Http404
    form = ReopenRegisterForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["because"]
        try:
            report = services.reopen_register(
                session_id=session_id, because=why, by=officer, at=now()
            )
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _said(report))
            return redirect("register:register", session_id)
    return render(request, "training/register/reopen.html", {"form": form, "session": session})


def _said(report: services.Reopened) -> str:
    """Return what became of the marks that came while the register was closed."""
    said = "The register is open again."
    if report.taken_up:
        many = "1 mark" if report.taken_up == 1 else f"{report.taken_up} marks"
        said += f" Counted now: {many} sent while it was closed."
    if report.left:
        said += f" {report.left} could still not be accepted."
    return said
