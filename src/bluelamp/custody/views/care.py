"""Caring for a person held: their page of care, and each act a short form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.audit.services import record_reading
from bluelamp.core.time import now
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CareTaskKind
from bluelamp.custody.forms import care as forms
from bluelamp.custody.models import Call, CareTask
from bluelamp.custody.presenters.care import care_page
from bluelamp.custody.presenters.care_acts import observation_rows
from bluelamp.custody.rules.calls import MEDICAL
from bluelamp.custody.selectors.board import current_markers
from bluelamp.custody.selectors.care import care_due, record_for_care
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.custody.services.record_keeping import subject_of

from .acts import Act, answer, officer_of, record_of

View = Callable[[HttpRequest, UUID], HttpResponse]
CARES = policies.can_care_for_person


@route(Permission.VIEW_CUSTODY_RECORD, Touches.READS)
def care(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show the care of one person: the day drawn, what is due, what can be done."""
    record = record_for_care(record_id)
    if record is None:
        raise Http404
    officer, at = officer_of(request), now()
    record_reading(by=officer, of=subject_of(record), action="view_care")
    due = care_due(record, observation_of([record])[record.pk], at)
    page = care_page(due, current_markers(record.person), at, officer)
    return render(request, "custody/care.html", {"page": page})


def _act(
    heading: str, submit: str, done: str, form: Any, service: Callable[..., Any], **more: Any
) -> View:
    """Return the view of an act of care that is about the record alone."""
    may = more.pop("may", CARES)
    act = Act(heading, submit, done, form, may, service, then="custody:care", **more)

    @route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
    def view(request: HttpRequest, record_id: UUID) -> HttpResponse:
        return answer(request, record_of(record_id), act)

    return view


observation = _act(
    "Set the observation level",
    "Set the level",
    "Observation level set.",
    forms.SetObservationForm,
    services.set_observation_level,
    rows=observation_rows,
)
given = _act(
    "Meal, drink, exercise or other care",
    "Record it",
    "Care recorded.",
    forms.GiveCareForm,
    services.give_care,
)
medication = _act(
    "Medication",
    "Record the medication",
    "Medication recorded.",
    forms.GiveMedicationForm,
    services.give_medication,
)
call = _act(
    "Call for medical help",
    "Record the call",
    "Call recorded.",
    forms.CallHealthcareForm,
    services.call_healthcare,
)
watch = _act(
    "Constant watch",
    "Record who watches",
    "Watch recorded.",
    forms.HandOverWatchForm,
    services.hand_over_watch,
)
watch_end = _act(
    "End the constant watch",
    "End the watch",
    "Watch ended.",
    forms.EndWatchForm,
    services.end_watch,
)
rest = _act(
    "Begin rest", "Begin the rest", "Rest begins.", forms.BeginRestForm, services.begin_rest
)
rest_end = _act("End rest", "End the rest", "Rest ended.", forms.EndRestForm, services.end_rest)
interview = _act(
    "Hand over for interview",
    "Hand over",
    "Handed over for interview.",
    forms.HandToInterviewerForm,
    services.hand_to_interviewer,
    may=policies.can_hand_to_interviewer,
)
interview_end = _act(
    "Back from interview",
    "Take back",
    "Back from interview.",
    forms.ReturnFromInterviewForm,
    services.return_from_interview,
)
force = _act(
    "Use of force",
    "Record the use of force",
    "Use of force recorded.",
    forms.RecordForceForm,
    services.record_force,
)
incident = _act(
    "Incident or near miss",
    "Record the incident",
    "Incident recorded.",
    forms.RecordIncidentForm,
    services.record_incident,
)
complaint = _act(
    "Complaint of treatment",
    "Record the complaint",
    "Complaint recorded.",
    forms.RecordComplaintForm,
    services.record_complaint,
)
mental_health = _act(
    "Mental Health Act check",
    "Record the check",
    "Check recorded.",
    forms.CheckMentalHealthForm,
    services.check_mental_health,
)
mental_health_extension = _act(
    "Extend the 24 hours",
    "Record the extension",
    "Extension recorded.",
    forms.ExtendMentalHealthForm,
    services.extend_mental_health_detention,
)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def call_visit(request: HttpRequest, record_id: UUID, call_id: UUID) -> HttpResponse:
    """Record that the healthcare professional came, with advice and directions."""
    made = get_object_or_404(Call, pk=call_id, record=record_id, kind__in=MEDICAL)
    act = Act(
        "Healthcare visit",
        "Record the visit",
        "Healthcare visit recorded.",
        forms.HealthcareVisitForm,
        CARES,
        services.record_healthcare_visit,
        then="custody:care",
    )
    return answer(request, record_of(record_id), act, service_with={"call_id": made.pk})


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def task_done(request: HttpRequest, record_id: UUID, task_id: UUID) -> HttpResponse:
    """Say that something is done; the inspector may, hence no permission of care here."""
    task = get_object_or_404(CareTask, pk=task_id, record=record_id)
    kind = CareTaskKind(task.kind)
    act = Act(
        f"{kind.label}: done",
        "It is done",
        "Recorded as done.",
        forms.FinishTaskForm,
        lambda officer, record: policies.can_finish_task(officer, record, kind),
        services.finish_task,
        rows=lambda _record, _now: [{"key": kind.label, "value": task.text}],
        then="custody:care",
    )
    return answer(request, record_of(record_id), act, service_with={"task_id": task.pk})
