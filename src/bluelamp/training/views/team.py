"""A team as its manager sees it: the calendar, releases and limits."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.models import Unit
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import day_of, now
from bluelamp.training import selectors, services
from bluelamp.training.forms.bookings import ReleaseForm
from bluelamp.training.forms.teams import TeamLimitForm
from bluelamp.training.models import Booking
from bluelamp.training.policies import can_release
from bluelamp.training.presenters.refreshers import person_cards
from bluelamp.training.presenters.team import ReleaseRow, calendar_page
from bluelamp.training.selectors.refreshers import refreshers_of_unit

DAYS = 14
MOST_REFRESHING = 50


@route(Permission.RELEASE_FOR_TRAINING, Touches.READS)
def team(request: HttpRequest) -> HttpResponse:
    """Show the officer's own team: who is away when, and who waits to be released."""
    return _calendar(request, None)


@route(Permission.RELEASE_FOR_TRAINING, Touches.READS)
def team_below(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show a team below the officer's own unit."""
    return _calendar(request, unit_id)


@route(Permission.RELEASE_FOR_TRAINING, Touches.CHANGES)
def release(request: HttpRequest, booking_id: UUID) -> HttpResponse:
    """Release somebody for a booking, or not."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    found = _booking(booking_id)
    require(can_release(officer, found.learner))
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        try:
            _decide(booking_id, form.cleaned_data, officer)
        except NotPossible as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Your decision is recorded, and the person is told.")
            return redirect("training:team")
    page = {"form": form, "row": ReleaseRow.of(found)}
    return render(request, "training/release.html", page)


@route(Permission.RELEASE_FOR_TRAINING, Touches.CHANGES)
def limits(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Set how many of a team may be away."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    unit = _unit(officer, unit_id)
    calendar = selectors.calendar_of(unit, day_of(now()), 1)
    initial = {"cap_percent": calendar.cap_percent, "minimum": calendar.minimum}
    form = TeamLimitForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.set_team_limit(unit_id=unit.pk, by=officer, at=now(), **form.cleaned_data)
        messages.success(request, "The limits are set.")
        return redirect("training:team_below", unit.pk)
    return render(request, "training/team_limits.html", {"form": form, "unit": unit})


def _calendar(request: HttpRequest, unit_id: UUID | None) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    unit = _unit(officer, unit_id)
    first = _first_day(request.GET.get("from", ""))
    calendar = selectors.calendar_of(unit, first, DAYS)
    refreshing = list(refreshers_of_unit(officer, unit.path)[:MOST_REFRESHING])
    shown = {each.pk for each in calendar.people} | {each.learner_id for each in refreshing}
    people = tuple(sorted(shown))
    record_reading(
        by=officer, of=Subject("training_team", people, regime=Regime.GEN), action="view_team"
    )
    page = {
        "page": calendar_page(calendar),
        "unit": unit,
        "releases": [ReleaseRow.of(each) for each in selectors.releases_awaited(officer, unit)],
        "refreshers": person_cards(refreshing, day_of(now())),
        "teams": selectors.teams_below(unit)[:200],
        "earlier": first - timedelta(days=DAYS),
        "later": first + timedelta(days=DAYS),
        "limits_url": reverse("training:limits", args=[unit.pk]),
    }
    return render(request, "training/team.html", page)


def _first_day(text: str) -> date:
    """Return the first day to show: the Monday of this week where none is asked for."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        today = day_of(now())
        return today - timedelta(days=today.weekday())


def _unit(officer: Officer, unit_id: UUID | None) -> Unit:
    unit = selectors.unit_led_by(officer, unit_id)
    if unit is None:
        raise Http404
    return unit


def _booking(booking_id: UUID) -> Booking:
    found = Booking.objects.select_related(
        "learner__staff__unit", "session__course", "session__room__venue", "session__virtual_room"
    )
    booking = found.filter(pk=booking_id, approval="AWAITED").first()
    if booking is None:
        raise Http404
    return booking


def _decide(booking_id: UUID, given: dict[str, str], officer: Officer) -> None:
    if given["decision"] == "release":
        services.release_learner(booking_id=booking_id, by=officer, at=now())
    else:
        services.refuse_release(
            booking_id=booking_id, because=given["because"], by=officer, at=now()
        )
