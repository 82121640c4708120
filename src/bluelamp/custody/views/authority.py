"""Under whose authority a person is held: reviews."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import acts as forms
from bluelamp.custody.presenters.acts import review_rows

from .acts import Act, answer, record_of

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


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def review(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record a review as held; the custody officer's after charge, hence no permission here."""
    return answer(request, record_of(record_id), REVIEW)
