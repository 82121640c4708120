"""Doing something with a custody record: one page, one service, back to the record.

Every page that changes a record is an ``Act`` answered by ``answer``; views by subject only name
the record, the act, and what else its form and service are told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.custody.enums import CustodyEvent, CustodyState
from bluelamp.custody.forms.acts import RecordForm
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.presenters.acts import RecordHead, RowsOf, no_rows
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.services.record_keeping import Policy, subject_of

# What a form or a service is told besides; a service is told the key of the record by default.
Extra = Mapping[str, Any]
NOTHING: Extra = {}


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with a record: its words, its form, who may do it and the service.

    ``event`` is refused at once where the state does not allow it (section 16). ``then`` is the
    route of a record to which it leads.
    """

    heading: str
    submit: str
    done: str
    form: type[RecordForm]
    may: Policy
    service: Callable[..., Any]
    event: CustodyEvent | None = None
    rows: RowsOf = no_rows
    template: str = "custody/act.html"
    then: str = "custody:record"


def record_of(record_id: UUID) -> CustodyRecord:
    """Return the record that an act is about, or answer that there is none."""
    found = CustodyRecord.objects.select_related("event", "person", "suite", "suite__unit")
    return get_object_or_404(found.prefetch_related("offences__offence"), pk=record_id)


def officer_of(request: HttpRequest) -> Officer:
    """Return the officer at work."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    return officer


def answer(
    request: HttpRequest,
    record: CustodyRecord,
    act: Act,
    *,
    form_with: Extra = NOTHING,
    service_with: Extra | None = None,
    **page: Any,
) -> HttpResponse:
    """Show the form of an act, or do it; a refusal goes back beside what was typed."""
    officer = officer_of(request)
    require(act.may(officer, record))
    typed = request.POST if request.method == "POST" else None
    form = act.form(typed, record=record, **form_with)
    whose = {"record_id": record.pk} if service_with is None else service_with
    if request.method == "GET":
        _open(record, act, officer)
    elif form.is_valid() and _do(form, act, officer, whose):
        messages.success(request, act.done)
        return redirect(act.then, record.pk)
    back = reverse("custody:record", args=[record.pk])
    shown = {"act": act, "form": form, "head": RecordHead.of(record), "back": back}
    return render(request, act.template, {**shown, "rows": act.rows(record, now()), **page})


def _open(record: CustodyRecord, act: Act, officer: Officer) -> None:
    """Refuse at once what the state does not allow, and log that the record was looked at."""
    if act.event is not None:
        may_transition(CustodyState(record.state), act.event).require()
    action = act.heading.lower().replace(" ", "_")
    record_reading(by=officer, of=subject_of(record), action=action)


def _do(form: RecordForm, act: Act, officer: Officer, whose: Extra) -> bool:
    try:
        act.service(**whose, **form.given(), by=officer, at=now())
    except NotPossible as refusal:
        form.accept_refusal(refusal)
        return False
    return True
