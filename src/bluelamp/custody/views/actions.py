"""Doing something with a custody record: one page, one service, back to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.services import record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent, CustodyState
from bluelamp.custody.forms import acts as forms
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.presenters.acts import (
    RecordHead,
    RowsOf,
    authority_rows,
    cell_rows,
    no_rows,
    review_rows,
)
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.services.record_keeping import Policy, subject_of


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a record: its words, its form, who may do it and the service."""

    heading: str
    submit: str
    done: str
    form: type[forms.RecordForm]
    may: Policy
    service: Callable[..., Any]
    event: CustodyEvent | None = None
    rows: RowsOf = no_rows
    template: str = "custody/act.html"


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
REVIEW = Act(
    "Review detention",
    "Record the review",
    "Review recorded.",
    forms.HoldReviewForm,
    policies.can_review_detention,
    services.hold_review,
    CustodyEvent.REVIEW,
    review_rows,
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
RELEASE = Act(
    "Release",
    "Release the person",
    "Release recorded.",
    forms.ReleaseForm,
    policies.can_release_person,
    services.release_person,
    CustodyEvent.RELEASE,
    template="custody/release.html",
)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def authorise(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Authorise detention, with a cell."""
    record = _record(record_id)
    return _answer(request, record, AUTHORISE, refusal=forms.RefuseForm(record=record))


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def refuse(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Refuse detention, on the page that offers to authorise it."""
    if request.method != "POST":
        return redirect("custody:authorise", record_id)
    record = _record(record_id)
    return _answer(request, record, REFUSE, authorisation=forms.AuthoriseForm(record=record))


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def review(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record a review as held; the custody officer's after charge, hence no permission here."""
    return _answer(request, _record(record_id), REVIEW)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def cell(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Put the person in a cell."""
    return _answer(request, _record(record_id), CELL)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def hospital_out(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record leaving for hospital."""
    return _answer(request, _record(record_id), HOSPITAL_OUT)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def hospital_back(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record the return from hospital."""
    return _answer(request, _record(record_id), HOSPITAL_BACK)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def add_entry(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Add a line to the record."""
    return _answer(request, _record(record_id), ENTRY)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def release(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record the disposals and release the person."""
    return _answer(request, _record(record_id), RELEASE)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def correct_entry(request: HttpRequest, record_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correct a line by a new one; those who wrote it may, hence no permission here."""
    record = _record(record_id)
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
    return _answer(request, record, act, made_for={"entry": entry}, entry=entry)


def _record(record_id: UUID) -> CustodyRecord:
    found = CustodyRecord.objects.select_related("event", "person", "suite")
    return get_object_or_404(found.prefetch_related("offences__offence"), pk=record_id)


def _answer(
    request: HttpRequest,
    record: CustodyRecord,
    act: Act,
    made_for: dict[str, Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """Show the form of an act, or do it; a refusal goes back beside what was typed."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    require(act.may(officer, record))
    form = act.form(
        request.POST if request.method == "POST" else None, record=record, **(made_for or {})
    )
    if request.method == "GET":
        _open(record, act, officer)
    elif form.is_valid() and _do(form, act, officer, made_for):
        messages.success(request, act.done)
        return redirect("custody:record", record.pk)
    rows = act.rows(record, now())
    shown = {"act": act, "form": form, "head": RecordHead.of(record), "rows": rows}
    return render(request, act.template, {**shown, **page, "back": _page_of(record)})


def _open(record: CustodyRecord, act: Act, officer: Officer) -> None:
    """Refuse at once what the state does not allow, and log that the record was looked at."""
    if act.event is not None:
        may_transition(CustodyState(record.state), act.event).require()
    action = act.heading.lower().replace(" ", "_")
    record_reading(by=officer, of=subject_of(record), action=action)


def _do(
    form: forms.RecordForm, act: Act, officer: Officer, made_for: dict[str, Any] | None
) -> bool:
    whose = {"entry_id": made_for["entry"].pk} if made_for else {"record_id": form.record.pk}
    try:
        act.service(**whose, **form.given(), by=officer, at=now())
    except NotPossible as refusal:
        form.accept_refusal(refusal)
        return False
    return True


def _page_of(record: CustodyRecord) -> str:
    return reverse("custody:record", args=[record.pk])
