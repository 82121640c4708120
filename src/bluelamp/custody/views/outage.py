"""After an outage: declare it, enter what stands on paper record by record, confirm each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.custody import services
from bluelamp.custody.forms.outage import BackEntryForm, DeclareOutageForm
from bluelamp.custody.models import Outage
from bluelamp.custody.policies import can_declare_outage
from bluelamp.custody.presenters.outage import outage_row, record_rows, span
from bluelamp.custody.presenters.paper import paper_lines
from bluelamp.custody.presenters.record import RecordPage, record_page
from bluelamp.custody.selectors.board import current_markers, suites_near
from bluelamp.custody.selectors.outage import (
    confirmed_in,
    entries_after,
    outage_by_id,
    outages_of,
    records_in,
)
from bluelamp.custody.selectors.records import record_for_page
from bluelamp.custody.services.record_keeping import subject_of

from .acts import officer_of


@route(Permission.CARE_FOR_PERSON, Touches.NOTHING)
def outages(request: HttpRequest) -> HttpResponse:
    """List the outages of the officer's suites."""
    officer = officer_of(request)
    rows = [outage_row(one) for one in outages_of(suites_near(officer))]
    shown = {"rows": rows, "may_declare": can_declare_outage(officer)}
    return render(request, "custody/outages.html", shown)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def declare(request: HttpRequest) -> HttpResponse:
    """Declare an outage."""
    officer = officer_of(request)
    typed = request.POST if request.method == "POST" else None
    form = DeclareOutageForm(typed, suites=suites_near(officer))
    if form.is_valid():
        made = _try(form, services.declare_outage, by=officer)
        if made is not None:
            messages.success(request, "Outage declared. Enter what stands on paper.")
            return redirect("custody:outage", made.pk)
    return render(request, "custody/declare_outage.html", {"form": form})


@route(Permission.CARE_FOR_PERSON, Touches.READS)
def outage(request: HttpRequest, outage_id: UUID) -> HttpResponse:
    """Show who was held during an outage, and whose paper is still to be entered."""
    found = _outage(outage_id)
    records = list(records_in(found))
    about = tuple(key for one in records for key in (one.pk, one.person_id))
    subject = Subject(kind="custody", ids=about, reference=found.suite.code)
    record_reading(by=officer_of(request), of=subject, action="view_outage")
    rows = record_rows(records, confirmed_in(found), now())
    shown = {"outage": found, "span": span(found), "rows": rows}
    return render(request, "custody/outage.html", shown)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def back_entry(request: HttpRequest, outage_id: UUID, record_id: UUID) -> HttpResponse:
    """Enter what stands on the sheets of one person, line by line."""
    found, officer = _outage(outage_id), officer_of(request)
    form = BackEntryForm(request.POST if request.method == "POST" else None, outage=found)
    keys = {"outage_id": found.pk, "record_id": record_id}
    if form.is_valid() and _try(form, services.add_back_entry, by=officer, **keys):
        messages.success(request, "Line entered with its true time.")
        return redirect("custody:back_entry", found.pk, record_id)
    return _back_entry_page(request, found, record_id, form)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
@require_POST
def confirm(request: HttpRequest, outage_id: UUID, record_id: UUID) -> HttpResponse:
    """Confirm that everything on the sheets of one person is entered."""
    found = _outage(outage_id)
    get_object_or_404(records_in(found), pk=record_id)
    services.confirm_back_entry(
        outage_id=found.pk, record_id=record_id, by=officer_of(request), at=now()
    )
    messages.success(request, "Confirmed: everything on paper is entered.")
    return redirect("custody:outage", found.pk)


def _back_entry_page(
    request: HttpRequest, found: Outage, record_id: UUID, form: Form
) -> HttpResponse:
    record = record_for_page(record_id)
    if record is None or not records_in(found).filter(pk=record_id).exists():
        raise Http404
    officer = officer_of(request)
    record_reading(by=officer, of=subject_of(record), action="enter_paper_record")
    page: RecordPage = record_page(record, current_markers(record.person), now(), officer)
    shown = {
        "outage": found,
        "span": span(found),
        "page": page,
        "form": form,
        "lines": paper_lines(entries_after(found, record)),
        "done": confirmed_in(found).get(record.pk),
    }
    return render(request, "custody/back_entry.html", shown)


def _outage(outage_id: UUID) -> Outage:
    found = outage_by_id(outage_id)
    if found is None:
        raise Http404
    return found


def _try(form: Any, service: Any, **more: Any) -> Any:
    try:
        return service(**form.given(), **more, at=now())
    except NotPossible as refusal:
        show_refusal(form, refusal)
        return None
