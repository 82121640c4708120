"""How a person leaves custody: charge, disposals, the assessment before, the release."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent, DisposalCode
from bluelamp.custody.forms import leaving as forms
from bluelamp.custody.models import Disposal
from bluelamp.custody.presenters.leaving import certificate_rows, leaving_rows, look_rows

from .acts import Act, answer, record_of

CHARGE = Act(
    "Charge",
    "Record the charge",
    "Charge recorded.",
    forms.ChargeForm,
    policies.can_charge,
    services.charge_person,
)
CERTIFY = Act(
    "Certificate for a child kept after charge",
    "Sign the certificate",
    "Certificate recorded.",
    forms.CertificateForm,
    policies.can_charge,
    services.certify_child,
    CustodyEvent.KEEP,
    certificate_rows,
)
DISPOSE = Act(
    "Dispose of an offence",
    "Record the decision",
    "Disposal recorded.",
    forms.DisposeForm,
    policies.can_release_person,
    services.record_disposal,
    CustodyEvent.RELEASE,
    template="custody/disposals.html",
)
BEFORE = Act(
    "Risk assessment before release",
    "Record the assessment",
    "Assessment before release recorded.",
    forms.BeforeReleaseForm,
    policies.can_release_person,
    services.assess_risk,
    then="custody:release",
)
RELEASE = Act(
    "Release",
    "Release the person",
    "Release recorded.",
    forms.ReleaseForm,
    policies.can_release_person,
    services.release_person,
    CustodyEvent.RELEASE,
    leaving_rows,
    "custody/disposals.html",
)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def charge(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Charge one or several offences."""
    return answer(request, record_of(record_id), CHARGE)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def certificate(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Certify why a child kept after charge was not moved."""
    return answer(request, record_of(record_id), CERTIFY)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def dispose(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record how some offences ended while the person stays."""
    return answer(request, record_of(record_id), DISPOSE)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def before_release(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Assess the risk before release."""
    return answer(request, record_of(record_id), BEFORE)


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def release(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record the disposals and release the person."""
    return answer(request, record_of(record_id), RELEASE)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def look_again(request: HttpRequest, record_id: UUID, disposal_id: UUID) -> HttpResponse:
    """Look again at a disposal; under investigation a supervisor may, hence no permission here."""
    made = get_object_or_404(Disposal, pk=disposal_id, offence__record=record_id)
    code = DisposalCode(made.code)
    act = Act(
        f"Look again: {code.label.lower()}",
        "Record what was found",
        "Recorded.",
        forms.LookAgainForm,
        lambda officer, record: policies.can_look_again(officer, record, code),
        services.look_again,
        rows=lambda _record, at: look_rows(made, at),
    )
    whose = {"record_id": record_id, "disposal_id": made.pk}
    return answer(request, record_of(record_id), act, service_with=whose)
