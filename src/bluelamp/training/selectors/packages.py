"""Digital packages: those of somebody's courses, those of the programme, and openings of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from bluelamp.training.enums import Delivery, SessionState
from bluelamp.training.models import (
    Attempt,
    Course,
    CourseVersion,
    Launch,
    Learner,
    Package,
    PackageUnit,
    Progress,
    Requirement,
    TrainingSession,
)

ON_OFFER = 3
BY_ONESELF = [each for each in Delivery if not each.has_sessions]


@dataclass(frozen=True, slots=True)
class OwnPackage:
    """A package that somebody goes through: the one they began, else the newest."""

    package: Package
    attempt: Attempt | None


def own_packages(learner: Learner) -> list[OwnPackage]:
    """Return the packages of somebody's courses: three statements.

    Those of refreshers are opened from the refresher, while it may be done.
    """
    courses = Requirement.objects.filter(learner=learner).values("course")
    open_ones = (
        Package.objects.filter(course_version__course__in=courses, withdrawn_at=None)
        .exclude(course_version__delivery=Delivery.REFRESHER)
        .select_related("course_version__course")
        .order_by("course_version__course__order", "course_version__course__code", "-number")
    )
    begun = Attempt.objects.filter(learner=learner, package__in=open_ones).order_by("number")
    attempts = {each.package_id: each for each in begun}
    chosen: dict[UUID, Package] = {}
    for package in open_ones:
        held = chosen.get(package.course_version_id)
        if held is None or (package.pk in attempts and held.pk not in attempts):
            chosen[package.course_version_id] = package
    return [OwnPackage(each, attempts.get(each.pk)) for each in chosen.values()]


def package_with_units(package_id: UUID) -> Package | None:
    """Return a package with its units: two statements."""
    return (
        Package.objects.select_related("course_version__course")
        .prefetch_related("units")
        .filter(pk=package_id)
        .first()
    )


def latest_attempt(learner: Learner, package: Package) -> Attempt | None:
    """Return somebody's latest attempt at a package, with how far each unit is: two statements."""
    return (
        package.attempts.filter(learner=learner)
        .prefetch_related("progress")
        .order_by("-number")
        .first()
    )


def own_launch(staff_id: UUID, launch_id: UUID) -> Launch | None:
    """Return an opening of one's own."""
    return (
        Launch.objects.filter(pk=launch_id, progress__attempt__learner__staff=staff_id)
        .select_related("progress__unit", "progress__attempt__package__course_version__course")
        .first()
    )


def versions_with_packages() -> QuerySet[CourseVersion]:
    """Return the versions that are learnt by oneself, with their packages: two statements."""
    packages = Package.objects.annotate(begun=Count("attempts")).order_by("-number")
    return (
        CourseVersion.objects.filter(delivery__in=BY_ONESELF, valid_until=None)
        .select_related("course")
        .prefetch_related(Prefetch("packages", packages))
        .order_by("course__order", "course__code", "-delivery")
    )


def units_of(package: Package) -> QuerySet[PackageUnit]:
    """Return what can be launched."""
    return package.units.all()


def standing_of(attempt: Attempt | None) -> dict[UUID, Progress]:
    """Return how far an attempt is, by unit."""
    return {each.unit_id: each for each in attempt.progress.all()} if attempt else {}


def virtual_sessions_of(courses: Iterable[Course], *, at: datetime) -> QuerySet[TrainingSession]:
    """Return the next virtual sessions that can be booked instead of a package."""
    return (
        TrainingSession.objects.filter(
            course__in=list(courses),
            virtual_room__isnull=False,
            starts_at__gt=at,
            state=SessionState.OPEN,
        )
        .select_related("virtual_room")
        .order_by("starts_at")[:ON_OFFER]
    )
