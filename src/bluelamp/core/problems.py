"""Refusals as programs read them: problem documents (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

PROBLEM = "application/problem+json"


def problem(status: int, detail: str, **more: Any) -> JsonResponse:
    """Return a problem document. What is None among ``more`` (``field``, ``rule``) is left out."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **{name: value for name, value in more.items() if value is not None},
    }
    return JsonResponse(said, status=status, content_type=PROBLEM)
