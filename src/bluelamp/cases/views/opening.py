"""Opening a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, require, route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.cases import selectors
from bluelamp.cases.forms import OpenForPersonForm, OpenFromCustodyForm
from bluelamp.cases.forms.answers import today
from bluelamp.cases.forms.opening import OpenCaseForm
from bluelamp.cases.policies import can_open_case_from
from bluelamp.cases.presenters import custody_url, person_url
from bluelamp.cases.services import open_case
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.investigations.selectors import offences_in_force
from bluelamp.nominals.models import Person


@route(Permission.OPEN_CASE, Touches.CHANGES)
def open_from_custody(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Open a case from a custody record: the offences of the arrest are there already."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    record = selectors.custody_record(record_id)
    if record is None:
        raise Http404
    require(can_open_case_from(officer, record))
    subject = Subject("custody", (record.pk, record.person_id), record.event.reference)
    record_reading(by=officer, of=subject, action="open_case")
    own = request.user.get_username()
    form = OpenFromCustodyForm(request.POST or None, record=record, officer=own)
    page = {"person": record.person, "record": record, "back": custody_url(record)}
    return _open(request, form, page, custody_record_id=record.pk)


@route(Permission.OPEN_CASE, Touches.CHANGES)
def open_for_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Open a case about somebody who was not arrested for it."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Http404
    record_reading(by=officer, of=Subject("person", (person.pk,)), action="open_case")
    form = OpenForPersonForm(request.POST or None, officer=request.user.get_username())
    page = {"person": person, "back": person_url(person.pk)}
    return _open(request, form, page, custody_record_id=None, person_id=person.pk)


def _open(
    request: HttpRequest, form: OpenCaseForm, page: dict[str, Any], **about: Any
) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(**about, **form.answers, by=officer, at=now())
        except NotPossible as refusal:
            form.show(refusal)
        else:
            messages.success(request, f"Case {case.urn} is open.")
            return redirect("cases:case", case.pk)
    page |= {"form": form, "offences": offences_in_force(today())}
    return render(request, "cases/open.html", page)
