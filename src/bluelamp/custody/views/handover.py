"""The change of shift: the briefing of now, briefings given, taking over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.custody import services
from bluelamp.custody.enums import ShiftCheck
from bluelamp.custody.forms.handover import MakeBriefingForm, TakeOverForm
from bluelamp.custody.models import Briefing, Suite
from bluelamp.custody.policies import can_hand_over
from bluelamp.custody.presenters.handover import briefing_content
from bluelamp.custody.selectors.handover import briefing_by_id, latest_briefings, suite_staff
from bluelamp.custody.selectors.pack import open_suites

from .acts import officer_of


@route(Permission.VIEW_CUSTODY_BOARD, Touches.READS)
def handover(request: HttpRequest, suite_code: str) -> HttpResponse:
    """Show the briefing of now; keep it for the incoming shift."""
    suite, officer, at = get_object_or_404(Suite, code=suite_code), officer_of(request), now()
    [here] = open_suites([suite])
    content = briefing_content(here, suite_staff(suite), officer, at)
    about = [one.record.pk for one in here.held]
    record_reading(by=officer, of=Subject("custody", tuple(about), suite.code), action="brief")
    form = MakeBriefingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = services.make_briefing(
            suite_id=suite.pk, content=content, about=about, **form.given(), by=officer, at=at
        )
        return redirect("custody:briefing", made.pk)
    given = latest_briefings(suite)
    shown = {"suite": suite, "content": content, "form": form, "given": given}
    return render(request, "custody/handover.html", shown | {"may": can_hand_over(officer)})


@route(Permission.VIEW_CUSTODY_BOARD, Touches.READS)
def briefing(request: HttpRequest, briefing_id: UUID) -> HttpResponse:
    """Show a briefing as it was given, and who has taken over; take over."""
    found, officer = get_object_or_404(briefing_by_id(briefing_id)), officer_of(request)
    about = tuple(UUID(one["id"]) for one in found.content["people"])
    record_reading(by=officer, of=Subject("custody_briefing", (found.pk, *about)), action="brief")
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _take_over(request, found, form):
        return redirect("custody:briefing", found.pk)
    takeovers = list(found.takeovers.all())
    mine = any(one.officer_id == officer.id for one in takeovers)
    words = [
        (one, [ShiftCheck(code).label for code in one.checked], one.concerns) for one in takeovers
    ]
    shown = {"briefing": found, "content": found.content, "form": form, "takeovers": words}
    may = can_hand_over(officer) and not mine
    return render(request, "custody/briefing.html", shown | {"may": may})


def _take_over(request: HttpRequest, found: Briefing, form: TakeOverForm) -> bool:
    try:
        services.take_over(briefing_id=found.pk, **form.given(), by=officer_of(request), at=now())
    except NotPossible as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, "You have taken over on this briefing.")
    return True
