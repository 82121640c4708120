"""What the frame of every page shows. It asks the database nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from .enums import Permission
from .panels import NavigationItem, navigation_for
from .policies import Officer

SEARCH = "/search/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell``: force, phase, marking, navigation, officer, reason and search."""
    officer: Officer | None = getattr(request, "officer", None)
    frame: dict[str, Any] = {
        "force_name": settings.BLUELAMP_FORCE_NAME,
        "phase": settings.BLUELAMP_PHASE,
        "demonstration": settings.BLUELAMP_DEMONSTRATION,
        "marking": settings.BLUELAMP_MARKING,
        "officer": officer,
    }
    return {"shell": frame | (_at_work(request, officer) if officer else {})}


def _at_work(request: HttpRequest, officer: Officer) -> dict[str, Any]:
    return {
        "reason": officer.reason,
        "reason_url": reason_url(request),
        "navigation": navigation(officer, request.path),
        "show_search": officer.may(Permission.SEARCH_INDEX),
        "search_url": SEARCH,
        "query": request.GET.get("q", ""),
    }


def reason_url(request: HttpRequest) -> str:
    """Return where the reason is changed; a page that was asked for by POST is not gone back to."""
    url = reverse("access:working_reason")
    if request.method != "GET" or request.path == url:
        return url
    return f"{url}?{urlencode({'next': request.get_full_path()})}"


def navigation(officer: Officer, path: str) -> list[dict[str, str]]:
    """Return the entries this officer may open; ``current`` is a value for ``aria-current``."""
    entries = [_entry(item) for item in navigation_for(officer)]
    within = [entry for entry in entries if _holds(entry["url"], path)]
    here = max(within, key=lambda entry: len(entry["url"]), default=None)
    if here:
        here["current"] = "page" if here["url"] == path else "true"
    return entries


def _holds(url: str, path: str) -> bool:
    """Tell whether a page lies under an entry; only home itself lies under home."""
    return path == url or (url != "/" and path.startswith(url))


def _entry(item: NavigationItem) -> dict[str, str]:
    return {"label": item.label, "url": reverse(item.url_name), "current": ""}
