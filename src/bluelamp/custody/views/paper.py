"""The record on paper: shown for printing, as a PDF, inspected, asked for and given."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import require, route
from bluelamp.audit.services import record_reading
from bluelamp.core.printing import pdf_of
from bluelamp.core.time import now
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.forms import paper as forms
from bluelamp.custody.models import CopyRequest, CustodyRecord
from bluelamp.custody.presenters.acts import RecordHead
from bluelamp.custody.presenters.copies import copies_page
from bluelamp.custody.presenters.paper import (
    RECORD,
    RecordPaper,
    copy_paper,
    paper_data,
    record_paper,
)
from bluelamp.custody.selectors.board import current_markers
from bluelamp.custody.selectors.paper import copy_given, requests_for, withheld_from
from bluelamp.custody.selectors.records import record_for_page
from bluelamp.custody.selectors.wholeness import faults_in
from bluelamp.custody.services.record_keeping import subject_of

from .acts import Act, answer, officer_of, record_of

REQUEST = Act(
    "Ask for a copy",
    "Record the request",
    "Request for a copy recorded.",
    forms.RequestCopyForm,
    policies.can_care_for_person,
    services.request_copy,
)
INSPECT = Act(
    "Record inspected",
    "Record the inspection",
    "Inspection recorded.",
    forms.InspectionForm,
    policies.can_care_for_person,
    services.record_inspection,
)
GIVE = Act(
    "Give a copy",
    "Give the copy",
    "Copy recorded as given. Print it from the list of copies.",
    forms.GiveCopyForm,
    policies.can_care_for_person,
    services.give_copy,
    template="custody/give_copy.html",
)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.READS)
def paper(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show the record as it prints, whole or only some kinds of entries."""
    officer = officer_of(request)
    wanted = forms.FilterForm(request.GET)
    found = _whole(record_id)
    record_reading(by=officer, of=subject_of(found), action="view_record_for_print")
    shown = _paper(request, found, wanted.chosen())
    page = {"paper": shown, "filter": wanted, "form": forms.PrintForm(), "id": found.pk}
    return render(request, "custody/paper.html", page)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.DISCLOSES)
@require_POST
def paper_pdf(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Give the whole record as a PDF, once it is said for whom."""
    form, found = forms.PrintForm(request.POST), _whole(record_id)
    wanted = forms.FilterForm(request.POST)
    shown = _paper(request, found, wanted.chosen())
    if not form.is_valid():
        page = {"paper": shown, "filter": wanted, "form": form, "id": found.pk}
        record_reading(by=officer_of(request), of=subject_of(found), action="view_record_for_print")
        return render(request, "custody/paper.html", page)
    recipient = form.cleaned_data["recipient"]
    services.print_record(record=found, recipient=recipient, by=officer_of(request))
    return as_pdf(pdf_of(RECORD, paper_data(shown)), shown.reference)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.READS)
def copies(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """List the copies asked for and given, with what is still to be done."""
    record, officer = record_of(record_id), officer_of(request)
    record_reading(by=officer, of=subject_of(record), action="list_copies")
    page = copies_page(record, requests_for(record.pk), now(), officer)
    shown = {"page": page, "head": RecordHead.of(record), "id": record.pk}
    return render(request, "custody/copies.html", shown)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def request_copy(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record that somebody asks for a copy."""
    return answer(request, record_of(record_id), REQUEST)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def inspect(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record that the solicitor or the appropriate adult was shown the record."""
    return answer(request, record_of(record_id), INSPECT)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def give_copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Choose what is withheld, and give the copy."""
    asked = get_object_or_404(CopyRequest, pk=request_id)
    record = record_of(asked.record_id)
    entries = list(record.entries.order_by("number"))
    return answer(
        request,
        record,
        GIVE,
        form_with={"entries": entries},
        service_with={"request_id": asked.pk},
        asked=asked,
    )


@route(Permission.CARE_FOR_PERSON, Touches.DISCLOSES)
def copy_pdf(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Give a copy that was recorded as given, as a PDF; each time leaves a line."""
    copy = copy_given(copy_id)
    if copy is None:
        raise Http404
    found = _whole(copy.request.record_id)
    services.print_copy(copy=copy, by=officer_of(request))
    whole = _paper(request, found, [])
    shown = copy_paper(whole, copy, withheld_from(copy), found.entries.all())
    return as_pdf(pdf_of(RECORD, paper_data(shown)), f"{shown.reference}-copy")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to be kept or printed."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _whole(record_id: UUID) -> CustodyRecord:
    found = record_for_page(record_id)
    if found is None:
        raise Http404
    return found


def _paper(
    request: HttpRequest, found: CustodyRecord, kinds: list[CustodyEntryKind]
) -> RecordPaper:
    officer = officer_of(request)
    require(policies.can_print_record(officer, found))
    markers, faults = current_markers(found.person), faults_in([found.pk])
    return record_paper(found, markers, faults=faults, by=officer, at=now(), kinds=kinds)
