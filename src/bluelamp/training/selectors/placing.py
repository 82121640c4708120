"""Who must take a course in a session and has no place on one, and why: nobody is left unseen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from bluelamp.training.enums import BookingState, Delivery, DeliveryMode, NoPlace, Outcome
from bluelamp.training.models import ALIVE, Booking, CourseVersion, Drop, Requirement

DONE = (Outcome.COMPLETED, Outcome.PASSED, Outcome.WAIVED)
MODES = {
    Delivery.CLASSROOM.value: DeliveryMode.CLASSROOM.value,
    Delivery.VIRTUAL.value: DeliveryMode.DIGITAL.value,
}
"""The deliveries that have sessions, with whom they are for."""
KEPT_BACK = "KEPT_BACK"
"""The reason would tell of agreed adjustments, which not everybody may see (TRN-4.25)."""
BECAME_OF = {
    BookingState.NO_SHOW: NoPlace.MISSED,
    BookingState.PARTIAL: NoPlace.PART,
    BookingState.ATTENDED: NoPlace.NOT_PASSED,
    BookingState.DECLINED: NoPlace.DECLINED,
    BookingState.EXPIRED: NoPlace.DECLINED,
    BookingState.EXCUSED: NoPlace.RECALLED,
    BookingState.CANCELLED: NoPlace.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """So many of one command who have no place for one reason."""

    cause: str
    command: str
    code: str
    number: int


def without_a_place(drop: Drop, *, sees_adjustments: bool) -> QuerySet[Requirement]:
    """Return the open requirements without a booking, each with its ``cause``.

    What the timetable said holds until the person had a place since then; then it is what became
    of that place.
    """
    same = {"learner": OuterRef("learner"), "course": OuterRef("course")}
    held = Booking.objects.filter(**same).order_by("-session__starts_at", "-id")
    taught = CourseVersion.objects.filter(
        course=OuterRef("course"), valid_until=None, delivery__in=list(MODES)
    )
    return (
        Requirement.objects.filter(
            Exists(taught),
            ~Exists(Booking.objects.filter(**same, state__in=ALIVE)),
            course__drop=drop,
            learner__out_of_scope="",
            learner__staff__is_active=True,
        )
        .exclude(outcome__in=DONE)
        .annotate(
            last_state=Subquery(held.values("state")[:1]),
            last_begun=Subquery(held.values("joined_at")[:1]),
        )
        .annotate(cause=_cause(sees_adjustments=sees_adjustments))
    )


def _cause(*, sees_adjustments: bool) -> Case:
    told = Q(without_place__isnull=False) & (
        Q(last_begun=None) | Q(without_place__told_at__gte=F("last_begun"))
    )
    back = When(told & Q(without_place__about_adjustments=True), then=Value(KEPT_BACK))
    return Case(
        *(() if sees_adjustments else (back,)),
        When(told, then=F("without_place__cause")),
        *(When(last_state=state, then=Value(cause.value)) for state, cause in BECAME_OF.items()),
        default=Value(NoPlace.NOT_TRIED.value),
        output_field=CharField(),
    )


def place_counts(found: QuerySet[Requirement]) -> list[PlaceCount]:
    """Return how many have no place, by reason and command: one statement."""
    rows = (
        found.order_by()  # type: ignore[misc]  # annotated
        .values("cause", "learner__command__name", "learner__command__code")
        .annotate(number=Count("pk"))
    )
    return [
        PlaceCount(
            each["cause"],
            each["learner__command__name"],
            each["learner__command__code"],
            each["number"],
        )
        for each in rows
    ]


def placing_rows(found: QuerySet[Requirement]) -> QuerySet[Requirement]:
    """Return them with their people, units, courses and reasons, in the order of a list."""
    return found.select_related(
        "learner__staff__unit", "learner__command", "course", "without_place"
    ).order_by("learner__command__name", "learner__staff__unit__name", "learner__number", "pk")


def session_versions(drop: Drop) -> dict[tuple[UUID, str], UUID]:
    """Return how each course is taught in sessions, by course and mode: one statement."""
    found = CourseVersion.objects.filter(
        course__drop=drop, valid_until=None, delivery__in=list(MODES)
    ).values_list("course", "delivery", "pk")
    return {(course, MODES[delivery]): pk for course, delivery, pk in found}
