"""A death or an escape, the return after it, and the end of the record (CAR-17, CLK-8)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import incidents as forms

from .acts import Act, answer, record_of

DEATH = Act(
    "Death or escape",
    "Record it",
    "Recorded. What must be done stands with the care of the person.",
    forms.DeathOrEscapeForm,
    policies.can_decide_on_incident,
    services.record_death_or_escape,
    CustodyEvent.INCIDENT,
)
BACK = Act(
    "Back after an escape",
    "Record the return",
    "The person is back in custody.",
    forms.TakeBackForm,
    policies.can_decide_on_incident,
    services.take_back_after_escape,
    CustodyEvent.RECAPTURE,
)
CLOSE = Act(
    "Close the record",
    "Close the record",
    "The record is closed.",
    forms.CloseIncidentForm,
    policies.can_decide_on_incident,
    services.close_after_incident,
    CustodyEvent.CLOSE_INCIDENT,
)


@route(Permission.REVIEW_DETENTION, Touches.CHANGES)
def death(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record a death or an escape."""
    return answer(request, record_of(record_id), DEATH)


@route(Permission.REVIEW_DETENTION, Touches.CHANGES)
def take_back(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record that the person is back after an escape."""
    return answer(request, record_of(record_id), BACK)


@route(Permission.REVIEW_DETENTION, Touches.CHANGES)
def close(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Close the record after a death or an escape."""
    return answer(request, record_of(record_id), CLOSE)
