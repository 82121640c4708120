"""Booking in, part by part: the list, each part as a page, and what is typed kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.custody import services
from bluelamp.custody.enums import Step
from bluelamp.custody.forms.steps import FORMS, StepForm
from bluelamp.custody.policies import can_decide_on_risk
from bluelamp.custody.presenters.acts import RecordHead
from bluelamp.custody.presenters.instants import instant
from bluelamp.custody.presenters.steps import differences, happened_so_far, step_rows
from bluelamp.custody.presenters.tasks import next_step, property_next, task_list
from bluelamp.custody.selectors.board import current_markers
from bluelamp.custody.selectors.booking import Booking, booking_of
from bluelamp.custody.services.record_keeping import subject_of
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import event_tasks
from bluelamp.nominals.policies import can_view_health_reason

from .acts import officer_of

SERVICES: dict[Step, Callable[..., Any]] = {
    Step.RISK: services.assess_risk,
    Step.RIGHTS: services.give_rights,
    Step.SEARCH: services.record_search,
    Step.SAMPLES: services.record_samples,
    Step.DRUG_TEST: services.record_drug_test,
}
NOT_TYPED = {"csrfmiddlewaretoken", "leave", "draft_version"}


@route(Permission.CARE_FOR_PERSON, Touches.READS)
def tasks(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show how far booking in has come."""
    booking, officer = _booking(record_id), officer_of(request)
    record_reading(by=officer, of=subject_of(booking.record), action="view_booking_in")
    others = event_tasks(EventKind.CUSTODY, record_id, officer)
    shown = task_list(booking, others, now(), officer)
    return render(request, "custody/steps/tasks.html", {"list": shown})


@route(Permission.CARE_FOR_PERSON, Touches.READS)
def go_on(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Lead to the part of booking in that comes next."""
    booking, officer = _booking(record_id), officer_of(request)
    record_reading(by=officer, of=subject_of(booking.record), action="go_on_booking_in")
    return _lead_on(record_id, next_step(booking, now(), officer))


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def step(request: HttpRequest, record_id: UUID, step: str) -> HttpResponse:
    """Show a part of booking in, or do it; what was typed is kept in any case."""
    which, booking, officer = _step(step), _booking(record_id), officer_of(request)
    if request.method == "POST":
        form = _form(which, booking, officer, request.POST)
        return _sent(request, form, officer)
    record_reading(by=officer, of=subject_of(booking.record), action=f"open_{which}")
    typed = booking.typed(which)
    form = _form(which, booking, officer, MultiValueDict(typed.answers) if typed else None)
    if typed is not None:
        form.stand_on(typed.version)
        form.show_without_errors()
    return _page(request, form, officer)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
@require_POST
def draft(request: HttpRequest, record_id: UUID, step: str) -> HttpResponse:
    """Keep what is being typed; the page asks for it every few seconds."""
    which, officer = _step(step), officer_of(request)
    booking = _booking(record_id)
    form = _form(which, booking, officer, request.POST)
    try:
        kept = _save(form, officer)
    except NotPossible as refusal:
        return JsonResponse({"refusal": refusal.reason}, status=409)
    return JsonResponse({"version": kept.version, "at": instant(kept.saved_at, now()).words})


def _step(code: str) -> Step:
    """Return a part that has a page of its own."""
    if code not in list(Step) or Step(code) not in FORMS:
        raise Http404
    return Step(code)


def _booking(record_id: UUID) -> Booking:
    found = booking_of(record_id, now())
    if found is None:
        raise Http404
    return found


def _form(
    which: Step, booking: Booking, officer: Officer, typed: MultiValueDict[str, str] | None
) -> StepForm:
    number = Staff.objects.values_list("staff_number", flat=True).get(pk=officer.id)
    data = typed if typed is None or isinstance(typed, QueryDict) else _as_query(typed)
    return FORMS[which](data, booking=booking, officer_number=number)


def _as_query(typed: MultiValueDict[str, str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in typed.lists():
        query.setlist(name, values)
    return query


def _save(form: StepForm, officer: Officer) -> Any:
    data: QueryDict = form.data  # type: ignore[assignment]
    answers = {name: values for name, values in data.lists() if name not in NOT_TYPED}
    return services.save_step(
        record_id=form.booking.record.pk,
        step=form.step,
        answers=answers,
        seen=form.seen,
        by=officer,
        at=now(),
    )


def _sent(request: HttpRequest, form: StepForm, officer: Officer) -> HttpResponse:
    """Do a part, or keep it for later; else show what stands in the way."""
    record_id = form.booking.record.pk
    try:
        if "leave" in request.POST or not form.is_valid():
            form.stand_on(_save(form, officer).version)
            if "leave" in request.POST:
                messages.success(request, f"{form.step.label}: saved for later.")
                return redirect("custody:tasks", record_id)
            return _page(request, form, officer)
        return _done(request, form, officer)
    except NotPossible as refusal:
        return _refused(request, form, officer, refusal)


def _done(request: HttpRequest, form: StepForm, officer: Officer) -> HttpResponse:
    """Do a part and lead on to the next."""
    do = SERVICES.get(form.step, services.note_call)
    record_id = form.booking.record.pk
    do(record_id=record_id, **form.given(), by=officer, at=now(), seen=form.seen)
    messages.success(request, f"{form.step.label}: recorded.")
    if form.step not in SERVICES:
        return _lead_on(record_id, None)
    booking = _booking(record_id)
    following = next_step(booking, now(), officer)
    if following is None and form.step is Step.SAMPLES:
        others = event_tasks(EventKind.CUSTODY, record_id, officer)
        if address := property_next(booking, others):
            return redirect(address)
    return _lead_on(record_id, None if following is form.step else following)


def _lead_on(record_id: UUID, following: Step | None) -> HttpResponse:
    if following is None:
        return redirect("custody:tasks", record_id)
    return redirect("custody:step", record_id, following)


def _refused(
    request: HttpRequest, form: StepForm, officer: Officer, refusal: NotPossible
) -> HttpResponse:
    """Show a refusal beside what was typed; what others typed meanwhile beside it as well."""
    booking = _booking(form.booking.record.pk)
    theirs = booking.drafts.get(form.step)
    stale = refusal.field == "draft_version"
    if not stale and form.is_valid():
        version = _save(form, officer).version
    else:
        version = theirs.version if theirs else 0
    form.accept_refusal(refusal, version)
    rows = differences(form, theirs.answers) if stale and theirs and theirs.answers else []
    return _page(request, form, officer, theirs=rows)


def _page(request: HttpRequest, form: StepForm, officer: Officer, **more: Any) -> HttpResponse:
    booking, which, at = form.booking, form.step, now()
    markers = current_markers(booking.record.person) if which is Step.RISK else []
    decides = which is not Step.RISK or bool(can_decide_on_risk(officer, booking.record))
    shown = {
        "form": form,
        "head": RecordHead.of(booking.record),
        "record_id": booking.record.pk,
        "step": which,
        "rows": step_rows(booking, which, markers, cares=bool(can_view_health_reason(officer))),
        "events": happened_so_far(booking, which, at),
        "decides": decides,
    }
    return render(request, form.template, {**shown, **more})
