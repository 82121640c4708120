"""Caring for a person held: each act a short form of one record."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.forms import care as forms
from bluelamp.custody.presenters.care_acts import observation_rows

from .acts import Act, answer, record_of

OBSERVATION = Act(
    "Set the observation level",
    "Set the level",
    "Observation level set.",
    forms.SetObservationForm,
    policies.can_care_for_person,
    services.set_observation_level,
    rows=observation_rows,
)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def observation(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Set how closely the person is watched."""
    return answer(request, record_of(record_id), OBSERVATION)
