"""A name for each request, so that a page, its log lines and its audit lines can be joined."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .ids import new_id


class RequestIdMiddleware:
    """Give each request an id and return it in ``X-Request-Id``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = new_id()  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = str(request.id)  # type: ignore[attr-defined]
        return response
