"""Recording visits: one page, one press, for one or several cells."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.custody import services
from bluelamp.custody.forms.visits import CorrectVisitForm, VisitRoundForm
from bluelamp.custody.models import CustodyRecord, Suite, Visit
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.presenters.visits import people_rows, visit_rows
from bluelamp.custody.selectors.visits import ToVisit, people_to_visit

from .acts import Act, answer, officer_of, record_of


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def visits(request: HttpRequest, suite_code: str) -> HttpResponse:
    """List the people of a suite, those due first, and record visits to those ticked."""
    officer = officer_of(request)
    suite = get_object_or_404(Suite, code=suite_code)
    people = people_to_visit(suite)
    posted = request.POST if request.method == "POST" else None
    ticked = {"people": request.GET.getlist("record")}
    form = VisitRoundForm(posted, people=people, initial=ticked)
    if posted is None:
        _log(people, officer)
    elif form.is_valid() and _record(form, officer):
        messages.success(request, f"Visits recorded: {form.where()}.")
        return redirect("custody:board", suite.code)
    rows = people_rows(form, people, now(), officer)
    return render(request, "custody/visits.html", {"suite": suite, "form": form, "people": rows})


@route(Permission.CARE_FOR_PERSON, Touches.NOTHING)
def visit(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Go to the visits of the suite with one person ticked."""
    record = get_object_or_404(CustodyRecord.objects.select_related("suite"), pk=record_id)
    address = reverse("custody:visits", args=[record.suite.code])
    return redirect(f"{address}?record={record_id}")


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def correct_visit(request: HttpRequest, record_id: UUID, visit_id: UUID) -> HttpResponse:
    """Correct the time or the cell of a visit by a later one."""
    made = get_object_or_404(Visit, pk=visit_id, record=record_id)
    act = Act(
        "Correct a visit",
        "Correct the visit",
        "Visit corrected. The next one is counted from it.",
        CorrectVisitForm,
        can_care_for_person,
        services.correct_visit,
        rows=lambda _record, at: visit_rows(made, at),
    )
    whose = {"visit_id": made.pk}
    record = record_of(record_id)
    return answer(request, record, act, form_with={"visit": made}, service_with=whose)


def _log(people: list[ToVisit], officer: Officer) -> None:
    keys = [key for one in people for key in (one.record.pk, one.record.person_id)]
    of = Subject(kind="custody", ids=tuple(keys))
    record_reading(by=officer, of=of, action="open_visits")


def _record(form: VisitRoundForm, officer: Officer) -> bool:
    try:
        services.record_visits(**form.given(), by=officer, at=now())
    except NotPossible as refusal:
        show_refusal(form, refusal)
        return False
    return True
