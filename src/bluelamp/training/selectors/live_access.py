"""Who may use which part of the platform live, and who does so untrained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from bluelamp.access.enums import ClearanceKind
from bluelamp.access.models import Clearance, GatedModule
from bluelamp.access.selectors import cleared_at
from bluelamp.training.enums import PlatformModule
from bluelamp.training.models import Requirement

LISTED = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Gate:
    """A part of the platform: whether it is closed to the untrained, who is in, who waits."""

    module: PlatformModule
    gated_from: datetime | None
    trained: int
    needing: int


def gates(at: datetime) -> list[Gate]:
    """Return every part that is taught: three statements."""
    taught = (
        Requirement.objects.exclude(course__module="")
        .values("course__module")
        .annotate(people=Count("learner", distinct=True))
        .order_by("course__module")
    )
    needing = {row["course__module"]: row["people"] for row in taught}
    trained = dict(
        cleared_at(at)
        .filter(kind=ClearanceKind.TRAINED)
        .values_list("module")
        .annotate(people=Count("pk"))
    )
    since = dict(GatedModule.objects.values_list("module", "gated_from"))
    return [
        Gate(PlatformModule(each), since.get(each), trained.get(each, 0), needing.get(each, 0))
        for each in sorted(needing.keys() | since.keys())
    ]


def exceptions_to_list(at: datetime) -> QuerySet[Clearance]:
    """Return the exceptions of the daily list: in force, or ended within a day (TRN-7.7)."""
    listed = Clearance.objects.filter(kind=ClearanceKind.EXCEPTION, ends_at__gt=at - LISTED)
    return listed.select_related("staff__unit", "supervisor").order_by("ends_at")


def exception_by_id(clearance_id: UUID) -> Clearance | None:
    """Return an exception with whom it lets in."""
    found = Clearance.objects.select_related("staff", "supervisor")
    return found.filter(pk=clearance_id, kind=ClearanceKind.EXCEPTION).first()
