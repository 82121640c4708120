"""Detaining a person: authority, reviews, hospital, cells, lines of the record."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent, DetentionType
from bluelamp.custody.forms import acts as forms
from bluelamp.custody.forms.powers import ArrestHereForm, HoldForm
from bluelamp.custody.presenters.acts import authority_rows, cell_rows

from .acts import Act, answer, record_of

AUTHORISE = Act(
    "Authorise detention",
    "Authorise detention",
    "Detention authorised.",
    forms.AuthoriseForm,
    policies.can_authorise_detention,
    services.authorise_detention,
    CustodyEvent.AUTHORISE,
    authority_rows,
    "custody/authorise.html",
    then="custody:go_on",
)
REFUSE = Act(
    "Authorise detention",
    "Refuse detention",
    "Detention refused. The record is closed.",
    forms.RefuseForm,
    policies.can_authorise_detention,
    services.refuse_detention,
    CustodyEvent.REFUSE,
    authority_rows,
    "custody/authorise.html",
)
HOLD = Act(
    "Hold the person under this power",
    "Hold the person",
    "The decision to hold the person is recorded.",
    HoldForm,
    policies.can_authorise_detention,
    services.hold_under_power,
    CustodyEvent.AUTHORISE,
    authority_rows,
    "custody/authorise.html",
    then="custody:go_on",
)
ARREST_HERE = Act(
    "Arrest for an offence",
    "Record the arrest",
    "Arrest recorded. Decide on detention now.",
    ArrestHereForm,
    policies.can_authorise_detention,
    services.arrest_while_held,
    CustodyEvent.ARREST_HERE,
    then="custody:authorise",
)
CELL = Act(
    "Move to a cell",
    "Move",
    "Cell recorded.",
    forms.PlaceInCellForm,
    policies.can_care_for_person,
    services.place_in_cell,
    rows=cell_rows,
)
HOSPITAL_OUT = Act(
    "Leave for hospital",
    "Record leaving",
    "Leaving for hospital recorded.",
    forms.LeaveForHospitalForm,
    policies.can_move_to_hospital,
    services.leave_for_hospital,
    CustodyEvent.TO_HOSPITAL,
)
HOSPITAL_BACK = Act(
    "Back from hospital",
    "Record the return",
    "Return from hospital recorded.",
    forms.ReturnFromHospitalForm,
    policies.can_move_to_hospital,
    services.return_from_hospital,
    CustodyEvent.RETURN,
)
ENTRY = Act(
    "Add an entry",
    "Add the entry",
    "Entry added.",
    forms.AddEntryForm,
    policies.can_care_for_person,
    services.add_entry,
)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def arrest_here(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record an arrest for an offence of somebody held under another power."""
    return answer(request, record_of(record_id), ARREST_HERE)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def authorise(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Authorise detention, with a cell."""
    record = record_of(record_id)
    act = HOLD if DetentionType(record.detention_type).is_other_power else AUTHORISE
    return answer(request, record, act, refusal=forms.RefuseForm(record=record), decide=act)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def refuse(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Refuse detention, on the page that offers to authorise it."""
    if request.method != "POST":
        return redirect("custody:authorise", record_id)
    record = record_of(record_id)
    act = HOLD if DetentionType(record.detention_type).is_other_power else AUTHORISE
    return answer(request, record, REFUSE, authorisation=act.form(record=record), decide=act)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def cell(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Put the person in a cell."""
    return answer(request, record_of(record_id), CELL)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def hospital_out(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record leaving for hospital."""
    return answer(request, record_of(record_id), HOSPITAL_OUT)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def hospital_back(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record the return from hospital."""
    return answer(request, record_of(record_id), HOSPITAL_BACK)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def add_entry(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Add a line to the record."""
    return answer(request, record_of(record_id), ENTRY)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def correct_entry(request: HttpRequest, record_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correct a line by a new one; those who wrote it may, hence no permission here."""
    record = record_of(record_id)
    entry = get_object_or_404(record.entries.select_related("record"), pk=entry_id)
    act = Act(
        "Correct an entry",
        "Save the correction",
        "The correction stands beside the entry.",
        forms.CorrectEntryForm,
        lambda officer, _: policies.can_correct_entry(officer, entry),
        services.correct_entry,
        template="custody/correct_entry.html",
    )
    whose = {"entry_id": entry.pk}
    made_for = {"entry": entry}
    return answer(request, record, act, form_with=made_for, service_with=whose, entry=entry)
