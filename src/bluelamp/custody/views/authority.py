"""Under whose authority a person is held: reviews, extensions, the court."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.core.errors import NotPossible
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import authority as forms
from bluelamp.custody.presenters.acts import review_rows
from bluelamp.custody.presenters.authority import court_rows, extension_rows, told_rows
from bluelamp.custody.selectors.authority import is_court_awaited

from .acts import Act, answer, officer_of, record_of

REVIEW = Act(
    "Review detention",
    "Record the review",
    "Review recorded.",
    forms.HoldReviewForm,
    policies.can_open_review,
    services.hold_review,
    CustodyEvent.REVIEW,
    review_rows,
)
TELL = Act(
    "Tell of a review on waking",
    "Record that the person was told",
    "Recorded that the person was told.",
    forms.TellOfReviewForm,
    policies.can_care_for_person,
    services.tell_of_review,
    rows=told_rows,
)
EXTEND = Act(
    "Extend detention",
    "Authorise the extension",
    "Extension recorded.",
    forms.ExtendForm,
    policies.can_open_extension,
    services.extend_detention,
    CustodyEvent.EXTEND,
    extension_rows,
)
APPLY = Act(
    "Apply for a warrant of further detention",
    "Record the application",
    "Application recorded. Record the decision when the court has made it.",
    forms.ApplyForWarrantForm,
    policies.can_record_court,
    services.apply_for_warrant,
    CustodyEvent.WARRANT,
    court_rows,
)
COURT = Act(
    "Decision of the court",
    "Record the decision",
    "Decision of the court recorded.",
    forms.CourtDecisionForm,
    policies.can_record_court,
    services.record_court_decision,
    CustodyEvent.WARRANT,
    court_rows,
)


@route(Permission.VIEW_CUSTODY_RECORD, Touches.CHANGES)
def review(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record a review as held; the custody officer's after charge, hence no permission here."""
    made_for = {"officer": officer_of(request)}
    return answer(request, record_of(record_id), REVIEW, form_with=made_for)


@route(Permission.CARE_FOR_PERSON, Touches.CHANGES)
def tell_of_review(request: HttpRequest, record_id: UUID, review_id: UUID) -> HttpResponse:
    """Record that a person who was asleep has been told of a review (REV-11)."""
    record = record_of(record_id)
    review = get_object_or_404(record.reviews, pk=review_id)
    whose = {"record_id": record.pk, "review_id": review.pk}
    return answer(request, record, TELL, form_with={"review": review}, service_with=whose)


@route(Permission.REVIEW_DETENTION, Touches.CHANGES)
def extend(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Authorise detention beyond 24 hours."""
    made_for = {"officer": officer_of(request)}
    return answer(request, record_of(record_id), EXTEND, form_with=made_for)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def apply_for_warrant(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record an application to the court."""
    return answer(request, record_of(record_id), APPLY)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def court_decision(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Record what the court decided on the application that is pending."""
    record = record_of(record_id)
    if not is_court_awaited(record):
        raise NotPossible("No application to the court is pending.", rule="LIM-8")
    return answer(request, record, COURT)
