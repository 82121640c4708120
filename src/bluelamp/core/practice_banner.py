"""Every page of a practice copy says TRAINING, whatever made the page: error pages as well."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

HTML = "text/html"


class PracticeBannerMiddleware:
    """Put the banner at the head of each whole page, and the word at the head of its title.

    It stands outside every other layer, so that no page can be made that lacks it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.banner = render_to_string(
            "shell/practice.html", {"name": settings.BLUELAMP_PRACTICE}
        ).encode()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith(HTML):
            return response
        marked = marked_page(response.content, self.banner)
        if marked != response.content:
            response.content = marked
            if "Content-Length" in response:
                response["Content-Length"] = str(len(marked))
        return response


def marked_page(page: bytes, banner: bytes) -> bytes:
    """Return a whole page with the banner and its title marked; a part of a page as it is."""
    begins = page.find(b"<body")
    if begins < 0:
        return page
    inside = page.index(b">", begins) + 1
    marked = page[:inside] + banner + page[inside:]
    return marked.replace(b"<title>", b"<title>TRAINING: ", 1)
