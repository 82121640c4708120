"""The answers that say no, to officers and to programs, and the audit lines of refused attempts."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bluelamp.audit.enums import Operation
from bluelamp.audit.services import Subject, record_refusal
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.problems import problem

from .declarations import declaration_of
from .enums import Touches


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404, for undeclared routes too, so that nothing is learnt from the answer."""
    return render(request, "404.html", status=404)


def unknown_program(request: HttpRequest, because: str) -> HttpResponse:
    """Answer 401: no token, or one that does not work, which is logged."""
    _log_attempt(request, because)
    answer = problem(401, because)
    answer["WWW-Authenticate"] = 'Bearer realm="Bluelamp"'
    return answer


def forbidden(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """Answer 403 with the reason, and log the attempt when the route touches personal data."""
    _log_attempt(request, error.reason)
    if is_by_token(request):
        return problem(403, error.reason, field=error.field, rule=error.rule)
    return render(request, "403.html", {"reason": error.reason}, status=403)


def not_possible(request: HttpRequest, error: NotPossible) -> HttpResponse:
    """Answer a refusal that no form caught; a missing reason for access leads to asking for it."""
    with transaction.atomic():
        error.leave_trace()
    if is_by_token(request):
        # A number that is on another person (NV-08) names them by key.
        other = getattr(error, "person_id", None)
        named = str(other) if other else None
        return problem(409, error.reason, field=error.field, rule=error.rule, person=named)
    if error.rule == "INF-5.6":
        return ask_for_reason(request)
    return render(request, "409.html", {"error": error}, status=409)


def ask_for_reason(request: HttpRequest) -> HttpResponse:
    """Send the officer to say why, and back again."""
    onward = urlencode({"next": request.get_full_path()})
    return HttpResponse(
        status=302, headers={"Location": f"{reverse('access:working_reason')}?{onward}"}
    )


def is_by_token(request: HttpRequest) -> bool:
    """Tell whether a program asks, which reads problem documents and no pages."""
    return getattr(request, "by_token", False)


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
    subject = Subject(kind=match.view_name or "", ids=_keys(match.kwargs.values()))
    with transaction.atomic():
        record_refusal(
            operation=operation, by=officer, of=subject, action=match.view_name, because=because
        )


def _keys(arguments: Iterable[object]) -> tuple[UUID, ...]:
    """Return the first key among the arguments of an address, read already or not."""
    for argument in arguments:
        try:
            return (UUID(str(argument)),)
        except ValueError:
            continue
    return ()
