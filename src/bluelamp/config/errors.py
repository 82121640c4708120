"""What is answered when something breaks: a page to people, a document to programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from bluelamp.core.problems import problem


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, without a word about what was asked or why it broke."""
    if request.path.startswith("/api/"):
        return problem(500, "Something went wrong here. Nothing was written; it may be sent again.")
    return defaults.server_error(request)
