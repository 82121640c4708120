"""Reading what is printed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from bluelamp.custody.enums import WithheldReason
from bluelamp.custody.models import CopyGiven, CopyRequest


def requests_for(record_id: UUID) -> QuerySet[CopyRequest]:
    """Return the requests for copies of a record, the latest first: two statements."""
    asked = CopyRequest.objects.filter(record=record_id).select_related("recorded_by")
    return (
        asked.select_related("given__given_by")
        .prefetch_related("given__withheld")
        .order_by("-asked_at")
    )


def copy_given(copy_id: UUID) -> CopyGiven | None:
    """Return a copy given with its request."""
    return CopyGiven.objects.select_related("request", "given_by").filter(pk=copy_id).first()


def withheld_from(copy: CopyGiven) -> dict[UUID, WithheldReason]:
    """Return which entries a copy leaves out, and why."""
    return {one.entry_id: WithheldReason(one.reason) for one in copy.withheld.all()}
