"""Who is asking, and whether the route they ask for is one they may have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from bluelamp.audit.services import watched
from bluelamp.core.errors import NotAllowed, NotPossible

from . import refusals
from .declarations import declaration_of
from .enums import Door
from .logged_pages import leave_no_copy, require_line
from .policies import Officer, can
from .third_party import declared_elsewhere
from .token_use import token_shown
from .working_reason import officer_of

Respond = Callable[[HttpRequest], HttpResponse]


class OfficerMiddleware:
    """Put the officer at work on the request; ``None`` for somebody not signed in."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.officer = officer_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class DeclaredRouteMiddleware:
    """Deny by default: an undeclared view is never served, a declared one only by permission.

    What a view showed of personal data must have left an audit line.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with watched() as logged:
            response = self.get_response(request)
        require_line(request, response, logged)
        leave_no_copy(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Decide before the view runs."""
        declared = declaration_of(view) or declared_elsewhere(request)
        if declared is None:
            return refusals.not_found(request)
        if declared.permission is None or declared.door is Door.FEED:
            return None  # a feed's view knows its own secrets, and finds nothing without one
        if _shows_token(request, declared.door) and (refused := _take_token(request)):
            return refused
        officer: Officer | None = request.officer  # type: ignore[attr-defined]
        if officer is None:
            return redirect_to_login(request.get_full_path())
        decided = can(officer, declared.permission)
        return None if decided else refusals.forbidden(request, NotAllowed(decided.reason))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn the two refusals into pages; whatever the view wrote is rolled back."""
        if isinstance(error, NotAllowed):
            return refusals.forbidden(request, error)
        if isinstance(error, NotPossible):
            return refusals.not_possible(request, error)
        return None


def _shows_token(request: HttpRequest, door: Door) -> bool:
    return door is Door.TOKEN or (door is Door.EITHER and "Authorization" in request.headers)


def _take_token(request: HttpRequest) -> HttpResponse | None:
    """Put whom the token stands for on the request, whoever is signed in; or refuse."""
    shown = token_shown(request)
    asking: Any = request
    asking.by_token = True
    asking.officer = shown.actor if shown else None
    asking.token_id = shown.token_id if shown else None
    if shown and not shown.fault:
        return None
    refused = refusals.unknown_program(request, shown.fault if shown else "Show a token.")
    asking.officer = None
    return refused
