"""Home, and the officer's reason for access."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason, Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now

from ..enums import Permission, Touches
from ..forms import GiveReasonForm
from ..panels import shortcuts_for, work_for
from ..policies import Officer, route
from ..presenters import QueueRow, greeting
from ..working_reason import keep_reason


@route(Permission.USE_BLUELAMP, Touches.READS)
def home(request: HttpRequest) -> HttpResponse:
    """Show what awaits the officer."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    at = now()
    work = work_for(officer, at)
    if work:
        record_reading(by=officer, of=Subject(kind="work_queue"), action="home")
    else:
        nobody_was_shown()
    page = {
        "greeting": greeting(officer, at),
        "queue": [QueueRow.of(item, at) for item in work],
        "shortcuts": shortcuts_for(officer),
    }
    return render(request, "access/home.html", page)


@route(Permission.USE_BLUELAMP, Touches.NOTHING)
def working_reason(request: HttpRequest) -> HttpResponse:
    """Ask why the officer works with personal data, and go back to where they were."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    onward = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    form = GiveReasonForm(request.POST or None, initial=_given(officer.reason))
    if form.is_valid():
        try:
            keep_reason(request.session, _reason(form))
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your reason for access is kept until you change it.")
            return redirect(onward)
    return render(request, "access/working_reason.html", {"form": form, "onward": onward})


def _given(reason: Reason | None) -> dict[str, str]:
    if reason is None:
        return {}
    return {"code": reason.code.value, "reference": reason.reference, "text": reason.text}


def _reason(form: GiveReasonForm) -> Reason:
    given = form.cleaned_data
    code = ReasonCode(given["code"])
    text = given["text"] if code is ReasonCode.OTHER else ""
    return Reason(code, given["reference"], text)


def _safe(request: HttpRequest, onward: str) -> str:
    """Return where to go on to: only ever a page of ours."""
    allowed = url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return onward if allowed else reverse("home")
