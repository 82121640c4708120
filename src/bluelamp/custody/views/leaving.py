"""How a person leaves custody: disposals and release."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import leaving as forms

from .acts import Act, answer, record_of

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


@route(Permission.RELEASE_PERSON, Touches.CHANGES)
def release(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record the disposals and release the person."""
    return answer(request, record_of(record_id), RELEASE)
