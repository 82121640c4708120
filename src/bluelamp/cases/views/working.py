"""Working on a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.cases import selectors, services
from bluelamp.cases.forms import AddExhibitForm, AddNoteForm, AmendSummaryForm, OffenceForm
from bluelamp.cases.forms.answers import today
from bluelamp.cases.forms.offences import as_typed
from bluelamp.cases.forms.working import OTHER
from bluelamp.cases.models import Case
from bluelamp.cases.policies import can_edit_case
from bluelamp.cases.presenters import offence_lines
from bluelamp.cases.services.amending import EDIT_CONFLICT
from bluelamp.core.errors import NotPossible
from bluelamp.core.forms import show_refusal
from bluelamp.core.time import now
from bluelamp.investigations.selectors import offences_in_force
from bluelamp.property.selectors import item_named


@route(Permission.EDIT_CASE, Touches.CHANGES)
def add_note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a note."""
    case = _case(request, case_id)
    form = AddNoteForm(request.POST or None)
    page = {"title": "Add a note", "form": form}
    return _work(request, case, page, lambda who: services.add_note(**who, **form.cleaned_data))


@route(Permission.EDIT_CASE, Touches.CHANGES)
def add_exhibit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Rely on an item as an exhibit."""
    case = _case(request, case_id)
    form = AddExhibitForm(request.POST or None, items=selectors.exhibits_to_add(case))

    def save(who: dict[str, Any]) -> None:
        given = form.cleaned_data
        item_id = _named(given["named"]) if given["item"] == OTHER else UUID(given["item"])
        services.add_exhibit(item_id=item_id, reference=given["reference"], **who)

    return _work(request, case, {"title": "Add an exhibit", "form": form}, save)


@route(Permission.EDIT_CASE, Touches.CHANGES)
def add_offence(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Allege a further offence."""
    case = _case(request, case_id)
    defendants = list(case.defendants.select_related("person").order_by("pk"))
    form = OffenceForm(request.POST or None, defendants=defendants)

    def save(who: dict[str, Any]) -> None:
        defendant = UUID(form.cleaned_data["defendant"])
        services.add_offence(defendant_id=defendant, details=form.details, **who)

    return _work(request, case, {"title": "Add an offence", "form": form}, save)


@route(Permission.EDIT_CASE, Touches.CHANGES)
def amend_offence(request: HttpRequest, case_id: UUID, case_offence_id: UUID) -> HttpResponse:
    """Change when, where or how an offence is alleged."""
    case = _case(request, case_id)
    offence = selectors.case_offence(case_id, case_offence_id)
    if offence is None:
        raise Http404
    form = OffenceForm(request.POST or None, initial=as_typed(offence))
    page = {"title": "Change an offence", "form": form, "theirs": offence_lines(offence)}

    def save(who: dict[str, Any]) -> None:
        who |= {"case_offence_id": case_offence_id, "details": form.details}
        services.amend_offence(**who, version=form.cleaned_data["version"] or 0)

    return _work(request, case, page, save)


@route(Permission.EDIT_CASE, Touches.CHANGES)
def amend_summary(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Change the summary; when somebody else did meanwhile, show both texts."""
    case = _case(request, case_id)
    begun = {"summary": case.summary, "version": case.version}
    form = AmendSummaryForm(request.POST or None, initial=begun)
    page = {"title": "Change the summary", "form": form, "theirs": case.summary}
    save = lambda who: services.amend_summary(**who, **form.cleaned_data)  # noqa: E731
    return _work(request, case, page, save)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """Return the case to be worked on, or refuse; opening the form is a reading."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    case = selectors.one_case(case_id)
    if case is None:
        raise Http404
    require(can_edit_case(officer, case))
    subject = Subject("case", (case.pk,), case.urn, case.version)
    record_reading(by=officer, of=subject, action="edit_case")
    return case


def _work(
    request: HttpRequest,
    case: Case,
    page: dict[str, Any],
    save: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    form: Form = page["form"]
    if form.is_valid():
        try:
            save({"case_id": case.pk, "by": request.officer, "at": now()})  # type: ignore[attr-defined]
        except NotPossible as refusal:
            show_refusal(form, refusal)
            page["conflict"] = refusal.rule == EDIT_CONFLICT
        else:
            messages.success(request, "The case is saved.")
            return redirect("cases:case", case.pk)
    if page.get("conflict"):
        _take_up(form, case)
    page |= {"case": case, "back": reverse("cases:case", args=[case.pk])}
    if "offence" in form.fields:
        page["offences"] = offences_in_force(today())
    return render(request, "cases/work.html", page)


def _take_up(form: Form, case: Case) -> None:
    """Let the next save count as made in the knowledge of theirs."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(case.version)  # type: ignore[index]


def _named(typed: str) -> UUID:
    item = item_named(typed)
    if item is None:
        reason = f"No item has the reference or seal number {typed}."
        raise NotPossible(reason, field="named", rule="VR-18")
    return item.pk
