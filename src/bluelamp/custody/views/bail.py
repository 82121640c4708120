"""Bail before charge: return, arrest, change, extension, end; and the diary of those due back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import Subject, record_reading
from bluelamp.core.time import now
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import bail as forms
from bluelamp.custody.presenters.bail import bail_rows, diary_page
from bluelamp.custody.selectors.bail import diary_day, diary_of, diary_suites
from bluelamp.nominals.enums import EventKind

from .acts import Act, answer, officer_of, record_of

ANSWER = Act(
    "Answer bail",
    "Record the return",
    "Return from bail recorded: the same clock goes on.",
    forms.AnswerBailForm,
    policies.can_authorise_detention,
    services.answer_bail,
    CustodyEvent.ATTEND,
    bail_rows,
)
ARREST = Act(
    "Arrest on bail",
    "Record the arrest",
    "Arrest recorded: the same clock goes on.",
    forms.ArrestOnBailForm,
    policies.can_authorise_detention,
    services.arrest_on_bail,
    CustodyEvent.BAIL_ARREST,
    bail_rows,
)
VARY = Act(
    "Change bail",
    "Record the change",
    "Change of bail recorded.",
    forms.VaryBailForm,
    policies.can_manage_bail,
    services.vary_bail,
    CustodyEvent.CLOSE_BAIL,
    bail_rows,
)
EXTEND = Act(
    "Extend the bail period",
    "Record the decision",
    "Bail period extended.",
    forms.ExtendBailForm,
    policies.can_open_bail_extension,
    services.extend_bail,
    CustodyEvent.CLOSE_BAIL,
    bail_rows,
)
SUSPEND = Act(
    "Suspend or restart the bail period",
    "Record it",
    "Recorded.",
    forms.SuspendBailForm,
    policies.can_manage_bail,
    services.suspend_bail,
    CustodyEvent.CLOSE_BAIL,
    bail_rows,
)
END = Act(
    "End bail in writing",
    "End bail",
    "Bail ended. The record is closed.",
    forms.EndBailForm,
    policies.can_manage_bail,
    services.end_bail,
    CustodyEvent.CLOSE_BAIL,
    bail_rows,
    "custody/disposals.html",
)
FURTHER = Act(
    "Further arrest",
    "Record the arrest",
    "Further arrest recorded.",
    forms.FurtherArrestForm,
    policies.can_authorise_detention,
    services.add_further_arrest,
    CustodyEvent.FURTHER_ARREST,
)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def answer_bail(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record that the person answered bail."""
    return answer(request, record_of(record_id), ANSWER)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def arrest(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record an arrest for breach or failure to answer."""
    return answer(request, record_of(record_id), ARREST)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def vary(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Change conditions or the day of return."""
    return answer(request, record_of(record_id), VARY)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def extend(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Extend the bail period; by the step's rank or, for a court, the custody officer."""
    made_for = {"officer": officer_of(request)}
    return answer(request, record_of(record_id), EXTEND, form_with=made_for)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def suspend(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Suspend or restart the bail period."""
    return answer(request, record_of(record_id), SUSPEND)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def end(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """End bail in writing."""
    return answer(request, record_of(record_id), END)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def further_arrest(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record a further arrest."""
    return answer(request, record_of(record_id), FURTHER)


@route(Permission.VIEW_CUSTODY_BOARD, Touches.READS)
def diary(request: HttpRequest) -> HttpResponse:
    """Show who is due back on bail at a station on a day: answered, due, failed."""
    officer, at = officer_of(request), now()
    day = diary_day(request.GET.get("day", ""), at)
    suites, suite = diary_suites(request.GET.get("station", ""), officer)
    found = diary_of(suite, day) if suite else []
    subject = Subject(kind=EventKind.CUSTODY, ids=tuple(one.record_id for one in found))
    record_reading(by=officer, of=subject, action="view_bail_diary")
    page = diary_page(suites, suite, day, found, at)
    return render(request, "custody/bail_diary.html", {"page": page})
