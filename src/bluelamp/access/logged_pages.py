"""A page of personal data leaves a line in the audit, and no copy in the browser."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from bluelamp.audit.enums import Operation
from bluelamp.audit.services import NOBODY

from .declarations import declaration_of
from .enums import Door, Touches

SHOWING = {Touches.READS, Touches.DISCLOSES}
ENOUGH = {Operation.CONSULT, Operation.DISCLOSE, NOBODY}
log = logging.getLogger(__name__)


class PageWithoutLine(RuntimeError):
    """A view showed personal data and logged nothing (INF-5.1)."""


def require_line(request: HttpRequest, response: HttpResponse, logged: Collection[str]) -> None:
    """Check what a request logged. Asks the database nothing.

    Raises PageWithoutLine where ``BLUELAMP_ENFORCE_AUDIT`` is on; elsewhere the log says so.
    """
    match = request.resolver_match
    declared = declaration_of(match.func) if match else None
    if match is None or declared is None or response.status_code != 200:
        return
    # Programs search by POST and are shown what is found; officers are sent on to a page.
    shown = request.method in {"GET", "HEAD"} or declared.door is Door.TOKEN
    if shown and declared.touches in SHOWING and ENOUGH.isdisjoint(logged):
        _complain(match.view_name)


def leave_no_copy(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the next person at a shared desk from going back to what was shown.

    A page with a form may be kept, so that what was typed is still there on the way back. A feed
    says itself how it is kept: a calendar program asks whether it has changed.
    """
    declared = declaration_of(request.resolver_match.func) if request.resolver_match else None
    if declared and declared.door is Door.FEED:
        return
    if declared and (declared.touches in SHOWING or declared.door is Door.TOKEN):
        patch_cache_control(response, private=True, no_store=True)


def _complain(name: str) -> None:
    words = f"{name} answered with personal data but logged no CONSULT or DISCLOSE (INF-5.1)"
    if settings.BLUELAMP_ENFORCE_AUDIT:
        raise PageWithoutLine(f"{words}; call record_reading, or nobody_was_shown where it is so")
    log.error(words)
