"""One's own calendar: its secret address, and what programs read there."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from bluelamp.access.enums import Door, Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import nobody_was_shown
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.own_calendar import NAME, calendar_file
from bluelamp.training.rules.feeds import READS_WITHIN

ICALENDAR = "text/calendar; charset=utf-8"


@route(Permission.USE_BLUELAMP, Touches.CHANGES)
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show whether one's calendar has an address; make, renew or stop it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    learner = selectors.learner_of(officer.id)
    if learner is None:
        raise Http404
    if "make" in request.POST:
        return _show_once(request, services.make_feed(by=officer, at=now()))
    if "stop" in request.POST:
        try:
            services.stop_feed(by=officer, at=now())
            messages.success(request, "The address works no more.")
        except NotPossible as refusal:
            messages.error(request, refusal.reason)
        return redirect("training:my_calendar")
    return render(request, "training/my_calendar.html", {"feed": selectors.feed_of(learner)})


def _show_once(request: HttpRequest, secret: str) -> HttpResponse:
    path = reverse("training:feed", args=[secret])
    page = {"address": request.build_absolute_uri(path)}
    response = render(request, "training/calendar_made.html", page)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
@route(Permission.USE_BLUELAMP, Touches.READS, Door.FEED)
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Give a calendar to whoever shows its secret, unless it is asked for without end."""
    found = selectors.feed_with(secret)
    if found is None:
        raise Http404
    nobody_was_shown()  # but whose calendar it is
    if not services.count_read(feed=found, at=now()):
        later = {"Retry-After": str(int(READS_WITHIN.total_seconds()))}
        return HttpResponse("Read too often: try again later.", status=429, headers=later)
    content = calendar_file(selectors.calendar_of_learner(found.learner), name=NAME)
    response = HttpResponse(content, content_type=ICALENDAR)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    patch_cache_control(response, private=True, no_cache=True)
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response


@require_safe
@route(Permission.USE_BLUELAMP, Touches.READS)
def booking_file(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Give one of one's own bookings as a file for any calendar."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    booking = selectors.booking_for_calendar(officer.id, booking_id)
    if booking is None:
        raise Http404
    nobody_was_shown()  # but oneself
    response = HttpResponse(calendar_file([booking]), content_type=ICALENDAR)
    response["Content-Disposition"] = 'attachment; filename="training.ics"'
    return response
