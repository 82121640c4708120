"""The programme as a whole: its drop, the matrix, and the audiences counted."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from bluelamp.training.models import Course, CourseVersion, CurriculumRow, Drop, Learner


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """The people of one command, by how they are taught."""

    command: str
    command_class: str
    classroom: int
    digital: int
    exceptions: int
    out_of_scope: int


def current_drop() -> Drop | None:
    """Return the drop that goes live last: the one people are trained for."""
    return Drop.objects.select_related("programme").order_by("-go_live").first()


def drop_with(drop_id: UUID) -> Drop | None:
    """Return a drop with its programme."""
    return Drop.objects.select_related("programme").filter(pk=drop_id).first()


def audience_counts(drop: Drop) -> list[AudienceCount]:
    """Return the audiences by command, in one statement; everybody counts (TRN-3.4)."""
    counted = (
        Learner.objects.filter(programme=drop.programme_id)
        .values("command__name", "command__command_class")
        .annotate(
            classroom=Count("pk", filter=Q(mode="CLASSROOM")),
            digital=Count("pk", filter=Q(mode="DIGITAL")),
            exceptions=Count("pk", filter=Q(is_exception=True)),
            left_out=Count("pk", filter=~Q(out_of_scope="")),
        )
        .order_by("command__name")
    )
    return [
        AudienceCount(
            each["command__name"],
            each["command__command_class"],
            each["classroom"],
            each["digital"],
            each["exceptions"],
            each["left_out"],
        )
        for each in counted
    ]


def matrix_of(drop: Drop) -> QuerySet[CurriculumRow]:
    """Return the cells of the matrix with their courses: one statement."""
    return CurriculumRow.objects.filter(drop=drop).select_related("course")


def courses_of(drop: Drop) -> QuerySet[Course]:
    """Return the courses, with their versions and what comes before: three statements."""
    return (
        Course.objects.filter(drop=drop)
        .select_related("delta_of")
        .prefetch_related("versions", "prerequisites__needs")
    )


def version_for(course_id: UUID, delivery: str) -> CourseVersion | None:
    """Return how a course is given now."""
    return CourseVersion.objects.filter(
        course=course_id, delivery=delivery, valid_until=None
    ).first()
