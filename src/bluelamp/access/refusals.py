"""The pages that say no, and the audit lines of refused attempts."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bluelamp.audit.enums import Operation
from bluelamp.audit.services import Subject, record_refusal
from bluelamp.core.errors import NotPossible

from .declarations import declaration_of
from .enums import Touches


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404, for undeclared routes too, so that nothing is learnt from the answer."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 403 with the reason, and log the attempt when the route touches personal data."""
    _log_attempt(request, reason)
    return render(request, "403.html", {"reason": reason}, status=403)


def not_possible(request: HttpRequest, error: NotPossible) -> HttpResponse:
    """Answer a refusal that no form caught; a missing reason for access leads to asking for it."""
    if error.rule == "INF-5.6":
        return ask_for_reason(request)
    return render(request, "409.html", {"error": error}, status=409)


def ask_for_reason(request: HttpRequest) -> HttpResponse:
    """Send the officer to say why, and back again."""
    onward = urlencode({"next": request.get_full_path()})
    return HttpResponse(
        status=302, headers={"Location": f"{reverse('access:working_reason')}?{onward}"}
    )


def _log_attempt(request: HttpRequest, because: str) -> None:
    match = request.resolver_match
    declared = declaration_of(match.func) if match else None
    officer = getattr(request, "officer", None)
    if match is None or declared is None or officer is None or declared.touches is Touches.NOTHING:
        return
    operation = {
        Touches.READS: Operation.CONSULT,
        Touches.CHANGES: Operation.ALTER,
        Touches.DISCLOSES: Operation.DISCLOSE,
    }[declared.touches]
    key = next((value for value in match.kwargs.values() if hasattr(value, "hex")), None)
    subject = Subject(kind=match.view_name or "", ids=(key,) if key else ())
    with transaction.atomic():
        record_refusal(
            operation=operation, by=officer, of=subject, action=match.view_name, because=because
        )
